"""Numbers that a text says in words, or not at all."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from helpcentre.checks.parts_in_words import says_part
from helpcentre.content.linguistics import linguistics
from helpcentre.util.text import base_language, fold

_SMALL = 12
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_HUNDREDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ENGLISH = {f"{number}": word for number, word in enumerate(_TEENS, start=13)} | {
    f"{number}00": f"{word} hundred" for number, word in enumerate(_HUNDREDS, start=1)
}
"""What English sources say in words, and translations in digits."""
_TENS = frozenset(f"{number}" for number in range(20, 101, 10))
_HEXADECIMAL = re.compile(r"he[xk]sade[cs]|hexad|esadec|шістнадц|шестнадц")


def is_said_otherwise(value: str) -> bool:
    """Whether texts do without the digits of a number: *one and a half*, *fully*, *without*."""
    return value in {"100%", "0"} or bool(re.fullmatch(r"\d{1,2}\.5", value))


def is_small(value: str) -> bool:
    """Whether a number is one that texts often write as a word, or do without."""
    return value.isdigit() and int(value) <= _SMALL


def may_say(text: str, value: str, code: str) -> bool:
    """Whether ``text`` in the language ``code`` may say the number ``value`` without digits.

    One may hide in a singular, two in a dual, and any up to twelve in a word of a language without number words.
    Sixteen is in *hexadecimal*, and 30 in *half an hour*.
    """
    if says_part(text, value):
        return True
    language = linguistics(code)
    if value in _TENS and language.tens_words:
        return bool(_said(code, int(value)).search(fold(text)))
    if value == "16":
        return _HEXADECIMAL.search(fold(text)) is not None
    if not is_small(value) or value == "0":
        return base_language(code) == "en" and (word := _ENGLISH.get(value)) is not None and word in fold(text)
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
