"""Durations that one text says in digits and the other in words of another unit: 24 hours, and *a day*."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.units import format_unit

from helpcentre.checks.measures import DURATIONS, is_about, measures
from helpcentre.content.linguistics import linguistics
from helpcentre.util.text import fold

_MOST = 12
"""What texts say in words, at most."""
_SEVERAL = (2, 5)
"""Numbers that between them have each plural form."""
_INFLECTED = 4
"""From so many letters on, a word may have another ending."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts in which a sign such as 日 is part of other words."""


def says_duration(value: str, own: str, code: str, text: str, other_code: str) -> bool:
    """Whether a number is that of a duration in ``own``, which ``text`` in another language says in words.

    It says another one if it has a duration in digits that ``own`` lacks: *24 hours a day*, and *12 hours a day*.
    """
    known = measures(own, code)
    found = known.get(value)
    if found is None or found.kind != "duration":
        return False
    others = measures(text, other_code).items()
    new = [each for number, each in others if each.kind == "duration" and number not in known]
    if any(not any(each.is_same(mine) for mine in known.values()) for each in new):
        return False
    words = fold(text)
    for unit, seconds in DURATIONS.items():
        count = round(found.amount / seconds)
        if unit != found.unit and 0 < count <= _MOST and is_about(count * seconds, found.amount):
            pattern = _said(other_code, unit, count)
            if pattern is not None and pattern.search(words):
                return True
    return False


@cache
def _said(code: str, unit: str, count: int) -> re.Pattern[str] | None:
    """Return a pattern for so many of a unit in words; for one, the unit by itself, as in *daily* or *a week*."""
    name = _name(code, unit, count)
    numbers = linguistics(code).number_words
    is_unspaced = _UNSPACED.search(name) is not None
    if not name or not (numbers or (count == 1 and not is_unspaced)):
        return None
    stem = re.escape(name[:-1]) + r"\w{0,3}" if len(name) >= _INFLECTED else re.escape(name) + r"\w{0,2}"
    if count == 1 and not is_unspaced:
        several = {_name(code, unit, other) for other in _SEVERAL} - {name, ""}
        no_plural = rf"(?!{'|'.join(map(re.escape, several))})" if several else ""
        return re.compile(rf"(?<!\w)(?<!\d[ \u00a0]){no_plural}{stem}(?!\w)")
    word = rf"(?:{fold(numbers[count - 1])})".replace(" ", r"\s")
    return re.compile(rf"{word}[ ]?{re.escape(name)}" if is_unspaced else rf"{word}\w*[ \u00a0](?:\w+[ ])?{stem}(?!\w)")


def _name(code: str, unit: str, count: int) -> str:
    """Return what a language calls so many of a unit, nothing where CLDR does not know it."""
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return ""
    written = (format_unit(count, unit, length, locale=locale) for length in ("long", "short"))
    known = next((each for each in written if unit not in each), "")
    return fold(re.sub(r"[\d.,٫]+", "", known)).strip(" \u00a0\u202f\u200e\u200f")
