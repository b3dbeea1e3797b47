"""A second opinion on the finished website: LinkChecker crawls all of it, as it will stand on a server."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import version
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
from helpcentre.util.files import replace_text

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


def is_known_clean(site_dir: Path, file: Path) -> bool:
    """Whether the site is, byte for byte, the one that :func:`remember_clean` noted in ``file`` last."""
    try:
        return file.read_bytes() == _digest(site_dir).encode()
    except OSError:
        return False


def remember_clean(site_dir: Path, file: Path) -> None:
    """Note in ``file``, where it can be written, that LinkChecker found no fault in this very site."""
    with suppress(HelpcentreError):
        replace_text(file, _digest(site_dir))


def _digest(site_dir: Path) -> str:
    """Return a hash of every file's path and content, and of the version of LinkChecker."""
    digest = hashlib.sha256(version("linkchecker").encode())
    for file in sorted(file for file in site_dir.rglob("*") if file.is_file()):
        digest.update(f"\n{file.relative_to(site_dir).as_posix()}\n".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _flaw(answer: CheckResult, address: str) -> CrawlFinding:
    page = unquote(answer.parent.removeprefix(address))
    dest = f"{page}index.html" if not page or page.endswith("/") else page
    return CrawlFinding(dest, answer.url, " ".join((answer.warnings if answer.is_valid else answer.result).split()))
