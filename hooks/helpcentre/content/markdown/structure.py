"""Which lines of a Markdown text begin sections, and which are code as they are indented.

What begins a section is what Python-Markdown makes a heading of outside lists, boxes and quotes, whether it is written
with ``#`` or underlined. Grammar that Python-Markdown has as a pattern is taken from there. These corners differ:

- A line ends where :meth:`str.splitlines` ends one, also at a form feed or U+2028, which are text in Markdown.
- Headings in raw HTML, ``<h2>``, begin no section: they get no id either.
- A fence in a list, box or quote is code; see :mod:`helpcentre.content.markdown.fences`.
- What is indented below an HTML element with Markdown in it that is closed amid a box may be code or not.
- A fence of superfences that is underlined is no heading.
- A heading of nothing but an id in braces has that id and no text; Markdown shows the braces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor, HRProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.extensions.md_in_html import HtmlBlockPreprocessor

from helpcentre.content.markdown.chunks import Chunk
from helpcentre.content.markdown.fences import TAB, Dialect, Fence
from helpcentre.content.markdown.line_kinds import is_reference, is_table, read_box

_ALONE, _FENCED, _FURTHER = "\0alone", "\0fenced", "\0further"
"""Lines in place of others: what stands between empty lines, a fence within its chunk, the rest of a fence."""

_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*")
_LIST = re.compile(r"[ ]{0,3}(?:\d+\.|[*+-])[ ]+.*")
_FOOTNOTE = re.compile(r"[ ]{0,3}\[\^[^\]]*\]:")
_DEFINITION = re.compile(r"[ ]{0,3}:[ ]{1,3}")
_INDENT = " " * TAB
_HASHES = re.compile(HashHeaderProcessor.RE.pattern.replace(r"(?:^|\n)", "", 1).replace(r"(?:\n|$)", ""))
_ID = re.compile(r"[\w-]+")
_PLAIN_ID = re.compile(r"(?P<text>[^{]*)(?<=[ \t])\{#(?P<id>[\w-]+)\}")
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
        kinds: dict[str, Callable[[str], object]] = {
            "box": lambda line: line[0] in "!?=" and read_box(line, dialect),
            "hashes": _is_heading,
            "rule": HRProcessor.SEARCH_RE.fullmatch,
            "definition": _DEFINITION.match,
            "quote or reference": self._is_quote_or_reference,
        }
        for numbers in self._chunks():
            self._read(Chunk.of(self.lines, numbers, kinds))

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

    def _read(self, chunk: Chunk | None) -> None:
        """Read the lines of a chunk, or what is left of one."""
        if not chunk or (self.is_in_footnote and chunk.text(0).startswith(_INDENT)):
            return
        self.is_in_footnote = False
        while chunk:
            chunk = self._read_first(chunk)

    def _read_first(self, chunk: Chunk) -> Chunk | None:
        """Read what a chunk begins with, and return the rest, which Python-Markdown takes for a chunk of its own."""
        if (place := chunk.first("box")) is not None:
            return self._box(chunk, place)
        if chunk.text(0).startswith(_INDENT):
            return self._indented(chunk)
        has_more = len(chunk) > 1
        if has_more and "-" in chunk.text(1) and is_table(chunk.texts()):
            self.before = "text"
            return None
        if (place := chunk.first("hashes")) is not None:
            return self._split(chunk, place, self._hashes(chunk.number(place)))
        if has_more and _UNDERLINE.fullmatch(chunk.text(1)):
            self._add(self._underlined(chunk.number(0), chunk.number(1)))
            return chunk.after(2)
        return self._text(chunk)

    def _text(self, chunk: Chunk) -> Chunk | None:
        if (place := chunk.first("rule")) is not None:
            return self._split(chunk, place, None)
        if _LIST.match(chunk.text(0)) or self._has_definition(chunk):
            self.before = "list"
            return None
        return self._quote_or_reference(chunk)

    def _quote_or_reference(self, chunk: Chunk) -> Chunk | None:
        place = chunk.first("quote or reference")
        if place is None:
            self.before = "text"
            return None
        self._read(chunk.before(place))
        line = chunk.text(place).lstrip(" ")
        if line[0] == ">":
            self.before = "text"
            return None
        if self.dialect.has_footnotes and _FOOTNOTE.match(line):
            self.is_in_footnote = True
            return None
        return chunk.after(place + 1)

    def _has_definition(self, chunk: Chunk) -> bool:
        """Whether a chunk has the definition of a term, which stands above it."""
        return self.dialect.has_definitions and chunk.first("definition", at=0 if self.before else 1) is not None

    def _is_quote_or_reference(self, line: str) -> bool:
        sign = line.lstrip(" ")[0]
        is_footnote = self.dialect.has_footnotes and _FOOTNOTE.match(line)
        return sign == ">" or (sign == "[" and bool(is_footnote or is_reference(line)))

    def _box(self, chunk: Chunk, place: int) -> Chunk | None:
        self._read(chunk.before(place))
        self.before = "box"
        return self._without_indented(chunk.after(place + 1))

    def _indented(self, chunk: Chunk) -> Chunk | None:
        """Read a chunk whose first line is indented."""
        if self.before == "list":
            self.headings += (self._hashes(number) for number in chunk if _is_heading(self.lines[number]))
            return None
        rest = self._without_indented(chunk)
        if self.before != "box":
            self.code += chunk.before(len(chunk) - len(rest or ()))
            self.before = "code"
        return rest

    def _without_indented(self, chunk: Chunk | None) -> Chunk | None:
        if chunk is None:
            return None
        texts = enumerate(chunk.texts())
        return chunk.after(next((place for place, text in texts if not text.startswith(_INDENT)), len(chunk)))

    def _split(self, chunk: Chunk, place: int, heading: Heading | None) -> Chunk | None:
        self._read(chunk.before(place))
        self._add(heading)
        return chunk.after(place + 1)

    def _add(self, heading: Heading | None) -> None:
        self.before = "text"
        if heading:
            self.headings.append(heading)

    def _hashes(self, number: int) -> Heading:
        written, line = self.written[number], self.lines[number]
        match = _HASHES.fullmatch(line)
        level = len(match["level"]) if match else 1
        header = _HASHES.fullmatch(written)
        text, unit_id = _heading_text(header["header"] if header else written[level:])
        column = written.index(text, level) if text else len(written)
        return Heading(number, number + 1, level, column, text, unit_id)

    def _underlined(self, number: int, line: int) -> Heading:
        written = self.written[number]
        text, unit_id = _heading_text(written)
        level = 1 if self.lines[line].startswith("=") else 2
        return Heading(number, line + 1, level, written.index(text), text, unit_id)


def _is_heading(line: str) -> bool:
    return line[0] == "#" and _HASHES.fullmatch(line) is not None


def _heading_text(written: str) -> tuple[str, str]:
    """Return the text of a heading and the id that it is given in braces at its end, which are no part of the text."""
    text = written.strip()  # of any blanks, as Markdown does
    if plain := _PLAIN_ID.fullmatch(text):
        return plain["text"].rstrip(" \t").rstrip("#").rstrip(" \t"), plain["id"]
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
