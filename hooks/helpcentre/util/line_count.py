"""The number of a line, by a place in a text."""

from __future__ import annotations


class LineCount:
    """Counts the line ends above a place of a text; for places that are asked in their order, each line end once."""

    def __init__(self, text: str) -> None:
        """Begin at the text's first line."""
        self._text, self._place, self._count = text, 0, 0

    def above(self, place: int) -> int:
        """Return how many lines end above a place."""
        if place < self._place:
            self._place = self._count = 0
        self._count += self._text.count("\n", self._place, place)
        self._place = place
        return self._count
