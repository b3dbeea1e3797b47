"""A unit as its readers see it: blocks of text without Markdown's own signs, and links, each with its line."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from helpcentre.content.frontmatter import Document
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.markdown.line_kinds import MARKER, Box, is_caption_mark, is_table, read_box
from helpcentre.content.markdown.links import LINKS, Link, links_of
from helpcentre.content.markdown.scan import blank_match
from helpcentre.content.units import Unit, units

HEADINGS, PARAGRAPHS, STEPS, ITEMS = "headings", "paragraphs", "steps", "list items"
TABLES, ROWS = "tables", "table rows"
"""Kinds of blocks; a box is of the kind ``'tip' boxes``, after its type."""

_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)
_ATTRIBUTES = re.compile(r"\{:?[ ]*(?:[#.][\w-]|[\w-]+=)[^}\n]*\}")
_ADDRESS = re.compile(r"(?<![A-Za-z0-9])[Hh]ttps?://[^\s<>)\]]+|[\w.+-]+@[\w-]+\.[\w.]+")
_ENTITY = re.compile(r"&#?\w+;")
_NO_BREAK = re.compile(r"&(?:nbsp|nnbsp|#160|#8239|#x0*a0|#x0*202f);", re.I)
"""A space that no line ends at, written as a name: numbers have it between their groups."""
_MDX_COMMENT = re.compile(r"\{/\*.*?\*/\}", re.DOTALL)
_QUOTED_LINES = r"(?:[ ]{0,3}>(?:(?: {5}|[ ]?\t).*|[ ]*)(?:\n|\Z))+"
_QUOTED_CODE = re.compile(rf"(?:(?<=>\n)|(?<=> \n)){_QUOTED_LINES}")
"""Indented code within a quotation, below an empty line of it."""
_LABEL = re.compile(r"(?<=\])\[[^\[\]\n]+\](?![(:])")
"""Behind the text of a link, the name of its address, which stands below: ``[text][3]``."""
_KEYS = re.compile(r"\+\+(?=[\w\"'])[^\n]+?\+\+")
_NOTE = re.compile(r"^[ ]{0,3}\[\^[^\]\n]+\]:|\[\^[^\]\n]+\]", re.M)
_SHORT = re.compile(r"^[ ]{0,3}\*\[[^\]\n]+\]:", re.M)
_TASK = re.compile(r"(?<=[-*+][ ])\[[ xX]\](?=[ ])")
_SHORTCODE = re.compile(r"(?<![\w:]):[a-z][\w+-]*:(?![\w:])")
"""An icon or emoji by its name, as in ``:material-check:``."""
_TEMPLATE = re.compile(r"\{[%{*].*?[%}*]\}")
"""An instruction to another program, such as a macro or an include of code."""
_PROGRAM = re.compile(r"<(?P<name>script|style)\b[^>]*>.*?</(?P=name)>", re.IGNORECASE | re.DOTALL)
_UNSEEN = (
    (_PROGRAM, ("</",)),
    *LINKS[:3],
    (_LABEL, ("][",)),
    (_TAG, ("<",)),
    (_ATTRIBUTES, ("{",)),
    (_ADDRESS, ("://", "@")),
    (_ENTITY, ("&",)),
    (_KEYS, ("++",)),
    (_NOTE, ("[^",)),
    (_SHORT, ("*[",)),
    (_TASK, ("[ ] ", "[x] ", "[X] ")),
    (_SHORTCODE, (":",)),
    (_TEMPLATE, ("{",)),
    (_MDX_COMMENT, ("{/*",)),
    (_QUOTED_CODE, (">     ", ">\t", "> \t")),
)


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, a step, a list item, a row of a table, or a box's title; ``line`` is its first."""

    kind: str
    line: int
    text: str

    @cached_property
    def flat(self) -> str:
        """The text in one line, without emphasis, with single spaces."""
        return " ".join(self.text.replace("*", "").split())

    def line_at(self, place: int) -> int:
        """Return the line in the file of the character at ``place`` of the text."""
        return self.line + self.text.count("\n", 0, place)


def links(unit: Unit) -> list[Link]:
    """Return the links and pictures of a unit in their order, those in code left out."""
    return links_of(unit.scan, line=unit.line)


def blocks(unit: Unit) -> tuple[Block, ...]:
    """Return the blocks of a unit in their order; code, link targets, markers and the like are blank in them."""
    return _known(unit)[0]


def seen_text(unit: Unit) -> str:
    """Return the text of a unit with blanks for code, addresses, tags and the like; the rest keeps its place."""
    return _seen(unit.scan.without_code)


def quoted_code(unit: Unit) -> int:
    """Return how many blocks of code a unit has in quotations, by their indentation there."""
    found = _QUOTED_CODE.findall(unit.scan.without_code) if ">    " in unit.text or "\t" in unit.text else []
    return sum(bool(each.strip("> \t\n")) for each in found)


def plain_text(unit: Unit) -> str:
    """Return the text of a unit in one line, as its readers see it."""
    return _known(unit)[1]


def release(document: Document) -> None:
    """Give back the memory of a page's blocks: a translation is compared once, a source with each translation."""
    for unit in units(document).values():
        unit.known.clear()


def _known(unit: Unit) -> tuple[tuple[Block, ...], str]:
    """Return the blocks and the flat text of a unit, worked out once: each check asks, of a source each language."""
    if "blocks" not in unit.known:
        found = tuple(_blocks(unit))
        unit.known["blocks"] = found, " ".join(block.flat for block in found)
    known: tuple[tuple[Block, ...], str] = unit.known["blocks"]
    return known


def _blocks(unit: Unit) -> Iterator[Block]:
    written = unicodedata.normalize("NFC", unit.text)
    text = _seen(unit.scan.rewritten(written).without_code)
    lines = list(map(_Line, itertools.count(unit.line), text.split("\n"), written.split("\n")))
    if unit.heading:
        heading = lines.pop(0)
        yield Block(HEADINGS, heading.number, heading.text)
    chunk: list[_Line] = []
    may_have_box = "!!!" in text or "???" in text or "===" in text
    for line in [*lines, _Line(0, "", "")]:
        box = line.box(unit.dialect) if may_have_box else None
        if not box and line.text.strip() and not is_caption_mark(line.written):
            chunk.append(line)
            continue
        yield from _table(chunk) if _is_table(chunk) else _run(chunk)
        chunk = []
        if box:
            yield Block(f"{box.type!r} boxes", line.number, line.text[box.start : box.end])


class _Line(NamedTuple):
    """A line with its number: its text as readers see it, in which much is blank, and as it was written."""

    number: int
    text: str
    written: str

    def marker(self) -> re.Match[str] | None:
        """Return what makes the line a list item, unless it stands first only because what is before it is blank."""
        found = MARKER.match(self.text)
        return found if found and (self.text is self.written or MARKER.match(self.written)) else None

    def box(self, dialect: Dialect) -> Box | None:
        """Return the box that the line opens, or None."""
        return read_box(self.written, dialect)


def _is_table(lines: list[_Line]) -> bool:
    return len(lines) > 1 and "-" in lines[1].written and is_table([line.written for line in lines])


def _table(lines: list[_Line]) -> Iterator[Block]:
    for place, line in enumerate(lines):
        yield Block(TABLES, line.number, "") if place == 1 else Block(ROWS, line.number, line.text)


def _run(lines: list[_Line]) -> Iterator[Block]:
    """Yield the items of a list, or a paragraph: a number in the midst of one starts no list."""
    is_list = bool(lines and lines[0].marker())
    parts: list[tuple[str, int, list[str]]] = []
    for each in lines:
        number, line = each.number, each.text
        marker = each.marker() if is_list else None
        if marker:
            parts.append((STEPS if marker["number"] else ITEMS, number, [line[marker.end() :]]))
        elif parts:
            parts[-1][2].append(line)
        else:
            parts.append((PARAGRAPHS, number, [line]))
    return (Block(kind, number, "\n".join(texts)) for kind, number, texts in parts)


def _seen(text: str) -> str:
    """Return a text without code as its readers see it, each sign in its place."""
    if "&" in text:
        text = _NO_BREAK.sub(lambda match: "\u00a0" * len(match[0]), text)
    return _blanked(text, _UNSEEN)


def _blanked(text: str, patterns: Iterable[tuple[re.Pattern[str], tuple[str, ...]]]) -> str:
    for pattern, signs in patterns:
        if any(sign in text for sign in signs):
            text = pattern.sub(blank_match, text)
    return text
