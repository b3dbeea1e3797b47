"""The closed list of findings, and the one error for input that cannot be worked with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """Every kind of finding: its code is the name in reports, its value says what is wrong in general."""

    LINK_TARGET_MISSING = "a link leads to a page that was not built"
    ANCHOR_MISSING = "a link names a heading that its target page does not have"
    ASSET_MISSING = "a picture, style sheet, script or download is not there"
    LINK_EXTERNAL_BROKEN = "an address outside the site does not answer as it should"
    FALLBACK_UNLABELLED = "a reader would take source-language text for a translation"
    HEADING_ID_MISSING = "a heading has no explicit id"
    LANGUAGE_UNKNOWN = "a page is in the folder of no language of the site, so nobody sees it"
    HEADING_ID_REPEATED = "two headings of a page have one id"
    TRANSLATION_ORPHAN = "a translated page has no page in the source language"
    TRANSLATION_UNRECORDED = "a translation does not say which text it was made from"
    HEADING_DIFFERS = "a translation's headings are not those of its source"
    STRUCTURE_DIFFERS = "a translation has more or fewer steps, list items, tables or boxes than its source"
    LINK_DIFFERS = "a translation's links or pictures are not those of its source"
    NUMBER_DIFFERS = "a translation's numbers are not those of its source"
    TEXT_UNTRANSLATED = "a translation has text that is still in the source language"
    SCRIPT_MIXED = "a word has letters of two scripts"
    QUOTES_WRONG = "a text has quotation marks that its language does not use"
    TERM_CHANGED = "a translation does not keep a name that stays the same in every language"
    PLACEHOLDER_UNKNOWN = "a reply has a placeholder that the site has no words for"
    PLACEHOLDER_DIFFERS = "a translated reply has other placeholders than its source"
    PATH_UNFIT = "a file of the bundle has a path that some computers cannot store"
    BUNDLE_TOO_LARGE = "the bundle is larger than it may be"
    GLOSSARY_TERM = "a translation has another word than the glossary's"
    SYNONYM_UNUSED = "a language's synonyms have an entry for a word that no page has"
    POLICY_BLOCKED = "a page has something that browsers refuse under the site's security policy"
    BUDGET_EXCEEDED = "pages are heavier than the site's budget allows"
    KIND_UNTRUE = "a page calls itself a how-to or a list of questions, and is visibly none"

    @property
    def code(self) -> str:
        """The kind's name in reports, as in ``link-target-missing``."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, order=True)
class Problem:
    """One finding of a check.

    ``file`` is relative to the project; ``line`` counts from 1, and 0 stands for the whole file. The same finding
    with another advice is the same finding.
    """

    file: str
    line: int
    code: str
    message: str
    fix: str = field(compare=False)

    @property
    def place(self) -> str:
        """``file:line``, or the file alone where no line is to blame."""
        return f"{self.file}:{self.line}" if self.line else self.file


def problem(kind: Kind, *, file: str, message: str, fix: str, line: int = 0) -> Problem:
    """Return a :class:`Problem` of a kind on the closed list."""
    return Problem(file=file, line=line, code=kind.code, message=message, fix=fix)


def by_place(problems: Iterable[Problem]) -> dict[tuple[str, int, str, int], Problem]:
    """Return problems by file, line, code and their number there: one fault has other words in another edition."""
    found: dict[tuple[str, int, str, int], Problem] = {}
    numbers: Counter[tuple[str, int, str]] = Counter()
    for each in dict.fromkeys(problems):
        place = (each.file, each.line, each.code)
        found[(*place, numbers[place])] = each
        numbers[place] += 1
    return found


class HelpcentreError(Exception):
    """Input that cannot be worked with; ``str()`` names the place, what is wrong, and the fix."""

    def __init__(self, message: str, *, fix: str, file: str = "", line: int = 0) -> None:
        place = f"{file}:{line}: " if file and line else f"{file}: " if file else ""
        super().__init__(f"{place}{message} ({fix})")
