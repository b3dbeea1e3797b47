"""The closed list of findings, and the one error for input that cannot be worked with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum

from helpcentre.diagnostics.system_errors import describe


class Rule(Enum):
    """Every kind of finding: its code is the name in reports, its value says what is wrong in general."""

    LINK_TARGET_MISSING = "a link leads to a page that was not built"
    ANCHOR_MISSING = "a link names a heading that its target page does not have"
    ASSET_MISSING = "a picture, style sheet, script or download is not there"
    ASSET_FOREIGN = "a page loads something from another host"
    LINK_REDIRECTED = "a link leads to a former address"
    LINK_LEAVES_LANGUAGE = "a link leads to another language though the page exists in the reader's"
    LINK_ABSOLUTE = "a link or asset names the site's own host"
    LINK_INSECURE = "a link uses http: for a host that the site uses https: for elsewhere"
    LINK_DISGUISED = "a link hides where it leads, or a text is shown backwards"
    LINK_FROM_DISK = "an address of the bundle works on a web server only"
    LINK_EXTERNAL_BROKEN = "an address outside the site does not exist"
    LINK_EXTERNAL_MOVED = "an address outside the site has a new one"
    LINK_EXTERNAL_UNCERTAIN = "an address outside the site refuses or does not answer the check"
    NETWORK_MISSING = "addresses outside the site were not checked, for want of a network"
    CRAWL_FAULT = "LinkChecker found a fault when it crawled the site"
    FALLBACK_UNLABELLED = "a reader would take source-language text for a translation"
    FRONT_MATTER_OPEN = "the front matter of a page is never closed"
    KEY_UNKNOWN = "front matter has a key that means nothing"
    PAGE_EMPTY = "a page has no text"
    HEADING_SKIPPED = "a page has a second main heading, or skips a level of headings"
    LINK_EMPTY = "a link has no text"
    PICTURE_UNDESCRIBED = "a picture has no alternative text, or a film no title"
    HEADING_EMPTY = "a heading says nothing"
    MARKDOWN_UNREAD = "a page has Markdown that nothing reads, so its signs are shown"
    HEADING_ID_MISSING = "a heading has no explicit id"
    FILE_UNPUBLISHED = "a file below docs is of no kind that is published"
    PAGE_MISNAMED = "a Markdown file does not end in .md, so it is no page"
    AUTHOR_NAMED = "the properties of a published document name people"
    NOTE_COPIED = "a published file has the text of an internal note or reply"
    LANGUAGE_UNKNOWN = "a page is in the folder of no language of the site"
    LANGUAGE_EMPTY = "a language of the site has no page of its own"
    ID_REPEATED = "two elements of a page have one id"
    ADDRESS_TAKEN = "two pages have one address"
    TOPIC_PAGE_MISSING = "a folder has no page of its own, so the topic is named after the folder"
    NAME_SHARED = "two pages of a topic have one name"
    PAGE_ORPHANED = "no chain of links connects a page with the home page"
    METADATA_DIFFERS = "canonical address, hreflang or sitemap contradict the built pages"
    SEARCH_RESULT_WRONG = "a search result leads to no page or heading of the site"
    REDIRECT_COLLISION = "a former address is also the address of another page, file or redirect"
    REDIRECT_LOOP = "a redirect leads back to itself"
    REDIRECT_CHAIN = "a redirect leads to another redirect"
    PUBLISHED_GONE = "an address that was published leads nowhere"
    PUBLISHED_ID_GONE = "a published heading or step has another id, stands on another page, or is gone"
    PUBLISHED_ID_REUSED = "a published id stands above another text"
    EXCEPTION_EXPIRED = "a suppression is past its last day"
    EXCEPTION_UNUSED = "a suppression matches no problem"
    TRANSLATION_ORPHAN = "a translated page has no page in the source language"
    TRANSLATION_UNRECORDED = "a translation has no record of its source text"
    HEADING_DIFFERS = "a translation's headings are not those of its source"
    STRUCTURE_DIFFERS = "a translation has more or fewer steps, list items, tables or boxes than its source"
    LINK_DIFFERS = "a translation's links or pictures are not those of its source"
    CODE_DIFFERS = "a translation's code is not that of its source"
    KEYS_DIFFER = "a translation's keys of a keyboard are not those of its source"
    PARAGRAPH_MISSING = "a translation seems to lack a paragraph of its source"
    NUMBER_DIFFERS = "a translation's numbers are not those of its source"
    TEXT_UNTRANSLATED = "a translation has text that is still in the source language"
    TEXT_UNCHANGED = "a translation has words of its source that may have been left"
    SCRIPT_MIXED = "a word has letters of two scripts"
    QUOTES_WRONG = "a text has quotation marks that its language does not use"
    SPACE_BREAKING = "an ordinary space lets a line break where the language has a no-break one"
    LETTER_START = "an e-mail goes on after its salutation as letters in its language do not"
    LETTER_CLOSING = "the closing formula of an e-mail is not complete"
    TERM_CHANGED = "a translation lacks a name that stays the same in every language"
    STRING_MISSING = "a word of the site is in another language than the site's readers"
    STRING_UNKNOWN = "a text in strings.yml has a name that nothing uses"
    PLACEHOLDER_UNKNOWN = "a reply has a placeholder that no strings.yml describes"
    PLACEHOLDER_DIFFERS = "a translated reply has other placeholders than its source"
    PATH_UNFIT = "a file of the bundle has a path that some computers cannot store"
    BUNDLE_TOO_LARGE = "the bundle is larger than its limit"
    LABEL_WRONG = "a label in bold is that of another language, a former one, or another than in the source text"
    LABEL_UNKNOWN = "a label in bold is none that the app is known to have in the page's language"
    LABEL_UNEXPLAINED = "a label that nobody has checked in the page's language lacks its agreed meaning"
    GLOSSARY_TERM = "a translation uses another word than the glossary"
    SYNONYM_UNUSED = "an entry of synonyms.yml has a word that no page has"
    POLICY_BLOCKED = "a page has a script or style that the security policy blocks"
    SETTING_IGNORED = "a setting of MkDocs or Material has no effect on the site"
    CONTRAST_LOW = "a text would be hard to read in the colours that were chosen"
    BUDGET_EXCEEDED = "pages are heavier than the site's budget allows"
    GUIDE_DEAD_END = "a page of a guide has no answers, or an answer has no target"
    GUIDE_LOOP = "an answer of a guide leads back to an earlier question"
    GUIDE_REJOINED = "two answers of a guide lead to the same page"
    GUIDE_UNREACHABLE = "no answer leads to a page of a guide"
    GUIDE_UNTRANSLATED = "a guide is translated in part, or has other answers than its source"
    BUILD_REFUSED = "a file has something that no site can be built with"
    BLANK_UNFILLED = "a page has a blank that the operator has not filled in"
    BLANK_DIFFERS = "a translation has other blanks than its source"
    DATE_AHEAD = "a page says that it was updated on a day that is far ahead"
    KIND_UNTRUE = "a page calls itself a how-to, a list of questions or a guide, and is none"

    @property
    def code(self) -> str:
        """The kind's name in reports, as in ``link-target-missing``."""
        return self.name.lower().replace("_", "-")

    @property
    def level(self) -> Severity:
        """How grave a finding of this kind is unless the project's settings say otherwise."""
        if self in _TASTE:
            return Severity.OFF
        return Severity.WARN if self in _WARNINGS else Severity.ERROR


class Severity(Enum):
    """What a finding does: an error makes a strict build fail, a warning is only told, and ``off`` is not told.

    With an error, a reader is misled or gets nowhere. At a warning, an editor should look. What is off is taste.
    """

    ERROR = "error"
    WARN = "warn"
    OFF = "off"


_WARNINGS = frozenset(
    {
        Rule.AUTHOR_NAMED,
        Rule.BUDGET_EXCEEDED,
        Rule.DATE_AHEAD,
        Rule.EXCEPTION_UNUSED,
        Rule.GLOSSARY_TERM,
        Rule.HEADING_ID_MISSING,
        Rule.HEADING_SKIPPED,
        Rule.KEYS_DIFFER,
        Rule.KEY_UNKNOWN,
        Rule.LETTER_CLOSING,
        Rule.LETTER_START,
        Rule.LABEL_UNEXPLAINED,
        Rule.LANGUAGE_EMPTY,
        Rule.LABEL_UNKNOWN,
        Rule.LINK_ABSOLUTE,
        Rule.LINK_DIFFERS,
        Rule.LINK_DISGUISED,
        Rule.LINK_EXTERNAL_MOVED,
        Rule.LINK_EXTERNAL_UNCERTAIN,
        Rule.LINK_INSECURE,
        Rule.LINK_REDIRECTED,
        Rule.NAME_SHARED,
        Rule.PAGE_EMPTY,
        Rule.PAGE_ORPHANED,
        Rule.PARAGRAPH_MISSING,
        Rule.PICTURE_UNDESCRIBED,
        Rule.SCRIPT_MIXED,
        Rule.SETTING_IGNORED,
        Rule.STRING_MISSING,
        Rule.STRING_UNKNOWN,
        Rule.SYNONYM_UNUSED,
        Rule.TERM_CHANGED,
        Rule.TEXT_UNCHANGED,
        Rule.TOPIC_PAGE_MISSING,
        Rule.TRANSLATION_UNRECORDED,
    }
)
_TASTE = frozenset({Rule.QUOTES_WRONG, Rule.SPACE_BREAKING})

_LONGEST = 1000
"""Signs of a message or fix: a title may have a million."""
_LINE_END = re.compile(r"\s*[\r\n\x85\u2028\u2029]\s*")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that terminals act on, that change the order of others, or that no encoding has."""


@dataclass(frozen=True, order=True)
class Problem:
    """One finding of a check.

    ``file`` is relative to the project; ``line`` counts from 1, and 0 stands for the whole file. The same finding
    with another advice or level is the same finding.
    """

    file: str
    line: int
    code: str
    message: str
    fix: str = field(compare=False)
    severity: Severity = field(default=Severity.ERROR, compare=False)

    @property
    def place(self) -> str:
        """``file:line``, or the file alone where no line is to blame."""
        return f"{self.file}:{self.line}" if self.line else self.file


def problem(kind: Rule, *, file: str, message: str, fix: str, line: int = 0) -> Problem:
    """Return a :class:`Problem` of a kind on the closed list; of what is very long, its message has both ends."""
    return Problem(file=file, line=line, code=kind.code, message=_cut(message), fix=_cut(fix), severity=kind.level)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"


def in_one_line(text: str) -> str:
    """Return a text without line ends, and with signs that would hide or turn others written as escapes."""
    if text.isprintable():
        return text
    return _UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), _LINE_END.sub(" ", text))


def reason(error: Exception) -> str:
    """Return in one line why something could not be done, of a file that cannot be read or written with its name."""
    return describe(error) if isinstance(error, OSError) else str(error)


@dataclass(frozen=True)
class ErrorList:
    """Errors of one run, so that all of them are told at once."""

    found: list[HelpcentreError] = field(default_factory=list)

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Note an error of the code within, in place of ending at it."""
        try:
            yield
        except CombinedError as errors:
            self.found.extend(errors.errors)
        except HelpcentreError as error:
            self.found.append(error)

    def raise_all(self) -> None:
        """Raise the error that was noted, or all of them as one; none where there is none."""
        if len(self.found) > 1:
            raise CombinedError(self.found)
        if self.found:
            raise self.found[0]


class HelpcentreError(Exception):
    """Input that cannot be worked with; ``str()`` names the place, what is wrong, and the fix."""

    is_told = False
    """Whether the reason has been printed, so that no other line is needed."""

    def __init__(self, message: str, *, fix: str, file: str = "", line: int = 0) -> None:
        place = f"{file}:{line}: " if file and line else f"{file}: " if file else ""
        super().__init__(in_one_line(f"{place}{_cut(message)} ({_cut(fix)})"))
        self.message, self.fix, self.file, self.line = message, fix, file, line


class CombinedError(HelpcentreError):
    """Several errors; ``str()`` has a line for each."""

    def __init__(self, errors: Sequence[HelpcentreError]) -> None:
        Exception.__init__(self, "\n".join(dict.fromkeys(map(str, errors))))
        self.errors = tuple(errors)
