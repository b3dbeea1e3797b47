"""A record of each build: its inputs, its report, and the files it put in place.

A build of the very same inputs, whose files are as they were left, has nothing to do.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpcentre.diagnostics import report as report_lines
from helpcentre.diagnostics.problem import Problem, Severity
from helpcentre.mkdocs_adapter.errors import log
from helpcentre.util.cache import Cache
from helpcentre.util.hashes import FileHashes


@dataclass(frozen=True)
class BuildRecord:
    """The report of a build, the places it put something at, and the SHA-256 of each file there.

    ``opened`` are files that it read beside its inputs, each with its SHA-256, which is empty where there was none.
    """

    report: tuple[Problem, ...]
    targets: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    opened: tuple[tuple[str, str], ...]


class UnchangedError(SystemExit):
    """Ends a build that has nothing to do, with success; ``targets`` are the places of what an earlier one made."""

    def __init__(self, record: BuildRecord) -> None:
        """End with the exit status 0."""
        super().__init__(0)
        self.targets = [Path(target) for target in record.targets]


def record_build(
    hashes: FileHashes, *, report: Iterable[Problem], targets: Iterable[Path], opened: Iterable[Path]
) -> BuildRecord:
    """Return the record of a build that was put in place, and read the files ``opened`` too."""
    places = tuple(map(str, targets))
    read = tuple((str(file), hashes.of(file)) for file in opened)
    return BuildRecord(tuple(report), places, tuple(hashes.all_of(places)), read)


def find_record(cache: Cache, key: str, hashes: FileHashes) -> BuildRecord | None:
    """Return the record of a build of the very same inputs whose files are as it left them, or None."""
    record = cache.get(key, BuildRecord)
    if record is None or any(hashes.of(file) != digest for file, digest in record.opened):
        return None
    return record if tuple(hashes.all_of(record.targets)) == record.files else None


def log_problems(problems: Sequence[Problem]) -> None:
    """Log problems, errors as warnings, which strict mode counts, and their number by rule."""
    for each in problems:
        level = logging.WARNING if each.severity is Severity.ERROR else logging.INFO
        log.log(level, report_lines.as_line(each))
    for line in report_lines.count_by_rule(problems):
        log.info(line)
    if problems:
        log.info(report_lines.MORE)
