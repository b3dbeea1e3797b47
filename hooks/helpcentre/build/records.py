"""A note of each build: what it was made of, what it told, and what it left.

A build of the very same, whose files are as they were left, has nothing to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from helpcentre.diagnostics.problem import Problem
from helpcentre.util.cache import Cache, key_of
from helpcentre.util.hashes import FileHashes


@dataclass(frozen=True)
class Inputs:
    """All that a build is made of: the key of its settings and program, and the files and folders that it reads."""

    settings_key: str
    places: tuple[Path, ...]

    def key(self, digests: FileHashes) -> str:
        """Return the key of all of it as it is now."""
        return key_of("inputs", self.settings_key, digests.all_of(self.places))


@dataclass(frozen=True)
class BuildRecord:
    """What a build told, and the digest of each file that it put in place."""

    told: tuple[Problem, ...]
    written: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


class UnchangedError(SystemExit):
    """Ends a build that has nothing to do, with success; ``written`` is what an earlier one put in place."""

    def __init__(self, receipt: BuildRecord) -> None:
        """End with the exit status 0."""
        super().__init__(0)
        self.written = [Path(place) for place in receipt.written]


def record_build(digests: FileHashes, *, told: Iterable[Problem], written: Iterable[Path]) -> BuildRecord:
    """Return the note of a build that was put in place."""
    places = tuple(map(str, written))
    return BuildRecord(tuple(told), places, tuple(digests.all_of(places)))


def find_record(cache: Cache, key: str, digests: FileHashes) -> BuildRecord | None:
    """Return the note of a build of the very same whose files are as it left them, or None."""
    receipt: BuildRecord | None = cache.get(key)
    is_whole = receipt and tuple(digests.all_of(receipt.written)) == receipt.files
    return receipt if is_whole else None
