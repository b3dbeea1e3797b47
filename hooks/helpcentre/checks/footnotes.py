"""Footnotes as a unit of their own: pages show them at their end, in whichever section they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from helpcentre.content.frontmatter import Document
from helpcentre.content.language import Language
from helpcentre.content.units import FOOTNOTES, Unit, units
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.util.line_count import LineCount

_NOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:.*(?:\n(?:[ \t]*\n)*(?: {4}|\t).*)*", re.MULTILINE)
"""A note, and what is indented below it."""


def without_footnotes(unit: Unit) -> Unit:
    """Return a unit with empty lines in place of the notes that are written in it."""
    if "without footnotes" not in unit.known:
        notes = _lines(unit)
        lines = unit.text.split("\n") if notes else []
        text = "\n".join("" if unit.line + number in notes else line for number, line in enumerate(lines))
        unit.known["without footnotes"] = replace(unit, text=text) if notes else unit
    found: Unit = unit.known["without footnotes"]
    return found


def footnotes(document: Document) -> Unit | None:
    """Return the notes of a page, each in its line of the file, or None where it has none."""
    lines: dict[int, str] = {}
    for unit in units(document).values():
        lines |= _lines(unit)
    if not lines:
        return None
    start, end = min(lines), max(lines) + 1
    text = "\n".join(lines.get(number, "") for number in range(start, end))
    return Unit(FOOTNOTES, "", text, start, dialect=document.dialect)


def check_footnotes(source: Document, translation: Document, *, language: Language, file: str) -> Iterator[Problem]:
    """Yield a problem if a translation has fewer notes than ``source``, whose language is ``language``."""
    wanted, has = (_count(document) for document in (source, translation))
    if has < wanted:
        first = min((unit.line for unit in units(translation).values()), default=translation.body_line)
        message = f"the page has {has} footnotes ({language.english_name}: {wanted})"
        fix = "translate each note, and write its mark, as in [^1], into the text"
        yield problem(Rule.STRUCTURE_DIFFERS, file=file, line=first, message=message, fix=fix)


def _count(document: Document) -> int:
    notes = footnotes(document)
    return len(_NOTE.findall(notes.scan.without_code)) if notes else 0


def _lines(unit: Unit) -> dict[int, str]:
    """Return the lines of the notes in a unit, by their numbers in the file; code has none."""
    if not unit.dialect.has_footnotes or "[^" not in unit.text:
        return {}
    lines, found = unit.text.split("\n"), dict[int, str]()
    count = LineCount(unit.scan.without_code)
    for match in _NOTE.finditer(unit.scan.without_code):
        first = count.above(match.start())
        numbers = range(first, first + match[0].count("\n") + 1)
        found |= {unit.line + number: lines[number] for number in numbers}
    return found
