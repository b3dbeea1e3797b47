"""Quotation marks and no-break spaces as the language of a page sets them, written into its text."""

from __future__ import annotations

import re
from functools import cache

from helpcentre.content.frontmatter import Document
from helpcentre.content.linguistics import linguistics
from helpcentre.content.markdown.line_kinds import read_box
from helpcentre.content.prose import seen_text
from helpcentre.content.units import Unit, units

_PAIR = re.compile(
    r'(?<![\w"])"(?=\S)[^"“”„«»]*?(?<=\S)"(?![\w"])|„[^„“”]*[“”]|“[^„“”]*”|«[^«»]*»|(?<!\S)»(?=\S)[^«»]*?(?<=\S)«'
)
"""Texts in quotation marks of any language. One between spaces leads from a menu to an entry of it."""
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t]*\n))+")
_NO_BREAK, _NARROW = "\u00a0", "\u202f"


def typeset(document: Document, code: str) -> str:
    """Return the body of a page in the language ``code`` with that language's quotation marks and no-break spaces.

    Only whole quotations in foreign marks are changed; front matter, code and what Markdown means by such a mark stay.
    """
    lines = document.body.split("\n")
    for unit in units(document).values():
        pairs = zip(unit.text.split("\n"), _typeset(unit, code).split("\n"), strict=True)
        for place, (written, own) in enumerate(pairs, start=unit.line - document.body_line):
            if written != own and 0 <= place < len(lines):  # of a heading, the unit has the words alone
                lines[place] = lines[place].replace(written, own, 1)
    return "\n".join(lines)


def _typeset(unit: Unit, code: str) -> str:
    lines = zip(seen_text(unit).split("\n"), unit.text.split("\n"), strict=True)
    shown = "\n".join(" " * len(text) if read_box(written, unit.dialect) else text for text, written in lines)
    edits: dict[int, str] = {}
    for paragraph in _PARAGRAPH.finditer(shown):
        for match in _PAIR.finditer(shown, *paragraph.span()):
            edits |= _quotation(match, code)
    if pattern := breaking_spaces(code):
        for match in pattern.finditer(shown):
            place = match.start() + match[0].index(" ")
            edits[place] = _NARROW if set(match[0]) & set(";?!") else _NO_BREAK
    return "".join(edits.get(place, sign) for place, sign in enumerate(unit.text))


def _quotation(match: re.Match[str], code: str) -> dict[int, str]:
    known, (first, last) = linguistics(code), (match[0][0], match[0][-1])
    marks = known.quotation_marks
    if len(marks) < 2 or (first in marks and last in marks):
        return {}
    gap = _NO_BREAK if marks[0] in known.unparted_after else ""
    inner = match[0][1:-1]
    before, after = gap * (not inner[:1].isspace()), gap * (not inner[-1:].isspace())
    return {match.start(): marks[0] + before, match.end() - 1: after + marks[1]}


@cache
def breaking_spaces(code: str) -> re.Pattern[str] | None:
    """Return a pattern for a mark with an ordinary space at it, None where the language has no such rule.

    French has no-break ones before double marks and inside its quotation marks (Lexique des règles typographiques en
    usage à l’Imprimerie nationale).
    """
    known = linguistics(code)
    if not (known.unparted_before or known.unparted_after):
        return None
    before, after = re.escape(known.unparted_before), re.escape(known.unparted_after)
    parts = [rf"(?<=\S) [{before}](?!\w)"] * bool(before) + [rf"[{after}] (?=\S)"] * bool(after)
    return re.compile("|".join(parts))
