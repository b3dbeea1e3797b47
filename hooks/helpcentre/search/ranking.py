"""Ranks passages for a query: the same for assistants as ``search-ranking.js`` does it in browsers.

Passages and pages are both ranked by BM25F (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, 3.6):
a passage has a heading and a text, a page its names and the texts of all its passages, so that words come together that
are spread over a page. Any word may match, and rarer ones count more. A word of the query stands for all words of the
index that are like it by their runs of three signs: inflected forms, compounds, and what was mistyped.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from helpcentre.search.index import IN_HEADING, IN_TEXT, IN_TITLE, IN_TOPIC, Index, is_abbreviation
from helpcentre.search.tokens import is_ideograph, is_unspaced, tokens


@dataclass(frozen=True)
class Weights:
    """What counts how much; ``search-ranking.js`` has the same."""

    heading: float = 3
    page_heading: float = 2
    title: float = 10
    topic: float = 2
    page: float = 1
    """A page's score beside that of its passage."""
    length: float = 0.7
    page_length: float = 0.2
    """How much longer texts count less (the b of BM25)."""
    saturation: float = 4
    page_saturation: float = 4
    """The k1 of BM25."""
    coverage: float = 0.4
    """The exponent of the share of the query that a page has."""
    plain: float = 0.7
    """What that share counts where all words count alike: on a site of one subject its own words are not rare."""
    own: float = 0.7
    """How much of that is the share that the passage has itself."""
    name: float = 3
    """What a page's name adds that is the query, as a share of the score."""
    name_asked: float = 0.7
    name_said: float = 0.5
    """The exponents of the share of the query that a name has, and of the share of a name that the query has."""
    synonym: float = 1.3
    phrase: float = 1
    """What each further word of a synonym adds."""
    aside: float = 0.45
    alike: float = 0.5
    """The least likeness of a word."""
    alike_power: float = 1.5
    alike_weight: float = 0.85
    prefix: float = 1
    part: float = 0.6
    inner: float = 0.5
    """What a word counts that begins otherwise than one that is there itself."""
    mistyped: float = 0.6
    """The likeness of a word that differs by an error or two."""
    first: float = 0.5
    """What a word counts that begins with another letter: few errors are in the first one (Pollock and Zamora 1984)."""
    sign: float = 0.3
    """What a pair of signs counts that has one sign in common."""
    clumping: float = 0.5
    """The exponent of how much a word clumps: the pages that it would be on by chance, by those that it is on."""
    short: float = 4
    shortest: float = 0.2
    """Words of fewer letters than ``short`` + 1 count less, if they are no abbreviations: they mostly hold a sentence
    together."""
    kana: float = 0.4
    section: float = 0.85
    """Further sections of a page are shown whose score is so near to its best."""


WEIGHTS = Weights()
PAGES, SECTIONS, LIKE = 6, 3, 30
"""How many pages are shown, how many sections of each, and how many words one may stand for."""

GAP = 4
"""How many other words may stand between two of a synonym's."""

FORM = 0.6
"""How much of two words their beginnings have in common if they are forms of one."""

PART, PART_SYLLABLES = 4, 2
"""The fewest signs of a part of a word; each of Korean has two letters or three."""

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


@dataclass
class _Matches:
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


class Ranking:
    """Answers queries from an index."""

    def __init__(self, index: Index, weights: Weights = WEIGHTS) -> None:
        self._index, self._weights = index, weights
        pages = [0] * (max(index.page_of, default=-1) + 1)
        for page, length in zip(index.page_of, index.lengths, strict=True):
            pages[page] += length
        self._norms = _norms(index.lengths, weights.length)
        self._page_norms = _norms(pages, weights.page_length)
        self._grams: dict[str, list[str]] = defaultdict(list)
        self._sizes: dict[str, int] = {}
        for word in index.postings:
            if not is_unspaced(word):
                own = grams(word)
                self._sizes[word] = len(own)
                for gram in own:
                    self._grams[gram].append(word)
        self._signs = [word for word in index.postings if is_unspaced(word)]
        self._synonyms = [(typed.split(), word.split()) for typed, word in index.synonyms]
        self._typed = {word for phrase, _ in self._synonyms for word in phrase}
        self.like = lru_cache(maxsize=4096)(self._like)

    def find(self, query: str) -> list[Hit]:
        """Return what answers a query: the best pages, each with its best passages, which are together."""
        found: dict[int, list[Hit]] = {}
        for hit in self.rank(query):
            own = found.setdefault(self._index.page_of[hit.passage], [])
            if len(own) < SECTIONS and (not own or hit.score >= self._weights.section * own[0].score):
                own.append(hit)
        return [hit for own in list(found.values())[:PAGES] for hit in own]

    def rank(self, query: str) -> list[Hit]:
        """Return all passages that may answer a query, the best first."""
        weights, sums, hits, terms = self._weights, _Sums(), [], list(self._terms(query))
        total, plain = sum(self._add(sums, *term) for term in terms), sum(weight for weight, _ in terms)
        for passage, score in sums.passages.items():
            page = self._index.page_of[passage]
            share, own = (min(1.0, value / total) for value in (sums.coverage[page], sums.own[passage]))
            share = max(share, weights.plain * min(1.0, sums.plain[page] / plain))
            whole = (score + weights.page * sums.pages[page]) * self._named(sums, page, total)
            hits.append(
                Hit(passage, whole * ((1 - weights.own) * share + weights.own * own) ** weights.coverage, share)
            )
        least = max(LEAST, NEAR * max((hit.coverage for hit in hits), default=0))
        return sorted((hit for hit in hits if hit.coverage >= least), key=lambda each: (-each.score, each.passage))

    def _named(self, sums: _Sums, page: int, total: float) -> float:
        """Return what a page's score is multiplied by, which is the more, the nearer its name is to the query.

        That of an aside counts as far as it is the query.
        """
        weights = self._weights
        asked, said = (min(1.0, sums.asked[page] / total), min(1.0, sums.said[page] / max(1, self._index.names[page])))
        if page in self._index.asides:
            return weights.aside * (1 + weights.name * (asked * said) ** 2)
        return 1 + weights.name * math.pow(asked, weights.name_asked) * math.pow(said, weights.name_said)

    def _terms(self, query: str) -> Iterator[tuple[float, Mapping[str, float]]]:
        """Yield the weight of each word of a query, and of those that its synonyms add, and the words like it.

        A word that is not in the index, and is typed for another one, says no more than that.
        """
        typed = self._without_begun(tokens(query))
        added, said = self._added(typed)
        for word in dict.fromkeys(typed):
            is_only_typed = word in said & self._typed and word not in self._index.postings
            if not is_only_typed and ((like := self.like(word)) or word not in said):
                yield self._weight(word), like
        for word, weight in added.items():
            if word not in typed:
                yield self._weights.synonym * weight * self._weight(word), self.like(word)

    def _added(self, typed: Sequence[str]) -> tuple[dict[str, float], set[str]]:
        """Return the words that synonyms add, each with its weight, and all typed for some.

        Of several synonyms for the same words the longest count, and of these the nearest. One counts the more, the
        more words were typed for it and the nearer these are, and the less, the more words it adds.
        """
        found: dict[str, float] = {}
        said: set[int] = set()
        signs = tuple(self._relettered(word) if is_unspaced(word) else word for word in typed)
        forms = dict.fromkeys((tuple(typed), signs))
        matches = [
            (*match, words) for phrase, words in self._synonyms for form in forms for match in _matches(form, phrase)
        ]
        last = None
        taken: set[int] = set()
        for nearness, places, words in sorted(matches, key=lambda each: (-len(each[1]), -each[0])):
            rank = (len(places), nearness)
            if rank != last:
                last, taken = rank, set(said)
            if not taken.intersection(places):
                said.update(places)
                weight = (1 + self._weights.phrase * (len(places) - 1)) * nearness / len(places)
                shared = weight / math.sqrt(len(words))
                found |= {word: max(found.get(word, 0), shared) for word in words}
        return found, {typed[place] for place in said}

    def _without_begun(self, typed: list[str]) -> list[str]:
        """Return the words without a last one that is only begun: one or two letters begin very many."""
        last = typed[-1] if typed else ""
        is_begun = len(last) < 3 and not is_unspaced(last) and last not in self._index.postings
        return typed[:-1] if is_begun and len(typed) > 1 else typed

    def _weight(self, word: str) -> float:
        weights = self._weights
        if is_unspaced(word):
            return weights.kana if all("\u3040" <= sign < "\u30a0" for sign in word) else 1
        is_whole = word.isdigit() or is_abbreviation(self._index.written.get(word, word))
        return 1 if is_whole else min(1, max(weights.shortest, (len(word) - 1) / weights.short))

    def _like(self, typed: str) -> Mapping[str, float]:
        """Return the words of the index that a typed one stands for, each with its likeness, up to 1."""
        found: dict[str, float] = {}
        for form in dict.fromkeys((typed, self._relettered(typed))):
            for word, likeness in self._like_form(form):
                found[word] = max(found.get(word, 0), likeness)
        best = sorted(found.items(), key=lambda each: (-each[1], each[0]))
        return dict(best[:LIKE])

    def _relettered(self, word: str) -> str:
        for typed, letter in self._index.letters.items():
            word = word.replace(typed, letter)
        return word

    def _like_form(self, typed: str) -> Iterator[tuple[str, float]]:
        weights = self._weights
        if typed in self._index.postings:
            yield typed, 1
        elif is_unspaced(typed):
            yield from self._like_signs(typed)
        elif len(typed) < 3:
            begun = (word for word in self._sizes if word.startswith(typed))
            yield from ((word, weights.prefix * len(typed) / len(word)) for word in begun)
        if len(typed) >= 3 and not is_unspaced(typed):
            yield from self._like_letters(typed)

    def _like_letters(self, typed: str) -> Iterator[tuple[str, float]]:
        """Yield the words that have runs of three letters in common, begin alike, or have one another as a part."""
        weights = self._weights
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
                likeness = max(likeness, weights.prefix * math.sqrt(short / long))
            elif is_part:
                likeness = max(likeness, weights.part * math.sqrt(short / long))
            elif not is_known and is_mistyped(typed, word):
                likeness = max(likeness, weights.mistyped)
            if likeness >= weights.alike:
                inner = weights.inner if is_known and word[:3] != typed[:3] else 1
                first = weights.first if word[0] != typed[0] and not (typed in word or word in typed) else 1
                yield word, first * inner * likeness**weights.alike_power * weights.alike_weight

    def _like_signs(self, typed: str) -> Iterator[tuple[str, float]]:
        """Yield the runs of signs that have a single one, or one of a pair."""
        if len(typed) == 1:
            yield from ((word, self._weights.alike_weight) for word in self._signs if typed in word)
        elif len(typed) == 2:
            own = {sign for sign in typed if is_ideograph(sign)} or set(typed)  # which say more than kana
            yield from ((word, self._weights.sign) for word in self._signs if own.intersection(word))

    def _add(self, sums: _Sums, weight: float, like: Mapping[str, float]) -> float:
        """Add what a term of the query says for passages and pages, and return how much it says at most."""
        weights, found = self._weights, self._match(like)
        for page, likeness in found.near_pages.items():
            sums.plain[page] += weight * likeness
        weight *= _clumping(found.times, found.holders, len(self._page_norms)) ** weights.clumping
        rarity = weight * _rarity(sum(found.near.values()), len(self._norms))
        rarity_of_pages = weight * _rarity(sum(found.near_pages.values()), len(self._page_norms))
        for passage, value in found.passages.items():
            sums.passages[passage] += rarity * value / (weights.saturation + value)
            sums.own[passage] += rarity_of_pages * found.near[passage]
        for page, value in found.pages.items():
            sums.pages[page] += rarity_of_pages * value / (weights.page_saturation + value)
            sums.coverage[page] += rarity_of_pages * found.near_pages[page]
        for page, likeness in found.names.items():
            sums.asked[page] += rarity_of_pages * likeness
            sums.said[page] += likeness
        return rarity_of_pages

    def _match(self, like: Mapping[str, float]) -> _Matches:
        """Return the passages and pages that have one of the words which a term stands for."""
        found = _Matches()
        for word, likeness in like.items():
            own = self._match_word(found, word, likeness)
            found.holders += likeness * len(own)
            for page, value in own.items():
                found.pages[page] = max(found.pages.get(page, 0), likeness * value)
                found.near_pages[page] = max(found.near_pages.get(page, 0), likeness)
        return found

    def _match_word(self, found: _Matches, word: str, likeness: float) -> Mapping[int, float]:
        """Note the passages that have a word, and return what it says for each page."""
        weights, index, pages = self._weights, self._index, defaultdict[int, float](float)
        flat = index.postings[word]
        for passage, said in zip(flat[::2], flat[1::2], strict=True):
            page, count = index.page_of[passage], said // IN_TEXT
            value = count / self._norms[passage] + weights.heading * bool(said & (IN_HEADING | IN_TITLE))
            if value:  # a word of the topic's name alone finds the page, and none of its passages
                found.passages[passage] = max(found.passages.get(passage, 0), likeness * value)
            found.near[passage] = max(found.near.get(passage, 0), likeness)
            found.times += likeness * (count + bool(said % IN_TEXT))
            pages[page] += count / self._page_norms[page] + weights.page_heading * bool(said & IN_HEADING)
            pages[page] += weights.title * bool(said & IN_TITLE) + weights.topic * bool(said & IN_TOPIC)
            if said & IN_TITLE:
                found.names[page] = max(found.names.get(page, 0), likeness)
        return pages


def grams(word: str) -> frozenset[str]:
    """Return the runs of three signs of a word; its beginning is one of them."""
    marked = f"^{word}"
    return frozenset(marked[at : at + 3] for at in range(max(1, len(marked) - 2)))


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


def _matches(typed: Sequence[str], phrase: Sequence[str]) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Yield where the words of a phrase stand in their order, with few others between them, and how near they are."""
    for start in range(len(typed) - len(phrase) + 1):
        nearness, places = 0.0, list[int]()
        for word in phrase:
            first = places[-1] + 1 if places else start
            end = min(len(typed), first + (GAP + 1 if places else 1))
            place = next((at for at in range(first, end) if form_nearness(typed[at], word)), None)
            if place is None:
                break
            nearness += form_nearness(typed[place], word)
            places.append(place)
        else:
            yield nearness, tuple(places)


def _rarity(count: float, among: int) -> float:
    """Return the inverse document frequency of BM25, which is never negative; ``count`` may be a sum of likenesses."""
    return math.log(1 + max(0.0, among - count + 0.5) / (count + 0.5))


def _clumping(times: float, holders: float, among: int) -> float:
    """Return how many pages a word would be on if it fell on them by chance, by how many it is on, at most 1.5.

    Words that say what a page is about come several times where they come; those that hold sentences together come
    anywhere (residual inverse document frequency: Church and Gale, Poisson mixtures, 1995).
    """
    return min(1.5, among * -math.expm1(-times / among) / holders) if holders else 1


def _norms(lengths: Sequence[int], weight: float) -> list[float]:
    """Return by how much a word counts less for the length of each text; the average is that of texts with words."""
    written = [length for length in lengths if length]
    average = max(1.0, sum(written) / max(1, len(written)))
    return [1 - weight + weight * length / average for length in lengths]
