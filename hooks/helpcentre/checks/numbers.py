"""Numbers in a text, however their language writes them: other digits and separators, or words for small ones."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError

from helpcentre.content.linguistics import all_linguistics, linguistics
from helpcentre.util.text import base_language, fold

_CURRENCIES = {"€": r"€|eur\b", "$": r"(?:us)?\$|usd\b", "£": r"£|gbp\b"}
_SIGNS = {"%": "[%٪％﹪]", "‰": "‰", "°": "°", **_CURRENCIES}
"""How signs are written in every language; each may have words for them beside these."""

_GAP = "[ \u00a0\u202f]"
_GROUPED = rf"\d{{1,3}}(?P<mark>[.,'’٬،，]|{_GAP})\d{{3}}(?:(?P=mark)\d{{3}})*(?:[.,٫]\d+)?(?!\d)"
_HOST = r"\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"
_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"(?<![a-z\d\u00c0-\u024f])(?!v\d)[a-z\u00c0-\u024f]+\d[a-z\d_\u00c0-\u024f]*")
"""A name with digits, as in IPv6: the digits say how much of nothing. Versions, ``v2``, are numbers."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = rf"(?:[ap]\.?{_GAP}?m\b|uhr\b|[時时點点])"
_HOUR = re.compile(
    rf"\d{{1,2}}(?:[:h]\d\d(?!\d)|{_GAP}?h\b|(?:\.\d\d)?{_GAP}*{_CLOCK}|{_GAP}*[-–—]{_GAP}*\d{{1,2}}{_GAP}*{_CLOCK})"
)
"""An hour of the day, with minutes or a word for the clock, which may stand behind the second of two."""
_DECADE = re.compile(r"(?:19|20)\d0(?=[’']?s\b)")
_RANGE = re.compile(rf"{_GAP}*[-–—]{_GAP}*")
"""Between two numbers of which the second has the sign of both: 200–300 %."""
_BASE = rf"(?<!\d)\d{{1,2}}(?={_GAP}?(?:진[수법]|進[数數法位制]|进制))|(?<=\bbase[ -])\d{{1,2}}(?!\d)"
"""What a numeral system is called by, where others say *hexadecimal*: 16진수."""
_NO_DIGITS = re.compile(rf"@[\w-]+|{_NAME.pattern}|\(0\)|3rd(?=[ -]part)|{_BASE}")
"""Names, and the 0 that is left out after the code of a country."""

_FRACTION = re.compile(r"(?P<whole>\d*)(?P<part>[¼½¾⅕⅖⅗⅘⅛⅜⅝⅞])")
"""A number that others write as a decimal; a third is none."""
_SMALL = 12
_TENS = frozenset(f"{number}" for number in range(20, 101, 10))
_HEXADECIMAL = re.compile(r"he[xk]sade[cs]|hexad|esadec|шістнадц|шестнадц")

_AROUND_WORD = "0 \u00a0\u200e\u200f"
"""What stands around the word in a pattern for numbers."""
_IDEOGRAPHS = "\u3000"
"""Signs from here on are words without spaces between them: 만."""
_POWERS = {"zh": "十百千", "ja": "十百千", "ko": "십백천"}
"""Ten, a hundred and a thousand, which stand before larger words: 千万 is ten million."""
_INFLECTED = 4
"""From so many letters on, a word is none of the abbreviations."""


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
    is_hour: bool = False
    is_country: bool = False
    is_decade: bool = False
    bare: str = ""
    """The value without the word that multiplies it, where there is one."""


def numbers(text: str, code: str = "") -> list[Number]:
    """Return the numbers that are written in digits of any script; a date or a time is one number for each part.

    ``code`` is the language of the text, if known: what its people write for a thousand or a million is read, too.
    """
    if not _DIGIT.search(text):
        return []
    found, text = list[Number](), fold(_FRACTION.sub(_as_decimal, text))
    matches = [*_number(code).finditer(_NO_DIGITS.sub(lambda name: " " * len(name[0]), text))]
    for before, match, following in zip([None, *matches], matches, [*matches[1:], None], strict=False):
        sign, start = _sign(match["after"] or match["before"] or ""), match.start("number")
        if not sign and following and _RANGE.fullmatch(text, match.end(), following.start()):
            sign = _sign(following["after"] or "")
        is_hour = _HOUR.match(text, start) is not None
        is_country = text[max(0, start - 1) : start] == "+" or match["number"].startswith("00")
        is_decade = _DECADE.match(text, start) is not None
        values = _values(match, code, is_hour=is_hour)
        bare = _grouped(match["number"]) if match["multiplier"] else ""
        if before and _goes_on(before, match, text, code):  # 3억 7,500만
            whole = int(Decimal(found.pop().value.removesuffix(sign)) + Decimal(values[0]))
            values = [f"{whole}"]
        for place, value in enumerate(values):
            first = place == 0
            digits = "".join(_DIGIT.findall(match["number"])) if len(values) == 1 else value
            found.append(
                Number(
                    value=value + sign,
                    place=start,
                    digits=digits,
                    is_hour=is_hour and first,
                    is_country=is_country and first,
                    is_decade=is_decade,
                    bare=bare,
                )
            )
    return found


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
    known = [sign for sign in _SIGNS if sign in linguistics(code).sign_words]
    return value.rstrip("".join(sign for sign in _SIGNS if sign not in known or sign in _CURRENCIES))


def is_said_otherwise(value: str) -> bool:
    """Whether texts do without the digits of a number: *one and a half*, *fully*, *without*."""
    return value in {"100%", "0"} or bool(re.fullmatch(r"\d{1,2}\.5", value))


def is_small(value: str) -> bool:
    """Whether a number is one that texts often write as a word, or do without."""
    return value.isdigit() and int(value) <= _SMALL


def may_say(text: str, value: str, code: str) -> bool:
    """Whether ``text`` in the language ``code`` may say the number ``value`` without digits.

    One may hide in a singular, two in a dual, and any up to twelve in a word of a language without number words.
    Sixteen is in *hexadecimal*.
    """
    language = linguistics(code)
    if value in _TENS and language.tens_words:
        return bool(_said(code, int(value)).search(fold(text)))
    if value == "16":
        return _HEXADECIMAL.search(fold(text)) is not None
    if not is_small(value) or value == "0":
        return False
    if value == "1" or (value == "2" and language.has_dual) or not language.number_words:
        return True
    return bool(_said(code, int(value)).search(fold(text)))


@cache
def _said(code: str, number: int) -> re.Pattern[str]:
    language = linguistics(code)
    word = language.number_words[number - 1] if number <= _SMALL else language.tens_words[number // 10 - 2]
    stems = fold(word).replace(" ", r"\s")
    start = "" if language.number_words_attach else r"(?<!\w)"
    if number > _SMALL:
        return re.compile(f"{start}(?:{stems})")
    months = "|".join(_months(code, number))
    return re.compile(rf"{start}(?:{stems})|(?<!\w)(?:{months})(?!\w)")


def _months(code: str, number: int) -> list[str]:
    """Return the names of the month with this number: where one language writes 11, another writes *November*."""
    months = Locale.parse(base_language(code)).months
    names = {
        months[context][width][number] for context in ("format", "stand-alone") for width in ("wide", "abbreviated")
    }
    return sorted(re.escape(fold(name)) for name in names if not name[:1].isdigit())


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
def _number(code: str) -> re.Pattern[str]:
    signs = _signs()
    sign, currency = "|".join(signs.values()), "|".join(signs[each] for each in _CURRENCIES)
    others = "|".join(pattern for each, pattern in signs.items() if each not in _CURRENCIES)
    digits = rf"(?P<host>{_HOST})|(?P<grouped>{_GROUPED})|(?P<plain>\d+(?:[.,٫]\d+)*)"
    # Of "2020 €46", the sign belongs to what follows.
    after = rf"(?P<after>{_GAP}*(?:{others}|(?:{currency})(?!{_GAP}*\d)))"
    multiplier = rf"{_GAP}?(?P<multiplier>{'|'.join(_multipliers(code))})"
    return re.compile(rf"(?P<before>{sign})?{_GAP}*(?<!\d)(?P<number>{digits})(?:{multiplier})?{after}?")


@cache
def _multipliers(code: str) -> dict[str, int]:
    """Return what is written for a thousand or a million behind a number, as regular expressions.

    These are the words of all languages that are known, and those of the language ``code``.
    """
    known = [pair for language in all_linguistics() for pair in language.multipliers.items()]
    own = _own_multipliers(code) if code else {}
    return own | {r"k(?![^\W\d_])": 1000} | {fold(word): int(value) for value, words in known for word in words}


def _own_multipliers(code: str) -> dict[str, int]:
    """Return the words of compact numbers in a language, as CLDR has them: https://cldr.unicode.org/.

    A pattern such as ``00 tisíc`` for ten thousand says that the word means a thousand. Long words are inflected.
    A language that CLDR does not know has none.
    """
    try:
        formats = Locale.parse(code, sep="-").compact_decimal_formats
    except (UnknownLocaleError, ValueError):
        return {}
    found = dict[str, int]()
    for lengths in formats.values():
        for value, pattern in (pair for forms in lengths.values() for pair in forms.items()):
            word = fold(pattern.pattern.replace("'", "").strip(_AROUND_WORD))
            times = int(value) // 10 ** (pattern.pattern.count("0") - 1)
            if times > 1 and word >= _IDEOGRAPHS:
                powers = enumerate(_POWERS.get(base_language(code), ""), start=1)
                found |= {re.escape(power + word): 10**zeros * times for zeros, power in powers}
                found[re.escape(word)] = times
            elif times > 1 and len(word) > 1:
                ending = r"\.?" if len(word) < _INFLECTED else r"[^\W\d_]{0,3}"
                found[re.escape(word.rstrip(".")) + ending + r"(?![^\W\d_])"] = times
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))  # 천만 before 천


def _values(match: re.Match[str], code: str, *, is_hour: bool) -> list[str]:
    if match["host"]:
        return [match["host"]]
    values = [_grouped(match["grouped"])] if match["grouped"] else _plain(match["plain"], is_hour=is_hour)
    if not match["multiplier"]:
        return values
    return [f"{Decimal(value) * _times(match, code):f}".removesuffix(".0") for value in values]


def _goes_on(before: re.Match[str], match: re.Match[str], text: str, code: str) -> bool:
    """Whether a number is the rest of the one before it, which has a larger multiplier."""
    if not (before["multiplier"] and match["multiplier"]) or before["before"] or before["after"]:
        return False
    is_next = re.fullmatch(f"{_GAP}*", text[before.end() : match.start("number")]) is not None
    return is_next and _times(before, code) > _times(match, code)


def _times(match: re.Match[str], code: str) -> int:
    """Return what a number's multiplier multiplies it with."""
    return next(value for word, value in _multipliers(code).items() if re.fullmatch(word, match["multiplier"]))


def _grouped(digits: str) -> str:
    whole, *decimals = re.split(r"[.,٫،，](?!\d{3}(?!\d))", digits)
    groups = re.findall(r"\d+", whole)
    return _value("".join(groups), *decimals)


def _plain(digits: str, *, is_hour: bool) -> list[str]:
    if "." in digits and "," in digits:  # 10.6,10.7
        return [value for part in digits.split(",") for value in _plain(part, is_hour=is_hour)]
    parts = re.findall(r"\d+", digits)
    is_month = len(parts) == 2 and _YEAR.fullmatch(parts[1]) and int(parts[0]) <= _SMALL
    is_decimal = len(parts) == 2 and not (is_month or is_hour)
    return [_value(*parts)] if is_decimal else [_value(part) for part in parts]


def _value(whole: str, decimals: str = "") -> str:
    fraction = f".{''.join(str(int(digit)) for digit in decimals)}" if decimals else ""
    return f"{int(whole)}{fraction}"
