"""What files hold, as digests: a file that nobody wrote to since it was read last is not read again."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from helpcentre.cache import Cache, key_of

_SETTLED = 100_000_000
"""Nanoseconds after which a write shows in a file's time for sure; some file systems count in steps of many ms."""


class Digests:
    """SHA-256 of files, known from an earlier build where size, time of change and inode are those of then."""

    def __init__(self, cache: Cache, *, name: str) -> None:
        """Read from ``cache`` what was kept there under ``name``."""
        self._cache, self._key = cache, key_of("digests", name)
        self._known: dict[str, tuple[int, int, int, str]] = cache.get(self._key) or {}
        self._seen: dict[str, tuple[int, int, int, str]] = {}

    def of(self, file: str | Path) -> str:
        """Return the digest of a file, empty where there is none; raises OSError where it cannot be read."""
        name = str(file)
        try:
            status = Path(name).stat()
        except FileNotFoundError:
            return ""
        return self._digest(name, status)

    def below(self, folder: str | Path) -> dict[str, str]:
        """Return the digest of each file below a folder by its path in there, sorted; what Python keeps is left out.

        What another build takes away meanwhile is not there.
        """
        start = len(str(folder)) + 1
        found = {}
        for entry in sorted(_files(str(folder)), key=lambda entry: entry.path):
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
        sign = status.st_size, status.st_mtime_ns, status.st_ino
        known = self._known.get(name)
        if known is None or known[:3] != sign:
            now = time.time_ns()
            known = (*sign, hashlib.sha256(Path(name).read_bytes()).hexdigest())
            if now - status.st_mtime_ns < _SETTLED:  # it may be written to once more and look the same
                return known[3]
        self._seen[name] = known
        return known[3]


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path) if entry.name != "__pycache__" else ()
            elif entry.is_file():
                yield entry
