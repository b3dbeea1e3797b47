"""Files that a site has in common with the one before: they are moved or linked, never written again.

To make a folder, and to remove the one that it replaces, takes longer than all else there is to do for a page that
nothing changed for. So the site before last stays in the cache: whatever stands there and in the last site alike, as
one file, is moved from there, folder by folder.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from helpcentre.build import staging
from helpcentre.settings import CACHE_DIR
from helpcentre.util.cache import key_of
from helpcentre.util.files import entries_below, read_same, replaced_error
from helpcentre.util.hashes import Stamp, stamp_of

if TYPE_CHECKING:
    from helpcentre.build.session import Session


def materialize(session: Session) -> None:
    """Let the site have what is carried; where it is shown before it is checked, only when it is put in place.

    Raises HelpcentreError as :func:`materialize_into` does.
    """
    if not session.checks_after_publish:
        materialize_into(session.site_dir, session, session.reused_files)
        session.reused_files.clear()


def materialize_into(folder: Path, session: Session, digests: Mapping[str, str]) -> None:
    """Let ``folder`` have these files of the site before, each with its digest, but for those that are there.

    Raises HelpcentreError where another build has put another site in place since the files were looked at, and OSError
    where they cannot be written.
    """
    if not digests:
        return
    moved = _moved(folder, session, digests)
    link_into(folder, session, {name: digest for name, digest in digests.items() if name not in moved})


def link_into(folder: Path, session: Session, digests: Mapping[str, str]) -> None:
    """Do the same as :func:`materialize_into` for a few files, without moving any."""
    staging.make_folders(folder, digests)
    for name in digests:
        try:
            _link(f"{session.target_dir}/{name}", f"{folder}/{name}")
        except FileNotFoundError as error:
            raise replaced_error(f"{session.target_dir}/{name}") from error
    if not is_former_there(session):
        for name, digest in digests.items():
            read_same(folder / name, digest)


def is_former_there(session: Session) -> bool:
    """Whether the site before is in its place still, since its files were looked at; another build may have ended."""
    return not session.previous_site or session.previous_site == staging.place_of(session.target_dir)


def keep_spare(session: Session, former: Path) -> None:
    """Keep the site that was replaced for the build after next, or remove it where that cannot be."""
    place = _place(session)
    staging.discard(place)
    if session.settings.cache and session.settings.edition == "public" and not session.is_serving:
        with suppress(OSError):  # the cache may be read-only, or on another file system
            former.rename(place)
            return
    staging.discard(former)


def _place(session: Session) -> Path:
    return session.project_dir / CACHE_DIR / f"spare-{key_of(str(session.target_dir))[:16]}"


def _moved(folder: Path, session: Session, names: Iterable[str]) -> set[str]:
    """Move those of the files into ``folder`` that the site before last has too, and return them."""
    spare = staging.make_folder(session.target_dir)
    try:
        spare.rmdir()
        _place(session).rename(spare)  # no other build takes anything from it now
        there, target = _signs(spare), str(session.target_dir)
        same = {name for name in names if name in there and there[name] == session.digests.sign(f"{target}/{name}")}
        staging.move_in(same, spare, folder)
    except OSError:  # there is none, or it cannot be moved
        return set()
    finally:
        staging.discard(spare)
    return same


def _signs(folder: Path) -> dict[str, Stamp]:
    """Return the sign of each file below a folder by its path there, of those of which the system gives one."""
    start = len(str(folder)) + 1
    signs = ((entry.path[start:], stamp_of(entry.stat())) for entry in entries_below(str(folder)))
    return {path.replace(os.sep, "/"): sign for path, sign in signs if sign.inode}


def _link(former: str, file: str) -> None:
    try:
        os.link(former, file)
    except FileExistsError:  # MkDocs copies what pages link to, whether or not it renders them
        return
    except OSError:  # a file system without links
        if not os.path.lexists(file):
            shutil.copyfile(former, file)
