"""The previous site: files that the new one has in common with it are moved or linked, never written again.

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

from helpcentre.build import staging
from helpcentre.util.cache import digest
from helpcentre.util.files import entries_below, read_same, replaced_error
from helpcentre.util.hashes import FileHashes, Stamp, read_stamp


class PreviousSite:
    """The site that stands where a build will put its own, and the one before it, which is kept in the cache."""

    def __init__(self, target_dir: Path, hashes: FileHashes, *, cache_dir: Path) -> None:
        """Take the site at ``target_dir``; nothing is read before it is asked for."""
        self.target_dir = target_dir
        self._hashes = hashes
        self._spare_dir = cache_dir / f"spare-{digest(str(target_dir))[:16]}"
        self._identity: tuple[int, int] | None = None
        self._files: dict[str, str] | None = None

    def files(self) -> dict[str, str]:
        """Return the SHA-256 of each of its files by its path; they are read once."""
        if self._files is None:
            self._identity = staging.folder_identity(self.target_dir)
            self._files = self._hashes.below(self.target_dir) if self.target_dir.is_dir() else {}
        return self._files

    def is_in_place(self) -> bool:
        """Whether it is in its place still, since its files were read; another build may have ended."""
        return not self._identity or self._identity == staging.folder_identity(self.target_dir)

    def copy_into(self, folder: Path, hashes: Mapping[str, str]) -> None:
        """Let ``folder`` have these of its files, each with its SHA-256, but for those that are there.

        Raises HelpcentreError where another build has put another site in place since the files were read, and OSError
        where they cannot be written.
        """
        if not hashes:
            return
        moved = self._move_spare(folder, hashes)
        self.link_into(folder, {name: digest for name, digest in hashes.items() if name not in moved})

    def link_into(self, folder: Path, hashes: Mapping[str, str]) -> None:
        """Do the same as :meth:`copy_into` for a few files, without moving any."""
        staging.make_folders(folder, hashes)
        for name in hashes:
            try:
                _link(f"{self.target_dir}/{name}", f"{folder}/{name}")
            except FileNotFoundError as error:
                raise replaced_error(f"{self.target_dir}/{name}") from error
        if not self.is_in_place():
            for name, digest in hashes.items():
                read_same(folder / name, digest)

    def keep_spare(self, replaced_dir: Path) -> None:
        """Keep the folder of a site that was replaced for the build after next, or remove it where that cannot be."""
        staging.discard(self._spare_dir)
        with suppress(OSError):  # the cache may be read-only, or on another file system
            replaced_dir.rename(self._spare_dir)
            return
        staging.discard(replaced_dir)

    def discard_spare(self, replaced_dir: Path) -> None:
        """Remove the folder of a site that was replaced, and the one that was kept."""
        staging.discard(self._spare_dir)
        staging.discard(replaced_dir)

    def _move_spare(self, folder: Path, names: Iterable[str]) -> set[str]:
        """Move those of the files into ``folder`` that the site before it has too, and return them."""
        spare = staging.make_folder(self.target_dir)
        try:
            spare.rmdir()
            self._spare_dir.rename(spare)  # no other build takes anything from it now
            stamps, target = _stamps(spare), str(self.target_dir)
            same = {name for name in names if name in stamps and stamps[name] == self._hashes.stamp(f"{target}/{name}")}
            staging.move_in(same, spare, folder)
        except OSError:  # there is none, or it cannot be moved
            return set()
        finally:
            staging.discard(spare)
        return same


def _stamps(folder: Path) -> dict[str, Stamp]:
    """Return the stamp of each file below a folder by its path there, where the system gives it an inode."""
    start = len(str(folder)) + 1
    stamps = ((entry.path[start:], read_stamp(entry.stat())) for entry in entries_below(str(folder)))
    return {path.replace(os.sep, "/"): stamp for path, stamp in stamps if stamp.inode}


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except FileExistsError:  # MkDocs copies what pages link to, whether or not it renders them
        return
    except OSError:  # a file system without links
        if not os.path.lexists(target):
            shutil.copyfile(source, target)
