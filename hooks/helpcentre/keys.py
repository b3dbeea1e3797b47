"""What a page's HTML depends on, as keys: of the whole site, of a language, and of the page."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from helpcentre.cache import key_of
from helpcentre.documents import SNIPPETS, Documents
from helpcentre.pages import Alternate
from helpcentre.snippets import MARK
from helpcentre.translations import MINOR_KEY, RECORD_KEY

_CODE = Path(__file__).parent.parent
_ELSEWHERE = frozenset({"config_file_path", "docs_dir", "hooks", "site_dir", "strict"})
"""Settings that say where or how a build runs; what is at these places counts by itself."""
_AFTERWARDS = frozenset({"allow", "budget", "cache", "crawl", "external", "levels", "processes"})
"""Options of ours that say how a build runs, or what is made of a page once it is written."""


def site_key(config: Mapping[str, Any], *, project_dir: Path, files: Iterable[Path], more: object) -> str:
    """Return the key of all that every page depends on: the settings, the program, the packages it runs on, the theme.

    ``files`` and ``more`` are what else there is, as files and as values.
    """
    folders = [_CODE, *([Path(config["theme"].custom_dir)] if config["theme"].custom_dir else [])]
    hooks = [Path(module.__file__) for module in config["hooks"].values()]
    found = [_contents(folder) for folder in folders]
    single = [_digest(file) for file in (*files, *hooks) if file.is_file()]
    docs_dir = os.path.relpath(config["docs_dir"], project_dir)
    return key_of(_plain(_shown(config)), found, single, sys.version, list(_packages()), docs_dir, more)


def language_key(
    site: str, documents: Documents, *, code: str, pages: Iterable[tuple[str, str, str]], assets: Iterable[str]
) -> str:
    """Return the key of all that the pages of a language show of each other.

    ``pages`` are path, language of the text and file below the site of each, ``assets`` the names of what they may
    link to beside pages. A page shows of another what is in its front matter, in any key but those that concern
    nobody but its translators.
    """
    known = []
    for path, text, dest in sorted(pages):
        meta, document = documents.meta(text, path), documents.get(text, path)
        title = "" if "title" in meta or document is None else document.body
        shown = [(key, value) for key, value in meta.items() if key not in (RECORD_KEY, MINOR_KEY)]
        known.append((path, text, dest, documents.order(text, path), shown, title))
    return key_of(site, code, known, sorted(assets))


def page_key(
    language: str,
    documents: Documents,
    path: str,
    *,
    texts: Iterable[str],
    alternates: Iterable[Alternate],
    more: object = None,
) -> str:
    """Return the key of one page; ``texts`` are the languages whose text of the page it shows or is compared with.

    ``more`` is what else the page shows, as a value whose ``repr`` says all of it.
    """
    pages = [(code, documents.get(code, path)) for code in sorted({*texts, documents.source.code})]
    found = [(code, page.meta, page.body_line, page.body) for code, page in pages if page]
    folders = [documents.docs_dir / code / SNIPPETS for code, page in pages if page and MARK in page.body]
    switch = [(entry.language.code, entry.text.code, entry.url) for entry in alternates]
    return key_of(language, path, found, [_contents(folder) for folder in folders], switch, more)


def _contents(folder: Path) -> list[tuple[str, str]]:
    """Return the path and a digest of each file below a folder, without what Python keeps there for itself."""
    found = sorted(file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")
    return [(file.relative_to(folder).as_posix(), _digest(file)) for file in found]


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _packages() -> Iterator[str]:
    """Yield the name and version of each package that is installed: the name of the folder that describes it."""
    for folder in sys.path:
        yield from sorted(file.name for file in Path(folder).glob("*.dist-info"))


def _shown(config: Mapping[str, Any]) -> dict[str, object]:
    """Return the settings that can make a page another."""
    extra = config["extra"]
    own = {name: value for name, value in (extra.get("helpcentre") or {}).items() if name not in _AFTERWARDS}
    shown = {name: value for name, value in config.items() if name not in _ELSEWHERE}
    return {**shown, "extra": {**extra, "helpcentre": own}}


def _plain(value: object) -> object:
    """Return a setting as plain values whose ``repr`` is the same in every process."""
    if isinstance(value, Mapping):
        return sorted((str(key), _plain(each)) for key, each in value.items())
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if hasattr(value, "config"):  # a plugin
        return _plain(value.config)
    return re.sub(r" at 0x\w+", "", repr(value))
