"""The source text of earlier days, from git."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from helpcentre.content import frontmatter
from helpcentre.content.frontmatter import Document
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.units import Unit, units
from helpcentre.diagnostics.problem import HelpcentreError

LIMIT = 500
"""How many versions of a file are looked through for a former text."""


@dataclass(frozen=True)
class FormerUnit:
    """A unit as it was, the page it was in, and the commit and day (ISO 8601) that it was last so."""

    unit: Unit
    page: Document
    commit: str
    day: str


def former_unit(file: Path, unit_id: str, fingerprint: str, *, folder: Path, dialect: Dialect) -> FormerUnit | None:
    """Return the unit of a source page that had ``fingerprint``, newest first, or None where git has no such text."""
    for commit, day in _versions(file):
        document = at_revision(file, commit, folder=folder, dialect=dialect)
        unit = units(document).get(unit_id) if document else None
        if document and unit and unit.has_fingerprint(fingerprint):
            return FormerUnit(unit, document, commit[:10], day)
    return None


def at_revision(file: Path, revision: str, *, folder: Path, dialect: Dialect) -> Document | None:
    """Return a page as it was at a revision, or None where git, the revision or the file in it does not exist."""
    text = _git(file.parent, "show", f"{revision}:./{file.name}")
    try:
        return replace(frontmatter.parse(text, dialect=dialect), folder=folder) if text else None
    except HelpcentreError:  # a version that was broken then is no version to compare with
        return None


def files_at(folder: Path, revision: str) -> list[str]:
    """Return the files below a folder at a revision, by their paths below it; none without git or the revision."""
    return [name for name in _git(folder, "ls-tree", "-r", "-z", "--name-only", revision).split("\0") if name]


def content_at(folder: Path, revision: str, name: str) -> bytes:
    """Return what was in a file below a folder at a revision; empty where it was not there."""
    try:
        done = subprocess.run(["git", "show", f"{revision}:./{name}"], cwd=folder, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return b""
    return done.stdout


def why_missing(folder: Path) -> tuple[str, str]:
    """Return why git has no earlier text of a file in ``folder``, and what helps; nothing where git itself is right."""
    try:
        asked = ["git", "rev-parse", "--is-shallow-repository"]
        done = subprocess.run(asked, cwd=folder, check=False, capture_output=True, encoding="utf-8", errors="replace")
    except OSError:
        return "there is no program git", "install git"
    if done.returncode:
        said = done.stderr.strip().partition("\n")[0].removeprefix("fatal: ")
        return said or "it says nothing more", "run this in a clone of the project's repository that is your own"
    return ("this clone has its last commits only", "run: git fetch --unshallow") if "true" in done.stdout else ("", "")


def _versions(file: Path) -> Iterator[tuple[str, str]]:
    listed = _git(file.parent, "log", f"--max-count={LIMIT}", "--format=%H %cs", "--", file.name)
    for row in listed.splitlines():
        commit, _, day = row.partition(" ")
        yield commit, day


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, check=True, capture_output=True, encoding="utf-8", errors="replace"
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout
