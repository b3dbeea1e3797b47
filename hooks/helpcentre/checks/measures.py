"""Measures in a text: amounts of data and times with their units, and lengths, weights and so on to convert."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.units import format_unit

from helpcentre.checks.number_notation import GAP
from helpcentre.checks.numbers import numbers
from helpcentre.content.prose import Block
from helpcentre.util.text import fold

_PREFIXES = {"k": "k", "m": "M", "g": "G", "t": "T", "к": "k", "м": "M", "г": "G", "т": "T"}
_BYTES = re.compile(
    r"(?<![\w.,])(?P<value>\d+(?:[.,]\d+)?)[ \u00a0\u202f]?(?P<prefix>[kKMGTкКМГТ])(?P<binary>[iи]?)[Bboби]{1,2}(?!\w)",
    re.I,
)
"""An amount of data: bytes, in French *octets*, in Cyrillic letters *байты*. Binary ones have an i."""
_TIMES = re.compile(
    r"(?<![\w.,])(?P<value>\d+(?:[.,]\d+)?)[ \u00a0\u202f]?(?P<unit>ms|µs|μs|ns|мс|kHz|MHz|GHz|кГц|МГц|ГГц)(?!\w)"
)
_SAME = {"мс": "ms", "μs": "µs", "кГц": "kHz", "МГц": "MHz", "ГГц": "GHz"}

_LENGTHS = {
    "length-mile": 1609.344,
    "length-yard": 0.9144,
    "length-foot": 0.3048,
    "length-inch": 0.0254,
    "length-kilometer": 1000,
    "length-meter": 1,
    "length-centimeter": 0.01,
    "length-millimeter": 0.001,
}
_WEIGHTS = {"mass-pound": 0.45359, "mass-ounce": 0.02835, "mass-kilogram": 1, "mass-gram": 0.001}
_VOLUMES = {"volume-gallon": 3.7854, "volume-liter": 1, "volume-milliliter": 0.001}
_YEAR = 31_556_952
DURATIONS = {
    "duration-second": 1,
    "duration-minute": 60,
    "duration-hour": 3600,
    "duration-day": 86400,
    "duration-week": 604_800,
    "duration-month": _YEAR / 12,
    "duration-year": _YEAR,
}
_CONVERTED = {**_LENGTHS, **_WEIGHTS, **_VOLUMES, **DURATIONS}
"""What one of each is in metres, kilograms, litres or seconds; units are named as CLDR does."""
_FAHRENHEIT, _CELSIUS = "temperature-fahrenheit", "temperature-celsius"
_COUNTS = (1, 2, 5, 21, 1.5)
"""Numbers that between them have each plural form."""
_LETTER = r"(?![\u3040-\u30ff\u3400-\u9fff])[^\W\d_]"
"""A letter of a word that goes on; Japanese and Chinese have no spaces."""
_ROUNDED = 0.1
"""How much of it a converted measure is rounded by: six feet are two metres."""
_MONTHS_DIFFER = 0.02
"""How much of it a duration is rounded by: 30 days are a month."""


class Measure(NamedTuple):
    """An amount in the basic unit of its kind, and the unit that it is written in."""

    kind: str
    unit: str
    amount: float

    def is_same(self, other: Measure) -> bool:
        """Whether both say the same in different units, as *5 miles* and *8 km*."""
        if self.kind != other.kind or self.unit == other.unit:
            return False
        if self.kind == "duration":
            return is_about(self.amount, other.amount)
        return abs(self.amount - other.amount) <= _ROUNDED * max(abs(self.amount), abs(other.amount))


def is_about(one: float, other: float) -> bool:
    """Whether two durations are the same, but for months and years of other lengths."""
    return abs(one - other) <= _MONTHS_DIFFER * max(one, other)


def units_of_data(block: Block) -> Iterator[tuple[str, str, int]]:
    """Yield each amount of data or time of a block: its number, its unit in Latin letters, its place."""
    for match in _BYTES.finditer(block.text):
        symbol = _PREFIXES[match["prefix"].lower()] + ("i" if match["binary"] else "") + "B"
        yield match["value"].replace(",", "."), symbol, match.start()
    for match in _TIMES.finditer(block.text):
        yield match["value"].replace(",", "."), _SAME.get(match["unit"], match["unit"]), match.start()


def measures(text: str, code: str) -> dict[str, Measure]:
    """Return the measures in a text of the language ``code`` that others may convert, by their numbers."""
    names = _names(code)
    if not names:
        return {}
    found = {}
    for match in _pattern(code).finditer(fold(text)):
        number, unit = numbers(match["number"], code)[0].value, names[match["unit"]]
        found[number] = _measure(float(number), unit)
    return found


def _measure(number: float, unit: str) -> Measure:
    if unit in _CONVERTED:
        return Measure(unit.partition("-")[0], unit, number * _CONVERTED[unit])
    return Measure("temperature", unit, number if unit == _CELSIUS else (number - 32) / 1.8)


@cache
def _pattern(code: str) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_names(code), key=len, reverse=True))
    return re.compile(rf"(?<![\w.,])(?P<number>\d+(?:[.,٫]\d+)?)(?:{GAP}|-)?(?P<unit>{names})(?!{_LETTER})")


@cache
def _names(code: str) -> dict[str, str]:
    """Return the units by what a language writes behind a number for them; none where CLDR does not know it."""
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return {}
    found = dict[str, str]()
    for unit in (*_CONVERTED, _FAHRENHEIT, _CELSIUS):
        written = (format_unit(count, unit, length, locale=locale) for length in ("long", "short") for count in _COUNTS)
        names = {fold(re.sub(r"[\d.,٫]+", "", text)).strip(" \u00a0\u202f\u200e\u200f.") for text in written}
        found |= {name: unit for name in names if name}
    return found
