"""Where each page stands: file names, or the readable ``slug`` that a language's own front matter gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import PurePosixPath
from posixpath import dirname
from unicodedata import normalize

from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.content.reads import Reads, recorded
from helpcentre.diagnostics.problem import ErrorList, HelpcentreError, Problem, Rule, problem
from helpcentre.util.text import wider_codes

SLUG_KEY, FORMER_KEY = "slug", "former"
"""Front matter keys: the last part of a page's address in its language, and addresses that it had before."""

_TAKEN_FOLDERS = frozenset({"assets"})
_TAKEN_FILES = frozenset({"404.html", "START.html", "articles.html", "changes.html", "status.html"})
"""What the build writes itself, folders at the top of a site, and files there and at the top of each language."""
_NO_PART = re.compile(r'[#?"<>\\\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]')
"""Signs that end an address or an attribute, begin an element, part folders elsewhere, or are not seen."""
_FOREIGN = re.compile(r"[^\w.~\x80-\U0010ffff-]+")
"""Other signs of ASCII that stand for themselves in no address (RFC 3986, unreserved), such as a blank."""
_LONGEST_SLUG = 200
"""Signs of a slug: a name of a file has 255 bytes at most, with all that is written beside a page."""
_LONGEST_PART = 255
"""Bytes of a part of an address: every system of files stores a name of that length, and hardly one a longer name."""
ANSWERS = ".answers.js"
"""What the name of the texts beside a page of the bundle ends with: no other file beside a page has a longer name."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class PageOutline:
    """Where a page stands in a language: the language of its text, and its file below the site.

    ``order`` is its place among its neighbours, ``also_in`` the folders of further topics that list it.
    """

    text: str
    dest: str
    order: float
    also_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class Addresses:
    """The files below the site that pages are written to.

    ``as_folders`` is MkDocs' ``use_directory_urls``: ``a/b/index.html``, shown as ``a/b/``, or ``a/b.html``.
    ``chains`` gives for a language those whose text stands in for a missing page, nearest first, the source last.
    """

    documents: Documents
    as_folders: bool
    chains: Mapping[str, tuple[str, ...]]
    _dests: dict[tuple[str, str], str] = field(default_factory=dict, init=False, compare=False)
    _outlines: dict[str, dict[str, PageOutline]] = field(default_factory=dict, init=False, compare=False)
    _folders: dict[tuple[str, str], str] = field(default_factory=dict, init=False, compare=False)

    def __post_init__(self) -> None:
        """Let what was asked here be asked again."""
        self.reads.add(self)

    @property
    def reads(self) -> Reads:
        """The record of what is asked here."""
        return self.documents.reads

    def dest(self, language: Language, path: str) -> str:
        """Return the file that a page is written to in a language; raises HelpcentreError for a slug that cannot be."""
        return self._dest(language.code, path)

    @recorded
    def outline(self, code: str) -> dict[str, PageOutline]:
        """Return where the pages of a language stand, by path, in the order of their paths.

        All pages of the language depend on it; names and front matter are asked for one by one.

        Raises HelpcentreError for a slug that cannot be an address, and for a page that cannot be read.
        """
        if code not in self._outlines:
            self._outlines[code] = self._outline(code)
        return self._outlines[code]

    def url(self, language: Language, path: str) -> str:
        """Return the address of a page in a language, relative to the site; ``./`` for the site's own."""
        return url_of(self.dest(language, path), as_folders=self.as_folders)

    @recorded
    def text_code(self, code: str, path: str) -> str | None:
        """Return the language whose text a page shows in language ``code``, or None where it is not shown at all."""
        existing = self.documents.existing(path)
        if self.documents.source.code not in existing:  # nothing stands in for a page that the source lacks
            return code if code in existing else None
        return next((other for other in (code, *self.chains[code]) if other in existing), None)

    def check_unique(self) -> Iterator[Problem]:
        """Yield a problem for each page that would be written to the place of another.

        Every page is read for that. Raises HelpcentreError that tells what is wrong with any of them.
        """
        seen: dict[str, tuple[Language, str]] = {}
        errors = ErrorList()
        for page in self.each():
            with errors.collecting():
                self.dest(*page)
        errors.raise_all()
        for page in self.each():
            dest = self.dest(*page)
            if (other := seen.setdefault(_as_one(dest), page)) != page:
                same = "the same address as" if self.dest(*other) == dest else "on many computers the same address as"
                message = f"has {same} {self.source(*other)}: {dest}"
                fix = f"give one of them another {SLUG_KEY}"
                yield problem(Rule.ADDRESS_TAKEN, file=self.source(*page), message=message, fix=fix)

    def contested(self) -> frozenset[str]:
        """Return the files of the site that two pages would be written to."""
        counts = Counter(self.dest(*page) for page in self.each())
        return frozenset(dest for dest, count in counts.items() if count > 1)

    def each(self) -> Iterator[tuple[Language, str]]:
        """Yield every page that has a file: its language and path."""
        for language in self.documents.languages:
            for path in self.documents.paths(language.code):
                yield language, path

    def text_pages(self) -> dict[str, tuple[Language, str]]:
        """Return every page that has a file, its language and path, by where it is written to."""
        return {self.dest(*page): page for page in self.each()}

    def source(self, language: Language, path: str) -> str:
        """Return the name of a page's Markdown file below the project."""
        return self.documents.name(self.documents.file(language.code, path))

    def paths(self) -> list[str]:
        """Return the path of every page that has a file in some language, sorted."""
        return sorted({path for _, path in self.each()})

    def urls(self) -> Iterator[str]:
        """Yield the file of every page of the site, those that show another language's text too."""
        for language in self.documents.languages:
            yield from (self.dest(language, path) for path in self.paths() if self.text_code(language.code, path))

    def plain_dest(self, language: Language, path: str) -> str:
        """Return the file that a page would be written to without slugs."""
        folder, _, name = _plain(path.removesuffix(".md")).rpartition("/")
        return self._file(language.prefix + (f"{folder}/" if folder else ""), name)

    def plain_rests(self, path: str, folder: str) -> set[str]:
        """Return the part of a page's file below a ``folder`` of its path, by file names alone: as written, too."""
        found = set[str]()
        for written in _ways_to_write(path.removeprefix(f"{folder}/")):
            below, _, name = written.rpartition("/")
            found.add(self._file(f"{below}/" if below else "", name))
        return found

    def mixed_dests(self, language: Language, path: str) -> Iterator[str]:
        """Yield each file that a page would be written to if only some of its folders, or it alone, had their slug.

        Names count as they are written, too: earlier versions had these in addresses.
        """
        folders = [str(folder) for folder in PurePosixPath(path).parents][-2::-1]
        slugs = [self._slug(language.code, f"{folder}/index.md") for folder in folders]
        own = self._name(language.code, path)
        for written in _ways_to_write(path):
            *parts, name = written.split("/")
            for below in product(*({part, slug or part} for part, slug in zip(parts, slugs, strict=True))):
                folder = "".join(f"{part}/" for part in below)
                yield from (self._file(language.prefix + folder, each) for each in {name, own})

    @recorded
    def _dest(self, code: str, path: str) -> str:
        if (code, path) not in self._dests:
            language = self.documents.language(code)
            folder = language.prefix + self._folder(code, dirname(path))
            dest = self._file(folder, self._name(code, path))
            self._require_fit(dest, language, path)
            self._dests[code, path] = dest
        return self._dests[code, path]

    def _outline(self, code: str) -> dict[str, PageOutline]:
        documents, language = self.documents, self.documents.language(code)
        texts = {path: self.text_code(code, path) for path in self.paths()}
        return {
            path: PageOutline(
                text=text,
                dest=self.dest(language, path),
                order=documents.order(text, path),
                also_in=documents.also_in(path),
            )
            for path, text in texts.items()
            if text
        }

    def _require_fit(self, dest: str, language: Language, path: str) -> None:
        """Raise HelpcentreError for a place that the build needs itself, or that no link could lead to."""
        if sign := _NO_PART.search(path):
            message = f"the name has {sign[0]!a}, which means something else in addresses"
            raise HelpcentreError(message, fix="rename the file or folder", file=self.source(language, path))
        if not all(_plain(path.removesuffix(".md")).split("/")):
            message = "the name has no letter or digit that an address could have"
            raise HelpcentreError(message, fix="rename the file or folder", file=self.source(language, path))
        if not is_storable(stem_of(dest) + ANSWERS):
            message = f"the name is too long: no file can be called it with {ANSWERS!r} in {_LONGEST_PART} bytes"
            raise HelpcentreError(message, fix="rename the file or folder", file=self.source(language, path))
        if dest.partition("/")[0] in _TAKEN_FOLDERS or dest.removeprefix(language.prefix) in _TAKEN_FILES:
            message, fix = f"the address {dest} is that of a part of every site", f"give the page another {SLUG_KEY}"
            document = self.documents.get(language.code, path)
            line = document.key_lines.get(SLUG_KEY, 1) if document else 1
            raise HelpcentreError(message, fix=fix, file=self.source(language, path), line=line)

    def _folder(self, code: str, folder: str) -> str:
        if not folder:
            return ""
        if (code, folder) not in self._folders:
            own = self._slug(code, f"{folder}/index.md") or _plain(folder.rpartition("/")[2])
            self._folders[code, folder] = f"{self._folder(code, dirname(folder))}{own}/"
        return self._folders[code, folder]

    def _name(self, code: str, path: str) -> str:
        name = path.removesuffix(".md").rpartition("/")[2]
        return name if name == "index" else self._slug(code, path) or _plain(name)

    def _slug(self, code: str, path: str) -> str:
        document = self.documents.get(code, path)
        slug = document.meta.get(SLUG_KEY, "") if document else ""
        if not slug and (wider := [each for each in wider_codes(code) if each in self.documents.existing(path)]):
            return self._slug(wider[0], path)  # a variant has the address of its language, with a prefix of its own
        if slug and not (isinstance(slug, str) and len(slug) <= _LONGEST_SLUG and _SLUG.fullmatch(slug)):
            fix = f"use lower-case letters a to z, digits and hyphens, {_LONGEST_SLUG} at most"
            file = self.documents.name(self.documents.file(code, path))
            line = document.key_lines.get(SLUG_KEY, 1) if document else 1
            raise HelpcentreError(f"{SLUG_KEY}: {slug!r} cannot be part of an address", fix=fix, file=file, line=line)
        return slug

    def _file(self, folder: str, name: str) -> str:
        return f"{folder}{name}/index.html" if self.as_folders and name != "index" else f"{folder}{name}.html"


def _plain(path: str) -> str:
    """Return the part of an address that names are: with a hyphen in place of signs that stand for other things."""
    return "/".join("-".join(filter(None, _FOREIGN.split(name))) for name in path.split("/"))


def _ways_to_write(path: str) -> set[str]:
    """Return a page's path as names are in addresses, and as it is written: addresses of earlier versions had that."""
    written = path.removesuffix(".md")
    return {written, _plain(written)}


def _as_one(dest: str) -> str:
    """Return a name that is equal for files that a computer may take for one: by case, or by how it stores umlauts."""
    return normalize("NFC", normalize("NFC", dest).lower())


def file_of(address: str) -> str:
    """Return the file, relative to the site, that an address from its root shows, as in ``en/topic/``."""
    address = address.removeprefix("/").removeprefix("./")
    return address + "index.html" if not address or address.endswith("/") else address


def is_storable(address: str) -> bool:
    """Return whether a file can stand at an address: a part of it has 255 bytes at most, with what is written there."""
    return all(len(part.encode()) <= _LONGEST_PART for part in address.split("/"))


def stem_of(file: str) -> str:
    """Return a page's file without its ending: what the names of the files beside it begin with."""
    return file.removesuffix(".html")


def url_of(dest: str, *, as_folders: bool) -> str:
    """Return the address, relative to the site, that shows the file ``dest``."""
    return (dest.removesuffix("index.html") or "./") if as_folders else dest
