"""All that was reported, from files of the collector and tallies of agents, put together by query and by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from helpcentre.collector.messages import Feedback
from helpcentre.collector.store import is_store, read_messages
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.insights.tallies import read_tally
from helpcentre.search.tokens import fold


@dataclass
class ReportedQuery:
    """A query in a language: how often readers and agents missed its answer, and what agents pasted after it."""

    language: str
    query: str
    by_readers: int = 0
    by_agents: int = 0
    pasted: Counter[str] = field(default_factory=Counter)

    @property
    def missed(self) -> int:
        """How often its answer was missed."""
        return self.by_readers + self.by_agents


@dataclass
class ReportedPage:
    """What readers say of a page, whose Markdown file is ``source``; the last of ``texts`` is the newest."""

    source: str
    helped: int = 0
    failed: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    texts: list[str] = field(default_factory=list)


@dataclass
class Reports:
    """What was reported: queries by language and folded text, and pages by their file."""

    queries: dict[tuple[str, str], ReportedQuery] = field(default_factory=dict)
    pages: dict[str, ReportedPage] = field(default_factory=dict)

    def missed_queries(self) -> list[ReportedQuery]:
        """Return the queries whose answer was missed, the most missed first."""
        found = [query for query in self.queries.values() if query.missed]
        return sorted(found, key=lambda each: (-each.missed, each.language, each.query))

    def unhelpful_pages(self) -> list[ReportedPage]:
        """Return the pages that did not help, those that failed most first."""
        found = [page for page in self.pages.values() if page.failed]
        return sorted(found, key=lambda each: (-each.failed, each.helped, each.source))

    def query(self, language: str, text: str) -> ReportedQuery:
        """Return what is reported of a query, which is a new entry if there is nothing yet."""
        return self.queries.setdefault((language, fold(text)), ReportedQuery(language, text))


def read_reports(files: Iterable[Path]) -> Reports:
    """Return what files of the collector and tallies say; raises HelpcentreError where one is neither."""
    reports = Reports()
    for file in files:
        try:
            is_collected = is_store(file)
        except OSError as error:
            fix = "name a file of helpcentre collect, or one that the help of the bundle has saved"
            raise HelpcentreError(f"cannot be read: {error.strerror}", fix=fix, file=str(file)) from error
        if is_collected:
            _add_messages(reports, file)
        else:
            _add_tally(reports, file)
    return reports


def _add_messages(reports: Reports, file: Path) -> None:
    for message in read_messages(file):
        if not isinstance(message, Feedback):
            reports.query(message.language, message.query).by_readers += 1
            continue
        page = reports.pages.setdefault(message.source, ReportedPage(message.source))
        if message.helpful:
            page.helped += 1
            continue
        page.failed += 1
        if message.reason:
            page.reasons[message.reason] += 1
        if message.text:
            page.texts.append(message.text)


def _add_tally(reports: Reports, file: Path) -> None:
    for given in read_tally(file):
        query = reports.query(given.language, given.query)
        query.by_agents += given.missed
        query.pasted.update(given.pasted)
