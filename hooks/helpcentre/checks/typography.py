"""A page's letters and marks, in any language: words in one script, quotation marks, and spaces at marks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from helpcentre.content.frontmatter import Document
from helpcentre.content.linguistics import linguistics
from helpcentre.content.prose import Block, blocks
from helpcentre.content.typography import breaking_spaces
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import Problem, Rule, problem

_APOSTROPHE = "’"
# A straight mark after a digit stands for inches.
# One between spaces leads from a menu to an entry of it.
_MARK = re.compile(r"(?<!\d)\"|(?<! )[»›]|[»›](?! )|[„“”‟«‹‚‘’‛《》〈〉「」『』＂〝〞〟]")
_LETTERS = re.compile(r"[^\W\d_ـ]+")
_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARABIC"})
CONFUSABLE = {
    "CYRILLIC": frozenset("АВЕЅІЈКМНОРСТУХЬаеорсухіїјѕёӏԁԛԝһ"),
    "GREEK": frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυκ"),
    "LATIN": frozenset("ABCEHIJKMOPSTXYZaceijopsvxy"),
}
"""Letters that look like one of another of these scripts (https://www.unicode.org/reports/tr39/)."""
_BEYOND_LATIN = re.compile(r"[^\u0000-\u036F\u2000-\u206F]")  # all but Latin, its marks, and punctuation


def check_typography(document: Document, *, code: str, file: str) -> Iterator[Problem]:
    """Yield a problem for each word of a page that mixes scripts, and for lines whose marks or spaces are foreign."""
    for unit in units(document).values():
        for block in blocks(unit):
            if not block.text.isascii() or '"' in block.text:
                if _BEYOND_LATIN.search(block.text):
                    yield from _check_scripts(block, file)
                yield from _check_quotes(block, code, file)
            yield from _check_spaces(block, code, file)


def _check_scripts(block: Block, file: str) -> Iterator[Problem]:
    for match in _LETTERS.finditer(block.text):
        if mixed := _mixed_scripts(match[0]):
            rare, strays = mixed
            message = f"the word {match[0]!r} has letters of two scripts: {strays!r} is {rare.capitalize()}"
            fix = "type the word anew with one keyboard"
            yield problem(Rule.SCRIPT_MIXED, file=file, line=block.line_at(match.start()), message=message, fix=fix)


@lru_cache(maxsize=2**14)  # texts say most words again and again
def _mixed_scripts(word: str) -> tuple[str, str] | None:
    """Return the rarer script of a word that is written in two by mistake, and its letters in the word.

    A prefix, ending or sign of a unit in another script is no mistake: ``وPayPal``, ``APIهای``, ``kΩ``. Among other
    letters, or where each of its own looks like one of those, it is.
    """
    scripts = [script for letter in word if (script := script_of(letter)) in _SCRIPTS]
    counts = Counter(scripts)
    if len(counts) < 2:
        return None
    rare = min(counts, key=lambda script: counts[script])
    strays = {letter for letter in word if script_of(letter) == rare}
    changes = sum(one != other for one, other in pairwise(scripts))
    may_be_alike = counts.keys() <= CONFUSABLE.keys() and strays <= CONFUSABLE[rare]
    is_apart = changes == 1 and not may_be_alike
    return None if is_apart else (rare, "".join(sorted(strays)))


def script_of(letter: str) -> str:
    """Return the script of a letter, as the names of Unicode begin: ``LATIN``."""
    return unicodedata.name(letter, "").partition(" ")[0]


def _check_quotes(block: Block, code: str, file: str) -> Iterator[Problem]:
    allowed = linguistics(code).quotation_marks
    if not allowed:
        return
    strange: dict[int, str] = {}
    for match in _MARK.finditer(block.text):
        if match[0] not in allowed + _APOSTROPHE:
            line = block.line_at(match.start())
            strange[line] = strange.get(line, "") + match[0]
    for line, marks in strange.items():
        message = f"quotation marks {' '.join(marks)} are not used in {code!r}"
        fix = f"use {' '.join(allowed)}, or run helpcentre typography --fix"
        yield problem(Rule.QUOTES_WRONG, file=file, line=line, message=message, fix=fix)


def _check_spaces(block: Block, code: str, file: str) -> Iterator[Problem]:
    """Yield a problem for each line with ordinary spaces where the language has no-break ones."""
    if not (pattern := breaking_spaces(code)):
        return
    found: dict[int, str] = {}
    for match in pattern.finditer(block.text):
        line = block.line_at(match.start())
        found[line] = found.get(line, "") + match[0].strip()
    for line, marks in found.items():
        message = f"an ordinary space at {' '.join(dict.fromkeys(marks))} lets the line break there"
        fix = "write a no-break space (U+00A0, or U+202F), or run helpcentre typography --fix"
        yield problem(Rule.SPACE_BREAKING, file=file, line=line, message=message, fix=fix)
