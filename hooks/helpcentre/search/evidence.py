"""Where the terms of a query stand: what the postings of an index say of them for each passage and page."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from helpcentre.search.index import IN_HEADING, IN_TEXT, IN_TITLE, IN_TOPIC, Index
from helpcentre.search.likeness import Vocabulary
from helpcentre.search.weights import WEIGHTS


@dataclass
class Matches:
    """What has one of the words that a term stands for, with the likeness of the nearest, and with what that says."""

    passages: dict[int, float] = field(default_factory=dict)
    near: dict[int, float] = field(default_factory=dict)
    pages: dict[int, float] = field(default_factory=dict)
    near_pages: dict[int, float] = field(default_factory=dict)
    names: dict[int, float] = field(default_factory=dict)
    """Pages that have one in their name."""
    times: float = 0
    holders: float = 0
    """How often the words come, and on how many pages."""


class Evidence:
    """The postings of an index, asked for words and for several together."""

    def __init__(self, index: Index, vocabulary: Vocabulary) -> None:
        self._index, self._vocabulary = index, vocabulary
        pages = [0] * (max(index.page_of, default=-1) + 1)
        for page, length in zip(index.page_of, index.lengths, strict=True):
            pages[page] += length
        self._norms = _norms(index.lengths, WEIGHTS.length)
        self._page_norms = _norms(pages, WEIGHTS.page_length)
        self.find = lru_cache(maxsize=4096)(self._find)

    def rarity(self, found: Matches) -> float:
        """Return how rare passages with a term are."""
        return rarity(sum(found.near.values()), len(self._norms))

    def page_rarity(self, found: Matches) -> float:
        """Return how rare pages with a term are."""
        return rarity(sum(found.near_pages.values()), len(self._page_norms))

    def clumping(self, found: Matches) -> float:
        """Return how many pages a term would be on if it fell on them by chance, by how many it is on, at most 1.5.

        Words that say what a page is about come several times where they come; those that hold sentences together come
        anywhere (residual inverse document frequency: Church and Gale, Poisson mixtures, 1995).
        """
        among = len(self._page_norms)
        return min(1.5, among * -math.expm1(-found.times / among) / found.holders) if found.holders else 1

    def _find(self, words: tuple[str, ...]) -> Matches:
        """Return what has a word, or has several together."""
        return self._match(self._vocabulary.like(words[0])) if len(words) == 1 else self._together(words)

    def _together(self, words: tuple[str, ...]) -> Matches:
        """Return the passages that have most of several words, by what these say, and their pages.

        A word alone says little of what they mean together, as in *the ban is not lifted*.
        """
        known = [self.find((word,)) for word in dict.fromkeys(words)]
        says = [
            self._vocabulary.weight(word) * self.page_rarity(each)
            for word, each in zip(dict.fromkeys(words), known, strict=True)
        ]
        whole = sum(says)

        def mean(key: int, of: Callable[[Matches], Mapping[int, float]]) -> float:
            return sum(weight * of(each).get(key, 0) for weight, each in zip(says, known, strict=True)) / whole

        found = Matches()
        for passage in sorted({passage for each in known for passage in each.near}):
            near = mean(passage, lambda each: each.near) ** WEIGHTS.together
            if near >= WEIGHTS.together_least:
                page = self._index.page_of[passage]
                found.near[passage] = near
                found.times += near
                found.near_pages[page] = max(found.near_pages.get(page, 0), near)
                if value := mean(passage, lambda each: each.passages):
                    found.passages[passage] = near * value
        for page, near in found.near_pages.items():
            found.holders += near
            found.pages[page] = near * mean(page, lambda each: each.pages)
            if name := mean(page, lambda each: each.names):
                found.names[page] = name**WEIGHTS.together
        return found

    def _match(self, like: Mapping[str, float]) -> Matches:
        """Return the passages and pages that have one of the words which a term stands for."""
        found = Matches()
        for word, likeness in like.items():
            own = self._match_word(found, word, likeness)
            found.holders += likeness * len(own)
            for page, value in own.items():
                found.pages[page] = max(found.pages.get(page, 0), likeness * value)
                found.near_pages[page] = max(found.near_pages.get(page, 0), likeness)
        return found

    def _match_word(self, found: Matches, word: str, likeness: float) -> Mapping[int, float]:
        """Note the passages that have a word, and return what it says for each page."""
        index, pages = self._index, defaultdict[int, float](float)
        flat = index.postings[word]
        for passage, said in zip(flat[::2], flat[1::2], strict=True):
            page, count = index.page_of[passage], said // IN_TEXT
            value = count / self._norms[passage] + WEIGHTS.heading * bool(said & (IN_HEADING | IN_TITLE))
            if value:  # a word of the topic's name alone finds the page, and none of its passages
                found.passages[passage] = max(found.passages.get(passage, 0), likeness * value)
            found.near[passage] = max(found.near.get(passage, 0), likeness)
            found.times += likeness * (count + bool(said % IN_TEXT))
            pages[page] += count / self._page_norms[page] + WEIGHTS.page_heading * bool(said & IN_HEADING)
            pages[page] += WEIGHTS.title * bool(said & IN_TITLE) + WEIGHTS.topic * bool(said & IN_TOPIC)
            if said & IN_TITLE:
                found.names[page] = max(found.names.get(page, 0), likeness)
        return pages


def rarity(count: float, among: int) -> float:
    """Return the inverse document frequency of BM25, which is never negative; ``count`` may be a sum of likenesses."""
    return math.log(1 + max(0.0, among - count + 0.5) / (count + 0.5))


def _norms(lengths: Sequence[int], weight: float) -> list[float]:
    """Return by how much a word counts less for the length of each text; the average is that of texts with words."""
    written = [length for length in lengths if length]
    average = max(1.0, sum(written) / max(1, len(written)))
    return [1 - weight + weight * length / average for length in lengths]
