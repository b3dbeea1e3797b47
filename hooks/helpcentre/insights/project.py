"""The search of a project as its files say it: its pages as they were built, its synonyms and its queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from helpcentre.content.publishable_files import QUERIES, SYNONYMS
from helpcentre.insights.finder import Finder, make_finders
from helpcentre.insights.queries import Query, read_queries
from helpcentre.pages.corpus import read_articles
from helpcentre.search.built_index import BuiltSearch
from helpcentre.search.synonyms import Synonyms, read_synonyms
from helpcentre.util.text import wider_codes


@dataclass(frozen=True)
class ProjectSearch:
    """The search of each language of a project, and the queries that it is tested with."""

    finders: dict[str, Finder]
    queries: dict[str, list[Query]]


def read_project_search(site: Path, docs_dir: Path, codes: Iterable[str]) -> ProjectSearch:
    """Return the search of a project, whose built pages are in ``site``; raises HelpcentreError."""
    synonyms, queries = {}, {}
    for code in codes:
        synonyms[code] = _read_synonyms(synonyms_file(docs_dir, code), docs_dir)
        file = docs_dir / code / QUERIES
        queries[code] = read_queries(file, _name(file, docs_dir))
    return ProjectSearch(make_finders(read_articles(site), synonyms, BuiltSearch(site)), queries)


def synonyms_file(docs_dir: Path, code: str) -> Path:
    """Return the file of a language's synonyms; a variant without one has that of its language."""
    files = [docs_dir / each / SYNONYMS for each in (code, *wider_codes(code))]
    return next((file for file in files if file.exists()), files[0])


def _read_synonyms(file: Path, docs_dir: Path) -> Synonyms:
    return read_synonyms(file, _name(file, docs_dir))


def _name(file: Path, docs_dir: Path) -> str:
    return f"{docs_dir.name}/{file.relative_to(docs_dir).as_posix()}"
