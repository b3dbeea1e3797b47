"""Every link, anchor and asset of the built site, checked against what was really written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from helpcentre.checks.link_faults import find_link_fault
from helpcentre.diagnostics.finding import Finding, Location, deduplicate
from helpcentre.diagnostics.problem import Problem, Rule
from helpcentre.output.scan import Reference, ReferenceKind
from helpcentre.output.site import BuiltSite
from helpcentre.output.source_map import SourceMap
from helpcentre.util.addresses import split_address
from helpcentre.util.cache import Cache
from helpcentre.util.results import Results


@dataclass(frozen=True, order=True)
class ExternalReference:
    """An address outside the site, and the place that uses it; ``line`` 0 where a template does."""

    url: str
    file: str
    line: int


@dataclass
class LinkReport:
    """What a check of the whole site found; ``ways`` has by file those that its links lead to, in its language."""

    problems: list[Problem] = field(default_factory=list)
    external: list[ExternalReference] = field(default_factory=list)
    ways: dict[str, tuple[str, ...]] = field(default_factory=dict)


_File: TypeAlias = tuple[str, tuple[Reference, ...]]
"""A file of the site, and the addresses that it uses."""


@dataclass(frozen=True)
class _PageResult:
    """What a check of one of a site's files found; ``external`` are its uses of other sites with their places."""

    faults: list[Finding]
    external: list[tuple[ExternalReference, Location]]
    ways: tuple[str, ...]


def check_links(site: BuiltSite, results: Results | None = None, keys: Mapping[str, str] | None = None) -> LinkReport:
    """Return the problems of all links in ``site``, and the addresses outside it that were not looked at.

    A fault that no page's Markdown wrote is one problem however many pages show it. ``keys`` are those of all that
    a page is made of, by its file: where these and what can be linked to are as they were, the page's result is taken
    from ``results``.
    """
    report, keys, checks = LinkReport(), keys or {}, _Checks(site, SourceMap(site))
    results = results or Results(Cache(None), "")
    found: dict[str, _PageResult] = {}
    by_language: dict[str, dict[str, _File]] = defaultdict(dict)
    for dest, uses in site.uses():
        if dest in keys:
            by_language[site.by_dest[dest].language][f"{dest} {keys[dest]}"] = dest, uses
        else:
            found[dest] = _check_file((dest, uses), checks)
    for code, group in by_language.items():  # what is known saves a twentieth of a build after one edit, at 404 pages
        each = results.of_each(code, _check_file, group, checks)
        found.update((dest, each[key]) for key, (dest, _) in group.items())
    external = {use: place for file in found.values() for use, place in file.external}
    faults = [*_once(site, found), *_insecure(external)]
    report.problems += deduplicate(faults)
    report.external += external
    report.ways.update((dest, file.ways) for dest, file in found.items())
    return report


def _once(site: BuiltSite, found: Mapping[str, _PageResult]) -> Iterator[Finding]:
    """Yield the faults of all files; what a page shows of another language's text is told of that text's own page."""

    def is_fallback(dest: str) -> bool:
        return dest in site.by_dest and site.by_dest[dest].is_fallback

    told: set[tuple[Rule, Location]] = set()
    for dest in sorted(found, key=is_fallback):
        for fault in found[dest].faults:
            place = fault.rule, fault.location
            if fault.location.is_shared or not (is_fallback(dest) and place in told):
                yield fault
            told.add(place)


@dataclass(frozen=True)
class _Checks:
    """The site whose addresses are checked, and the source lines of its parts."""

    site: BuiltSite
    source_map: SourceMap

    @property
    def cache_key(self) -> str:
        """The key of what addresses can lead to."""
        return self.site.cache_key


def _check_file(file: _File, checks: _Checks) -> _PageResult:
    """Return the faults, the external addresses and the ways of the addresses that a file uses."""
    dest, uses = file
    base = checks.site.address(dest)
    faults: list[Finding] = []
    external: list[tuple[ExternalReference, Location]] = []
    ways: dict[str, None] = {}
    for use in uses:
        target = checks.site.resolve(base, use.url)
        if wrong := find_link_fault(checks.site, use, target, dest):
            faults += [wrong.at(place, subject=target.address) for place in checks.source_map.of_use(use, dest)]
        elif target.dest is None and target.is_web:
            for place in checks.source_map.of_use(use, dest):
                external.append((ExternalReference(target.address, place.file, place.line), place))
        elif target.dest is not None and use.role is ReferenceKind.LEADS and not use.language:
            ways[target.dest] = None
    return _PageResult(faults, external, tuple(ways))


def _insecure(external: Mapping[ExternalReference, Location]) -> Iterator[Finding]:
    """Yield a fault for each http: address of a host for which the site uses https: somewhere."""
    secure = {split_address(use.url).netloc for use in external if use.url.startswith("https:")}
    for use, place in external.items():
        if use.url.startswith("http:") and split_address(use.url).netloc in secure:
            message = f"{use.url}: elsewhere the site uses https: for this host"
            yield Finding(Rule.LINK_INSECURE, place, message, "write https:", subject=use.url)
