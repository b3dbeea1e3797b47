"""Numbers in a text, however their language writes them: other digits and separators, or words for small ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale

from helpcentre.content.linguistics import all_linguistics, linguistics
from helpcentre.util.text import base_language, fold

_SIGNS = {"%": "[%٪％﹪]", "‰": "‰", "°": "°", "€": r"€|eur\b", "$": r"\$|usd\b", "£": r"£|gbp\b"}
"""How signs are written in every language; each may have words for them beside these."""

_GAP = "[ \u00a0\u202f]"
_GROUPED = rf"\d{{1,3}}(?P<mark>[.,'’٬]|{_GAP})\d{{3}}(?:(?P=mark)\d{{3}})*(?:[.,٫]\d+)?(?!\d)"
_DIGIT = re.compile(r"\d")

_SMALL = 12


@dataclass(frozen=True)
class Number:
    """A number as every language would write it, with its sign, as in ``1250.5`` or ``50%``, and its place."""

    value: str
    place: int


def numbers(text: str) -> list[Number]:
    """Return the numbers that are written in digits of any script; a date or a time is one number for each part."""
    if not _DIGIT.search(text):
        return []
    found = []
    for match in _number().finditer(fold(text)):
        sign = _sign(match["after"] or match["before"] or "")
        values = [_grouped(match["grouped"])] if match["grouped"] else _plain(match["plain"])
        found += [Number(value + sign, match.start()) for value in values]
    return found


def may_say(text: str, value: str, code: str) -> bool:
    """Whether ``text`` in the language ``code`` may say the number ``value`` without digits.

    One may hide in a singular, two in a dual, and any up to twelve in a word of a language without number words.
    """
    if not value.isdigit() or not 0 < int(value) <= _SMALL:
        return False
    language = linguistics(code)
    if value == "1" or (value == "2" and language.has_dual) or not language.number_words:
        return True
    return bool(_said(code, int(value)).search(fold(text)))


@cache
def _said(code: str, number: int) -> re.Pattern[str]:
    language = linguistics(code)
    stems = fold(language.number_words[number - 1]).replace(" ", r"\s")
    start = "" if language.number_words_attach else r"(?<!\w)"
    months = "|".join(_months(code, number))
    return re.compile(rf"{start}(?:{stems})|(?<!\w)(?:{months})(?!\w)")


def _months(code: str, number: int) -> list[str]:
    """Return the names of the month with this number: where one language writes 11, another writes *November*."""
    months = Locale.parse(base_language(code)).months
    return sorted({re.escape(fold(months[context]["wide"][number])) for context in ("format", "stand-alone")})


def _sign(written: str) -> str:
    return next((sign for sign, pattern in _signs().items() if written and re.search(pattern, written)), "")


@cache
def _signs() -> dict[str, str]:
    """Return for each sign a pattern of what stands for it in any language."""
    known = [language.sign_words for language in all_linguistics()]
    return {
        sign: "|".join([pattern, *(fold(word) for words in known for word in words.get(sign, ()))])
        for sign, pattern in _SIGNS.items()
    }


@cache
def _number() -> re.Pattern[str]:
    sign = "|".join(_signs().values())
    number = rf"(?<!\d)(?:(?P<grouped>{_GROUPED})|(?P<plain>\d+(?:[.,٫]\d+)*))"
    return re.compile(rf"(?P<before>{sign})?{_GAP}*{number}(?P<after>{_GAP}*(?:{sign}))?")


def _grouped(digits: str) -> str:
    whole, *decimals = re.split(r"[.,٫](?!\d{3}(?!\d))", digits)
    groups = re.findall(r"\d+", whole)
    return _value("".join(groups), *decimals)


def _plain(digits: str) -> list[str]:
    parts = re.findall(r"\d+", digits)
    return [_value(*parts)] if len(parts) == 2 else [_value(part) for part in parts]


def _value(whole: str, decimals: str = "") -> str:
    fraction = f".{''.join(str(int(digit)) for digit in decimals)}" if decimals else ""
    return f"{int(whole)}{fraction}"
