"""What the search of a language finds, with synonyms that are only tried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from helpcentre.agents.retrieval import Retrieval
from helpcentre.insights.queries import Query, Rank, rank
from helpcentre.pages.corpus import ArticleUnit
from helpcentre.search.built_index import BuiltSearch
from helpcentre.search.synonyms import Synonym, Synonyms
from helpcentre.search.tokens import tokens

_MOST = 20
"""So many sections are looked at; the dialog shows fewer."""


@dataclass(frozen=True)
class Finder:
    """The sections of a language's pages, and the synonyms that they are searched with, in the indexes ``built``."""

    language: str
    rows: Sequence[ArticleUnit]
    synonyms: Synonyms
    built: BuiltSearch | None = None

    def find(self, query: str) -> list[str]:
        """Return the results of a query, the best first: ``topic/page.md#section``."""
        found = self._knowledge.search(query, language=self.language, limit=_MOST)
        return [f"{row.path}#{row.unit}" for row in found]

    def rank(self, query: Query) -> Rank:
        """Return where the pages that answer a query are among its results."""
        return rank(self.find(query.text), query.targets)

    def with_synonym(self, word: str, typed: str) -> Finder:
        """Return the search as it would be with one more synonym."""
        return replace(self, synonyms=with_synonym(self.synonyms, word, typed))

    def sections(self, path: str) -> list[ArticleUnit]:
        """Return the sections of a page in their order."""
        return self._pages.get(path, [])

    def knows(self, word: str) -> bool:
        """Whether a text has a word, as it is compared."""
        return set(tokens(word)) <= self._tokens

    @cached_property
    def _tokens(self) -> set[str]:
        return {token for row in self.rows for text in (row.title, row.heading, row.text) for token in tokens(text)}

    @cached_property
    def _knowledge(self) -> Retrieval:
        built = self.built and self.built.with_synonyms(self.language, self.synonyms)
        return Retrieval(self.rows, {self.language: self.synonyms}, built)

    @cached_property
    def _pages(self) -> Mapping[str, list[ArticleUnit]]:
        pages: dict[str, list[ArticleUnit]] = {}
        for row in self.rows:
            if row.kind == "section":
                pages.setdefault(row.path, []).append(row)
        return pages


def make_finders(
    rows: Iterable[ArticleUnit], synonyms: Mapping[str, Synonyms], built: BuiltSearch | None = None
) -> dict[str, Finder]:
    """Return the search of each language that a site's knowledge has pages in; without ``built``, in these alone."""
    found: dict[str, list[ArticleUnit]] = {}
    for row in rows:
        found.setdefault(row.language, []).append(row)
    return {code: Finder(code, own, synonyms.get(code, Synonyms("")), built) for code, own in found.items()}


def with_synonym(synonyms: Synonyms, word: str, typed: str) -> Synonyms:
    """Return synonyms with one more, in the entry of its word if there is one."""
    if all(entry.word != word for entry in synonyms.entries):
        return replace(synonyms, entries=(*synonyms.entries, Synonym(word, (typed,), 0)))
    entries = (
        replace(each, alternatives=(*each.alternatives, typed)) if each.word == word else each
        for each in synonyms.entries
    )
    return replace(synonyms, entries=tuple(entries))
