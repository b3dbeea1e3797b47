"""Languages that nothing changed in, and such pages of others: their files are those of the site before."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from helpcentre import search, staging
from helpcentre.cache import key_of
from helpcentre.files import names_below
from helpcentre.pages import BuiltPage, KeptLanguage
from helpcentre.problems import HelpcentreError, Problem
from helpcentre.status import status_rows

if TYPE_CHECKING:
    from helpcentre.build import Build


def made(folder: Path, pages: dict[str, BuiltPage], problems: list[Problem], used: set[str]) -> KeptLanguage:
    """Return what building a language below ``folder`` gave; the digests of its files are not known yet."""
    own = {name: (folder / name).read_bytes() for name in (search.ENTRY_FILE,) if (folder / name).is_file()}
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
    bring(here, {name: shared.pop(name) for name in large}, here.site_dir)
    _link_all(here, shared, here.site_dir)  # few, and for some of them others look
    staging.write(known.own, folder, former=folder)
    here.cache.used |= known.used


def index_files(names: Iterable[str]) -> set[str]:
    """Return those of a site's files that are in a search index."""
    return {name for name in names if name.startswith(f"{search.FOLDER}/")}


def bring(here: Build, digests: Mapping[str, str], folder: Path) -> None:
    """Let the site have these files, each with its digest, of the site before, in ``folder`` meanwhile.

    Where a site is shown before it is checked, nobody needs them meanwhile: they stay where they are until it takes
    the place of the other. Raises HelpcentreError as :func:`restore` does.
    """
    if here.is_shown_first:
        here.carried.update(digests)
    else:
        _link_all(here, digests, folder)


def take_over(here: Build, code: str, keys: Mapping[str, str], folder: Path) -> dict[str, BuiltPage]:
    """Put pages of a language that something changed in into ``folder``, and return them by their file below the site.

    Those are taken that the site before has and nothing changed in: ``keys`` are those of what each is made of now.
    """
    known = _before(here, code) if keys else None
    if known is None:
        return {}
    same = {dest: page for dest, page in known.pages.items() if page.key and page.key == keys.get(dest)}
    files = {dest: {name: known.files[name] for name in page.files} for dest, page in same.items()}
    found = {dest: page for dest, page in same.items() if _is_linked(here, files[dest], folder)}
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


def _is_linked(here: Build, files: Mapping[str, str], folder: Path) -> bool:
    """Let ``folder`` have a page's files, if the site before has them, each with its digest."""
    if not (here.is_serving or files.items() <= here.former_files().items()):
        return False
    try:
        bring(here, files, folder)
    except HelpcentreError:  # not any more, as another build ended meanwhile
        for name in files:
            (folder / name).unlink(missing_ok=True)
        return False
    return True


def _link_all(here: Build, digests: Mapping[str, str], folder: Path) -> None:
    """Let ``folder`` have these files of the site before; raises HelpcentreError where that is another by now."""
    staging.make_folders(folder, digests)
    for name in digests:
        try:
            _link(f"{here.target_dir}/{name}", f"{folder}/{name}")
        except FileNotFoundError as error:
            raise _other(f"{here.target_dir}/{name}") from error
    if here.former_place and here.former_place != staging.place_of(here.target_dir):
        _require_same(here, digests, folder)


def _require_same(here: Build, digests: Mapping[str, str], folder: Path) -> None:
    for name, expected in digests.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
            raise _other(str(here.target_dir / name))


def _other(file: str) -> HelpcentreError:
    return HelpcentreError("is not what it was: another build ended meanwhile", fix="build again", file=file)


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
    return key_of("kept", here.language_key(code), here.assets, sorted(here.internal), states)


def _link(former: str, file: str) -> None:
    try:
        os.link(former, file)
    except FileExistsError:  # MkDocs copies what pages link to, whether or not it renders them
        return
    except OSError:  # a file system without links
        if not os.path.lexists(file):
            shutil.copyfile(former, file)
