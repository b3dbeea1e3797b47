"""Which lines of a Markdown text begin sections, and which are code as they are indented.

What begins a section is what Python-Markdown makes a heading of outside lists, boxes and quotes, whether it is written
with ``#`` or underlined. Grammar that Python-Markdown has as a pattern is taken from there. These corners differ:

- A line ends where :meth:`str.splitlines` ends one, also at a form feed or U+2028, which are text in Markdown.
- Headings in raw HTML, ``<h2>``, begin no section: they get no id either.
- A fence in a list, box or quote is code; see :mod:`helpcentre.content.markdown.fences`.
- What is indented below an HTML element with Markdown in it that is closed amid a box may be code or not.
- A fence of superfences that is underlined is no heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor, HRProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.extensions.md_in_html import HtmlBlockPreprocessor

from helpcentre.content.markdown.fences import TAB, Dialect, Fence
from helpcentre.content.markdown.line_kinds import is_table, read_box

_ALONE, _FENCED, _FURTHER = "\0alone", "\0fenced", "\0further"
"""Lines in place of others: what stands between empty lines, a fence within its chunk, the rest of a fence."""

_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*")
_LIST = re.compile(r"[ ]{0,3}(?:\d+\.|[*+-])[ ]+.*")
_REFERENCE = re.compile(r"[ ]{0,3}\[[^\[\]]*\]:[ ]*\S+[ ]*(?:([\"']).*\1[ ]*|\(.*\)[ ]*)?")
_FOOTNOTE = re.compile(r"[ ]{0,3}\[\^[^\]]*\]:")
_DEFINITION = re.compile(r"[ ]{0,3}:[ ]{1,3}")
_INDENT = " " * TAB
_SPECIAL = re.compile(r"[ ]{0,3}[#!?=\-*_>\[:]")
"""How a line begins that may be more than text."""
_FIRST = frozenset(" #!?=-*_>[:")

_HASHES = re.compile(HashHeaderProcessor.RE.pattern.replace(r"(?:^|\n)", "", 1).replace(r"(?:\n|$)", ""))
_ID = re.compile(r"[\w-]+")
_PLAIN_ID = re.compile(r"(?P<text>[^{]*?)[ \t]+\{#(?P<id>[\w-]+)\}")
"""How nearly all headings have their id; to take other braces apart is slow."""
_MARKED = re.compile("(?P<line>.*)\ue010(?P<number>\\d+)\ue011")


@dataclass(frozen=True)
class Heading:
    """A heading that begins a section: its lines ``[start:end]`` from 0, and the place of its text in the first.

    ``id`` is the one that it is given in braces, up to the first sign that no unit's name has; else it is empty.
    """

    start: int
    end: int
    level: int
    column: int
    text: str
    id: str


class Structure:
    """Goes through the lines of a text in chunks, as Python-Markdown does: what stands between empty lines.

    ``before`` is what stands above the chunk and decides what an indented one is: part of a box, of a list, or code.
    A footnote, which is shown elsewhere, goes on below one empty line.
    """

    def __init__(self, lines: list[str], fences: Sequence[Fence], dialect: Dialect, *, may_have_html: bool) -> None:
        self.headings: list[Heading] = []
        self.code: list[int] = []
        self.written, self.dialect = lines, dialect
        self.before, self.is_in_footnote = "", False
        self.lines = [line.expandtabs(TAB) if "\t" in line else line for line in lines]
        self._replace_fences(fences)
        if may_have_html:
            self._blank_html()
        for chunk in self._chunks():
            self._read(chunk)

    def _replace_fences(self, fences: Sequence[Fence]) -> None:
        """Put a sign in place of a fence: alone between empty lines, or within its chunk where superfences does so."""
        for fence in fences:
            if self.dialect.has_superfences:
                self.lines[fence.start] = fence.prefix.expandtabs(TAB) + _FENCED
            elif fence.prefix:
                continue
            else:
                self.lines[fence.start] = _ALONE
            self.lines[fence.start + 1 : fence.end] = [_FURTHER] * (fence.end - fence.start - 1)

    def _blank_html(self) -> None:
        """Put the lines out of the way that are raw HTML, as Python-Markdown's own reader of HTML sees them."""
        markdown = _html_reader().reset()
        # The mark is at the end of the line: before a tag it would make that stand within one.
        marked = (f"{line}\ue010{number}\ue011" if line.strip() else line for number, line in enumerate(self.lines))
        shown = HtmlBlockPreprocessor(markdown).run(list(marked))
        elements = (block for block in markdown.htmlStash.rawHtmlBlocks if isinstance(block, Element))
        shown += [
            line
            for element in elements
            if element.get("markdown") == "block"
            for line in (element.text or "").split("\n")
        ]
        shown_lines = {int(match["number"]): match["line"] for match in map(_MARKED.fullmatch, shown) if match}
        for number, line in enumerate(self.lines):
            if line.strip() and shown_lines.get(number) != line:
                self.lines[number] = _ALONE

    def _chunks(self) -> Iterator[list[int]]:
        chunk: list[int] = []
        empty = 0
        for number, line in enumerate(self.lines):
            if line is _FURTHER:
                continue
            if line is not _ALONE and line and not line.isspace():
                self.is_in_footnote = self.is_in_footnote and empty < 2
                chunk.append(number)
                empty = 0
                continue
            if chunk:
                yield chunk
                chunk = []
            empty += 1
            if line is _ALONE:
                self.before, empty = "text", 2
        if chunk:
            yield chunk

    def _read(self, chunk: list[int]) -> None:
        """Read the lines of a chunk, or what is left of one."""
        if not chunk or (self.is_in_footnote and self.lines[chunk[0]].startswith(_INDENT)):
            return
        self.is_in_footnote = False
        while chunk:
            chunk = self._read_first(chunk)

    def _read_first(self, chunk: list[int]) -> list[int]:
        """Read what a chunk begins with, and return the rest, which Python-Markdown takes for a chunk of its own."""
        lines = self.lines
        special = [number for number in chunk if lines[number][0] in _FIRST and _SPECIAL.match(lines[number])]
        for number in special:
            if lines[number][0] in "!?=" and read_box(lines[number], self.dialect):
                return self._box(chunk, chunk.index(number))
        first = lines[chunk[0]]
        if first.startswith(_INDENT):
            return self._indented(chunk)
        if len(chunk) > 1 and is_table([lines[number] for number in chunk]):
            self.before = "text"
            return []
        for number in special:
            if lines[number][0] == "#" and (match := _HASHES.fullmatch(lines[number])):
                return self._split(chunk, chunk.index(number), self._hashes(number, match))
        if len(chunk) > 1 and _UNDERLINE.fullmatch(lines[chunk[1]]):
            self._add(self._underlined(chunk[0], chunk[1]))
            return chunk[2:]
        return self._text(chunk, special)

    def _text(self, chunk: list[int], special: Sequence[int]) -> list[int]:
        lines = self.lines
        for number in special:
            if HRProcessor.SEARCH_RE.fullmatch(lines[number]):
                return self._split(chunk, chunk.index(number), None)
        if _LIST.match(lines[chunk[0]]) or self._has_definition(chunk):
            self.before = "list"
            return []
        return self._quote_or_reference(chunk, special)

    def _quote_or_reference(self, chunk: list[int], special: Sequence[int]) -> list[int]:
        lines = self.lines
        for number in special:
            line = lines[number].lstrip(" ")
            if line[0] == ">":
                self._read(chunk[: chunk.index(number)])
                self.before = "text"
                return []
            if line[0] == "[" and self._is_reference(lines[number]):
                place = chunk.index(number)
                self._read(chunk[:place])
                if self.dialect.has_footnotes and _FOOTNOTE.match(line):
                    self.is_in_footnote = True
                    return []
                return chunk[place + 1 :]
        self.before = "text"
        return []

    def _has_definition(self, chunk: list[int]) -> bool:
        """Whether a chunk has the definition of a term, which stands above it."""
        terms = chunk if self.before else chunk[1:]
        return self.dialect.has_definitions and any(_DEFINITION.match(self.lines[number]) for number in terms)

    def _is_reference(self, line: str) -> bool:
        is_footnote = self.dialect.has_footnotes and _FOOTNOTE.match(line)
        return bool(is_footnote or _REFERENCE.fullmatch(line))

    def _box(self, chunk: list[int], place: int) -> list[int]:
        self._read(chunk[:place])
        self.before = "box"
        return self._skip_indented(chunk[place + 1 :])

    def _indented(self, chunk: list[int]) -> list[int]:
        """Read a chunk whose first line is indented."""
        if self.before == "list":
            for number in chunk:
                if self.lines[number][0] == "#" and (match := _HASHES.fullmatch(self.lines[number])):
                    self.headings.append(self._hashes(number, match))
            return []
        rest = self._skip_indented(chunk)
        if self.before != "box":
            self.code += chunk[: len(chunk) - len(rest)]
            self.before = "code"
        return rest

    def _skip_indented(self, chunk: list[int]) -> list[int]:
        place = 0
        while place < len(chunk) and self.lines[chunk[place]].startswith(_INDENT):
            place += 1
        return chunk[place:]

    def _split(self, chunk: list[int], place: int, heading: Heading | None) -> list[int]:
        self._read(chunk[:place])
        self._add(heading)
        return chunk[place + 1 :]

    def _add(self, heading: Heading | None) -> None:
        self.before = "text"
        if heading:
            self.headings.append(heading)

    def _hashes(self, number: int, match: re.Match[str]) -> Heading:
        written, level = self.written[number], len(match["level"])
        header = _HASHES.fullmatch(written)
        text, unit_id = _heading_text(header["header"] if header else written[level:])
        column = written.index(text, level) if text else len(written)
        return Heading(number, number + 1, level, column, text, unit_id)

    def _underlined(self, number: int, line: int) -> Heading:
        written = self.written[number]
        text, unit_id = _heading_text(written)
        level = 1 if self.lines[line].startswith("=") else 2
        return Heading(number, line + 1, level, written.index(text), text, unit_id)


def _heading_text(written: str) -> tuple[str, str]:
    """Return the text of a heading and the id that it is given in braces at its end, which are no part of the text."""
    text = written.strip(" \t")
    if plain := _PLAIN_ID.fullmatch(text):
        return plain["text"].rstrip("#").rstrip(" \t"), plain["id"]
    braces = AttrListTreeprocessor.HEADER_RE.search(" " + text.replace("\t", " ")) if text.endswith("}") else None
    if braces:
        attributes, remainder = get_attrs_and_remainder(braces[1])
        ids = [value or "" for key, value in attributes if key == "id"]
        own = _ID.match(ids[-1]) if ids and not remainder else None
        if own:
            return text[: max(braces.start() - 1, 0)].rstrip(" \t").rstrip("#").rstrip(" \t"), own[0]
    return text, ""


@lru_cache(maxsize=1)
def _html_reader() -> Markdown:
    return Markdown(extensions=["md_in_html"])
