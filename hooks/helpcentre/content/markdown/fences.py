"""Fences, the lines of backticks or tildes around a block of code, as the extensions of a project read them.

In a list, box or quote a fence is code here, too. The extension ``fenced_code`` alone renders it as running text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from markdown.extensions.attr_list import get_attrs_and_remainder

TAB = 4
"""The width of a tab, and of a level of indentation."""

TILDES = "~{3}"
"""The pattern of a fence that no backslash makes text of."""

_CANDIDATE = re.compile(r"(?P<prefix>[ \t>]*)(?P<mark>`{3,}|~{3,})(?P<info>.*)")
_INFO = re.compile(r"[ ]*(?:\{(?P<attributes>.*)\}|\.?[\w#.+-]*[ ]*(?:hl_lines=(?P<quote>[\"']).*?(?P=quote)[ ]*)?)")
_SUPERFENCES_INFO = re.compile(
    r"(?:[ \t]*\.?[\w#.+-]+(?=[\t ]|$))?"
    r"(?:[ \t]*\{.*\}|(?:[ \t]*(?:hl_lines|linenums|title)(?:=(?P<quote>[\"']).*?(?P=quote))?(?=[\t ]|$))+)?[ \t]*"
)


@dataclass(frozen=True)
class Dialect:
    """What the Markdown extensions of a project make a difference in; the rest is read in the same way in any case."""

    has_superfences: bool = False
    has_tabs: bool = False
    has_footnotes: bool = False
    has_definitions: bool = False

    @classmethod
    def of(cls, extensions: Collection[str]) -> Dialect:
        """Return the dialect of a project with these extensions, by the names that MkDocs knows."""
        names = {name.rpartition(".")[2] for name in extensions}
        return cls(
            has_superfences=not {"pymdownx.superfences", "pymdownx.extra"}.isdisjoint(extensions),
            has_tabs="pymdownx.tabbed" in extensions,
            has_footnotes=not {"footnotes", "extra"}.isdisjoint(names),
            has_definitions=not {"def_list", "extra"}.isdisjoint(names),
        )


PLAIN = Dialect()
"""Python-Markdown with the extensions that this project cannot do without."""


@dataclass(frozen=True)
class Fence:
    """A fence and its code, the lines ``[start:end]`` of a text from 0; ``prefix`` stands before the marks."""

    start: int
    end: int
    mark: str
    prefix: str
    is_closed: bool


def fenced(code: str, language: str) -> str:
    """Return code as a block between fences that it does not hold itself."""
    mark = "```"
    while mark in code:
        mark += "`"
    return f"{mark}{language}\n{code}\n{mark}"


def has_fence_sign(text: str) -> bool:
    """Whether there may be a fence in a text."""
    return "```" in text or "~~~" in text


class FenceReader:
    """Finds the fence that begins at a line of a text."""

    def __init__(self, lines: Sequence[str], dialect: Dialect) -> None:
        self._lines, self._dialect = lines, dialect
        self._marks: dict[str, list[int]] = defaultdict(list)
        self._nested: dict[tuple[str, int, int], tuple[int, int, bool]] = {}
        """From where to where the last nested fence with such marks was read, and whether it was closed there."""
        for number, line in enumerate(lines):
            if line.startswith(("```", "~~~")):
                self._marks[line.rstrip(" \t")].append(number)

    def at(self, number: int) -> Fence | None:
        """Return the fence that begins at a line, or None; one that is never closed ends where reading goes on."""
        match = _CANDIDATE.fullmatch(self._lines[number])
        if not match or not self._is_info(match):
            return None
        mark, prefix = match["mark"], match["prefix"].expandtabs(TAB)
        if prefix or self._dialect.has_superfences:
            end, is_closed = self._end_of_nested(number, mark, prefix)
        else:
            places = self._marks[mark]
            place = bisect_right(places, number)
            is_closed = place < len(places)
            end = places[place] + 1 if is_closed else number + 1
        return Fence(number, end, mark, match["prefix"], is_closed)

    def all(self) -> tuple[list[Fence], Fence | None]:
        """Return the fences of the text that are closed, and the first that is not."""
        closed: list[Fence] = []
        unclosed, number = None, 0
        top = [] if self._dialect.has_superfences else self._top()
        while number < len(self._lines):
            fence = top[0] if top and top[0].start == number else self._nested_at(number, top)
            if fence and fence.is_closed:
                closed.append(fence)
                top = top[1:] if top and fence is top[0] else top
            unclosed = unclosed or (fence if fence and not fence.is_closed else None)
            number = fence.end if fence else number + 1
        return closed, unclosed

    def _top(self) -> list[Fence]:
        """Return the fences at the margin; the extension ``fenced_code`` knows no others, so these are first."""
        closed, number = list[Fence](), 0
        while number < len(self._lines):
            fence = self.at(number) if self._lines[number].startswith(("```", "~~~")) else None
            if fence and fence.is_closed:
                closed.append(fence)
            number = fence.end if fence else number + 1
        return closed

    def _nested_at(self, number: int, top: Sequence[Fence]) -> Fence | None:
        fence = self.at(number)
        if fence and fence.prefix and top and fence.end > top[0].start:
            return Fence(number, number + 1, fence.mark, fence.prefix, is_closed=False)
        return fence

    def _is_info(self, match: re.Match[str]) -> bool:
        """Whether what stands behind the marks is one of the things that may."""
        if self._dialect.has_superfences:
            return _SUPERFENCES_INFO.fullmatch(match["info"]) is not None
        if match["prefix"]:
            return "`" not in match["info"]
        info = _INFO.fullmatch(match["info"].expandtabs(TAB))
        return info is not None and not (info["attributes"] and get_attrs_and_remainder(info["attributes"])[1])

    def _end_of_nested(self, start: int, mark: str, prefix: str) -> tuple[int, bool]:
        """Return where a fence ends whose lines all stand behind the same indentation or quotation signs."""
        key = mark, len(prefix), prefix.count(">")
        first, last, is_closed = self._nested.get(key, (0, 0, False))
        if not first <= start < last:  # else it is read to where the one before was
            last, is_closed = self._last_of_nested(start, *key)
            self._nested[key] = start, last, is_closed
        if is_closed or self._dialect.has_superfences:
            return min(last + 1, len(self._lines)), is_closed
        return start + 1, False

    def _last_of_nested(self, start: int, mark: str, depth: int, quotes: int) -> tuple[int, bool]:
        """Return the line that ends a nested fence, and whether it closes it; behind all lines where none does."""
        is_below_empty = False
        for number in range(start + 1, len(self._lines)):
            before, content = _cut_prefix(self._lines[number], depth)
            own_quotes = before.count(">")
            if not (content.strip() or (before.strip() and not quotes)):
                is_below_empty = True
                continue
            is_short = len(before) < depth or own_quotes > quotes
            if is_short or (own_quotes < quotes and is_below_empty) or (own_quotes and not quotes):
                return number, False
            if content.rstrip(" \t") == mark:
                return number, True
            is_below_empty = False
        return len(self._lines), False


def _cut_prefix(line: str, depth: int) -> tuple[str, str]:
    """Return up to ``depth`` signs of indentation and quotation before a line, and the rest of it."""
    before = ""
    for place, sign in enumerate(line):
        if len(before) >= depth or sign not in " \t>":
            return before, line[place:]
        before += " " * (TAB - len(before) % TAB) if sign == "\t" else sign
    return before, ""
