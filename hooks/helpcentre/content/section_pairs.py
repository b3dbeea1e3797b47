"""Sections of two texts that are clearly the same part in two languages: by links, code, numbers, shape and length."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_TARGET = re.compile(r"\]\(\s*<?([^()\s<>]+)")
_CODE = re.compile(r"`([^`\n]+)`")
_NUMBER = re.compile(r"\d{2,}|(?<=[^\W\d_])\d")
_NAME = re.compile(r"(?<![\w/])[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
"""A name that has several capitals, as it has in every language: GitHub, URL."""
_KINDS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (r"^[ \t]*[-*+][ ]", r"^[ \t]*\d+[.)][ ]", r"^[ \t]*\|", r"!\[", r"^[!?]{3}")
)
"""What begins list items, steps, rows of tables, pictures and boxes."""
_COUNTED = re.compile(r"(?P<number>\d+)\b")

_MATCH, _SURE = 1.0, 0.75
"""What two sections of one level are alike by that alone, and by how much a pair is better than all others."""
_CLEARLY = 1.0
"""By how much a section is more alike to one at another place; two such show that places say nothing."""
_LONGEST = 1.5
"""What another length counts, at most."""
_FEW = 20
"""Letters: so much longer or shorter is no sign."""
_MOST = 40_000
"""Pairs of sections of two pages that are looked at, at most."""


@dataclass(frozen=True)
class Section:
    """A section as every language has it: names and numbers in it, how many blocks of each kind, and its length."""

    level: int
    number: str
    marks: frozenset[str]
    shape: tuple[int, ...]
    length: int

    @classmethod
    def of(cls, level: int, heading: str, text: str, *, fences: int) -> Section:
        """Return the section below a heading, which has so many ``fences`` with code."""
        number = _COUNTED.match(heading)
        found = (pattern.findall(f"{heading}\n{text}") for pattern in (_TARGET, _CODE, _NUMBER, _NAME))
        marks = frozenset(mark for each in found for mark in each)
        shape = (*(len(kind.findall(text)) for kind in _KINDS), fences)
        return cls(level, number["number"] if number else "", marks, shape, len("".join(text.split())))


class _Best(NamedTuple):
    """How alike the sections before a place of two lists are at best, or those from there on."""

    before: list[list[float]]
    after: list[list[float]]


def find_pairs(own: Sequence[Section], theirs: Sequence[Section]) -> dict[int, int]:
    """Return the place of each section that is clearly one of the others, with the place of that.

    Pairs keep the order of both. A pair is clear if without it all sections would be much less alike.
    """
    if not 0 < len(own) * len(theirs) <= _MOST:
        return {}
    likeness = _table(own, theirs)
    best = _Best(_sums(likeness), _sums([row[::-1] for row in likeness[::-1]]))
    through = [
        [best.before[i][j] + likeness[i][j] + best.after[-2 - i][-2 - j] for j in range(len(theirs))]
        for i in range(len(own))
    ]
    likely = ((i, max(range(len(row)), key=row.__getitem__)) for i, row in enumerate(through))
    return {i: j for i, j in likely if _is_clear(i, j, through, best)}


def are_moved(own: Sequence[Section], theirs: Sequence[Section]) -> bool:
    """Whether sections are much more alike to those at other places than to those at their own: two, or one by far.

    Of very many sections, that is not looked for.
    """
    if len(own) * len(theirs) > _MOST:
        return False
    likeness = _table(own, theirs)
    moved = [gain for place in range(len(own)) if (gain := _gain_elsewhere(place, likeness)) >= _CLEARLY]
    return sum(moved) >= 2 * _CLEARLY


def _gain_elsewhere(place: int, likeness: list[list[float]]) -> float:
    """Return by how much a section is more alike to one at another place, if no other is more alike to that one."""
    row = likeness[place]
    best = max(range(len(row)), key=row.__getitem__)
    column = [each[best] for each in likeness]
    return row[best] - max(row[place], column[best]) if row[best] == max(column) else 0.0


def _table(own: Sequence[Section], theirs: Sequence[Section]) -> list[list[float]]:
    """Return how alike each section is to each other one."""
    ratio = (sum(each.length for each in own) + _FEW) / (sum(each.length for each in theirs) + _FEW)
    return [[_likeness(one, other, ratio) for other in theirs] for one in own]


def _is_clear(i: int, j: int, through: list[list[float]], best: _Best) -> bool:
    """Whether two sections are a pair in the best order, and any other order is worse by a good measure."""
    without_own = max(best.before[i][k] + best.after[-2 - i][-1 - k] for k in range(len(through[0]) + 1))
    without_their = max(best.before[k][j] + best.after[-1 - k][-2 - j] for k in range(len(through) + 1))
    others = [value for k, value in enumerate(through[i]) if k != j]
    their_others = [row[j] for k, row in enumerate(through) if k != i]
    return through[i][j] - max(without_own, without_their, *others, *their_others) >= _SURE


def _sums(likeness: list[list[float]]) -> list[list[float]]:
    """Return how alike the first sections of both sides are at best, for each number of them."""
    sums = [[0.0] * (len(likeness[0]) + 1)]
    for row in likeness:
        last, now = sums[-1], [0.0]
        for j, value in enumerate(row):
            now.append(max(last[j + 1], now[j], last[j] + value))
        sums.append(now)
    return sums


def _likeness(own: Section, their: Section, ratio: float) -> float:
    """Return how alike two sections are, where those of one side are ``ratio`` times as long as those of the other."""
    if own.level != their.level:
        return -math.inf
    sides = zip(own.shape, their.shape, strict=True)
    shape = sum(_same_count(*pair) for pair in sides if any(pair))
    longer = abs(math.log((own.length + _FEW) / (their.length * ratio + _FEW)))
    numbers = 0.0 if not (own.number and their.number) else 1.0 if own.number == their.number else -1.0
    match = _MATCH if own.length and their.length else 0  # of nothing, nothing is known
    return match + _shared(own.marks, their.marks) + shape + numbers - min(longer, _LONGEST)


def _same_count(one: int, other: int) -> float:
    return 0.5 if one == other else -0.5 * abs(one - other) / max(one, other)


def _shared(own: frozenset[str], their: frozenset[str]) -> float:
    """Return how many of the marks both have, from -1 to 2; a few say less than many."""
    union = own | their
    if not union:
        return 0.0
    return (3 * len(own & their) / len(union) - 1) * min(1.0, len(union) / 3)
