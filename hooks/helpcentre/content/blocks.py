"""The Markdown below one heading, taken apart into the blocks that are translated one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_FENCE = re.compile(r"[ \t]*(```+|~~~+)")
_MARKER = re.compile(r"(?P<indent>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+")
_RULE = re.compile(r"[ \t]*(?:[-*_][ \t]*){3,}")
_ADMONITION = re.compile(
    r"[ \t]*(?:!!!|\?\?\?\+?)[ \t]*(?=[\w\"-])(?:[\w-]+(?:[ \t]+[\w-]+)*)?(?:[ \t]*\"(?P<label>.*)\")?[ \t]*"
)
_UNDER_TABLE_HEAD = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_LINE_END = re.compile(r"\r+\n")
_SPACE = " \t\n"


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


def blocks(text: str) -> list[Block]:
    """Return the blocks of ``text`` in their order; markers and indentation are in none of them."""
    scanner = _Scanner(text)
    start = 0
    for line, whole in zip(text.splitlines(), text.splitlines(keepends=True), strict=True):
        scanner.line(start, line)
        start += len(whole)
    scanner.end()
    return scanner.found


def normal(text: str, kind: Kind) -> str:
    """Return ``text`` as a message has it: without the indentation its lines share, or space around it."""
    text = _LINE_END.sub("\n", text)
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


class _Scanner:
    """Reads lines one by one; ``kind`` is that of the block still open, ``fence`` what closes a code block."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Block] = []
        self.kind: Kind | None = None
        self.start = self.stop = 0
        self.indent = self.fence = ""

    def line(self, start: int, line: str) -> None:
        """Read the line that begins at ``start``."""
        if self.fence:
            self._code(start, line)
        elif not line.strip():
            self.end()
        elif opening := _FENCE.match(line):
            self._begin(Kind.CODE, start, line, opening.start(1))
            self.fence = opening[1]
        elif admonition := _ADMONITION.fullmatch(line):
            self._admonition(start, admonition)
        elif self.kind is None and _RULE.fullmatch(line):
            pass
        elif self.kind is not Kind.PARAGRAPH and (marker := _MARKER.match(line)):
            self._item(start, line, marker)
        elif self.kind is None:
            self._begin(Kind.PARAGRAPH, start, line, len(line) - len(line.lstrip(" \t")))
        else:
            self.stop = start + len(line)

    def end(self) -> None:
        """Close the open block, if there is one."""
        if self.kind:
            found = self.text[self.start : self.stop].rstrip()
            indent = _shared_indent(found) if found.splitlines()[1:] else self.indent
            kind = Kind.TABLE if self.kind is Kind.PARAGRAPH and _is_table(found) else self.kind
            self.found.append(Block(kind, self.start, self.start + len(found), indent))
        self.kind = None

    def _begin(self, kind: Kind, start: int, line: str, skip: int) -> None:
        self.end()
        self.kind, self.indent = kind, line[:skip]
        self.start, self.stop = start + skip, start + len(line)

    def _code(self, start: int, line: str) -> None:
        self.stop = start + len(line)
        closing = _FENCE.match(line)
        if closing and closing[1].startswith(self.fence):
            self.fence = ""
            self.end()

    def _admonition(self, start: int, line: re.Match[str]) -> None:
        self.end()
        if line["label"]:
            self.found.append(Block(Kind.LABEL, start + line.start("label"), start + line.end("label"), ""))

    def _item(self, start: int, line: str, marker: re.Match[str]) -> None:
        self.end()
        if marker.end() < len(line.rstrip()):
            self._begin(Kind.ITEM, start, line, marker.end())
            self.indent = marker["indent"] + " " * (marker.end() - marker.end("indent"))


def _shared_indent(text: str) -> str:
    others = [line for line in text.splitlines()[1:] if line.strip()]
    indent = others[0][: len(others[0]) - len(others[0].lstrip(" \t"))] if others else ""
    while not all(line.startswith(indent) for line in others):
        indent = indent[:-1]
    return indent


def _is_table(text: str) -> bool:
    lines = text.splitlines()
    return len(lines) > 1 and "|" in lines[1] and bool(_UNDER_TABLE_HEAD.fullmatch(lines[1]))
