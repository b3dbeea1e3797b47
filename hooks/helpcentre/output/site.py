"""The site as it was written: its files, its pages, and what an address in one of them leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from helpcentre.content.markdown.fences import PLAIN, Dialect
from helpcentre.output import layout
from helpcentre.output.page import PageRecord
from helpcentre.output.scan import Reference, ScannedPage, scan_site, scan_styles
from helpcentre.util.cache import digest
from helpcentre.util.files import names_below

_DISK = "https://site.invalid/bundle/"
"""Stands in for the address of a site that has none; a folder down, so that paths out of the bundle show."""

# Most links there are; urllib does the same for all, ten times as slowly.
_PLAIN = re.compile(r"(?:\.\.?/)*(?:\.\.?|(?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?)(?:#[\w.-]*)?", re.ASCII)

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
"""What an absolute address starts with (RFC 3986, section 3.1); a colon elsewhere is a part of a path or fragment."""

_SAME_EVERYWHERE = re.compile(rf"https?://|(?!https?:){_SCHEME.pattern}", re.I)
"""The start of an address that means the same on every page: https:a/b without slashes is relative to browsers."""

_DIRECTIVE = ":~:"
"""What stands before a fragment's directive, a text to be shown: https://wicg.github.io/scroll-to-text-fragment/."""


class Target(NamedTuple):
    """Where an address leads: ``dest`` is a file below the site, None outside of it; ``anchor`` a place in that file.

    ``address`` is absolute, and empty for what cannot be one.
    """

    address: str
    dest: str | None
    anchor: str = ""

    @property
    def is_web(self) -> bool:
        """Whether the address is on this or another host, which an e-mail address, say, is not."""
        return self.address.startswith(("https:", "http:"))


@dataclass(frozen=True)
class BuiltSite:
    """What is checked after a build: the files written, the pages among them, and where the site will stand.

    ``site_url`` is empty for a site that is opened from disk, where a folder's address does not show its index page.
    ``origins`` are the folders whose files are copied into the site as they are, ``templates`` those of the theme. In
    the files in ``contested`` was another page, too, which is no more among the pages. ``dialect`` is how the pages are
    written.
    """

    project_dir: Path
    site_url: str
    files: frozenset[str]
    scans: Mapping[str, ScannedPage]
    pages: tuple[PageRecord, ...]
    styles: Mapping[str, tuple[Reference, ...]] = field(default_factory=dict)
    origins: tuple[Path, ...] = ()
    templates: tuple[Path, ...] = ()
    contested: frozenset[str] = frozenset()
    dialect: Dialect = PLAIN
    _absolute: dict[str, Target] = field(default_factory=dict)

    @cached_property
    def root(self) -> str:
        """The absolute address that everything in the site starts with."""
        return (self.site_url or _DISK).rstrip("/") + "/"

    @cached_property
    def by_dest(self) -> dict[str, PageRecord]:
        """The page records by the file they were written to."""
        return {page.dest: page for page in self.pages}

    @cached_property
    def by_path(self) -> dict[tuple[str, str], PageRecord]:
        """The page records by language and path."""
        return {(page.language, page.path): page for page in self.pages}

    def files_like(self, dest: str) -> frozenset[str]:
        """Return the files of the site with the ending of ``dest``, in small letters or not."""
        return self._by_ending.get(_ending(dest), frozenset())

    @cached_property
    def _by_ending(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for file in self.files:
            found.setdefault(_ending(file), set()).add(file)
        return {ending: frozenset(files) for ending, files in found.items()}

    def paths(self, language: str) -> frozenset[str]:
        """Return the paths of the pages in a language, or of all where it is empty."""
        return self._paths.get(language) or frozenset().union(*self._paths.values())

    @property
    def languages(self) -> list[str]:
        """The codes of the languages that have pages, sorted."""
        return sorted(self._paths)

    @cached_property
    def _paths(self) -> dict[str, frozenset[str]]:
        codes = {page.language for page in self.pages}
        return {code: frozenset(page.path for page in self.pages if page.language == code) for code in codes}

    @cached_property
    def redirects(self) -> dict[str, str]:
        """The files of pages that only lead on, each with the file it leads to, as far as that is in the site."""
        stubs = {dest: page.refresh for dest, page in self.scans.items() if page.refresh}
        found = {dest: self.resolve(self.address(dest), url).dest for dest, url in stubs.items()}
        return {dest: target for dest, target in found.items() if target is not None}

    @cached_property
    def cache_key(self) -> str:
        """The key of all that can be linked to: the files, the ids in them, and which page stands where."""
        ids = [(dest, sorted(page.ids), page.refresh) for dest, page in sorted(self.scans.items())]
        pages = [(page.dest, page.path, page.language, page.text_language) for page in self.pages]
        return digest(self.root, sorted(self.files), ids, pages)

    def uses(self) -> Iterator[tuple[str, tuple[Reference, ...]]]:
        """Yield each page and style sheet with the addresses it uses."""
        yield from ((dest, page.uses) for dest, page in self.scans.items())
        yield from self.styles.items()

    def address(self, dest: str) -> str:
        """Return the absolute address that shows the file ``dest``."""
        is_index = self.site_url and dest.rpartition("/")[2] == "index.html"
        return self.root + quote(dest.removesuffix("index.html") if is_index else dest)

    def resolve(self, base: str, url: str) -> Target:
        """Return where ``url`` leads from the page at the absolute address ``base``; it may not exist."""
        if _PLAIN.fullmatch(url) and "%" not in base:
            path, hash_sign, anchor = url.partition("#")
            address = _joined(base, path)
            if address.startswith(self.root):
                return self._inside(address + hash_sign + anchor, address[len(self.root) :], anchor)
        elif _SAME_EVERYWHERE.match(url):  # and on every page, as hreflang is
            if url not in self._absolute:
                self._absolute[url] = self._resolve(base, url)
            return self._absolute[url]
        return self._resolve(base, url)

    def _resolve(self, base: str, url: str) -> Target:
        try:
            # Some versions of urllib take the 2 of 2:1.html for a scheme.
            is_path = ":" in re.split("[/?#]", url, maxsplit=1)[0] and not _SCHEME.match(url)
            address = urljoin(base, f"./{url}" if is_path else url)
            parts = urlsplit(address)
        except ValueError:  # no address at all, as in http://[x
            return Target("", None)
        if not f"{address.partition('#')[0].partition('?')[0]}/".startswith(self.root):
            return Target(address, None)
        return self._inside(address, unquote(parts.path[self._root_path_length :]), unquote(parts.fragment))

    def _inside(self, address: str, path: str, anchor: str) -> Target:
        is_folder = self.site_url and (not path or path.endswith("/"))
        return Target(address, f"{path}index.html" if is_folder else path, anchor.partition(_DIRECTIVE)[0])

    @cached_property
    def _root_path_length(self) -> int:
        return len(urlsplit(self.root).path)


def _joined(base: str, path: str) -> str:
    """Return the absolute address of a plain relative path on the page at ``base``."""
    if not path:
        return base
    folder = base.rpartition("/")[0]
    path = f"{path}/" if path.rpartition("/")[2] in (".", "..") else path
    while path.startswith(("../", "./")):
        step, _, path = path.partition("/")
        folder = folder.rpartition("/")[0] if step == ".." else folder
    return f"{folder}/{path}"


def _ending(file: str) -> str:
    return file.rpartition(".")[2].casefold()


def read_site(
    site_dir: Path,
    pages: Iterable[PageRecord],
    *,
    project_dir: Path,
    docs: Path,
    theme_dirs: tuple[Path, ...],
    site_url: str,
    dialect: Dialect,
    known: Mapping[str, ScannedPage] | None = None,
    contested: frozenset[str] = frozenset(),
) -> BuiltSite:
    """Return the site below ``site_dir``, every file of it read once, and those in ``known`` not again.

    ``docs`` is the folder of the source language, whose files that are no Markdown are copied to the site's root. The
    files of the search index are left out: only the search itself leads there.
    """
    files = frozenset(name for name in names_below(site_dir) if not name.startswith(f"{layout.SEARCH}/"))
    return BuiltSite(
        project_dir=project_dir,
        site_url=site_url,
        files=files,
        scans=scan_site(site_dir, files, known=known),
        pages=tuple(pages),
        styles=scan_styles(site_dir, files),
        origins=(docs, docs.parent, *theme_dirs),
        templates=theme_dirs,
        contested=contested,
        dialect=dialect,
    )


def files_of(site_dir: Path) -> frozenset[str]:
    """Return the files below ``site_dir``, relative to it."""
    return frozenset(names_below(site_dir))
