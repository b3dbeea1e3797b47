"""Numbers in a text, however their language writes them: other digits and separators, or words for small ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from helpcentre.checks.number_notation import CURRENCIES, GAP, SIGNS, multiplier_value, number_pattern, sign_of
from helpcentre.content.linguistics import linguistics
from helpcentre.util.text import fold

_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"(?<![a-z\d\u00c0-\u024f])(?!v\d)[a-z\u00c0-\u024f]+\d[a-z\d_\u00c0-\u024f]*")
"""A name with digits, as in IPv6: the digits say how much of nothing. Versions, ``v2``, are numbers."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = rf"(?:[ap]\.?{GAP}?m\b|uhr\b|[時时點点])"
_HOUR = re.compile(
    rf"\d{{1,2}}(?:[:h]\d\d(?!\d)|{GAP}?h\b|(?:\.\d\d)?{GAP}*{_CLOCK}|{GAP}*[-–—]{GAP}*\d{{1,2}}{GAP}*{_CLOCK})"
)
"""An hour of the day, with minutes or a word for the clock, which may stand behind the second of two."""
_AT = re.compile(rf"\bk(?:l\.?|lokken|lockan){GAP}?$")
"""What Scandinavian texts write before an hour of the day: *kl. 17.00*."""
_DECADE = re.compile(r"(?:19|20)\d0(?=[’']?s\b)")
_RANGE = re.compile(rf"{GAP}*[-–—]{GAP}*")
"""Between two numbers of which one has the sign of both: 200–300 %, $200–300."""
_TO = re.compile(rf"{GAP}*(?:[-–—~〜～]|[^\W\d_]{{1,4}}){GAP}*")
"""Between two numbers, of which the second has the word that multiplies both: 500 to 600 thousand."""
_BASE = rf"(?<!\d)\d{{1,2}}(?={GAP}?(?:진[수법]|進[数數法位制]|进制))|(?<=\bbase[ -])\d{{1,2}}(?!\d)"
"""What a numeral system is called by, where others say *hexadecimal*: 16진수."""
_NO_DIGITS = re.compile(rf"@[\w-]+|{_NAME.pattern}|\(0\)|3rd(?=[ -]part)|{_BASE}")
"""Names, and the 0 that is left out after the code of a country."""

_LONGEST = 100
"""Signs of a number: what is longer counts nothing, and Python converts no number of thousands of digits."""
_FRACTION = re.compile(r"(?<!\d)(?P<whole>\d*+)(?P<part>[¼½¾⅕⅖⅗⅘⅛⅜⅝⅞])")
"""A number that others write as a decimal; a third is none."""
_MONTHS = 12
_VERSION = re.compile(r"\d{1,3}(?:\.\d{1,3}){2,}")


@dataclass(frozen=True)
class Number:
    """A number as every language would write it, with its sign, as in ``1250.5`` or ``50%``, and its place.

    One that ``is_hour`` may be counted to twelve elsewhere, and one that ``is_country``, the code before a telephone
    number, may be left out. One that ``is_decade`` may be written without its century.
    """

    value: str
    place: int
    digits: str
    """All digits as they are written: a group of them may begin with 0."""
    written: str
    """What is written, without the sign: of a version, all of it."""
    is_hour: bool = False
    is_country: bool = False
    is_decade: bool = False
    bare: str = ""
    """The value without the word that multiplies it, where there is one."""
    times: str = ""
    """The value with the word that multiplies the number after it, where that is the end of a range: *5-6 thousand*."""


def numbers(text: str, code: str = "") -> list[Number]:
    """Return the numbers that are written in digits of any script; a date or a time is one number for each part.

    ``code`` is the language of the text, if known: what its people write for a thousand or a million is read, too.
    """
    if not _DIGIT.search(text):
        return []
    found, text = list[Number](), fold(_FRACTION.sub(_as_decimal, text))
    matches = [
        match
        for match in number_pattern(code).finditer(_NO_DIGITS.sub(lambda name: " " * len(name[0]), text))
        if len(match["number"]) <= _LONGEST
    ]
    for before, match, following in zip([None, *matches], matches, [*matches[1:], None], strict=False):
        sign, start = _sign(before, match, following, text), match.start("number")
        is_hour = _HOUR.match(text, start) is not None or _AT.search(text[max(0, start - 10) : start]) is not None
        is_country = text[max(0, start - 1) : start] == "+" or match["number"].startswith("00")
        values = _values(match, code, is_hour=is_hour)
        if before and _goes_on(before, match, text, code):  # 3억 7,500만
            whole = int(Decimal(found.pop().value.removesuffix(sign)) + Decimal(values[0]))
            values = [f"{whole}"]
        number = Number(
            value="",
            place=start,
            digits="".join(_DIGIT.findall(match["number"])),
            written=match["number"],
            is_hour=is_hour,
            is_country=is_country,
            is_decade=_DECADE.match(text, start) is not None,
            bare=_grouped(match["number"]) if match["multiplier"] else "",
            times=_times(match, following, text, code),
        )
        found += _parts(number, values, sign)
    return found


def _sign(before: re.Match[str] | None, match: re.Match[str], following: re.Match[str] | None, text: str) -> str:
    """Return the sign of a number, which may stand at the other number of a range, or nothing."""
    sign = sign_of(match["after"] or match["before"] or "")
    if not sign and following and _RANGE.fullmatch(text, match.end(), following.start()):
        sign = sign_of(following["after"] or "")
    if not sign and before and _RANGE.fullmatch(text, before.end(), match.start("number")):
        sign = sign_of(before["before"] or "").strip("°")  # which also is part of an abbreviation: n° 78-17
    return sign


def _parts(number: Number, values: list[str], sign: str) -> Iterator[Number]:
    """Yield a number with its value, or one for each of several values, as of a date: the first may be an hour."""
    if len(values) == 1:
        yield replace(number, value=values[0] + sign)
        return
    is_version = _VERSION.fullmatch(number.written) is not None
    for place, value in enumerate(values):
        is_first = place == 0
        yield replace(
            number,
            value=value + sign,
            digits=value,
            written=number.written if is_version else value,
            is_hour=number.is_hour and is_first,
            is_country=number.is_country and is_first,
        )


def _as_decimal(match: re.Match[str]) -> str:
    part = unicodedata.numeric(match["part"])
    return str(Decimal(match["whole"] or 0) + Decimal(part))


def names_with_digits(text: str) -> dict[str, int]:
    """Return the names that have digits, in small letters, each with its first place: ``ipv6``, ``sha256``."""
    if not _DIGIT.search(text):
        return {}
    return {match[0]: match.start() for match in reversed([*_NAME.finditer(fold(text))])}


def without_sign(value: str, code: str) -> str:
    """Return a number without its sign, if a text in the language ``code`` may say that in a word that nobody knows.

    A currency has names in every language, and degrees may go without saying.
    """
    known = [sign for sign in SIGNS if sign in linguistics(code).sign_words]
    return value.rstrip("".join(sign for sign in SIGNS if sign not in known or sign in CURRENCIES))


def _values(match: re.Match[str], code: str, *, is_hour: bool) -> list[str]:
    if match["host"]:
        return [match["host"]]
    if _is_no_date(match["number"]):
        return [match["number"]]
    values = [_grouped(match["grouped"])] if match["grouped"] else _plain(match["plain"], is_hour=is_hour)
    if not match["multiplier"]:
        return values
    return [f"{Decimal(value) * multiplier_value(match, code):f}".removesuffix(".0") for value in values]


def _goes_on(before: re.Match[str], match: re.Match[str], text: str, code: str) -> bool:
    """Whether a number is the rest of the one before it, which has a larger multiplier."""
    if not (before["multiplier"] and match["multiplier"]) or before["before"] or before["after"]:
        return False
    is_next = re.fullmatch(f"{GAP}*", text[before.end() : match.start("number")]) is not None
    return is_next and multiplier_value(before, code) > multiplier_value(match, code)


def _times(match: re.Match[str], following: re.Match[str] | None, text: str, code: str) -> str:
    """Return a number as its range multiplies it, nothing if that is not so."""
    if match["multiplier"] or not (following and following["multiplier"]):
        return ""
    if not (match["grouped"] or match["plain"]) or not _TO.fullmatch(text, match.end(), following.start()):
        return ""
    return f"{Decimal(_grouped(match['number'])) * multiplier_value(following, code):f}".removesuffix(".0")


def _is_no_date(written: str) -> bool:
    """Whether three numbers between points are those of a version: no day or month is 0, and no year has 13 months."""
    if not re.fullmatch(r"\d{1,3}\.\d{1,2}\.\d{1,3}", written):
        return False
    day, month, year = written.split(".")
    return "0" in (day, month, year) or int(month) > _MONTHS or len(day) > 2 or len(year) == 1


def _grouped(digits: str) -> str:
    whole, *decimals = re.split(r"[.,٫،，](?!\d{3}(?!\d))", digits)
    groups = re.findall(r"\d+", whole)
    return _value("".join(groups), *decimals)


def _plain(digits: str, *, is_hour: bool) -> list[str]:
    if "." in digits and "," in digits:  # 10.6,10.7
        return [value for part in digits.split(",") for value in _plain(part, is_hour=is_hour)]
    parts = re.findall(r"\d+", digits)
    is_month = len(parts) == 2 and _YEAR.fullmatch(parts[1]) and int(parts[0]) <= _MONTHS
    is_decimal = len(parts) == 2 and not (is_month or is_hour)
    return [_value(*parts)] if is_decimal else [_value(part) for part in parts]


def _value(whole: str, decimals: str = "") -> str:
    fraction = f".{''.join(str(int(digit)) for digit in decimals)}" if decimals else ""
    return f"{int(whole)}{fraction}"
