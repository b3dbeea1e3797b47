"""The one reader of Markdown: which lines of a text are code, comments, raw HTML, boxes or headings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container
from dataclasses import replace
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from helpcentre.content.markdown.comments import find_comments, has_comment
from helpcentre.content.markdown.fences import PLAIN, TAB, Dialect, Fence, FenceReader, has_fence_sign
from helpcentre.content.markdown.structure import Heading, Structure

_CODE = re.compile(r"(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_IN_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # all that str.splitlines does not split at
_FILLER = "\0"
_HTML = re.compile(r"^[ ]{0,3}</?[a-z!?]", re.IGNORECASE | re.MULTILINE)
_START = attrgetter("start")
_INDENTED = re.compile(r"^(?: {4}| {0,3}\t)", re.MULTILINE)


class CodeBlock(NamedTuple):
    """A block of code: the lines ``[start:end]``, from 0, and what they have without marks or indentation."""

    start: int
    end: int
    code: str


class Scan:
    """What a Markdown text consists of; each part is worked out when it is asked for first, and once."""

    def __init__(self, text: str, dialect: Dialect = PLAIN) -> None:
        self.text, self.dialect = text, dialect

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text as they are written."""
        return self.text.splitlines()

    @cached_property
    def shown(self) -> list[str]:
        """The lines of the text without its comments."""
        if not self.comments:
            return self.lines
        return [line.replace(_FILLER, "") for line in self._without_comments(_FILLER).splitlines()]

    @cached_property
    def comments(self) -> tuple[tuple[int, int], ...]:
        """Where the comments stand, as places ``[start:end]`` in the text."""
        return tuple(find_comments(self.text, self.lines, self.dialect)[0]) if has_comment(self.text) else ()

    @cached_property
    def open_comment(self) -> int | None:
        """Where a comment begins that never ends, or None."""
        return find_comments(self.text, self.lines, self.dialect)[1] if "<!" in self.text else None

    @property
    def fences(self) -> list[Fence]:
        """The fences that are closed, with what is in them, in their order."""
        return self._all_fences[0]

    @property
    def unclosed_fence(self) -> Fence | None:
        """The first fence that is opened and never closed, so that it is none."""
        return self._all_fences[1]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings that begin sections, in their order."""
        return self._structure[0]

    @cached_property
    def indented_code(self) -> tuple[int, ...]:
        """The numbers of the lines that are code as they are indented below no list or box."""
        return self._structure[1] if _INDENTED.search(self.text) or self.comments else ()

    @cached_property
    def code_blocks(self) -> tuple[CodeBlock, ...]:
        """The blocks of code in their order: between fences, and by their indentation, also with empty lines within."""
        fenced = ((each.start, each.end, self.lines[each.start + 1 : each.end - 1]) for each in self.fences)
        indented = (
            (start, end, [line.expandtabs(TAB)[TAB:] for line in self.lines[start:end]]) for start, end in self._runs()
        )
        return tuple(CodeBlock(start, end, "\n".join(lines)) for start, end, lines in sorted([*fenced, *indented]))

    @cached_property
    def code_lines(self) -> frozenset[int]:
        """The numbers, from 0, of the lines of code blocks: fenced ones with their marks, and indented ones."""
        fenced = (number for fence in self.fences for number in range(fence.start, fence.end))
        return frozenset((*fenced, *self.indented_code))

    @cached_property
    def without_code(self) -> str:
        """The text with its code and comments blank; all else keeps its place and line."""
        if not ("`" in self.text or "~~~" in self.text or has_comment(self.text) or _INDENTED.search(self.text)):
            return self.text
        text = self._without_comments(" ") if self.comments else self.text
        if self.code_lines:
            lines = text.splitlines(keepends=True)
            for number in self.code_lines:
                lines[number] = _IN_LINE.sub(" ", lines[number])
            text = "".join(lines)
        return _CODE.sub(blank_match, text) if "`" in text else text

    @cached_property
    def _all_fences(self) -> tuple[list[Fence], Fence | None]:
        return FenceReader(self.shown, self.dialect).all() if has_fence_sign(self.text) else ([], None)

    @cached_property
    def _structure(self) -> tuple[tuple[Heading, ...], tuple[int, ...]]:
        structure = Structure(self.shown, self.fences, self.dialect, may_have_html=_HTML.search(self.text) is not None)
        return tuple(structure.headings), tuple(structure.code)

    def _runs(self) -> list[tuple[int, int]]:
        """Return the lines ``[start:end]`` that are code by their indentation, over empty ones."""
        runs = list[tuple[int, int]]()
        for number in self.indented_code:
            is_next = bool(runs) and not any(map(str.strip, self.lines[runs[-1][1] : number]))
            start = runs.pop()[0] if is_next else number
            runs.append((start, number + 1))
        return runs

    def excerpt(self, start: int, end: int, text: str) -> Scan:
        """Return the scan of the lines ``[start:end]``, written as ``text``, with as many lines."""
        scan = Scan(text, self.dialect)
        fences, indented = self.fences, self.indented_code
        first, last = (bisect_left(fences, place, key=_START) for place in (start, end))
        fences = [replace(each, start=each.start - start, end=each.end - start) for each in fences[first:last]]
        first, last = (bisect_left(indented, place) for place in (start, end))
        indented = tuple(number - start for number in indented[first:last])
        # What is known is stored where a cached property keeps it: to ask each of these costs more than the answer.
        scan.__dict__.update(_all_fences=(fences, None), _structure=((), indented))
        if not (fences or indented or "`" in text or has_comment(text)):
            scan.__dict__["without_code"] = text
        return scan

    def without_lines(self, numbers: Container[int], text: str) -> Scan:
        """Return the scan of ``text``, in which these lines are empty; above and below them nothing changes."""
        scan = Scan(text, self.dialect)
        headings = tuple(heading for heading in self.headings if heading.start not in numbers)
        indented = tuple(number for number in self.indented_code if number not in numbers)
        fences = [fence for fence in self.fences if fence.start not in numbers]
        scan.__dict__.update(_all_fences=(fences, None), _structure=(headings, indented))
        return scan

    def rewritten(self, text: str) -> Scan:
        """Return this scan of ``text``, whose lines are those of this one's in another form of Unicode."""
        return self if text == self.text else self.excerpt(0, len(self.lines), text)

    def _without_comments(self, filler: str) -> str:
        pieces, end = [], 0
        for start, stop in self.comments:
            pieces += [self.text[end:start], _IN_LINE.sub(filler, self.text[start:stop])]
            end = stop
        return "".join([*pieces, self.text[end:]])


def blank_match(match: re.Match[str]) -> str:
    """Return spaces for what a pattern found, so that the rest keeps its place and line."""
    return "\n".join(" " * len(line) for line in match[0].split("\n"))
