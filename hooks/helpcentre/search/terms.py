"""What a query asks for: its own words, and those of the pages that synonyms add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpcentre.search.index import Index
from helpcentre.search.likeness import Vocabulary, form_nearness
from helpcentre.search.tokens import is_unspaced, tokens
from helpcentre.search.weights import WEIGHTS

GAP = 4
"""How many other words may stand between two of a synonym's."""


@dataclass(frozen=True)
class Term:
    """A word that is looked for, and what it counts; several are looked for where they stand together."""

    words: tuple[str, ...]
    weight: float


class QueryReader:
    """Reads queries with the synonyms of an index."""

    def __init__(self, index: Index, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._synonyms = [(typed.split(), tuple(word.split())) for typed, word in index.synonyms]
        self._typed = {word for phrase, _ in self._synonyms for word in phrase}
        self._phrases = dict.fromkeys(words for _, words in self._synonyms if len(words) > 1)
        self._in_one = {"".join(phrase): phrase for phrase, _ in reversed(self._synonyms) if len(phrase) > 1}

    def terms(self, query: str) -> Iterator[Term]:
        """Yield what a query asks for.

        A word that is not in the index, and is typed for another one, says no more than that.
        """
        vocabulary = self._vocabulary
        typed = self._respaced(self._without_begun(tokens(query)))
        added, said = self._added(typed)
        for word in dict.fromkeys(typed):
            is_only_typed = word in said & self._typed and not vocabulary.has(word)
            if not is_only_typed and (vocabulary.like(word) or word not in said):
                yield Term((word,), vocabulary.weight(word))
        for words, weight in added.items():
            if len(words) > 1 or words[0] not in typed:
                own = vocabulary.weight(words[0]) if len(words) == 1 else 1
                yield Term(words, WEIGHTS.synonym * weight * own)

    def _added(self, typed: Sequence[str]) -> tuple[dict[tuple[str, ...], float], set[str]]:
        """Return what synonyms add, each with its weight, and all words typed for some.

        Of several synonyms for the same words the longest count, and of these the nearest. One counts the more, the
        more words were typed for it and the nearer these are. A phrase of the pages that has synonyms is looked for
        where it is typed itself, too, and takes no word from them. A word that nothing else has adds what it is a part
        of.
        """
        found: dict[tuple[str, ...], float] = {}
        said: set[int] = set()
        forms = dict.fromkeys((tuple(typed), tuple(self._relettered(typed))))
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
                found[words] = max(found.get(words, 0), self._weight(nearness, places))
        for words in self._phrases:
            for nearness, places in (match for form in forms for match in _matches(form, words)):
                found[words] = max(found.get(words, 0), self._weight(nearness, places))
        all_said = {typed[place] for place in said}
        for word, words, weight in self._partly_typed(typed, frozenset(all_said)):
            found[words] = max(found.get(words, 0), weight)
            all_said.add(word)
        return found, all_said

    def _partly_typed(self, typed: Sequence[str], said: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...], float]]:
        """Yield each word that no page has but a synonym of several words, and what that adds with which weight."""
        for word in typed:
            if word not in said and not self._vocabulary.like(word):
                for phrase, words in self._synonyms:
                    if len(phrase) > 1 and any(form_nearness(word, each) for each in phrase):
                        nearest = [max(form_nearness(other, each) for other in typed) for each in phrase]
                        yield word, words, WEIGHTS.partly * (sum(nearest) / len(phrase)) ** 2

    def _weight(self, nearness: float, places: Sequence[int]) -> float:
        return (1 + WEIGHTS.phrase * (len(places) - 1)) * nearness / len(places)

    def _respaced(self, typed: Sequence[str]) -> list[str]:
        """Return the words with the spaces that pages and synonyms have.

        Two that nothing has both are one that something has, and one is those of a synonym that is written apart.
        """
        found: list[str] = []
        for word in typed:
            is_half = bool(found) and not (self._is_known(found[-1]) and self._is_known(word))
            if is_half and not is_unspaced(word) and self._is_known(found[-1] + word):
                found[-1] += word
            else:
                found.append(word)
        apart = ([word] if self._is_known(word) else self._in_one.get(word, [word]) for word in found)
        return [word for words in apart for word in words]

    def _relettered(self, typed: Sequence[str]) -> Iterator[str]:
        """Yield the words with the letters that readers mean where nothing has a word as it is typed."""
        for word in typed:
            is_meant = self._is_known(word) and not is_unspaced(word)
            yield word if is_meant else self._vocabulary.relettered(word)

    def _is_known(self, word: str) -> bool:
        """Whether a page has a word, or one is typed for it."""
        return self._vocabulary.has(word) or word in self._typed

    def _without_begun(self, typed: list[str]) -> list[str]:
        """Return the words without a last one that is only begun: one or two letters begin very many."""
        last = typed[-1] if typed else ""
        is_begun = len(last) < 3 and not is_unspaced(last) and not self._is_known(last)
        return typed[:-1] if is_begun and len(typed) > 1 else typed


def _matches(typed: Sequence[str], phrase: Sequence[str]) -> list[tuple[float, tuple[int, ...]]]:
    """Return where the words of a phrase stand with few others between them, and how near they are.

    Many languages put them in any order; their own one is looked for first.
    """
    return list(_in_order(typed, phrase)) or list(_in_any_order(typed, phrase))


def _in_order(typed: Sequence[str], phrase: Sequence[str]) -> Iterator[tuple[float, tuple[int, ...]]]:
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


def _in_any_order(typed: Sequence[str], phrase: Sequence[str]) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Yield where all words of a phrase stand, each the nearest that is left, if few are between them."""
    nearness, places = 0.0, list[int]()
    for word in phrase if len(phrase) > 1 else ():
        near = {at: form_nearness(each, word) for at, each in enumerate(typed) if at not in places}
        place = max(near, key=lambda at: near[at], default=None)
        if place is None or not near[place]:
            return
        nearness += near[place]
        places.append(place)
    if places and max(places) - min(places) < len(phrase) + GAP:
        yield nearness, tuple(sorted(places))
