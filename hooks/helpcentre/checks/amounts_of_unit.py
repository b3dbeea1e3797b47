"""The numbers and units of a unit, with the lines that have them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from helpcentre.checks.measures import units_of_data
from helpcentre.checks.numbers import Number, names_with_digits, numbers
from helpcentre.content.prose import blocks, plain_text
from helpcentre.content.units import Unit

_MARKER = re.compile(r"^[ \t]*(?P<number>\d{1,2})[.)](?=[ \t])", re.MULTILINE)
"""What begins the items of a list, also where a missing empty line makes them lines of a paragraph."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Amounts:
    """The numbers of a unit by their values, each with the first line that has it, and the units of some."""

    code: str
    text: str
    by_value: dict[str, Number]
    lines: dict[str, int]
    names: dict[str, int]
    units: dict[str, tuple[str, int]]

    @classmethod
    def of(cls, unit: Unit, code: str) -> Amounts:
        """Return what is found in a unit in the language ``code``."""
        found = cls(code, plain_text(unit), {}, {}, {}, {})
        for block in blocks(unit):
            for number in numbers(_without_markers(block.text), code):
                found.by_value.setdefault(number.value, number)
                found.lines.setdefault(number.value, block.line_at(number.place))
            for name, place in names_with_digits(block.text).items():
                found.names.setdefault(name, block.line_at(place))
            for value, symbol, place in units_of_data(block):
                found.units.setdefault(value, (symbol, block.line_at(place)))
        return found

    def written(self, values: Iterable[str]) -> list[str]:
        """Return some of the numbers for a message: versions as a whole, others as every language writes them."""
        found = (self.by_value[value] for value in values)
        return list(dict.fromkeys(each.written if each.written.count(".") > 1 else each.value for each in found))

    def groups(self, values: Iterable[str]) -> list[str]:
        """Return the groups of digits of some of the numbers, in the order of the text."""
        return [group for value in values for group in _DIGITS.findall(self.by_value[value].written)]


def _without_markers(text: str) -> str:
    """Return a text with blanks for the numbers that begin its lines, if they count them."""
    found = [int(match["number"]) for match in _MARKER.finditer(text)]
    return _MARKER.sub(lambda match: " " * len(match[0]), text) if _do_count(found) else text


def _do_count(found: list[int]) -> bool:
    """Whether numbers count the items of a list, perhaps one twice, and of those within it, which begin at 1."""
    open_lists = found[:1]
    for number in found[1:]:
        if number == 1:
            open_lists.append(number)
            continue
        while open_lists and open_lists[-1] not in (number, number - 1):
            open_lists.pop()
        if not open_lists:
            return False
        open_lists[-1] = number
    return len(found) > 1
