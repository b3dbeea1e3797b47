"""Languages that nothing changed in: their files are those of the site before, and nothing of them is built again."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from helpcentre import staging
from helpcentre.build import Build
from helpcentre.cache import key_of
from helpcentre.files import names_below
from helpcentre.pages import BuiltPage, KeptLanguage
from helpcentre.problems import HelpcentreError, Problem
from helpcentre.search import ENTRY_FILE
from helpcentre.status import status_rows


def made(folder: Path, pages: dict[str, BuiltPage], problems: list[Problem], used: set[str]) -> KeptLanguage:
    """Return what building a language below ``folder`` gave; the digests of its files are not known yet."""
    own = {name: (folder / name).read_bytes() for name in (ENTRY_FILE,) if (folder / name).is_file()}
    return KeptLanguage(dict(pages), list(problems), dict.fromkeys(names_below(folder), ""), own, set(used))


_found: dict[str, tuple[str, KeptLanguage]] = {}
"""The key and what was kept of each language that the live preview has in its site, in a folder of its own."""


def find(here: Build, code: str) -> KeptLanguage | None:
    """Return what was kept of a language, unless a file of it is not any more what it was."""
    key, before = _key(here, code), _found.pop(code, None)
    if before and before[0] == key:
        here.cache.used.add(key)
        known: KeptLanguage | None = before[1]
    else:
        known = _whole(here, here.cache.get(key)) if key else None
    if known and here.is_serving:
        _found[code] = key, known
    return known


def restore(here: Build, known: KeptLanguage, folder: Path) -> None:
    """Put the files of a language into the site, but for those that are there; raises OSError if it cannot.

    Those that become others, once all languages are there, are put into the language's own ``folder``. Raises
    HelpcentreError where another build has put another site in place since the files were looked at.
    """
    former, target = str(here.target_dir), str(here.site_dir)
    staging.make_folders(here.site_dir, known.files)
    missing = [name for name in known.files if name not in known.own and not os.path.lexists(f"{target}/{name}")]
    for name in missing:
        try:
            _link(f"{former}/{name}", f"{target}/{name}")
        except FileNotFoundError as error:
            raise _other(f"{former}/{name}") from error
    if here.former_place and here.former_place != staging.place_of(here.target_dir):
        _require_same(here, {name: known.files[name] for name in missing})
    staging.write(known.own, folder, former=folder)
    here.cache.used |= known.used


def keep(here: Build, code: str, known: KeptLanguage, digests: Mapping[str, str]) -> None:
    """Keep what building a language gave; ``digests`` are those of the files of the finished site."""
    key = _key(here, code)
    if key and known.files.keys() <= digests.keys():
        whole = replace(known, files={name: digests[name] for name in known.files})
        here.cache.put(key, whole)
        if here.is_serving:
            _found[code] = key, whole


def _require_same(here: Build, digests: Mapping[str, str]) -> None:
    for name, expected in digests.items():
        if hashlib.sha256((here.site_dir / name).read_bytes()).hexdigest() != expected:
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
    except OSError:  # a file system without links
        shutil.copyfile(former, file)
