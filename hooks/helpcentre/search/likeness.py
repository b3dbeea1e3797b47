"""Which words of an index a typed one stands for: inflected forms, compounds, and what was mistyped.

Words are like each other by their runs of three signs.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from helpcentre.search.index import Index, is_abbreviation
from helpcentre.search.tokens import is_ideograph, is_unspaced
from helpcentre.search.weights import WEIGHTS

LIKE = 30
"""So many words one may stand for."""

FORM = 0.6
"""How much of two words their beginnings have in common if they are forms of one."""

PART, PART_SYLLABLES = 4, 2
"""The fewest signs of a part of a word; each of Korean has two letters or three."""

CONSONANTS = 3
"""The fewest consonants that tell a word."""

_CONSONANTAL = re.compile("[\u05d0-\u05ea\u0621-\u064a]+")
_LONG_VOWELS = re.compile("[\u05d5\u05d9\u0621\u0627\u0648\u064a]")


class Vocabulary:
    """The words of an index, asked for those that a typed word stands for."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._grams: dict[str, list[str]] = defaultdict(list)
        self._sizes: dict[str, int] = {}
        self._by_consonants: dict[str, list[str]] = defaultdict(list)
        for word in index.postings:
            if not is_unspaced(word):
                own = grams(word)
                self._sizes[word] = len(own)
                for gram in own:
                    self._grams[gram].append(word)
                if told := consonants(word):
                    self._by_consonants[told].append(word)
        self._signs = [word for word in index.postings if is_unspaced(word)]
        self.like = lru_cache(maxsize=4096)(self._like)

    def has(self, word: str) -> bool:
        """Whether the index has a word as it is typed."""
        return word in self._index.postings

    def weight(self, word: str) -> float:
        """Return what a typed word counts for its letters, up to 1."""
        if is_unspaced(word):
            kana = WEIGHTS.kana if all("\u3040" <= sign < "\u30a0" for sign in word) else 1
            return kana if self.has(word) or len(word) != 2 else kana * WEIGHTS.unknown_pair
        is_whole = word.isdigit() or is_abbreviation(self._index.written.get(word, word))
        return 1 if is_whole else min(1, max(WEIGHTS.shortest, (len(word) - 1) / WEIGHTS.short))

    def relettered(self, word: str) -> str:
        """Return a word with the letters that readers mean by what they type."""
        for typed, letter in self._index.letters.items():
            word = word.replace(typed, letter)
        return word

    def _like(self, typed: str) -> Mapping[str, float]:
        """Return the words of the index that a typed one stands for, each with its likeness, up to 1."""
        found: dict[str, float] = {}
        for form in dict.fromkeys((typed, self.relettered(typed))):
            for word, likeness in self._like_form(form):
                found[word] = max(found.get(word, 0), likeness)
        best = sorted(found.items(), key=lambda each: (-each[1], each[0]))
        return dict(best[:LIKE])

    def _like_form(self, typed: str) -> Iterator[tuple[str, float]]:
        if typed in self._index.postings:
            yield typed, 1
        elif is_unspaced(typed):
            yield from self._like_signs(typed)
        elif len(typed) < 3:
            begun = (word for word in self._sizes if word.startswith(typed))
            yield from ((word, WEIGHTS.prefix * len(typed) / len(word)) for word in begun)
        if len(typed) >= 3 and not is_unspaced(typed):
            yield from self._like_letters(typed)
            yield from ((word, WEIGHTS.consonants) for word in self._by_consonants.get(consonants(typed), ()))

    def _like_letters(self, typed: str) -> Iterator[tuple[str, float]]:
        """Yield the words that have runs of three letters in common, begin alike, or have one another as a part."""
        is_known = typed in self._index.postings
        least = PART_SYLLABLES if "\uac00" <= typed[0] <= "\ud7a3" else PART
        own = grams(typed)
        common: dict[str, int] = defaultdict(int)
        for gram in own:
            for word in self._grams.get(gram, ()):
                common[word] += 1
        for word, count in common.items():
            short, long = sorted((len(typed), len(word)))
            is_part = short >= least and (typed in word or word in typed)
            if word == typed or (len(word) < FORM * len(typed) and (is_known or not is_part)):
                continue  # a word stands for no much shorter one, unless that is a part of one that is not there itself
            likeness = count / math.sqrt(len(own) * self._sizes[word])
            if word.startswith(typed):
                likeness = max(likeness, WEIGHTS.prefix * math.sqrt(short / long))
            elif is_part:
                likeness = max(likeness, WEIGHTS.part * math.sqrt(short / long))
            elif not is_known and is_mistyped(typed, word):
                likeness = max(likeness, WEIGHTS.mistyped)
            if likeness >= WEIGHTS.alike:
                inner = WEIGHTS.inner if is_known and word[:3] != typed[:3] else 1
                first = WEIGHTS.first if word[0] != typed[0] and not (typed in word or word in typed) else 1
                yield word, first * inner * likeness**WEIGHTS.alike_power * WEIGHTS.alike_weight

    def _like_signs(self, typed: str) -> Iterator[tuple[str, float]]:
        """Yield the runs of signs that have a single one, or one of a pair."""
        if len(typed) == 1:
            yield from ((word, WEIGHTS.alike_weight) for word in self._signs if typed in word)
        elif len(typed) == 2:
            own = {sign for sign in typed if is_ideograph(sign)} or set(typed)  # which say more than kana
            yield from ((word, WEIGHTS.sign) for word in self._signs if own.intersection(word))


def grams(word: str) -> frozenset[str]:
    """Return the runs of three signs of a word; its beginning is one of them."""
    marked = f"^{word}"
    return frozenset(marked[at : at + 3] for at in range(max(1, len(marked) - 2)))


def consonants(word: str) -> str:
    """Return the consonants of a word in Arabic or Hebrew letters, or nothing if they are too few to tell it.

    Many plurals and other forms differ in their vowels alone, as in *sabab* and *asbāb*.
    """
    found = _LONG_VOWELS.sub("", word) if _CONSONANTAL.fullmatch(word) else ""
    return found if len(found) >= CONSONANTS else ""


def is_mistyped(word: str, other: str) -> bool:
    """Whether a word may be another one with an error, or with two where it is long."""
    limit = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
    return distance(word, other, limit) <= limit


def distance(word: str, other: str, limit: int) -> int:
    """Return the optimal string alignment distance (Damerau 1964), or more than ``limit`` once that is certain."""
    if abs(len(word) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, one in enumerate(word, start=1):
        row = [i]
        for j, two in enumerate(other, start=1):
            least = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one != two))
            if i > 1 and j > 1 and one == other[j - 2] and word[i - 2] == two:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        if min(row) > limit:
            return limit + 1
        before, last = last, row
    return last[-1]


def form_nearness(word: str, other: str) -> float:
    """Return how near two words are if they are forms of one, as far as their beginnings tell, else 0."""
    same = 0
    for one, two in zip(word, other, strict=False):
        if one != two:
            break
        same += 1
    share = same / max(len(word), len(other))
    return share if word == other or (same >= 4 and share >= FORM) else 0
