"""A second opinion on the finished website: LinkChecker crawls all of it, as it will stand on a server."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from helpcentre.files import replace_text
from helpcentre.linkchecker import Answer, Options, answers
from helpcentre.loopback import served
from helpcentre.pages import PageRecord
from helpcentre.problems import HelpcentreError, Kind, Problem, problem
from helpcentre.sources import lines_of

_OPTIONS: Options = {
    "checking": {"recursionlevel": -1, "maxrequestspersecond": 10_000, "robotstxt": 0},
    "filtering": {"ignore": "^mailto:"},  # whether a mail server answers is no question of a build
}


def crawl(site_dir: Path, *, site_url: str, pages: Iterable[PageRecord], project_dir: Path) -> list[Problem]:
    """Return what LinkChecker finds wrong with the site in ``site_dir``, each at the page that has the address.

    Anchors are left to our own check: for each one LinkChecker would fetch and read its page once more. Raises
    HelpcentreError where LinkChecker could not run, or did not ask for every page.
    """
    files = sorted(file.relative_to(site_dir).as_posix() for file in site_dir.rglob("*.html"))
    with served(site_dir, below=f"{urlsplit(site_url).path.rstrip('/')}/") as server:
        found = list(answers([server.address + quote(file) for file in files], _OPTIONS))
    missed = [file for file in files if quote(file) not in server.seen]
    if missed:
        message = f"LinkChecker did not ask for {len(missed)} of {len(files)} pages, {missed[0]} among them"
        raise HelpcentreError(message, fix="try it alone: linkchecker, on the served site")
    records = {page.dest: page for page in pages}
    return [each for answer in found for each in _problems(answer, server.address, records, project_dir)]


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


def _problems(answer: Answer, address: str, records: Mapping[str, PageRecord], project_dir: Path) -> Iterator[Problem]:
    page = unquote(answer.parent.removeprefix(address))
    dest = f"{page}index.html" if not page or page.endswith("/") else page
    said = " ".join((answer.warnings if answer.is_valid else answer.result).split())
    message = f"{answer.url}: {said}"
    lines, file = [0], dest
    if record := records.get(dest):
        file = record.source
        resolve = partial(urljoin, answer.parent)
        lines = lines_of(project_dir / file, answer.url, resolve=resolve, built=answer.parent) or [0]
    for line in lines:
        yield problem(Kind.CRAWL_FAULT, file=file, line=line, message=message, fix="correct the address")
