"""The lines between empty ones, and where in them stands what is more than text: each line is looked at once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

_SPECIAL = re.compile(r"[ ]{0,3}[#!?=\-*_>\[:]")
"""How a line begins that may be more than text."""
_FIRST = frozenset(" #!?=-*_>[:")

Kinds: TypeAlias = "Mapping[str, Callable[[str], object]]"
"""By their names, what a line may be that begins with a special sign."""


class _Lines:
    """All lines of a chunk, and the places among them of what was looked for."""

    __slots__ = ("found", "kinds", "numbers", "special", "written")

    def __init__(self, written: Sequence[str], numbers: Sequence[int], kinds: Kinds) -> None:
        self.written, self.numbers, self.kinds = written, numbers, kinds
        self.special = [
            place
            for place, number in enumerate(numbers)
            if written[number][0] in _FIRST and _SPECIAL.match(written[number])
        ]
        self.found: dict[str, list[int]] = {}

    def places(self, kind: str) -> list[int]:
        """Return the places of the lines of a kind."""
        found = self.found.get(kind)
        if found is None:
            is_one, written, numbers = self.kinds[kind], self.written, self.numbers
            found = self.found[kind] = [place for place in self.special if is_one(written[numbers[place]])]
        return found


class Chunk:
    """Some lines that follow each other with no empty one between: those at ``[start:end]`` of what was a chunk.

    Places in it are counted from 0, and numbers are those of its lines in the whole text.
    """

    __slots__ = ("_lines", "end", "start")

    def __init__(self, lines: _Lines, start: int, end: int) -> None:
        """Take a part of the lines."""
        self._lines, self.start, self.end = lines, start, end

    @classmethod
    def of(cls, written: Sequence[str], numbers: Sequence[int], kinds: Kinds) -> Chunk:
        """Return the chunk that the lines of these ``numbers`` in ``written`` are."""
        return cls(_Lines(written, numbers, kinds), 0, len(numbers))

    def __len__(self) -> int:
        """Return how many lines it has."""
        return self.end - self.start

    def __iter__(self) -> Iterator[int]:
        """Yield the numbers of its lines."""
        return (self._lines.numbers[place] for place in range(self.start, self.end))

    def number(self, place: int) -> int:
        """Return the number of the line at a place."""
        return self._lines.numbers[self.start + place]

    def text(self, place: int) -> str:
        """Return the line at a place."""
        return self._lines.written[self._lines.numbers[self.start + place]]

    def texts(self) -> Iterator[str]:
        """Yield its lines."""
        return (self._lines.written[number] for number in self)

    def first(self, kind: str, at: int = 0) -> int | None:
        """Return the place of the first line of a kind, from the place ``at`` on; None where there is none."""
        if not self._lines.special:
            return None
        found = self._lines.places(kind)
        index = bisect_left(found, self.start + at)
        return found[index] - self.start if index < len(found) and found[index] < self.end else None

    def before(self, place: int) -> Chunk:
        """Return what stands above the line at a place."""
        return Chunk(self._lines, self.start, self.start + place)

    def after(self, place: int) -> Chunk | None:
        """Return what stands from the line at a place on; None where nothing does."""
        return Chunk(self._lines, self.start + place, self.end) if self.start + place < self.end else None
