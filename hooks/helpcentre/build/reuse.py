"""Languages that nothing changed in, and such pages of others: their files are those of the site before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from helpcentre.build import carry, staging
from helpcentre.diagnostics.problem import Problem
from helpcentre.output import layout
from helpcentre.output.page import BuiltPage, KeptLanguage
from helpcentre.translation.status import status_rows
from helpcentre.util.cache import key_of
from helpcentre.util.files import names_below

if TYPE_CHECKING:
    from helpcentre.build.session import Build


def made(folder: Path, pages: dict[str, BuiltPage], problems: list[Problem], used: set[str]) -> KeptLanguage:
    """Return what building a language below ``folder`` gave; the digests of its files are not known yet."""
    own = {name: (folder / name).read_bytes() for name in (layout.ENTRY_FILE,) if (folder / name).is_file()}
    names = {*names_below(folder), *(name for page in pages.values() for name in page.files)}  # some are carried
    return KeptLanguage(dict(pages), list(problems), dict.fromkeys(sorted(names), ""), own, set(used))


_found: dict[str, tuple[str, KeptLanguage]] = {}
"""The key and what was kept of each language that the live preview has in its site, in a folder of its own."""

_changed: dict[str, KeptLanguage] = {}
"""The same of those in which something changed, until they are built again."""


def find(here: Build, code: str) -> KeptLanguage | None:
    """Return what was kept of a language, unless a file of it is not any more what it was."""
    key = _key(here, code)
    if here.is_serving:
        return _shown(code, key)
    known = _whole(here, here.cache.get(key)) if key else None
    if not known and here.cache.get(_latest(here, code)):
        here.former_files()  # other processes, which begin after this, need them too
    return known


def _shown(code: str, key: str) -> KeptLanguage | None:
    """Return what the live preview has of a language, unless something changed in it."""
    _changed.pop(code, None)
    before = _found.pop(code, None)
    if before and before[0] == key:
        _found[code] = before
        return before[1]
    if before:
        _changed[code] = before[1]
    return None


def restore(here: Build, known: KeptLanguage, folder: Path) -> None:
    """Put the files of a language into the site, but for those that are there; raises OSError if it cannot.

    Those that become others, once all languages are there, are put into the language's own ``folder``. Raises
    HelpcentreError where another build has put another site in place since the files were looked at.
    """
    shared = {name: digest for name, digest in known.files.items() if name not in known.own}
    large = {name for page in known.pages.values() for name in page.files} | index_files(shared)
    here.carried.update((name, shared.pop(name)) for name in large)
    carry.link_into(here.site_dir, here, shared)  # few, and for some of them others look
    staging.write(known.own, folder, former=folder)
    here.cache.used |= known.used


def index_files(names: Iterable[str]) -> set[str]:
    """Return those of a site's files that are in a search index."""
    return {name for name in names if name.startswith(f"{layout.FOLDER}/")}


def take_over(here: Build, code: str, keys: Mapping[str, str]) -> dict[str, BuiltPage]:
    """Carry pages of a language that something changed in, and return them by their file below the site.

    Those are carried that the site before has and nothing changed in: ``keys`` are those of what each is made of now.
    """
    known = _before(here, code) if keys else None
    if known is None or not carry.is_former_there(here):
        return {}
    same = {dest: page for dest, page in known.pages.items() if page.key and page.key == keys.get(dest)}
    files = {dest: {name: known.files[name] for name in page.files} for dest, page in same.items()}
    found = {dest: page for dest, page in same.items() if _is_there(here, files[dest])}
    for dest in found:
        here.carried |= files[dest]
    here.cache.used.update(page.key for page in found.values())
    return found


def keep(here: Build, code: str, known: KeptLanguage, digests: Mapping[str, str]) -> None:
    """Keep what building a language gave; ``digests`` are those of the files of the finished site."""
    key = _key(here, code)
    if key and known.files.keys() <= digests.keys():
        here.cache.put(key, replace(known, files={name: digests[name] for name in known.files}))
        here.cache.put(_latest(here, code), key)


def show(here: Build) -> None:
    """Remember what building the languages gave that the live preview shows now."""
    for code, known in here.made.items():
        if key := _key(here, code):
            _found[code] = key, known


def _before(here: Build, code: str) -> KeptLanguage | None:
    """Return what building a language gave the last time that it was kept."""
    if here.is_serving:
        return _changed.pop(code, None)
    key = here.cache.get(_latest(here, code))
    known: KeptLanguage | None = here.cache.get(key) if key else None
    return known


def _latest(here: Build, code: str) -> str:
    return key_of("latest", here.key, code, str(here.target_dir))


def _is_there(here: Build, files: Mapping[str, str]) -> bool:
    """Whether the site before has these files, each with its digest."""
    return here.is_serving or files.items() <= here.former_files().items()


def _whole(here: Build, known: KeptLanguage | None) -> KeptLanguage | None:
    if known is None:
        return None
    there = here.former_files()
    is_whole = all(there.get(name) == digest for name, digest in known.files.items() if name not in known.own)
    return known if is_whole else None


def _key(here: Build, code: str) -> str:
    """Return the key of all that the files of a language depend on; empty where it cannot be kept.

    In the bundle the files of the index are written anew once it is complete.
    """
    if here.settings.edition != "public":
        return ""
    states = repr(status_rows(here.documents)) if here.settings.has_status_page else ""
    return key_of("kept", here.language_key(code), here.assets, sorted(here.published), states)
