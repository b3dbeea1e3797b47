"""Numbers that two texts write in different forms: in another notation, calendar or unit, or in words."""

from __future__ import annotations

import re

from helpcentre.checks.amounts_of_unit import Amounts
from helpcentre.checks.calendars import other_days, other_years
from helpcentre.checks.durations import says_duration
from helpcentre.checks.measures import measures
from helpcentre.checks.number_notation import has_decimal_comma, multipliers, words_that_multiply
from helpcentre.checks.number_words import is_small, may_say
from helpcentre.checks.numbers import Number, without_sign
from helpcentre.checks.parts_in_words import says_half_of
from helpcentre.content.linguistics import linguistics

_MILLIONS = "000000"
_ZEROS = re.compile(r"(?P<whole>\d+)(?P<decimals>\.\d*?)0+(?=[^\d.]+$)")
"""An amount with its sign and decimals that end with zeros, which no version is: 3.00 %."""


def without(own: Amounts, others: Amounts) -> list[str]:
    """Return the values of ``own`` that ``others`` does not have in any form."""
    return [
        value
        for value, number in own.by_value.items()
        if not (
            value in others.by_value
            or _has_sign_apart(value, own.code, others)
            or (number.is_country and not any(other.is_country for other in others.by_value.values()))
            or _has_hour(number, others)
            or _has_date(value, own, others)
            or _has_other_zeros(value, others)
            or _has_decade(number, others)
            or _has_multiplier(number, own, others)
            or _has_millions(value, own, others)
            or _has_range(number, others)
            or _is_listed(number, own, others)
            or _is_thousands_in_words(value, others)
            or _is_half_in_words(value, others)
            or value.removesuffix(".0") in others.by_value
            or f"{value}.0" in others.by_value
            or _is_in_name(number, own, others)
            or may_say(others.text, value, others.code)
            or says_duration(value, own.text, own.code, others.text, others.code)
        )
    ]


def unconverted(values: list[str], own: Amounts, others: Amounts) -> list[str]:
    """Return those of the values that the other text has not in another unit."""
    if not values:
        return values
    ours, theirs = measures(own.text, own.code), measures(others.text, others.code).values()
    converted = {value for value, one in ours.items() if any(one.is_same(other) for other in theirs)}
    return [value for value in values if value.rstrip("°") not in converted]


def _is_in_name(number: Number, own: Amounts, others: Amounts) -> bool:
    """Whether the other text has the name without the number that stands behind it here: COVID-19."""
    match = re.search(rf"(?<!\w)(?P<name>[A-Z]{{3,}})-{re.escape(number.digits)}(?!\d)", own.text)
    return match is not None and match["name"] in others.text


def _has_sign_apart(value: str, code: str, others: Amounts) -> bool:
    """Whether the other text has the amount, and either of them says its sign in a word."""
    bare = without_sign(value, others.code)
    if bare != value:
        return bare in others.by_value
    return any(without_sign(other, code) == value for other in others.by_value)


def _has_date(value: str, own: Amounts, others: Amounts) -> bool:
    """Whether the other text has the year or day in another calendar."""
    if any(year in others.by_value for year in other_years(value, own.code, others.code)):
        return True
    if any(day in others.by_value for day in other_days(value, own.code, own.text)):
        return True
    return any(value in other_days(other, others.code, others.text) for other in others.by_value)


def _has_other_zeros(value: str, others: Amounts) -> bool:
    """Whether the other text has the amount with more or fewer zeros at its end."""
    return _without_zeros(value) in {_without_zeros(other) for other in others.by_value}


def _without_zeros(value: str) -> str:
    return _ZEROS.sub(lambda match: match["whole"] + match["decimals"].rstrip("."), value)


def _has_decade(number: Number, others: Amounts) -> bool:
    """Whether the other text has the decade without its century: the eighties as *80*, beside *1980s*."""
    if number.is_decade:
        return number.value[2:] in others.by_value
    return any(other.is_decade and other.value[2:] == number.value for other in others.by_value.values())


def _has_multiplier(number: Number, own: Amounts, others: Amounts) -> bool:
    """Whether the other text has the number with a word that multiplies it, in a language whose words are not known."""
    if number.bare and not linguistics(others.code).multipliers and number.bare in others.by_value:
        return True
    is_unknown = not linguistics(own.code).multipliers
    return is_unknown and any(number.value == each.bare for each in others.by_value.values())


def _has_range(number: Number, others: Amounts) -> bool:
    """Whether a word behind the end of a range multiplies its beginning, too, in one of the texts."""
    return number.times in others.by_value or any(number.value == each.times for each in others.by_value.values())


def _is_listed(number: Number, own: Amounts, others: Amounts) -> bool:
    """Whether one text has two numbers with a comma and no space between them, and the other has both: *2,3 and 4*."""
    if parts := _parts_of_list(number, own.code):
        return all(part in others.by_value for part in parts)
    lists = (_parts_of_list(each, others.code) for each in others.by_value.values())
    return any(number.value in parts and all(part in own.by_value for part in parts) for parts in lists)


def _parts_of_list(number: Number, code: str) -> list[str]:
    """Return what may be two numbers, in a language that writes no decimals with a comma."""
    is_list = re.fullmatch(r"\d{1,2},\d{1,2}", number.written) and not has_decimal_comma(code)
    return [f"{int(part)}" for part in number.written.split(",")] if is_list else []


def _is_thousands_in_words(value: str, others: Amounts) -> bool:
    """Whether the other text says in words how many thousands or millions there are: *three to four thousand*."""
    if not value.isdigit() or not value.endswith("000"):
        return False
    return any(
        int(value) % times == 0
        and is_small(f"{int(value) // times}")
        and may_say(others.text, f"{int(value) // times}", others.code)
        for times in words_that_multiply(others.text, others.code)
    )


def _is_half_in_words(value: str, others: Amounts) -> bool:
    """Whether the other text says in words that it is half of a thousand or a million."""
    if not re.fullmatch(r"50+", value):
        return False
    words = (word for word, times in multipliers(others.code).items() if times == int(value) * 2)
    return any(says_half_of(others.text, word) for word in words)


def _has_millions(value: str, own: Amounts, others: Amounts) -> bool:
    """Whether one text has the number with M for millions, which may be something else as well: *10M*."""
    if value.endswith(_MILLIONS):
        short = value.removesuffix(_MILLIONS)
        return short in others.by_value and _has_sign_of_millions(short, others.text)
    return value + _MILLIONS in others.by_value and _has_sign_of_millions(value, own.text)


def _has_sign_of_millions(value: str, text: str) -> bool:
    return re.search(rf"(?<![\d.,]){value}M(?!\w)", text) is not None


def _has_hour(number: Number, others: Amounts) -> bool:
    """Whether the other text has the hour of a time of day as the other clock counts it, to twelve or twenty-four."""
    if not number.value.isdigit():  # as 5.30, in which the minutes are decimals
        return False
    return any(
        other.value.isdigit() and (number.is_hour or other.is_hour) and abs(int(other.value) - int(number.value)) == 12
        for other in others.by_value.values()
    )
