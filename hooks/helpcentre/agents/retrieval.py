"""Finds the paragraph that answers a question, in the units of a bundle or built site, offline and in any language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from helpcentre.pages.corpus import ArticleUnit
from helpcentre.search.built_index import BuiltSearch
from helpcentre.search.index import SearchPage, make_index
from helpcentre.search.passages import Passage
from helpcentre.search.ranking import Ranking
from helpcentre.search.synonyms import Synonyms


class Retrieval:
    """The units of a site in memory, and what they are searched by: the indexes ``built`` with it, for all but notes.

    Without these, and for notes, the first query of a language makes an index of its units and ``synonyms``.
    """

    def __init__(
        self, rows: Iterable[ArticleUnit], synonyms: Mapping[str, Synonyms], built: BuiltSearch | None = None
    ) -> None:
        self._built, self._synonyms = built, synonyms
        self._pages: dict[str, dict[str, list[ArticleUnit]]] = {}
        for row in rows:
            self._pages.setdefault(row.language, {}).setdefault(row.path, []).append(row)
        self._index = cache(self._make_index)
        self._sections = cache(self._find_sections)

    def languages(self) -> dict[str, int]:
        """Return the languages, the source first, and how many pages are written in each."""
        return {language: len(pages) for language, pages in self._pages.items()}

    def tag(self, language: str) -> str:
        """Return what the texts of a language are in, as ``pt-BR`` for ``pt``; its code where units do not say."""
        return next((row.tag for pages in self._pages[language].values() for row in pages if row.tag), language)

    def search(self, query: str, *, language: str, limit: int, with_notes: bool = False) -> list[ArticleUnit]:
        """Return the sections in a language that answer ``query`` best, page by page as the dialog shows them.

        ``with_notes`` says whether internal notes are wanted too.
        """
        if with_notes or self._built is None:
            rows, ranking = self._index(language, with_notes)
            return [rows[hit.passage] for hit in ranking.find(query)[:limit]]
        sections = self._sections(language)
        found = (sections.get(result.url) for result in self._built.find(query, language).results)
        return [row for row in found if row][:limit]

    def page(self, path: str, *, language: str) -> list[ArticleUnit]:
        """Return the units of a page in their order, none where it is not written in that language."""
        return list(self._pages.get(language, {}).get(path, []))

    def paths(self) -> list[str]:
        """Return the paths of all pages, sorted."""
        return sorted({path for pages in self._pages.values() for path in pages})

    def _find_sections(self, language: str) -> Mapping[str, ArticleUnit]:
        """Return the sections of a language by their address below the site; a page's own is its first one."""
        found: dict[str, ArticleUnit] = {}
        for units in self._pages.get(language, {}).values():
            for row in (unit for unit in units if unit.kind == "section"):
                file, _, anchor = row.file.partition("#")
                for page in (file, file.removesuffix("index.html")):  # as in the bundle, and on a server
                    found.setdefault(page, row)
                    found[f"{page}#{anchor}"] = row
        return found

    def _make_index(self, language: str, with_notes: bool) -> tuple[Sequence[ArticleUnit], Ranking]:
        """Return the units of a language that are searched, and what ranks them by their place among these."""
        kinds = ("section", "internal") if with_notes else ("section",)
        found: list[ArticleUnit] = []
        pages = []
        for path, units in self._pages.get(language, {}).items():
            rows = [row for row in units if row.kind in kinds]
            description = next((row.text for row in units if row.kind == "description"), "")
            if rows:
                pages.append(SearchPage(rows[0].file, path, tuple(_passages(rows, description))))
            found += rows
        return found, Ranking(make_index(language, pages, self._synonyms.get(language, Synonyms(""))))


def _passages(rows: Iterable[ArticleUnit], description: str) -> Iterable[Passage]:
    for number, row in enumerate(rows):
        heading, summary = row.heading or row.title, "" if number else description
        yield Passage(row.unit, row.title, heading, summary, row.text, row.language)
