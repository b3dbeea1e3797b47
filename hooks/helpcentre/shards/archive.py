"""Some languages of a site in one file, built on one machine to be put together with the others on another.

A shard is a zip file:

- ``shard.json``: the ``format``, which is this module's ``FORMAT``, the ``languages`` in it and their ``origin`` (see
  provenance.py);
- ``CODE.json`` for each language: its ``pages`` with what the checks of the whole site read of them, what it ``reads``
  of the project, the ``problems`` found, and the ``warnings`` logged;
- ``CODE/...``: the files of that language as they stand in the site, its search index as if it were the only one.
"""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from helpcentre.build import staging
from helpcentre.build.keys import LanguageReads
from helpcentre.build.language_build import LanguageBuild
from helpcentre.build.languages import Outcomes
from helpcentre.diagnostics.problem import HelpcentreError, Problem
from helpcentre.output.page import BuiltPage
from helpcentre.shards.provenance import Origin
from helpcentre.util.files import behind_links, require_replaceable
from helpcentre.util.processes import Outcome
from helpcentre.util.zip_files import open_zip, require_modest

FORMAT = 3
"""To be raised with each change to what a shard is."""

_ABOUT = "shard.json"
_MOST_BYTES = 1_000_000_000
"""The largest file of a site in a shard: films have some hundred millions of bytes."""

_LONGEST = 1_000
"""Signs of a path below a site; systems take four times as many, with the folders that the site stands in."""

_SHOWN = 100
"""Signs of a path that are shown where it is refused."""

_REBUILD = "build the shard again with: helpcentre build --shard"


@dataclass(frozen=True)
class About:
    """What a shard says of itself."""

    format: int
    languages: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True)
class _Format:
    """The number of a shard's format, which says how to read the rest."""

    format: int


@dataclass(frozen=True)
class _Warning:
    """A line of the log, and how grave it is: a number of :mod:`logging`."""

    logger: str
    level: int
    message: str


@dataclass(frozen=True)
class _Facts:
    """What is known of one language."""

    pages: Mapping[str, BuiltPage]
    reads: LanguageReads
    problems: tuple[Problem, ...]
    warnings: tuple[_Warning, ...]


def write(target: Path, about: About, parts: Outcomes, *, folder: Path) -> None:
    """Write a shard of languages that were built without failing; the files of each are in ``folder`` under its code.

    Raises HelpcentreError where it cannot be written; what was at ``target`` stays as it was then.
    """
    require_replaceable(target)
    place = behind_links(target)
    made = staging.make_folder(place) / place.name
    try:
        # A quarter of the size for little time: it is read once.
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            _add(archive, _ABOUT, about)
            for code in about.languages:
                _add(archive, f"{code}.json", _facts(parts[code]))
                for file in sorted(file for file in (folder / code).rglob("*") if file.is_file()):
                    entry = zipfile.ZipInfo(file.relative_to(folder).as_posix())  # equal input, equal bytes: no time
                    archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)
        made.replace(place)
    except OSError as error:
        fix = "see that there is room, and a folder that can be written to"
        raise HelpcentreError(f"cannot be written: {error.strerror}", fix=fix, file=str(target)) from error
    finally:
        staging.discard(made.parent)


def read_about(file: Path) -> About:
    """Return what a shard says of itself; raises HelpcentreError where it is none, damaged, or of another format."""
    with _opened(file) as archive:
        data = archive.read(_ABOUT)
        if (number := msgspec.json.decode(data, type=_Format).format) != FORMAT:
            message = f"is a shard of format {number}, this is {FORMAT}"
            raise HelpcentreError(message, fix="build and join with the same version", file=str(file))
        return msgspec.json.decode(data, type=About)


def unpack(file: Path, code: str, folder: Path, *, former: Path) -> Outcome[LanguageBuild]:
    """Write the files of one language to ``folder`` and return how its build ended.

    What is in ``former`` with the same content stays that file. Raises HelpcentreError where the shard is damaged.
    """
    with _opened(file) as archive:
        facts = msgspec.json.decode(archive.read(f"{code}.json"), type=_Facts)
        for entry in archive.infolist():
            top, _, name = entry.filename.partition("/")
            if top == code:
                staging.write_files({_safe(name): archive.read(entry)}, folder, former=former)
    records = [
        logging.makeLogRecord(
            {"name": each.logger, "levelno": each.level, "levelname": logging.getLevelName(each.level)}
            | {"msg": each.message}
        )
        for each in facts.warnings
    ]
    return Outcome(LanguageBuild(code, dict(facts.pages), list(facts.problems), reads=facts.reads), records)


def _facts(done: Outcome[LanguageBuild]) -> _Facts:
    if done.value is None:
        raise ValueError("a language that failed cannot be in a shard")
    warnings = tuple(_Warning(record.name, record.levelno, record.getMessage()) for record in done.records)
    return _Facts(done.value.pages, done.value.reads, tuple(done.value.findings), warnings)


def _add(archive: zipfile.ZipFile, name: str, value: About | _Facts) -> None:
    content = msgspec.json.encode(value, order="deterministic")  # sets have an order of their own in each process
    archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    """Open a shard to read; whatever shows that it is none is a HelpcentreError."""
    try:
        with open_zip(file) as archive:
            require_modest(archive, size=file.stat().st_size, most=_MOST_BYTES)
            yield archive
    except FileNotFoundError as error:
        raise HelpcentreError("there is no such shard", fix=_REBUILD, file=str(file)) from error
    except zipfile.BadZipFile as error:
        raise HelpcentreError(f"is damaged, or no shard: {error}", fix=_REBUILD, file=str(file)) from error


def _safe(name: str) -> str:
    """Return the path of a file below a site; raises ValueError for one that leads out of it."""
    parts = name.split("/")
    is_odd = any(sign < " " or sign in "\\:\x7f" for sign in name) or len(name) > _LONGEST
    if is_odd or {"", ".", ".."} & {*parts}:
        raise ValueError(f"{name[:_SHOWN]!r} is no file of a site")
    return name
