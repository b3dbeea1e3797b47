"""A second opinion on the finished website: LinkChecker crawls all of it, as it will stand on a server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from helpcentre.diagnostics.finding import Finding, deduplicate
from helpcentre.diagnostics.problem import HelpcentreError, Problem, Rule
from helpcentre.linkcheck.linkchecker import CheckResult, Options, check_addresses
from helpcentre.linkcheck.local_server import serve_folder
from helpcentre.output.scan import Reference, ReferenceKind
from helpcentre.output.site import BuiltSite
from helpcentre.output.source_map import SourceMap

_OPTIONS: Options = {
    "checking": {"recursionlevel": -1, "maxrequestspersecond": 10_000, "robotstxt": 0},
    "filtering": {"ignore": "^mailto:"},  # whether a mail server answers is no question of a build
}


class CrawlFinding(NamedTuple):
    """An address that LinkChecker could not follow from the built file ``dest``, and what it said."""

    dest: str
    url: str
    message: str


def crawl(site_dir: Path, *, site_url: str) -> list[CrawlFinding]:
    """Return what LinkChecker finds wrong with the site in ``site_dir``.

    Anchors are left to our own check: for each one LinkChecker would fetch and read its page once more. Raises
    HelpcentreError where LinkChecker could not run, or did not ask for every page.
    """
    files = sorted(file.relative_to(site_dir).as_posix() for file in site_dir.rglob("*.html"))
    with serve_folder(site_dir, below=f"{urlsplit(site_url).path.rstrip('/')}/") as server:
        found = list(check_addresses([server.address + quote(file) for file in files], _OPTIONS))
    missed = [file for file in files if quote(file) not in server.requests]
    if missed:
        message = f"LinkChecker did not ask for {len(missed)} of {len(files)} pages, {missed[0]} among them"
        raise HelpcentreError(message, fix="try it alone: linkchecker, on the served site")
    return [_flaw(answer, server.address) for answer in found]


def as_problems(flaws: Iterable[CrawlFinding], site: BuiltSite) -> Iterator[Problem]:
    """Yield a problem for each flaw, at the place that wrote the address."""
    places = SourceMap(site)
    yield from deduplicate(
        Finding(Rule.CRAWL_FAULT, place, f"{flaw.url}: {flaw.message}", "correct the address", subject=flaw.url)
        for flaw in flaws
        for place in places.of_use(Reference(flaw.url, ReferenceKind.LEADS), flaw.dest)
    )


def _flaw(answer: CheckResult, address: str) -> CrawlFinding:
    page = unquote(answer.parent.removeprefix(address))
    dest = f"{page}index.html" if not page or page.endswith("/") else page
    return CrawlFinding(dest, answer.url, " ".join((answer.warnings if answer.is_valid else answer.result).split()))
