"""The tokens that texts and queries are compared by, in every language alike; ``search-ranking.js`` cuts the same.

A word is a run of letters, marks and digits (Unicode's general categories L, M and N). Scripts that write no spaces
between words have overlapping runs of signs instead (Manning, Raghavan and Schütze, Introduction to Information
Retrieval, 2.2.1): two of Chinese and Japanese, three of the alphabets of South-East Asia.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from helpcentre.util.text import replace_letters

# Accents, points and the tatweel, which readers leave out; no signs that are letters in all but name, as in Hindi.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
# Letters that are written in two ways, and an apostrophe that Unicode calls a letter.
_SAME = str.maketrans({"ς": "σ", "ک": "ك", "ی": "ي", "\u02bc": " "})
_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PAIRED = f"\u3040-\u30ff\u31f0-\u31ff{_IDEOGRAPHS}"
_TRIPLED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_RUNS = re.compile(f"(?P<paired>[{_PAIRED}]+)|(?P<tripled>[{_TRIPLED}]+)|[^{_PAIRED}{_TRIPLED}]+")
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
_UNSPACED = re.compile(f"[{_PAIRED}{_TRIPLED}]")


def fold(text: str) -> str:
    """Return ``text`` in small letters without accents, compatible forms as one (NFKC)."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return unicodedata.normalize("NFC", replace_letters(_ACCENTS.sub("", decomposed).translate(_SAME)))


def tokens(text: str) -> list[str]:
    """Return the tokens of ``text`` in their order."""
    return [token for word in written_words(text) for token in cut(word)]


def written_words(text: str) -> list[str]:
    """Return the words of ``text`` as they are written."""
    return _word().findall(text.replace("\u02bc", " "))


def is_unspaced(token: str) -> bool:
    """Whether a token is of a script that writes no spaces between words."""
    return _UNSPACED.match(token) is not None


def is_ideograph(sign: str) -> bool:
    """Whether a sign is a Chinese character, as in Japanese too."""
    return _IDEOGRAPH.match(sign) is not None


@lru_cache(maxsize=1 << 17)
def cut(word: str) -> tuple[str, ...]:
    """Return the tokens of a word: itself, folded, unless its script writes no spaces."""
    found: list[str] = []
    for run in _RUNS.finditer(fold(word)):
        size = 2 if run["paired"] else 3 if run["tripled"] else 0
        signs = run[0]
        if size and len(signs) > size:
            found += [signs[at : at + size] for at in range(len(signs) - size + 1)]
        else:
            found.append(signs)
    return tuple(found)


@cache
def _word() -> re.Pattern[str]:
    marks = "".join(sign for sign in map(chr, range(0x300, 0x10000)) if unicodedata.category(sign).startswith("M"))
    return re.compile(rf"(?:[^\W_]|[{marks}])+")
