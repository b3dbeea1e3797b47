"""The previous site: files that the new one has in common with it are linked, never written again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from helpcentre.build import staging
from helpcentre.util.files import read_same, replaced_error
from helpcentre.util.hashes import FileHashes


class PreviousSite:
    """The site that stands where a build will put its own, whose files the new one may share."""

    def __init__(self, target_dir: Path, hashes: FileHashes) -> None:
        """Take the site at ``target_dir``; nothing is read before it is asked for."""
        self.target_dir = target_dir
        self._hashes = hashes
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

    def link_into(self, folder: Path, hashes: Mapping[str, str]) -> None:
        """Let ``folder`` have these of its files, each with its SHA-256, but for those that are there.

        Raises HelpcentreError where another build has put another site in place since the files were read, and OSError
        where they cannot be written.
        """
        staging.make_folders(folder, hashes)
        linked = []
        for name in hashes:
            try:
                if _is_linked(f"{self.target_dir}/{name}", f"{folder}/{name}"):
                    linked.append(name)
            except FileNotFoundError as error:
                raise replaced_error(f"{self.target_dir}/{name}") from error
        if not self.is_in_place():
            for name in linked:  # what MkDocs has copied is not what the site gets: scripts are made smaller later
                read_same(folder / name, hashes[name])


def _is_linked(source: str, target: str) -> bool:
    """Link a file unless there is one; MkDocs copies what pages link to, whether or not it renders them."""
    try:
        os.link(source, target)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if os.path.lexists(target):
            return False
        shutil.copyfile(source, target)
    return True
