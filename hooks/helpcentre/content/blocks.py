"""The Markdown below one heading, taken apart into the blocks that are translated one by one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from helpcentre.content.markdown.line_kinds import (
    DEFINITION,
    MARKER,
    NOTE,
    Box,
    is_caption_mark,
    is_rule,
    is_table,
    read_box,
)
from helpcentre.content.markdown.scan import Scan
from helpcentre.util.line_ends import plain_lines

_SPACE = " \t\n"
_BELOW_MARK = "    "


class Kind(Enum):
    """What a piece of text is on its page; the value is its name in messages to translators."""

    META = "front matter value"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    LABEL = "admonition title"
    TABLE = "table"
    CODE = "code block"
    BODY = "section without its heading"


@dataclass(frozen=True)
class Block:
    """A stretch of text, ``[start:end]``, and the ``indent`` of its second and further lines."""

    kind: Kind
    start: int
    end: int
    indent: str


def blocks(scan: Scan) -> list[Block]:
    """Return the blocks of a text in their order; markers and indentation are in none of them."""
    reader = _Reader(scan)
    start = 0
    for number, whole in enumerate(scan.text.splitlines(keepends=True)):
        reader.line(number, start, scan.lines[number])
        start += len(whole)
    reader.end()
    return reader.found


def normal(text: str, kind: Kind) -> str:
    """Return ``text`` as a message has it: without the indentation its lines share, or space around it."""
    text = plain_lines(text)
    if kind is Kind.META:
        return text.strip()
    if kind in {Kind.HEADING, Kind.LABEL}:
        return text.strip(_SPACE)
    if kind is Kind.BODY:
        return text[blank_lines(text) :].rstrip()
    text = text.lstrip(_SPACE).rstrip()
    indent = _shared_indent(text)
    first, *others = text.splitlines(keepends=True) or [""]
    return first + "".join(line.removeprefix(indent) if line.strip() else line.lstrip(" \t") for line in others)


def indented(text: str, indent: str) -> str:
    """Return ``text`` with ``indent`` before each line but the first and empty ones."""
    first, *others = text.splitlines(keepends=True) or [""]
    return first + "".join(indent + line if line.strip() else line for line in others)


def blank_lines(text: str) -> int:
    """Return how many characters the empty lines at the start of ``text`` have."""
    length = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            break
        length += len(line)
    return length


class _Reader:
    """Takes lines one by one; ``kind`` is that of the block still open, ``code_end`` the line after the code block."""

    def __init__(self, scan: Scan) -> None:
        self.text, self.dialect = scan.text, scan.dialect
        self.comments = frozenset(_comment_lines(scan))
        self.fences = {fence.start: fence for fence in scan.fences if ">" not in fence.prefix}
        self.indented = frozenset(scan.indented_code)
        self.found: list[Block] = []
        self.kind: Kind | None = None
        self.start = self.stop = self.code_end = 0
        self.indent = ""

    def line(self, number: int, start: int, line: str) -> None:
        """Read the line ``number`` that begins at ``start``."""
        if number < self.code_end:
            self._code(number, start, line)
        elif not line.strip() or number in self.comments or is_caption_mark(line):
            self.end()
        elif fence := self.fences.get(number):
            self._begin(Kind.CODE, start, line, len(fence.prefix))
            self.code_end = fence.end
        elif number in self.indented:
            self._indented_code(start, line)
        elif box := read_box(line, self.dialect):
            self._box(start, box)
        elif self.kind is None and is_rule(line):
            pass
        elif self.kind is not Kind.PARAGRAPH and (marker := MARKER.match(line)):
            self._item(start, line, marker)
        elif mark := self._marked(line):
            self._below_mark(start, line, mark.end())
        elif self.kind in (None, Kind.CODE):
            self._begin(Kind.PARAGRAPH, start, line, len(line) - len(line.lstrip(" \t")))
        else:
            self.stop = start + len(line)

    def _marked(self, line: str) -> re.Match[str] | None:
        """Return what a line begins with that is a footnote or the meaning of a term."""
        note = NOTE.match(line) if self.dialect.has_footnotes else None
        return note or (DEFINITION.match(line) if self.dialect.has_definitions else None)

    def end(self) -> None:
        """Close the open block, if there is one."""
        if self.kind:
            found = self.text[self.start : self.stop].rstrip()
            indent = _shared_indent(found) if found.splitlines()[1:] else self.indent
            kind = Kind.TABLE if self.kind is Kind.PARAGRAPH and is_table(found.splitlines()) else self.kind
            self.found.append(Block(kind, self.start, self.start + len(found), indent))
        self.kind = None

    def _begin(self, kind: Kind, start: int, line: str, skip: int) -> None:
        self.end()
        self.kind, self.indent = kind, line[:skip]
        self.start, self.stop = start + skip, start + len(line)

    def _code(self, number: int, start: int, line: str) -> None:
        self.stop = start + len(line)
        if number == self.code_end - 1:
            self.end()

    def _indented_code(self, start: int, line: str) -> None:
        if self.kind is Kind.CODE:
            self.stop = start + len(line)
        else:
            self._begin(Kind.CODE, start, line, len(line) - len(line.lstrip(" \t")))

    def _box(self, start: int, box: Box) -> None:
        self.end()
        if box.end > box.start:
            self.found.append(Block(Kind.LABEL, start + box.start, start + box.end, ""))

    def _below_mark(self, start: int, line: str, skip: int) -> None:
        self.end()
        if skip < len(line.rstrip()):
            self._begin(Kind.PARAGRAPH, start, line, skip)
            self.indent = _BELOW_MARK

    def _item(self, start: int, line: str, marker: re.Match[str]) -> None:
        self.end()
        if marker.end() < len(line.rstrip()):
            self._begin(Kind.ITEM, start, line, marker.end())
            self.indent = marker["indent"] + " " * (marker.end() - marker.end("indent"))


def _comment_lines(scan: Scan) -> Iterator[int]:
    """Yield the lines of comments that have no text beside them: a page shows such a line as an empty one."""
    if not scan.comments:
        return
    starts = list(accumulate(map(len, scan.text.splitlines(keepends=True)), initial=0))
    groups = list[range]()
    for start, end in scan.comments:
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end)
        is_beside = bool(groups) and first < groups[-1].stop
        groups.append(range(groups.pop().start if is_beside else first, last))
    for lines in groups:
        if not any(scan.shown[number].strip() for number in lines):
            yield from lines


def _shared_indent(text: str) -> str:
    others = [line for line in text.splitlines()[1:] if line.strip()]
    indent = others[0][: len(others[0]) - len(others[0].lstrip(" \t"))] if others else ""
    while not all(line.startswith(indent) for line in others):
        indent = indent[:-1]
    return indent
