"""Parts that texts say in words: half of all, a quarter of an hour, half a million, a hundredth."""

from __future__ import annotations

import re

from helpcentre.util.text import fold

_HALF = (
    r"\bhal(?:f|b|v)|hälfte|helft|moiti[eé]|\bmitad|\bmetad|\bmetà|polovin|połow|половин|yari|半|절반|نصف|نیم|μισ|hälft"
)
"""Half of all, in languages of the sample and others."""
_QUARTER = (
    r"\bquarters?\b|\bdreiviertel|\bviertel|\bquarts?\b|\bcuartos?\b|\bquart[oi]\b|\bkwartier|\bkwadrans|\bkwart\b|"
    r"\bćwier|çeyrek|\bчетверт|\bчверт|(?<!\w)(?:ال)?ربع(?!\w)|四分之[一三]|一刻|三刻"
)
_HALF_HOUR = (
    r"\bhalf(?: an?|-)? ?hours?\b|\bhalbe[nr]? stunde|\bdemi-heure|\bmedia hora|\bmeia hora|\bmeia-hora|"
    r"\bmezz['’]?\s?ora|\bhalf ?uur|\bhalfuur|\bpół godziny|\bpółgodzin|\byarim saat|\bпів ?години|\bпівгодин|"
    r"\bполчаса|\bполучас|半个?小时|半個?小時|半時間|반 ?시간|نصف ساعة"
)
_HUNDREDTH = r"百分之一(?![百十])|\bhundredth|\bhundertstel"
_WORDS = {
    "15": _QUARTER,
    "45": _QUARTER,
    "25%": _QUARTER,
    "75%": _QUARTER,
    "30": _HALF_HOUR,
    "50%": _HALF,
    "100": _HUNDREDTH,
}
"""What texts may say in place of a number."""
_WORDS_OF = {value: re.compile(words) for value, words in _WORDS.items()}


def says_part(text: str, value: str) -> bool:
    """Whether a text says in words the part that a number stands for, as *half an hour* for 30."""
    words = _WORDS_OF.get(value)
    return words is not None and words.search(fold(text)) is not None


def says_half_of(text: str, word: str) -> bool:
    """Whether a text says half of what a pattern stands for, as *half a million*."""
    return re.search(rf"(?:{_HALF})\w{{0,2}}(?:\W+[^\W\d_]{{1,5}})?\W+(?:{word})", fold(text)) is not None
