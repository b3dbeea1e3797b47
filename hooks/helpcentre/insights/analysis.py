"""What reports say of a project: the figures, and the proposals that follow from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpcentre.insights.finder import Finder
from helpcentre.insights.proposals import Proposal, Unsolved, Wanted, find_failing, find_wanted, propose
from helpcentre.insights.queries import Query
from helpcentre.insights.reports import ReportedPage, ReportedQuery, Reports


@dataclass(frozen=True)
class MissedQuery:
    """A missed query, and the result that is first by now; empty where there is none."""

    reported: ReportedQuery
    first: str


@dataclass(frozen=True)
class Insights:
    """All that a team gets to know: missed queries, pages that did not help, proposals, and queries without one."""

    queries: Sequence[MissedQuery]
    pages: Sequence[ReportedPage]
    proposals: Sequence[Proposal]
    unsolved: Sequence[Unsolved]


def analyse(
    reports: Reports, finders: Mapping[str, Finder], tests: Mapping[str, Sequence[Query]], *, least: int
) -> Insights:
    """Return what ``reports`` say, with proposals for what was seen ``least`` times and for ``tests`` that fail."""
    queries = [
        MissedQuery(each, next(iter(finders[each.language].find(each.query)), "") if each.language in finders else "")
        for each in reports.missed_queries()
    ]
    wanted: dict[tuple[str, str], Wanted] = {}
    for each in [*find_wanted(reports.queries.values(), finders, least=least), *find_failing(tests, finders)]:
        wanted.setdefault((each.language, each.query), each)
    in_order = sorted(wanted.values(), key=lambda each: (-each.times, each.language, each.query))
    found = list(propose(in_order, dict(finders), tests))
    return Insights(
        queries,
        reports.unhelpful_pages(),
        [each for each in found if isinstance(each, Proposal)],
        [each for each in found if isinstance(each, Unsolved)],
    )
