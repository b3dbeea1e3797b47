"""Days and years that a text counts in the calendar of its language: Buddhist years, and Iranian days and years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

_ERAS = {"th": (543,), "fa": (-621, -622)}
"""What the years of a language's calendar are ahead of the others: Buddhist ones, and those of the Hijra."""
_YEARS = range(1900, 2101)
_IRANIAN = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
"""The months of Iran's calendar, of which the first six have 31 days. The year begins on 20 or 21 March."""
_LONG, _HALF = 31, 6
_NEW_YEAR = date(2023, 3, 21)
_DAY = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})[ \u00a0\u200c]*(?:م|ام)?[ \u00a0\u200c]*(?P<month>{'|'.join(_IRANIAN)})(?!\w)"
)


def other_years(value: str, code: str, other_code: str) -> Iterator[str]:
    """Yield the years of the other language's calendar that a number may be."""
    if not re.fullmatch(r"\d{4}", value):
        return
    year = int(value)
    for ahead in _ERAS.get(code, ()):
        if year - ahead in _YEARS:
            yield f"{year - ahead}"
    for ahead in _ERAS.get(other_code, ()) if year in _YEARS else ():
        yield f"{year + ahead}"


def other_days(value: str, code: str, text: str) -> set[str]:
    """Return the days of our calendar that a number in a Persian text is, none if it stands before no month."""
    found = set[str]()
    for match in _DAY.finditer(text) if code == "fa" else ():
        if f"{int(match['day'])}" == value:
            month = _IRANIAN.index(match["month"])
            days = month * _LONG - max(0, month - _HALF) + int(match["day"]) - 1
            found |= {f"{(_NEW_YEAR + timedelta(days=days + leap)).day}" for leap in (-1, 0)}
    return found
