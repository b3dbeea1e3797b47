"""Synonyms that would bring readers to what they looked for, and that no query of the project's tests is worse with.

What a reader looked for is known from what agents pasted after the same query, or from a line in ``queries.yml``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from helpcentre.insights.finder import Finder
from helpcentre.insights.queries import Query
from helpcentre.insights.reports import ReportedQuery
from helpcentre.pages.corpus import ArticleUnit
from helpcentre.search.tokens import tokens

_WORDS = 8
"""Longer headings are no synonyms for anything."""
_SHORT = 3
"""Of a longer query, the words that no page has are tried on their own first."""
_LETTERS = 4


@dataclass(frozen=True)
class Wanted:
    """A query and the page that answers it, and how often that was seen; 0 for a line of ``queries.yml``."""

    language: str
    query: str
    target: str
    times: int


@dataclass(frozen=True)
class Proposal:
    """A synonym: ``word`` of the pages for what is ``typed``, and the query that it is for as its test."""

    wanted: Wanted
    word: str
    typed: str


@dataclass(frozen=True)
class Unsolved:
    """A query without a proposal, and why."""

    wanted: Wanted
    why: str


def find_wanted(reported: Iterable[ReportedQuery], finders: Mapping[str, Finder], *, least: int) -> Iterator[Wanted]:
    """Yield the queries whose answer agents have shown at least ``least`` times, by reports and by what they pasted."""
    places = {_stem(row.file): row.path for finder in finders.values() for row in finder.rows}
    for query in reported:
        if query.language not in finders:
            continue
        targets = Counter[str]()
        for place, times in query.pasted.items():
            stem, _, anchor = place.partition("#")
            if path := places.get(_stem(stem)):
                targets[_target(finders[query.language], path, anchor)] += times
        pages = Counter[str]()
        for target, times in targets.items():
            pages[target.partition("#")[0]] += times
        if not pages or pages.total() + query.missed < least:
            continue
        (page, times), *_ = pages.most_common(1)
        if 2 * times <= pages.total():
            continue  # different customers mean different things by it
        best = max((target for target in targets if target.partition("#")[0] == page), key=lambda each: targets[each])
        target = best if 2 * targets[best] > times else page
        yield Wanted(query.language, query.query, target, pages.total() + query.missed)


def find_failing(queries: Mapping[str, Sequence[Query]], finders: Mapping[str, Finder]) -> Iterator[Wanted]:
    """Yield the queries of the project's tests that do not lead where they should."""
    for code, finder in finders.items():
        for query in queries.get(code, ()):
            if not finder.rank(query).is_right:
                yield Wanted(code, query.text, query.targets[0], 0)


def propose(
    wanted: Iterable[Wanted], finders: dict[str, Finder], queries: Mapping[str, Sequence[Query]]
) -> Iterator[Proposal | Unsolved]:
    """Yield a synonym for each query that needs one, or why there is none; ``finders`` get what was yielded before."""
    for each in wanted:
        finder = finders[each.language]
        if finder.rank(Query(each.query, (each.target,))).is_right:
            continue
        found = _solve(each, finder, queries.get(each.language, ()))
        if isinstance(found, Proposal):
            finders[each.language] = finder.with_synonym(found.word, found.typed)
        yield found


def _solve(wanted: Wanted, finder: Finder, queries: Sequence[Query]) -> Proposal | Unsolved:
    sections = finder.sections(wanted.target.partition("#")[0])
    if not sections:
        return Unsolved(wanted, f"no page {wanted.target} in {wanted.language}")
    before = {query: finder.rank(query) for query in queries}
    why = "no synonym leads there"
    for word in _words(finder, sections, wanted.target):
        for typed in _typed(finder, wanted.query):
            if tokens(typed) == tokens(word) or (typed, word) in finder.synonyms.pairs:
                continue
            tried = finder.with_synonym(word, typed)
            if not tried.rank(Query(wanted.query, (wanted.target,))).is_right:
                continue
            worse = next((query for query, was in before.items() if tried.rank(query).is_worse_than(was)), None)
            if worse is None:
                return Proposal(wanted, word, typed)
            why = f"“{typed}” for “{word}” would lead there, but make “{worse.text}” worse"
    return Unsolved(wanted, why)


def _words(finder: Finder, sections: Sequence[ArticleUnit], target: str) -> list[str]:
    """Return what on a page a query may stand for: entries of its words, the section's heading, the page's title."""
    anchor = target.partition("#")[2]
    headings = [row.heading for row in sections if row.unit == anchor and row.heading]
    names = [*headings, sections[0].title]
    known = [entry.word for name in names for entry in finder.synonyms.entries if _is_within(entry.word, name)]
    return [word for word in dict.fromkeys([*known, *names]) if 0 < len(tokens(word)) <= _WORDS]


def _is_within(word: str, name: str) -> bool:
    return set(tokens(word)) <= set(tokens(name))


def _typed(finder: Finder, query: str) -> list[str]:
    """Return what of a query may be a synonym: the words that no page has, if it is long, and all of it."""
    words = query.split()
    if len(words) <= _SHORT:
        return [query]
    unknown = [word for word in words if len(word) >= _LETTERS and not finder.knows(word)]
    return list(dict.fromkeys([*([" ".join(unknown)] if unknown else []), query]))


def _target(finder: Finder, path: str, anchor: str) -> str:
    """Return a page with the section that an id of the bundle names; the first section stands for the whole page."""
    section = anchor.partition(".")[0]
    units = [row.unit for row in finder.sections(path)]
    return f"{path}#{section}" if section in units[1:] else path


def _stem(file: str) -> str:
    """Return a page's file without what differs between website and bundle."""
    page = file.partition("#")[0].removesuffix(".html")
    return "" if page == "index" else page.removesuffix("/index")
