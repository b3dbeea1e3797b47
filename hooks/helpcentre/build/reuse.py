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
    from helpcentre.build.session import Session


def snapshot(folder: Path, pages: dict[str, BuiltPage], problems: list[Problem], used: set[str]) -> KeptLanguage:
    """Return what building a language below ``folder`` gave; the digests of its files are not known yet."""
    own = {name: (folder / name).read_bytes() for name in (layout.ENTRY_FILE,) if (folder / name).is_file()}
    names = {*names_below(folder), *(name for page in pages.values() for name in page.files)}  # some are carried
    return KeptLanguage(dict(pages), list(problems), dict.fromkeys(sorted(names), ""), own, set(used))


_found: dict[str, tuple[str, KeptLanguage]] = {}
"""The key and what was kept of each language that the live preview has in its site, in a folder of its own."""

_changed: dict[str, KeptLanguage] = {}
"""The same of those in which something changed, until they are built again."""


def load(session: Session, code: str) -> KeptLanguage | None:
    """Return what was kept of a language, unless a file of it is not any more what it was."""
    key = _key(session, code)
    if session.is_serving:
        return _shown(code, key)
    known = _whole(session, session.cache.get(key)) if key else None
    if not known and session.cache.get(_latest(session, code)):
        session.former_files()  # other processes, which begin after this, need them too
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


def restore(session: Session, known: KeptLanguage, folder: Path) -> None:
    """Put the files of a language into the site, but for those that are there; raises OSError if it cannot.

    Those that become others, once all languages are there, are put into the language's own ``folder``. Raises
    HelpcentreError where another build has put another site in place since the files were looked at.
    """
    shared = {name: digest for name, digest in known.files.items() if name not in known.own}
    large = {name for page in known.pages.values() for name in page.files} | index_files(shared)
    session.reused_files.update((name, shared.pop(name)) for name in large)
    carry.link_into(session.site_dir, session, shared)  # few, and for some of them others look
    staging.write(known.own, folder, former=folder)
    session.cache.used |= known.used


def index_files(names: Iterable[str]) -> set[str]:
    """Return those of a site's files that are in a search index."""
    return {name for name in names if name.startswith(f"{layout.FOLDER}/")}


def take_over(session: Session, code: str, keys: Mapping[str, str]) -> dict[str, BuiltPage]:
    """Carry pages of a language that something changed in, and return them by their file below the site.

    Those are carried that the site before has and nothing changed in: ``keys`` are those of what each is made of now.
    """
    known = _before(session, code) if keys else None
    if known is None or not carry.is_former_there(session):
        return {}
    same = {dest: page for dest, page in known.pages.items() if page.key and page.key == keys.get(dest)}
    files = {dest: {name: known.files[name] for name in page.files} for dest, page in same.items()}
    found = {dest: page for dest, page in same.items() if _is_there(session, files[dest])}
    for dest in found:
        session.reused_files |= files[dest]
    session.cache.used.update(page.key for page in found.values())
    return found


def save(session: Session, code: str, known: KeptLanguage, digests: Mapping[str, str]) -> None:
    """Keep what building a language gave; ``digests`` are those of the files of the finished site."""
    key = _key(session, code)
    if key and known.files.keys() <= digests.keys():
        session.cache.put(key, replace(known, files={name: digests[name] for name in known.files}))
        session.cache.put(_latest(session, code), key)


def remember_preview(session: Session) -> None:
    """Remember what building the languages gave that the live preview shows now."""
    for code, known in session.built_languages.items():
        if key := _key(session, code):
            _found[code] = key, known


def _before(session: Session, code: str) -> KeptLanguage | None:
    """Return what building a language gave the last time that it was kept."""
    if session.is_serving:
        return _changed.pop(code, None)
    key = session.cache.get(_latest(session, code))
    known: KeptLanguage | None = session.cache.get(key) if key else None
    return known


def _latest(session: Session, code: str) -> str:
    return key_of("latest", session.key, code, str(session.target_dir))


def _is_there(session: Session, files: Mapping[str, str]) -> bool:
    """Whether the site before has these files, each with its digest."""
    return session.is_serving or files.items() <= session.former_files().items()


def _whole(session: Session, known: KeptLanguage | None) -> KeptLanguage | None:
    if known is None:
        return None
    there = session.former_files()
    is_whole = all(there.get(name) == digest for name, digest in known.files.items() if name not in known.own)
    return known if is_whole else None


def _key(session: Session, code: str) -> str:
    """Return the key of all that the files of a language depend on; empty where it cannot be kept.

    In the bundle the files of the index are written anew once it is complete.
    """
    if session.settings.edition != "public":
        return ""
    states = repr(status_rows(session.documents)) if session.settings.has_status_page else ""
    return key_of("kept", session.language_key(code), session.assets, sorted(session.published), states)
