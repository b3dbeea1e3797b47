"""Where each page stands: file names, or the readable ``slug`` that a language's own front matter gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, relpath

from helpcentre.documents import Documents
from helpcentre.languages import Language
from helpcentre.problems import HelpcentreError

SLUG_KEY, FORMER_KEY = "slug", "former"
"""Front matter keys: the last part of a page's address in its language, and addresses that it had before."""

_FORMER = re.compile(r"(?:[\w-]+/)*(?:[\w-]+/|[\w-]+\.html)")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Target:
    """Where a former address leads: a page's file below the site, and the language it stands in."""

    dest: str
    language: str

    def url_from(self, former: str) -> str:
        """Return the relative address that leads to the page from the file ``former``."""
        to = relpath(self.dest, dirname(former) or ".")
        return to.removesuffix("index.html") or "./"


@dataclass(frozen=True)
class Addresses:
    """The files below the site that pages are written to.

    ``as_folders`` is MkDocs' ``use_directory_urls``: ``a/b/index.html``, shown as ``a/b/``, or ``a/b.html``.
    ``chains`` gives for a language those whose text stands in for a missing page, nearest first, the source last.
    """

    documents: Documents
    as_folders: bool
    chains: Mapping[str, tuple[str, ...]]

    def dest(self, language: Language, path: str) -> str:
        """Return the file that a page is written to in a language; raises HelpcentreError for a slug of other signs."""
        return self._file(language.prefix + self._folder(language.code, dirname(path)), self._name(language.code, path))

    def url(self, language: Language, path: str) -> str:
        """Return the address of a page in a language, relative to the site; ``./`` for the site's own."""
        return url_of(self.dest(language, path), as_folders=self.as_folders)

    def text_code(self, code: str, path: str) -> str | None:
        """Return the language whose text a page shows in language ``code``, or None where it is not shown at all."""
        existing = self.documents.existing(path)
        return next((other for other in (code, *self.chains[code]) if other in existing), None)

    @cached_property
    def redirects(self) -> dict[str, Target]:
        """The former addresses of all pages, each a file below the site, with the page it leads to now.

        A page with a slug keeps the address that its file name gives. Raises HelpcentreError where a former address
        is another page's.
        """
        pages = dict(self._all())
        found: dict[str, Target] = {}
        for language, path in self._each():
            target = Target(self.dest(language, path), language.code)
            for former in self._former(language, path):
                if former in pages or found.get(former, target) != target:
                    file = self.documents.name(self.documents.file(language.code, path))
                    message = f"its former address {former} is also that of {pages.get(former) or found[former].dest}"
                    raise HelpcentreError(message, fix=f"remove it from {FORMER_KEY}", file=file)
                found[former] = target
        return found

    def check_unique(self) -> None:
        """Raise HelpcentreError naming both files where two pages would be written to one place."""
        seen: dict[str, str] = {}
        for dest, name in self._all():
            if seen.setdefault(dest, name) != name:
                fix = f"give one of them another {SLUG_KEY}"
                raise HelpcentreError(f"has the same address as {seen[dest]}: {dest}", fix=fix, file=name)

    def _each(self) -> Iterator[tuple[Language, str]]:
        for language in self.documents.languages:
            for path in self.documents.paths(language.code):
                yield language, path

    def _all(self) -> Iterator[tuple[str, str]]:
        for language, path in self._each():
            yield self.dest(language, path), self.documents.name(self.documents.file(language.code, path))

    def _former(self, language: Language, path: str) -> Iterator[str]:
        folder, _, name = path.removesuffix(".md").rpartition("/")
        plain = self._file(language.prefix + (f"{folder}/" if folder else ""), name)
        if plain != self.dest(language, path):
            yield plain
        document = self.documents.get(language.code, path)
        given = document.meta.get(FORMER_KEY) or [] if document else []
        for address in [given] if isinstance(given, str) else given:
            former = str(address).removeprefix("/")
            if not _FORMER.fullmatch(former):
                file = self.documents.name(self.documents.file(language.code, path))
                message = f"{FORMER_KEY}: {address!r} is no address of a page"
                raise HelpcentreError(message, fix="write it as in old/address/ or old/page.html", file=file, line=1)
            yield former + ("index.html" if former.endswith("/") else "")

    def _folder(self, code: str, folder: str) -> str:
        if not folder:
            return ""
        own = self._slug(code, f"{folder}/index.md") or folder.rpartition("/")[2]
        return f"{self._folder(code, dirname(folder))}{own}/"

    def _name(self, code: str, path: str) -> str:
        name = path.removesuffix(".md").rpartition("/")[2]
        return name if name == "index" else self._slug(code, path) or name

    def _slug(self, code: str, path: str) -> str:
        document = self.documents.get(code, path)
        slug = document.meta.get(SLUG_KEY, "") if document else ""
        if slug and not (isinstance(slug, str) and _SLUG.fullmatch(slug)):
            fix = "use lower-case letters a to z, digits and hyphens"
            file = self.documents.name(self.documents.file(code, path))
            raise HelpcentreError(f"{SLUG_KEY}: {slug!r} cannot be part of an address", fix=fix, file=file, line=1)
        return slug

    def _file(self, folder: str, name: str) -> str:
        return f"{folder}{name}/index.html" if self.as_folders and name != "index" else f"{folder}{name}.html"


def url_of(dest: str, *, as_folders: bool) -> str:
    """Return the address, relative to the site, that shows the file ``dest``."""
    return (dest.removesuffix("index.html") or "./") if as_folders else dest
