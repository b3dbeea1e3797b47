"""What files hold, as digests: a file that nobody wrote to since it was read last is not read again."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeAlias

from helpcentre.util.cache import Cache, digest
from helpcentre.util.files import entries_below, require_utf8

_SETTLED = 100_000_000
"""Nanoseconds after which a write shows in a file's time for sure; some file systems count in steps of many ms."""


class Stamp(NamedTuple):
    """What shows that a file was not written to: size in bytes, time of the last write in ns, and which file it is.

    ``changed`` is the time in ns that no program can set, of any change to the file; 0 where it is not looked at.
    """

    size: int
    modified: int
    inode: int
    changed: int


def file_hash(file: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def folder_hashes(folder: Path) -> list[tuple[str, str]]:
    """Return the path and a digest of each file below a folder, without what Python keeps there for itself."""
    found = sorted(file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")
    return [(file.relative_to(folder).as_posix(), file_hash(file)) for file in found]


_Known: TypeAlias = tuple[int, int, int, int, str]
"""A stamp with its digest."""


class FileHashes:
    """SHA-256 of files, known from an earlier build where size, times and inode are those of then.

    Below ``linked``, where builds share files by links, the time of any change is not looked at: each link sets it.
    """

    def __init__(self, cache: Cache, *, name: str, linked: str = "") -> None:
        """Read from ``cache`` what was kept there under ``name``."""
        self._cache, self._key = cache, digest("digests", name)
        self._linked = f"{linked}{os.sep}" if linked else "\0"
        self._known = cache.get(self._key, dict[str, _Known]) or {}
        self._seen: dict[str, _Known] = {}

    def of(self, file: str | Path) -> str:
        """Return the digest of a file, empty where there is none; raises OSError where it cannot be read."""
        name = str(file)
        try:
            status = Path(name).stat()
        except FileNotFoundError:
            return ""
        if not stat.S_ISREG(status.st_mode):  # to read a pipe or device may never end
            return ""
        return self._digest(name, status)

    def below(self, folder: str | Path) -> dict[str, str]:
        """Return the digest of each file below a folder by its path in there, sorted; what Python keeps is left out.

        What another build takes away meanwhile is not there. Raises HelpcentreError for a name that is not UTF-8.
        """
        start = len(str(folder)) + 1
        found = {}
        for entry in sorted(entries_below(str(folder)), key=lambda entry: entry.path):
            require_utf8(entry.path)
            with suppress(FileNotFoundError):
                found[entry.path[start:].replace(os.sep, "/")] = self._digest(entry.path, entry.stat())
        return found

    def all_of(self, places: Iterable[str | Path]) -> list[tuple[str, str]]:
        """Return path and digest of the files at or below ``places``, which may not exist."""
        found: list[tuple[str, str]] = []
        for place in places:
            inside = self.below(place).items() if Path(place).is_dir() else [("", self.of(place))]
            found += [(f"{place}/{name}", digest) for name, digest in inside]
        return found

    def save(self) -> None:
        """Keep the digests that were asked for."""
        if self._seen != self._known:
            self._cache.put(self._key, self._seen)

    def _digest(self, name: str, status: os.stat_result) -> str:
        changed = 0 if name.startswith(self._linked) else status.st_ctime_ns
        sign = Stamp(status.st_size, status.st_mtime_ns, status.st_ino, changed)
        known = self._known.get(name)
        if known is None or known[:-1] != sign:
            now = time.time_ns()
            known = (*sign, hashlib.sha256(Path(name).read_bytes()).hexdigest())
            if now - max(sign.modified, sign.changed) < _SETTLED:  # it may be written to once more and look the same
                return known[-1]
        self._seen[name] = known
        return known[-1]
