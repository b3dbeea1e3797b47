"""Numbers in a text, however their language writes them: other digits and separators, or words for small ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale

from helpcentre.util.text import base_language, fold

_SIGNS = {
    "%": "[%٪％﹪]|prozent|percent|per cent|pour cent|por ciento|per cento|por cento|procent|відсот|yüzde|百分之"
    "|(?:ب|في )(?:المئة|المائة)",
    "‰": "‰",
    "°": "°",
    "€": "€|eur(?:os?)?\\b|євро|يورو|欧元",
    "$": "\\$|usd\\b",
    "£": "£|gbp\\b",
}
_SIGN = "|".join(_SIGNS.values())
_GAP = "[ \u00a0\u202f]"
_GROUPED = rf"\d{{1,3}}(?P<mark>[.,'’٬]|{_GAP})\d{{3}}(?:(?P=mark)\d{{3}})*(?:[.,٫]\d+)?(?!\d)"
_NUMBER = re.compile(
    rf"(?P<before>{_SIGN})?{_GAP}*(?<!\d)(?:(?P<grouped>{_GROUPED})|(?P<plain>\d+(?:[.,٫]\d+)*))(?P<after>{_GAP}*(?:{_SIGN}))?"
)

_DIGIT = re.compile(r"\d")

_SMALL = 12
WORDS = {
    "de": "erst zwei|zwo|beide|doppelt drei|dritt vier fünf sechs|sechz sieb acht neun zehn elf zwölf",
    "en": "first two|second|twi|both|double three|third|thri|triple four fi[vf] six seven eight nin ten elev twel",
    "fr": "premi deux|second|double trois|tri quatr cin six sept huit neu[fv] dix|dizaine onz douz",
    "es": "primer do[sb]|segund|ambos tre|tri|terce cua[rt] cinc|quint seis|sext s[ie]et|séptim och|octav nueve|noven "
    "diez|décim|decen onc doc",
    "it": "prim due|second|dop tre|terz quattr|quart cinq|quint sei|sest sett ott nov|non diec|decim undic dodic",
    "pt": "primeir do[ib]|dua|segund|ambos três|terceir|tri quatr|quart cinc|quint seis|sext set|sét oit nov|non "
    "dez|décim onz doz",
    "nl": "eerst twee|dubbel|beide dri|derde vier vij zes zeven acht negen tien elf twaalf",
    "pl": "pierwsz dw|drug|oba|obie|podwój trz|trój czter|czwar pię|piąt sześ|szes|szós sied|siód osiem|ośm|ósm "
    "dzie[wv]i dziesi jedena dwana",
    "tr": "ilk|birinci iki|çift üç dör beş|beşinci altı yedi sekiz dokuz on on_bir|on_birinci on_iki",
    "uk": "перш дв|друг|обидв|подвій тр[иеь] чотир|четвер|чверт п[’'ʼ]?ят шіс|шес|шост с[іе]м|сьом в[іо]с[іь]?м "
    "дев[’'ʼ]?ят десят одинадц дванадц",
    "ar": "أول اثن|إثن|ثان ثلاث|ثالث أربع|رابع خمس|خامس ست|سادس سبع|سابع ثما|ثامن تسع|تاسع عشر|عاشر "
    "أحد_عشر|إحدى_عشر|حادي_عشر اثن|ثاني_عشر",
    "zh": "一|首 二|两|双 三 四 五 六 七 八 九 十 十一 十二",
}
"""By language, how words for 1 to 12 begin, for each of them one field; what inflects is matched by its stem."""

_UNSPACED = frozenset({"ar", "zh"})
"""Languages whose words start after a particle or another word, without a space."""


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
    for match in _NUMBER.finditer(fold(text)):
        sign = _sign(match["after"] or match["before"] or "")
        values = [_grouped(match["grouped"])] if match["grouped"] else _plain(match["plain"])
        found += [Number(value + sign, match.start()) for value in values]
    return found


def may_say(text: str, value: str, code: str) -> bool:
    """Whether ``text`` in the language ``code`` may say the number ``value`` without digits.

    One may hide in a singular, two in an Arabic dual, and any up to twelve in a word of a language not known here.
    """
    if not value.isdigit() or not 0 < int(value) <= _SMALL:
        return False
    language = base_language(code)
    if value == "1" or (value, language) == ("2", "ar") or language not in WORDS:
        return True
    return bool(_said(language, int(value)).search(fold(text)))


@cache
def _said(code: str, number: int) -> re.Pattern[str]:
    stems = fold(WORDS[code].split()[number - 1]).replace("_", r"\s")
    start = "" if code in _UNSPACED else r"(?<!\w)"
    months = "|".join(_months(code, number))
    return re.compile(rf"{start}(?:{stems})|(?<!\w)(?:{months})(?!\w)")


def _months(code: str, number: int) -> list[str]:
    """Return the names of the month with this number: where one language writes 11, another writes *November*."""
    months = Locale.parse(code).months
    return sorted({re.escape(fold(months[context]["wide"][number])) for context in ("format", "stand-alone")})


def _sign(written: str) -> str:
    return next((sign for sign, words in _SIGNS.items() if written and re.search(words, written)), "")


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
