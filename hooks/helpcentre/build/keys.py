"""What a page's HTML depends on, as keys: of the whole site, of a language, and of the page."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.content.addresses import Addresses
from helpcentre.content.documents import Documents
from helpcentre.content.guides import step_of
from helpcentre.content.project import data_files
from helpcentre.content.related import titles
from helpcentre.content.snippets import MARK, SNIPPETS
from helpcentre.content.translation_record import MINOR_KEY, RECORD_KEY
from helpcentre.hosting.published import PUBLISHED
from helpcentre.mkdocs_adapter.defaults import PLUGIN
from helpcentre.mkdocs_adapter.plugin import handlers
from helpcentre.mkdocs_adapter.theme import own_folders
from helpcentre.pages.metadata import page_alternates
from helpcentre.settings import BundleSettings
from helpcentre.util.cache import key_of
from helpcentre.util.hashes import FileHashes

_CODE = Path(__file__).parent.parent
_ELSEWHERE = frozenset({"config_file_path", "docs_dir", "hooks", "site_dir", "strict"})
"""Settings that say where or how a build runs; what is at these places counts by itself."""
_AFTERWARDS = frozenset({"allow", "budget", "cache", "crawl", "external", "levels", "processes"})
"""Options of ours that say how a build runs, or what is made of a page once it is written."""


def settings_key(config: MkDocsConfig, *, more: object) -> str:
    """Return the key of all settings and of the program and packages; ``more`` is what else there is, as values."""
    given: dict[str, Any] = {name: value for name, value in config.items() if name not in ("hooks", "strict")}
    own = {name: value for name, value in (config.extra.get("helpcentre") or {}).items() if name != "processes"}
    given["extra"] = {**config.extra, "helpcentre": own}
    return key_of(plain_value(given), sys.version, list(_packages()), more)


def input_places(config: MkDocsConfig, *, bundle: BundleSettings) -> Iterator[Path]:
    """Yield the files and folders that a build reads, those that the settings of the ``bundle`` name among them."""
    project_dir = Path(config.config_file_path).parent
    yield from (*_programs(config), Path(config.docs_dir), project_dir / PUBLISHED, *data_files(project_dir))
    yield from (project_dir / file for file in (bundle.since, bundle.sign) if file)


def site_key(config: MkDocsConfig, *, files: Iterable[Path], digests: FileHashes, more: object) -> str:
    """Return the key of all that every page depends on: the settings, the program, the packages it runs on, the theme.

    ``files`` and ``more`` are what else there is, as files and as values.
    """
    docs_dir = os.path.relpath(config.docs_dir, Path(config.config_file_path).parent)
    found = [digests.below(place) if place.is_dir() else digests.of(place) for place in (*_programs(config), *files)]
    return key_of(plain_value(page_settings(config)), found, sys.version, list(_packages()), docs_dir, more)


def shared_keys(addresses: Addresses) -> dict[str, str]:
    """Return the key of what a page shows in every language, by its path: its languages, and headings of others."""
    found = {}
    for path in addresses.paths():
        switch = [(entry.language.code, entry.text.code, entry.url) for entry in page_alternates(addresses, path)]
        found[path] = key_of(switch, titles(addresses.documents, path))
    return found


@dataclass
class PageKeys:
    """The cache keys of the pages of one build.

    ``site`` is the key of everything that every page depends on, ``assets`` are the names of files that pages may link
    to beside pages.
    """

    site: str
    addresses: Addresses
    assets: tuple[str, ...]
    _by_language: dict[str, dict[str, str]] = field(default_factory=dict, init=False)

    def of(self, code: str) -> dict[str, str]:
        """Return the key of each page of a language by its file below the site."""
        if code not in self._by_language:
            self._by_language[code] = page_keys(
                self.site, self.addresses, code=code, assets=self.assets, shared=self._shared
            )
        return self._by_language[code]

    def of_language(self, code: str) -> str:
        """Return the key of everything that the pages of a language are made of."""
        return key_of("language", code, sorted(self.of(code).items()))

    @cached_property
    def _shared(self) -> dict[str, str]:
        return shared_keys(self.addresses)


def page_keys(
    site: str, addresses: Addresses, *, code: str, assets: Iterable[str], shared: Mapping[str, str]
) -> dict[str, str]:
    """Return the key of each page of a language by its file below the site.

    ``site`` is the key of what every page depends on, ``assets`` are the names of what pages may link to beside pages,
    ``shared`` are the :func:`shared_keys`.
    """
    documents, language = addresses.documents, addresses.documents.language(code)
    texts = {path: addresses.text_code(code, path) for path in shared}
    pages = [(path, text, addresses.dest(language, path)) for path, text in texts.items() if text]
    common = _language_key(site, documents, code=code, pages=pages, assets=assets)
    return {
        dest: _page_key(
            common,
            documents,
            path,
            texts=(code, text),
            more=(shared[path], step_of(addresses, code, path)),
        )
        for path, text, dest in pages
    }


def _language_key(
    site: str, documents: Documents, *, code: str, pages: Iterable[tuple[str, str, str]], assets: Iterable[str]
) -> str:
    """Return the key of all that the pages of a language show of each other.

    ``pages`` are path, language of the text and file below the site of each, ``assets`` the names of what they may
    link to beside pages. A page shows of another what it is called and what is in its front matter, in any key but
    those that concern nobody but its translators.
    """
    known = []
    for path, text, dest in sorted(pages):
        meta = documents.meta(text, path)
        shown = [(key, value) for key, value in meta.items() if key not in (RECORD_KEY, MINOR_KEY)]
        known.append((path, text, dest, documents.order(text, path), shown, documents.title(text, path)))
    return key_of(site, code, known, sorted(assets))


def _page_key(language: str, documents: Documents, path: str, *, texts: Iterable[str], more: object) -> str:
    """Return the key of one page; ``texts`` are the languages whose text of the page it shows or is compared with.

    ``more`` is what else the page shows, as a value whose ``repr`` says all of it.
    """
    pages = [(code, documents.get(code, path)) for code in sorted({*texts, documents.source.code})]
    found = [(code, page.key) for code, page in pages if page]
    folders = [documents.docs_dir / code / SNIPPETS for code, page in pages if page and MARK in page.body]
    snippets = [folder_hashes(folder) for folder in folders]
    return key_of(language, path, found, snippets, more)


def folder_hashes(folder: Path) -> list[tuple[str, str]]:
    """Return the path and a digest of each file below a folder, without what Python keeps there for itself."""
    found = sorted(file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")
    return [(file.relative_to(folder).as_posix(), file_hash(file)) for file in found]


def file_hash(file: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _programs(config: MkDocsConfig) -> Iterator[Path]:
    """Yield our code, the hooks, and the templates."""
    yield _CODE
    modules = [*config["hooks"].values(), *(handlers() if PLUGIN in config.plugins else ())]
    yield from (Path(str(module.__file__)) for module in modules)
    yield from own_folders(config.theme)


def _packages() -> Iterator[str]:
    """Yield the name and version of each package that is installed: the name of the folder that describes it."""
    for folder in sys.path:
        yield from sorted(file.name for file in Path(folder).glob("*.dist-info"))


def page_settings(config: Mapping[str, Any]) -> dict[str, object]:
    """Return the settings that can make a page another."""
    extra = config["extra"]
    own = {name: value for name, value in (extra.get("helpcentre") or {}).items() if name not in _AFTERWARDS}
    shown = {name: value for name, value in config.items() if name not in _ELSEWHERE}
    return {**shown, "extra": {**extra, "helpcentre": own}}


def plain_value(value: object) -> object:
    """Return a setting as plain values whose ``repr`` is the same in every process."""
    if isinstance(value, Mapping):
        return sorted((str(key), plain_value(each)) for key, each in value.items())
    if isinstance(value, (list, tuple)):
        return [plain_value(each) for each in value]
    if hasattr(value, "config"):  # a plugin
        return plain_value(value.config)
    if isinstance(value, ModuleType):  # a hook; its file counts by what is in it
        return value.__name__
    return re.sub(r" at 0x\w+", "", repr(value))
