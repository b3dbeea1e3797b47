"""What a query asks for: its own words, and those of the pages that synonyms add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpcentre.search.index import Index
from helpcentre.search.likeness import Vocabulary, form_nearness
from helpcentre.search.tokens import is_unspaced, tokens
from helpcentre.search.weights import WEIGHTS, Weights

GAP = 4
"""How many other words may stand between two of a synonym's."""


@dataclass(frozen=True)
class Term:
    """A word that is looked for, and what it counts; several are looked for where they stand together."""

    words: tuple[str, ...]
    weight: float


class QueryReader:
    """Reads queries with the synonyms of an index."""

    def __init__(self, index: Index, vocabulary: Vocabulary, weights: Weights = WEIGHTS) -> None:
        self._vocabulary, self._weights = vocabulary, weights
        self._synonyms = [(typed.split(), tuple(word.split())) for typed, word in index.synonyms]
        self._typed = {word for phrase, _ in self._synonyms for word in phrase}

    def terms(self, query: str) -> Iterator[Term]:
        """Yield what a query asks for.

        A word that is not in the index, and is typed for another one, says no more than that.
        """
        vocabulary = self._vocabulary
        typed = self._without_begun(tokens(query))
        added, said = self._added(typed)
        for word in dict.fromkeys(typed):
            is_only_typed = word in said & self._typed and not vocabulary.has(word)
            if not is_only_typed and (vocabulary.like(word) or word not in said):
                yield Term((word,), vocabulary.weight(word))
        for words, weight in added.items():
            if not set(words).issubset(typed):
                own = vocabulary.weight(words[0]) if len(words) == 1 else 1
                yield Term(words, self._weights.synonym * weight * own)

    def _added(self, typed: Sequence[str]) -> tuple[dict[tuple[str, ...], float], set[str]]:
        """Return what synonyms add, each with its weight, and all words typed for some.

        Of several synonyms for the same words the longest count, and of these the nearest. One counts the more, the
        more words were typed for it and the nearer these are.
        """
        found: dict[tuple[str, ...], float] = {}
        said: set[int] = set()
        signs = tuple(self._vocabulary.relettered(word) if is_unspaced(word) else word for word in typed)
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
                found[words] = max(found.get(words, 0), weight)
        return found, {typed[place] for place in said}

    def _without_begun(self, typed: list[str]) -> list[str]:
        """Return the words without a last one that is only begun: one or two letters begin very many."""
        last = typed[-1] if typed else ""
        is_begun = len(last) < 3 and not is_unspaced(last) and not self._vocabulary.has(last)
        return typed[:-1] if is_begun and len(typed) > 1 else typed


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
