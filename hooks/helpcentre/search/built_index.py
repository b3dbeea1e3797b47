"""The indexes of a built site or bundle, searched as its dialog does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.output.layout import SEARCH
from helpcentre.search.files import FINE_PRINT, delivered
from helpcentre.search.index import Index, synonym_pairs
from helpcentre.search.ranking import Hit, Ranking
from helpcentre.search.scripts import is_written_as
from helpcentre.search.synonyms import Synonyms
from helpcentre.search.tokens import fold

WEAK, FAR = 0.5, 0.4
"""As in ``search-index.js``: the share of a query below which fine print and other languages are asked, and below which
it is said that hardly anything fits."""

AHEAD, BETTER = 0.2, 0.3
"""How much more of a query fine print and another language have to know to come first."""


@dataclass(frozen=True)
class Result:
    """A section: its page and heading, its address below the site, and its text. ``score`` grows with relevance.

    ``language`` is that of the text, which on a page without a translation is another one.
    """

    page: str
    heading: str
    url: str
    text: str
    language: str
    score: float


@dataclass(frozen=True)
class Answer:
    """The results, page by page; ``is_far`` says that even the best ones have little of the query."""

    results: tuple[Result, ...]
    is_far: bool


@dataclass(frozen=True)
class _Passage:
    """The number of a passage's page, and its place on it."""

    page: int
    section: int


class BuiltIndex:
    """The index of one language as it was built, of articles or of what ``kind`` is the folder of."""

    def __init__(self, site_dir: Path, code: str, kind: str = "") -> None:
        self.code, self._folder = code, site_dir / SEARCH
        entry = delivered(self._folder / f"{kind}{code}.js")
        self.has_fine_print = "finePrint" in entry
        self.tags: Mapping[str, str] = entry.get("tags", {})
        self._pages: list[dict[str, Any]] = entry["pages"]
        self.numbers = {page["path"]: number for number, page in enumerate(self._pages)}
        self._passages = [
            _Passage(number, section)
            for number, page in enumerate(self._pages)
            for section in range(len(page["lengths"]))
        ]
        self._index = self._read_index(entry)
        self.ranking = Ranking(self._index)
        self.texts = cache(self._read_texts)

    def with_synonyms(self, synonyms: Synonyms) -> BuiltIndex:
        """Return the index as it would be with these synonyms."""
        tried = copy(self)
        pairs = synonym_pairs(synonyms, self._index.postings)
        tried.ranking = Ranking(replace(self._index, synonyms=pairs))
        return tried

    def find(self, query: str) -> list[tuple[Hit, _Passage]]:
        """Return what answers a query, the best first, page by page."""
        return [(hit, self._passages[hit.passage]) for hit in self.ranking.find(query)]

    def addresses(self, query: str) -> list[str]:
        """Return the addresses of what answers a query, below the site."""
        return [self.result(place, hit.score).url for hit, place in self.find(query)]

    def path(self, number: int) -> str:
        """Return what a page is called in every language."""
        return str(self._pages[number]["path"])

    def result(self, place: _Passage, score: float) -> Result:
        """Return a passage as it is shown."""
        page = self.texts(place.page)
        anchor, title, text = page["sections"][place.section]
        url = f"{page['url']}#{anchor}" if anchor else page["url"]
        return Result(page["title"], title, url, text, page.get("language", self.code), score)

    def _read_texts(self, number: int) -> dict[str, Any]:
        found: dict[str, Any] = delivered(self._folder / "parts" / f"{self._pages[number]['name']}.js")
        return found

    def _read_index(self, entry: dict[str, Any]) -> Index:
        written = _read_words(entry["words"])
        folded = [fold(word) for word in written]
        postings: list[list[int]] = []
        for _, name, *inline in entry["parts"]:
            postings += inline[0] if inline else delivered(self._folder / "parts" / f"{name}.js")
        return Index(
            dict(zip(folded, postings, strict=True)),
            [length for page in self._pages for length in page["lengths"]],
            [place.page for place in self._passages],
            [page["named"] for page in self._pages],
            frozenset(number for number, page in enumerate(self._pages) if page.get("aside")),
            [(typed, word) for typed, word in entry["synonyms"]],
            entry["letters"],
            dict(zip(folded, written, strict=True)),
        )


_Found: TypeAlias = tuple[BuiltIndex, Hit, _Passage]


class BuiltSearch:
    """Answers queries from the indexes of a site; each is read when it is first needed."""

    def __init__(self, site_dir: Path) -> None:
        self.languages = sorted(file.stem for file in (site_dir / SEARCH).glob("*.js"))
        if not self.languages:
            fix = "name the folder of an unpacked bundle, or of a built site"
            raise HelpcentreError("there is no search index", fix=fix, file=str(site_dir))
        self._index: Callable[[str], BuiltIndex] = cache(lambda code: BuiltIndex(site_dir, code))
        self._index_of_fine_print = cache(lambda code: BuiltIndex(site_dir, code, FINE_PRINT))

    def with_synonyms(self, code: str, synonyms: Synonyms) -> BuiltSearch:
        """Return the search as it would be with these synonyms in a language."""
        tried, index = copy(self), self._index
        own = cache(lambda: index(code).with_synonyms(synonyms))
        tried._index = lambda other: own() if other == code else index(other)
        return tried

    def find(self, query: str, code: str) -> Answer:
        """Return what the dialog of a language shows for a query; raises HelpcentreError where it has no index."""
        if code not in self.languages:
            raise HelpcentreError(f"no language {code!r}", fix=f"use one of {', '.join(self.languages)}")
        own = self._index(code)
        found, fine = [(own, *each) for each in own.find(query)], list[_Found]()
        known = _best(found)
        if known < WEAK and query.strip():
            fine = self._fine_print(query, own)
            found = [*fine, *found] if _best(fine) >= known + AHEAD else [*found, *fine]
            found = [*self._elsewhere(query, own, known + BETTER), *found]
        by_page: dict[str, dict[str, Result]] = {}
        for index, hit, place in found:
            result = index.result(place, hit.score)
            by_page.setdefault(index.path(place.page), {}).setdefault(result.url, result)
        results = [result for sections in by_page.values() for result in sections.values()]
        results.sort(key=lambda each: each.language != code)  # texts of other languages come last
        return Answer(tuple(results), is_far=bool(found) and _best(found) < FAR)

    def _fine_print(self, query: str, own: BuiltIndex) -> list[_Found]:
        """Return what legal pages have of a query, if there are any."""
        if not own.has_fine_print:
            return []
        index = self._index_of_fine_print(own.code)
        return [(index, *each) for each in index.find(query)]

    def _elsewhere(self, query: str, own: BuiltIndex, least: float) -> list[_Found]:
        """Return what the language finds that knows most of a query, as passages of the own one."""
        codes = [code for code in self.languages if code != own.code and is_written_as(own.tags.get(code, code), query)]
        others = [self._index(code) for code in codes]
        asked = [[(each, *found) for found in each.find(query)] for each in others]
        hits = max(asked, key=_best, default=[])
        if _best(hits) < least:
            return []
        found = []
        for other, hit, place in hits:
            number = own.numbers.get(other.path(place.page))
            if number is not None:
                anchor = other.texts(place.page)["sections"][place.section][0]
                anchors = [each[0] for each in own.texts(number)["sections"]]
                found.append((own, hit, _Passage(number, anchors.index(anchor) if anchor in anchors else 0)))
        return found


def _best(found: list[_Found]) -> float:
    return max((hit.coverage for _, hit, _ in found), default=0)


def _read_words(text: str) -> list[str]:
    """Return the words of the list; each is written as how many letters the one before has too, and the rest."""
    found: list[str] = []
    for line in text.split("\n") if text else ():
        same = int(line[0], 36)
        found.append((found[-1][:same] if same else "") + line[1:])
    return found
