"""Every link, anchor and asset of the built site, checked against what was really written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, relpath
from typing import NamedTuple, TypeAlias

from helpcentre.diagnostics.finding import Finding, Location, deduplicate
from helpcentre.diagnostics.problem import Problem, Rule
from helpcentre.diagnostics.suggest import did_you_mean, nearest
from helpcentre.output.page import PageRecord
from helpcentre.output.scan import Reference, ReferenceKind
from helpcentre.output.site import BuiltSite, Target
from helpcentre.output.source_map import SourceMap, page_path
from helpcentre.util.addresses import split_address
from helpcentre.util.cache import Cache, digest
from helpcentre.util.files import ending

_TO_MARKDOWN = "link to a page's Markdown file"
_PAGES = frozenset({"html", "md", ""})
"""Endings of addresses that mean a page; without one, most authors forgot that of Markdown."""


@dataclass(frozen=True)
class _LinkFault:
    """What is wrong with an address, before it is known where it was written."""

    kind: Rule
    message: str
    fix: str

    def at(self, place: Location, *, subject: str) -> Finding:
        return Finding(self.kind, place, self.message, self.fix, subject)


@dataclass(frozen=True, order=True)
class ExternalReference:
    """An address outside the site, and the place that uses it; ``line`` 0 where a template does."""

    url: str
    file: str
    line: int


@dataclass
class LinkReport:
    """What a check of the whole site found; ``ways`` are the files that a reader gets to from each, in its language."""

    problems: list[Problem] = field(default_factory=list)
    external: list[ExternalReference] = field(default_factory=list)
    ways: dict[str, tuple[str, ...]] = field(default_factory=dict)


_File: TypeAlias = tuple[str, tuple[Reference, ...]]
"""A file of the site, and the addresses that it uses."""


class _ReferenceKey(NamedTuple):
    """What makes two addresses equally right: ``url`` is from the site's root, empty where it means another each time.

    Nearly all addresses are in the templates, and lead to the same places from every page of a language, the
    ``reader``'s.
    """

    url: str
    role: ReferenceKind
    language: str
    reader: str


def _from_root(url: str, up: str) -> str:
    if url.startswith("https://"):
        return url
    below = url.removeprefix(up)
    return f"/{below}" if len(below) < len(url) and not below.startswith((".", "/")) else ""


@dataclass(frozen=True)
class _PageResult:
    """What a check of one of a site's files found; ``external`` are its uses of other sites with their places."""

    faults: list[Finding]
    external: list[tuple[ExternalReference, Location]]
    ways: tuple[str, ...]


def check_links(site: BuiltSite, cache: Cache | None = None, keys: Mapping[str, str] | None = None) -> LinkReport:
    """Return the problems of all links in ``site``, and the addresses outside it that were not looked at.

    A fault that no page's Markdown wrote is one problem however many pages show it. ``keys`` are those, in ``cache``,
    of all that a page is made of, by its file: where these and what can be linked to are as they were, the page is not
    checked again.
    """
    report, cache, keys, checks = LinkReport(), cache or Cache(None), keys or {}, _Checks(site, SourceMap(site))
    found: dict[str, _PageResult] = {}
    by_language: dict[str, dict[str, _File]] = defaultdict(dict)
    for dest, uses in site.uses():
        if dest in keys:
            by_language[site.by_dest[dest].language][f"{dest} {keys[dest]}"] = dest, uses
        else:
            found[dest] = checks.of((dest, uses))
    for code, group in by_language.items():  # what is known saves a twentieth of a build after one edit, at 404 pages
        each = cache.each(digest("links", code, site.targets_key), group, checks.of, _PageResult)
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
    """Finds out what the addresses are worth that the files of a site use."""

    site: BuiltSite
    places: SourceMap
    _passed: dict[_ReferenceKey, str] = field(default_factory=dict)

    def of(self, file: _File) -> _PageResult:
        """Return what the addresses are worth that one of them uses."""
        dest, uses = file
        record = self.site.by_dest.get(dest)
        reader = record.language if record else ""
        base, up = self.site.address(dest), "../" * dest.count("/")
        faults: list[Finding] = []
        external: list[tuple[ExternalReference, Location]] = []
        ways: dict[str, None] = {}
        for use in uses:
            same = _ReferenceKey(_from_root(use.url, up), use.role, use.language, reader)
            if same in self._passed:
                if use.role is ReferenceKind.LEADS and not use.language:
                    ways[self._passed[same]] = None
                continue
            target = self.site.resolve(base, use.url)
            if wrong := _wrong(self.site, use, target, dest):
                faults += [wrong.at(place, subject=target.address) for place in self.places.of_use(use, dest)]
            elif target.dest is None and target.is_web:
                for place in self.places.of_use(use, dest):
                    external.append((ExternalReference(target.address, place.file, place.line), place))
            elif target.dest is not None:
                if same.url and target.dest not in self.site.redirects:
                    self._passed[same] = target.dest
                if use.role is ReferenceKind.LEADS and not use.language:
                    ways[target.dest] = None
        return _PageResult(faults, external, tuple(ways))


def _insecure(external: Mapping[ExternalReference, Location]) -> Iterator[Finding]:
    """Yield a fault for each http: address of a host for which the site uses https: somewhere."""
    secure = {split_address(use.url).netloc for use in external if use.url.startswith("https:")}
    for use, place in external.items():
        if use.url.startswith("http:") and split_address(use.url).netloc in secure:
            message = f"{use.url}: elsewhere the site uses https: for this host"
            yield Finding(Rule.LINK_INSECURE, place, message, "write https:", subject=use.url)


def _wrong(site: BuiltSite, use: Reference, target: Target, dest: str) -> _LinkFault | None:
    """Return what is wrong with an address that the built file ``dest`` uses, or None."""
    record = site.by_dest.get(dest)
    if not site.site_url and use.url.startswith(("/", "\\")):
        return _from_disk(use)
    if target.dest is None:
        return _outside(site, use, target)
    if use.role is not ReferenceKind.NAMES and use.url.startswith(("http:", "https:", "//")):
        return _LinkFault(Rule.LINK_ABSOLUTE, f"{use.url} names the site's own host", _TO_MARKDOWN)
    if target.dest not in site.files:
        return _missing(site, use, target.dest, record)
    if target.dest in site.redirects and dest not in site.redirects:
        page = site.by_dest.get(site.redirects[target.dest])
        fix = f"link to {_from(page, record)}" if page else _TO_MARKDOWN
        return _LinkFault(Rule.LINK_REDIRECTED, f"{use.url} is a former address", fix)
    return _leaves_language(site, use, target.dest, record) or _anchor(site, use, target.dest, target.anchor)


def _from_disk(use: Reference) -> _LinkFault:
    message = f"{use.url} leads nowhere from a page that is opened from disk"
    is_relative = not use.url.startswith(("/", "\\"))
    fix = "correct it: it leads out of the site" if is_relative else "write an address relative to the page's file"
    return _LinkFault(Rule.LINK_FROM_DISK, message, fix)


def _outside(site: BuiltSite, use: Reference, target: Target) -> _LinkFault | None:
    if not target.is_web:
        is_address = bool(split_address(target.address).scheme)
        return None if is_address else _LinkFault(Rule.LINK_TARGET_MISSING, f"{use.url} is no address", "correct it")
    if f"{target.address.replace('http:', 'https:', 1)}/".startswith(site.root):
        return _LinkFault(Rule.LINK_ABSOLUTE, f"{use.url} names the site's own host", _TO_MARKDOWN)
    if split_address(use.url).netloc:
        fix = "put the file below docs/ and name it there"
        return None if use.leads else _LinkFault(Rule.ASSET_FOREIGN, f"{use.url} is loaded from another host", fix)
    if not site.site_url:
        return _from_disk(use)
    fix = f"everything of the site is below {site.root}"
    return _LinkFault(Rule.LINK_TARGET_MISSING, f"{use.url} leads out of the site", fix)


def _missing(site: BuiltSite, use: Reference, dest: str, record: PageRecord | None) -> _LinkFault:
    if record and use.leads and (path := page_path(use.url, record.path) + ".md") in site.paths(record.language):
        fix = f"did you mean {relpath(path, dirname(record.path) or '.')}?"
        return _LinkFault(Rule.LINK_TARGET_MISSING, f"{use.url}: there is no such page", fix)
    if not use.leads or ending(dest) not in _PAGES:
        close = nearest(dest, site.files_like(dest))
        fix = f"did you mean {_as_written(site, close, record)}?" if close else "correct the address"
        return _LinkFault(Rule.ASSET_MISSING, f"{use.url}: there is no such file", fix)
    near = site.paths(record.language if record else "")
    what = "page" if ending(dest) else "page or file"
    wanted = page_path(use.url, record.path) if record else dest
    fix = did_you_mean(wanted, near, _TO_MARKDOWN, start=dirname(record.path) if record else "")
    if wanted in near:
        fix = "write the link in Markdown: an address in HTML stays as it is"
    return _LinkFault(Rule.LINK_TARGET_MISSING, f"{use.url}: there is no such {what}", fix)


def _as_written(site: BuiltSite, file: str, record: PageRecord | None) -> str:
    """Return how the Markdown of ``record`` names a file of the site that comes from ``docs/``, or the file itself."""
    if record is None or not record.source.endswith(record.path):
        return file
    home = record.source.removesuffix(record.path)
    places = (home + file.removeprefix(f"{record.language}/"), join(dirname(home.rstrip("/")), file))
    source = next((place for place in places if (site.project_dir / place).is_file()), "")
    return relpath(source, dirname(record.source)) if source else file


def _leaves_language(site: BuiltSite, use: Reference, dest: str, record: PageRecord | None) -> _LinkFault | None:
    """Return a fault where a link that does not say so leads to another language than its page's."""
    page = site.by_dest.get(dest)
    if not (page and record) or page.language == record.language or use.role is not ReferenceKind.LEADS or use.language:
        return None
    own = site.by_path.get((record.language, page.path))
    if own is None or own.is_fallback or dest in site.contested:
        return None
    message = f"{use.url} leads to the page in {page.language!r}, and it exists in the reader's too"
    return _LinkFault(Rule.LINK_LEAVES_LANGUAGE, message, f"link to {_from(own, record)}")


def _anchor(site: BuiltSite, use: Reference, dest: str, anchor: str) -> _LinkFault | None:
    page = site.scans.get(dest)
    if not anchor or anchor == "top" or not use.leads or page is None or anchor in page.ids:
        return None
    fix = did_you_mean(anchor, page.ids, "use the id of a heading on that page")
    return _LinkFault(Rule.ANCHOR_MISSING, f"{use.url}: the page has no #{anchor}", fix)


def _from(page: PageRecord, record: PageRecord | None) -> str:
    """Return how the Markdown of ``record`` links to ``page``."""
    return relpath(page.path, dirname(record.path) or ".") if record else page.path
