"""Every link, anchor and asset of the built site, checked against what was really written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from posixpath import dirname, relpath
from urllib.parse import unquote, urljoin, urlsplit

from helpcentre.pages import PageRecord
from helpcentre.problems import Kind, Problem, problem
from helpcentre.scan import ScannedPage, Use
from helpcentre.sources import lines_of, page_path

_DISK = "https://site.invalid/"
"""Stands in for the site's address where the site has none, as in the bundle."""


@dataclass(frozen=True, order=True)
class ExternalUse:
    """An address outside the site, and the place that uses it; ``line`` 0 where a template does."""

    url: str
    file: str
    line: int


@dataclass
class LinkReport:
    """What a check of the whole site found."""

    problems: list[Problem] = field(default_factory=list)
    external: list[ExternalUse] = field(default_factory=list)


@dataclass(frozen=True)
class BuiltSite:
    """What links are checked against: the files written, the pages among them, and where the site will stand.

    ``site_url`` is empty for a site that is opened from disk, where a folder's address does not show its index page.
    """

    project_dir: Path
    site_url: str
    files: frozenset[str]
    scanned: Mapping[str, ScannedPage]
    pages: tuple[PageRecord, ...]
    styles: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)

    def uses(self) -> Iterator[tuple[str, tuple[Use, ...]]]:
        """Yield each page and style sheet with the addresses it uses."""
        yield from ((dest, page.uses) for dest, page in self.scanned.items())
        yield from self.styles.items()

    @property
    def root(self) -> str:
        """The absolute address that everything in the site starts with."""
        return (self.site_url or _DISK).rstrip("/") + "/"

    @property
    def by_dest(self) -> dict[str, PageRecord]:
        """The page records by the file they were written to."""
        return {page.dest: page for page in self.pages}


def files_of(site_dir: Path) -> frozenset[str]:
    """Return the files below ``site_dir``, relative to it."""
    return frozenset(file.relative_to(site_dir).as_posix() for file in site_dir.rglob("*") if file.is_file())


def check_links(site: BuiltSite) -> LinkReport:
    """Return the problems of all links in ``site``, and the addresses outside it that were not looked at.

    A fault that no page's Markdown wrote is one problem however many pages show it: a template has it, or a text that
    they include.
    """
    report = LinkReport()
    records, places = site.by_dest, _Places(site)
    shared: dict[tuple[Kind, str], list[tuple[str, str, str]]] = {}
    for dest, uses in site.uses():
        record = records.get(dest)
        for use in uses:
            address = urljoin(site.root + _address_of(dest, site), use.url)
            if _is_external(site, address, use):
                report.external += [ExternalUse(address, *place) for place in places.of(use, dest, record)]
            elif found := _fault(site, address, use, record):
                kind, message, fix = found
                for file, line in places.of(use, dest, record):
                    if line or record is None:
                        report.problems.append(problem(kind, file=file, line=line, message=message, fix=fix))
                    else:
                        shared.setdefault((kind, address), []).append((file, message, fix))
    report.problems += (_shared_fault(kind, seen) for (kind, _), seen in shared.items())
    return report


def _shared_fault(kind: Kind, seen: list[tuple[str, str, str]]) -> Problem:
    file, message, fix = min(seen)
    where = f"in a template or an included text, seen on {len(seen)} page{'s' * (len(seen) > 1)}"
    return problem(kind, file=file, message=f"{message}; {where}", fix=fix)


def _is_external(site: BuiltSite, address: str, use: Use) -> bool:
    """Whether an address names a host and is not below the site's; the host may be the site's own."""
    names_host = bool(urlsplit(use.url).netloc)
    return names_host and urlsplit(address).scheme in ("http", "https") and not _is_below(site, address)


def _is_below(site: BuiltSite, address: str) -> bool:
    return f"{address.partition('#')[0]}/".startswith(site.root)


def _fault(site: BuiltSite, address: str, use: Use, record: PageRecord | None) -> tuple[Kind, str, str] | None:
    if urlsplit(address).scheme not in ("http", "https"):
        return None
    if not _is_below(site, address):
        fix = f"everything of the site is below {site.root}"
        return Kind.LINK_TARGET_MISSING, f"{use.url} leads out of the site", fix
    dest = dest_of(address, site)
    if dest not in site.files:
        return _missing(site, dest, use, record)
    anchor = unquote(urlsplit(address).fragment)
    target = site.scanned.get(dest)
    if anchor and anchor != "top" and target and use.leads and anchor not in target.ids:
        fix = _did_you_mean(anchor, target.ids, "use the id of a heading on that page")
        return Kind.ANCHOR_MISSING, f"{use.url}: the page has no #{anchor}", fix
    return None


def _missing(site: BuiltSite, dest: str, use: Use, record: PageRecord | None) -> tuple[Kind, str, str]:
    if not use.leads or not dest.endswith((".html", ".md", "/")):
        fix = _did_you_mean(dest, site.files, "correct the address")
        return Kind.ASSET_MISSING, f"{use.url}: there is no such file", fix
    near = {page.path for page in site.pages if record is None or page.language == record.language}
    here = dirname(record.path) if record else ""
    wanted = page_path(use.url, record.path) if record else dest
    fix = _did_you_mean(wanted, near, "link to a page's Markdown file", start=here)
    return Kind.LINK_TARGET_MISSING, f"{use.url}: there is no such page", fix


def dest_of(address: str, site: BuiltSite) -> str:
    """Return the file that an absolute address below the site's root shows."""
    path = unquote(urlsplit(address).path.removeprefix(urlsplit(site.root).path))
    is_folder = not path or path.endswith("/")
    return path + "index.html" if is_folder and site.site_url else path


def _address_of(dest: str, site: BuiltSite) -> str:
    return dest.removesuffix("index.html") if site.site_url and dest.rpartition("/")[2] == "index.html" else dest


def _did_you_mean(name: str, names: Iterable[str], otherwise: str, *, start: str = "") -> str:
    close = get_close_matches(name, sorted(names), n=1, cutoff=0.75)
    return f"did you mean {relpath(close[0], start) if start else close[0]}?" if close else otherwise


class _Places:
    """Finds the places in Markdown files that an address in a built page comes from."""

    def __init__(self, site: BuiltSite) -> None:
        self.site = site
        self.urls = {(page.language, page.path): _address_of(page.dest, site) for page in site.pages}

    def of(self, use: Use, dest: str, record: PageRecord | None) -> Iterator[tuple[str, int]]:
        """Yield file and line of each; line 0 stands for a template, and the built file for a page without Markdown."""
        if record is None:
            yield dest, 0
            return
        base = self.site.root + _address_of(record.dest, self.site)
        file = self.site.project_dir / record.source
        lines = lines_of(file, use.url, resolve=lambda target: self._built(target, record, base), built=base)
        yield from ((record.source, line) for line in lines or [0])

    def _built(self, target: str, record: PageRecord, base: str) -> str:
        """Return the absolute address that a link target in the page's Markdown file was built to."""
        path, _, anchor = target.partition("#")
        url = self.urls.get((record.language, page_path(target, record.path))) if path.endswith(".md") else None
        return self.site.root + url + (f"#{anchor}" if anchor else "") if url is not None else urljoin(base, target)
