"""How numbers are written in each language: signs, separators, and words that multiply them."""

from __future__ import annotations

import math
import re
from functools import cache

from babel import Locale, UnknownLocaleError

from helpcentre.content.linguistics import all_linguistics
from helpcentre.util.text import base_language, fold

CURRENCIES = {"€": r"€|eur\b", "$": r"(?:us)?\$|usd\b", "£": r"£|gbp\b"}
SIGNS = {"%": "[%٪％﹪]", "‰": "‰", "°": "°", **CURRENCIES}
"""How signs are written in every language; each may have words for them beside these."""
GAP = "(?:[ \u202f]|\u00a0+)"
"""A space between the groups of a number, or before its sign; one that is written as ``&nbsp;`` is as long."""

_GROUPED = rf"\d{{1,3}}(?P<mark>[.,'’٬،，]|{GAP})\d{{3}}(?:(?P=mark)\d{{3}})*(?:[.,٫]\d+)?(?!\d)"
_HOST = r"\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"
_AROUND_WORD = "0 \u00a0\u200e\u200f"
"""What stands around the word in a pattern for numbers."""
_IDEOGRAPHS = "\u3000"
"""Signs from here on are words without spaces between them: 만."""
_POWERS = {"zh": "十百千", "ja": "十百千", "ko": "십백천"}
"""Ten, a hundred and a thousand, which stand before larger words: 千万 is ten million."""
_INFLECTED = 4
"""From so many letters on, a word is none of the abbreviations."""


def sign_of(written: str) -> str:
    """Return the sign that is written so, or nothing."""
    return next((sign for sign, pattern in sign_patterns().items() if written and re.search(pattern, written)), "")


def multiplier_value(match: re.Match[str], code: str) -> int:
    """Return what a number's multiplier multiplies it with, and a further one with it: *mil millóns*."""
    words = [match[group] for group in ("multiplier", "further") if match[group]]
    known = multipliers(code).items()
    return math.prod(next(value for word, value in known if re.fullmatch(word, written)) for written in words)


@cache
def sign_patterns() -> dict[str, str]:
    """Return for each sign a pattern of what stands for it in any language."""
    known = [language.sign_words for language in all_linguistics()]
    return {
        sign: "|".join([pattern, *(fold(word) for words in known for word in words.get(sign, ()))])
        for sign, pattern in SIGNS.items()
    }


def is_from_right(code: str) -> bool:
    """Whether a language is written from right to left, as far as CLDR knows it."""
    try:
        return Locale.parse(code, sep="-").text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        return False


@cache
def has_decimal_comma(code: str) -> bool:
    """Whether a language writes decimals with a comma; one that CLDR does not know may."""
    try:
        return bool(Locale.parse(code, sep="-").number_symbols["latn"]["decimal"] == ",")
    except (UnknownLocaleError, ValueError, KeyError):
        return True


def words_that_multiply(text: str, code: str) -> list[int]:
    """Return what the words of a text multiply that stand behind no digit, as in *four thousand*."""
    text = fold(text)
    return [value for word, value in multipliers(code).items() if re.search(rf"(?<=[^\W\d_]){GAP}{word}", text)]


@cache
def number_pattern(code: str) -> re.Pattern[str]:
    """Return a pattern of a number in the language ``code``, with its sign and what multiplies it."""
    signs = sign_patterns()
    sign, currency = "|".join(signs.values()), "|".join(signs[each] for each in CURRENCIES)
    others = "|".join(pattern for each, pattern in signs.items() if each not in CURRENCIES)
    digits = rf"(?P<host>{_HOST})|(?P<grouped>{_GROUPED})|(?P<plain>\d+(?:[.,٫]\d+)*)"
    # Of "2020 €46", the sign belongs to what follows.
    after = rf"(?P<after>{GAP}*(?:{others}|(?:{currency})(?!{GAP}*\d)))"
    words = "|".join(multipliers(code))
    multiplier = rf"{GAP}*+\n?{GAP}*+(?P<multiplier>{words})(?:{GAP}+(?P<further>{words}))?"
    return re.compile(rf"(?:(?P<before>{sign}){GAP}*)?(?<!\d)(?P<number>{digits})(?:{multiplier})?{after}?")


@cache
def multipliers(code: str) -> dict[str, int]:
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
