"""Ranks passages for a query: the same for assistants as ``search-ranking.js`` does it in browsers.

Passages and pages are both ranked by BM25F (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, 3.6):
a passage has a heading and a text, a page its names and the texts of all its passages, so that words come together that
are spread over a page. Any word may match, and rarer ones count more.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

from helpcentre.search.evidence import Evidence
from helpcentre.search.index import Index
from helpcentre.search.likeness import Vocabulary
from helpcentre.search.terms import QueryReader, Term
from helpcentre.search.weights import WEIGHTS

PAGES, SECTIONS = 6, 3
"""How many pages are shown, and how many sections of each."""

LEAST, NEAR = 0.12, 0.35
"""The least share of a query that a page has to have, and the least part of the best page's share."""


@dataclass(frozen=True)
class Hit:
    """A passage that was found, and the share of the query that its page has, from 0 to 1."""

    passage: int
    score: float
    coverage: float


@dataclass(frozen=True)
class _Sums:
    """What passages and pages have got for a query, and how much of it pages have."""

    passages: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    pages: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    coverage: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    plain: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    """The same where rare words count no more than others."""
    own: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    """How much of the query passages have."""
    asked: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    said: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    """How much of the query the names of pages have, and how many of their words the query has."""


class Ranking:
    """Answers queries from an index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        vocabulary = Vocabulary(index)
        self._reader = QueryReader(index, vocabulary)
        self._evidence = Evidence(index, vocabulary)

    def find(self, query: str) -> list[Hit]:
        """Return what answers a query: the best pages, each with its best passages, which are together."""
        found: dict[int, list[Hit]] = {}
        for hit in self.rank(query):
            own = found.setdefault(self._index.page_of[hit.passage], [])
            if len(own) < SECTIONS and (not own or hit.score >= WEIGHTS.section * own[0].score):
                own.append(hit)
        return [hit for own in list(found.values())[:PAGES] for hit in own]

    def rank(self, query: str) -> list[Hit]:
        """Return all passages that may answer a query, the best first."""
        sums, hits, terms = _Sums(), [], list(self._reader.terms(query))
        total, plain = sum(self._add(sums, term) for term in terms), sum(term.weight for term in terms)
        for passage, score in sums.passages.items():
            page = self._index.page_of[passage]
            share, own = (min(1.0, value / total) for value in (sums.coverage[page], sums.own[passage]))
            share = max(share, WEIGHTS.plain * min(1.0, sums.plain[page] / plain))
            whole = (score + WEIGHTS.page * sums.pages[page]) * self._named(sums, page, total)
            hits.append(
                Hit(passage, whole * ((1 - WEIGHTS.own) * share + WEIGHTS.own * own) ** WEIGHTS.coverage, share)
            )
        least = max(LEAST, NEAR * max((hit.coverage for hit in hits), default=0))
        return sorted((hit for hit in hits if hit.coverage >= least), key=lambda each: (-each.score, each.passage))

    def _named(self, sums: _Sums, page: int, total: float) -> float:
        """Return what a page's score is multiplied by, which is the more, the nearer its name is to the query.

        That of an aside counts as far as it is the query.
        """
        asked, said = (min(1.0, sums.asked[page] / total), min(1.0, sums.said[page] / max(1, self._index.names[page])))
        if page in self._index.asides:
            return WEIGHTS.aside * (1 + WEIGHTS.name * (asked * said) ** 2)
        return 1 + WEIGHTS.name * math.pow(asked, WEIGHTS.name_asked) * math.pow(said, WEIGHTS.name_said)

    def _add(self, sums: _Sums, term: Term) -> float:
        """Add what a term of the query says for passages and pages, and return how much it says at most."""
        evidence = self._evidence
        found = evidence.find(term.words)
        for page, likeness in found.near_pages.items():
            sums.plain[page] += term.weight * likeness
        weight: float = term.weight * evidence.clumping(found) ** WEIGHTS.clumping
        rarity, page_rarity = weight * evidence.rarity(found), weight * evidence.page_rarity(found)
        for passage, value in found.passages.items():
            sums.passages[passage] += rarity * value / (WEIGHTS.saturation + value)
            sums.own[passage] += page_rarity * found.near[passage]
        for page, value in found.pages.items():
            sums.pages[page] += page_rarity * value / (WEIGHTS.page_saturation + value)
            sums.coverage[page] += page_rarity * found.near_pages[page]
        for page, likeness in found.names.items():
            sums.asked[page] += page_rarity * likeness
            sums.said[page] += likeness
        return page_rarity
