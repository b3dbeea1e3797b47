"""A page taken apart into messages, the texts that are translated one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import yaml

from helpcentre.content.blocks import Block, Kind, blank_lines, blocks, normal
from helpcentre.content.frontmatter import Document, dump, parse
from helpcentre.content.heading_ids import find_missing, with_ids
from helpcentre.content.markdown.fences import PLAIN, Dialect
from helpcentre.content.markdown.scan import Scan
from helpcentre.content.units import DESCRIPTION, TITLE, Unit, units
from helpcentre.util.line_count import LineCount
from helpcentre.util.line_ends import line_end, plain_lines
from helpcentre.util.yaml import FAST_LOADER

META_KEYS = {TITLE: "title", DESCRIPTION: "description"}
"""The units that are values of the front matter, and their keys there."""

BOM = "\ufeff"
"""What a file may begin with."""


@dataclass(frozen=True)
class Segment:
    """One text of a unit, ``[start:end]`` of the file; its second and further lines stand behind ``indent``.

    ``name`` is ``0`` for a heading or front matter value, ``1`` and up for the blocks below, ``body`` for all of them.
    """

    unit: str
    name: str
    kind: Kind
    text: str
    line: int
    start: int
    end: int
    indent: str = ""

    @property
    def key(self) -> str:
        """The message's name on its page, as in ``reasons/2``."""
        return f"{self.unit}/{self.name}"


@dataclass(frozen=True)
class SegmentedUnit:
    """A unit's messages and its place ``[start:end]``; ``body`` is all below the heading, if there is anything."""

    unit: Unit
    start: int
    end: int
    messages: tuple[Segment, ...]
    body: Segment | None = None

    @property
    def shape(self) -> tuple[tuple[str, Kind], ...]:
        """The names and kinds of the messages: equal in two languages whose messages can be paired."""
        return tuple((message.name, message.kind) for message in self.messages)

    @property
    def texts(self) -> tuple[Segment, ...]:
        """The messages, and the body as one."""
        return (*self.messages, self.body) if self.body else self.messages


@dataclass(frozen=True)
class Page:
    """A page's text, what it says, where its body starts, and its parts by unit id in their order."""

    text: str
    document: Document
    body_start: int
    parts: Mapping[str, SegmentedUnit]

    @property
    def newline(self) -> str:
        """What ends the page's lines."""
        return line_end(self.text)

    def messages(self) -> list[Segment]:
        """Return all messages in the page's order."""
        return [message for part in self.parts.values() for message in part.messages]


def segment_text(text: str, *, file: str = "", folder: Path | None = None, dialect: Dialect = PLAIN) -> Page:
    """Return the page with this text; ``file`` is its name in errors.

    With the ``folder`` of its language, fingerprints are of the texts that it includes, too. Raises HelpcentreError
    where the front matter is not YAML, or an included text is not there.
    """
    document = parse(text, file=file, folder=folder, dialect=dialect)
    flat = plain_lines(text.removeprefix(BOM))
    found = _Parts(flat, document, file_offsets(text))
    parts = {part.unit.id: part for part in (*found.front(), *found.below())}
    return Page(text, document, found.at[found.body_start], parts)


def segment_named(
    text: str,
    source: Document | None = None,
    english: Document | None = None,
    *,
    file: str = "",
    folder: Path | None = None,
    dialect: Dialect,
) -> Page:
    """Return the page with this text as :func:`segment_text` does, in which each heading has an id.

    Those without one are given it as builds do: that of the ``source`` of a translation, or by the ``english`` page.
    """
    page = segment_text(text, file=file, folder=folder, dialect=dialect)
    missing = find_missing(page.document, source, english)
    return segment_text(with_ids(text, missing), file=file, folder=folder, dialect=dialect) if missing else page


def segment_document(document: Document) -> Page:
    """Return the page of a document whose file is no more."""
    return segment_text(dump(document.meta) + document.body, dialect=document.dialect)


def file_offsets(text: str) -> list[int]:
    """Return where in ``text`` each character is of the text that is parsed, without a mark and with plain newlines."""
    kept = [place for place, sign in enumerate(text) if sign != "\n" or text[place - 1 : place] != "\r"]
    return [*kept[text.startswith(BOM) :], len(text)]


class _Parts:
    """Finds the parts of ``flat``, the text as it is parsed; ``at`` leads from there to places in the file."""

    def __init__(self, flat: str, document: Document, at: list[int]) -> None:
        self.flat, self.document, self.at = flat, document, at
        self.line_count = LineCount(flat)
        self.body_start = len(flat) - len(document.body)
        self.units = units(document)

    def front(self) -> Iterator[SegmentedUnit]:
        """Yield the parts in the front matter."""
        values = _scalars(self.flat[: self.body_start])
        for unit_id, key in META_KEYS.items():
            unit = self.units.get(unit_id)
            if unit and unit.line < self.document.body_line and key in values:
                value, start, end = values[key]
                message = self._message(unit, "0", Block(Kind.META, start, end, ""), value)
                yield SegmentedUnit(unit, message.start, message.end, (message,))

    def below(self) -> Iterator[SegmentedUnit]:
        """Yield the parts below the front matter."""
        first = self.document.body_line
        own = sorted((unit for unit in self.units.values() if unit.line >= first), key=lambda unit: unit.line)
        lengths = (len(line) for line in self.document.body.splitlines(keepends=True))
        places = list(accumulate(lengths, initial=self.body_start))
        starts = [places[unit.line - first] for unit in own]
        for unit, start, end in zip(own, starts, [*starts[1:], len(self.flat)], strict=False):
            yield self._part(unit, start, end)

    def _part(self, unit: Unit, start: int, end: int) -> SegmentedUnit:
        messages, top, end_of_text = [], start, end
        if head := unit.head:
            heading, *below = self.flat[start:end].splitlines(keepends=True)
            column = heading.find(unit.heading, head.level if head.column else 0)
            if column >= 0:  # there is no comment in it
                span = Block(Kind.HEADING, start + column, start + column + len(unit.heading), "")
                messages.append(self._message(unit, "0", span))
            top += sum(map(len, [heading, *below[: head.end - head.start - 1]]))
        if unit.aside:  # the lines that open and close it stay as they are
            opening, *inner = self.flat[start:end].splitlines(keepends=True)[: unit.aside.end - unit.aside.start - 1]
            top, end_of_text = start + len(opening), start + len(opening) + sum(map(len, inner))
        text_below = self.flat[top:end_of_text]
        for number, block in enumerate(blocks(Scan(text_below, unit.dialect)), start=1):
            moved = Block(block.kind, top + block.start, top + block.end, block.indent)
            messages.append(self._message(unit, str(number), moved))
        whole = Block(Kind.BODY, top + blank_lines(text_below), top + len(text_below.rstrip()), "")
        body = self._message(unit, "body", whole) if text_below.strip() else None
        return SegmentedUnit(unit, self.at[start], self.at[end], tuple(messages), body)

    def _message(self, unit: Unit, name: str, block: Block, text: str = "") -> Segment:
        text = normal(text or self.flat[block.start : block.end], block.kind)
        line = self.line_count.above(block.start) + 1
        start, end = self.at[block.start], self.at[block.end]
        return Segment(unit.id, name, block.kind, text, line, start, end, block.indent)


def _scalars(head: str) -> dict[str, tuple[str, int, int]]:
    """Return value and place of each key of a front matter block whose value is written out beside it."""
    if not head:
        return {}
    top = head.index("\n") + 1
    block = head[top : head.rindex("\n", 0, -1) + 1]
    root = yaml.compose(block, Loader=FAST_LOADER)
    found = {}
    for key, value in root.value if isinstance(root, yaml.MappingNode) else []:
        start, end = value.start_mark.index, value.end_mark.index
        is_alias = start < key.end_mark.index
        if isinstance(value, yaml.ScalarNode) and not is_alias and block[start : start + 1] not in "&!":
            found[key.value] = (value.value, top + start, top + start + len(block[start:end].rstrip()))
    return found
