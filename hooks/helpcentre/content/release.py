"""The version of a bundle: its day, its name, its commit, and how long it may be trusted."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from helpcentre.diagnostics.problem import HelpcentreError


@dataclass(frozen=True)
class Release:
    """A build's day, its version as people say it, and the git commit it was made from, empty outside git."""

    built: date
    version: str
    commit: str
    valid_days: int

    @property
    def valid_until(self) -> date:
        """The last day on which nothing is said against using it."""
        return self.built + timedelta(days=self.valid_days)

    @property
    def usable_until(self) -> date:
        """The last day on which its readers are only asked to get a new one: as many days again."""
        return self.valid_until + timedelta(days=self.valid_days)

    def named(self, version: str, valid_days: int) -> Release:
        """Return the release with another version, if given, and days; raises HelpcentreError for too many days."""
        found = replace(self, version=version or self.version, valid_days=valid_days)
        try:
            _ = found.usable_until
        except OverflowError as error:
            message = f"valid_days: there is no day {2 * valid_days} days after {self.built}"
            raise HelpcentreError(message, fix="choose fewer, or an earlier SOURCE_DATE_EPOCH") from error
        return found


def read_release(project_dir: Path) -> Release:
    """Return what a build made now is called by git, and outside git by its day; it is valid on that day.

    Raises HelpcentreError as :func:`build_date` does.
    """
    built = build_date(project_dir)
    described = _git(project_dir, "describe", "--tags", "--always", "--dirty") or built.isoformat()
    return Release(built, described, _git(project_dir, "rev-parse", "HEAD"), 0)


def build_day() -> date:
    """Return the day that pages are shown or left out by: that of ``SOURCE_DATE_EPOCH``, else today (UTC).

    Raises HelpcentreError as :func:`build_date` does.
    """
    return _day(os.environ.get("SOURCE_DATE_EPOCH", ""))


def build_date(project_dir: Path) -> date:
    """Return the day a build is of: ``SOURCE_DATE_EPOCH``, else the last commit's, else, outside git, today (UTC).

    The variable is specified at https://reproducible-builds.org/specs/source-date-epoch/. Raises HelpcentreError where
    it is no number, or one of no day.
    """
    if os.environ.get("SOURCE_DATE_EPOCH") == "":  # unset, as some CI systems write it; MkDocs would want a number
        del os.environ["SOURCE_DATE_EPOCH"]
    return _day(os.environ.get("SOURCE_DATE_EPOCH") or _git(project_dir, "log", "-1", "--format=%ct"))


def _day(epoch: str) -> date:
    """Return the day some seconds after 1970, today if none are given; raises HelpcentreError for no number."""
    if epoch and not (epoch.isascii() and epoch.isdecimal()):
        message = f"SOURCE_DATE_EPOCH: expected seconds since 1970, received {epoch!r}"
        raise HelpcentreError(message, fix="set it as in: git log -1 --format=%ct, or unset it")
    try:
        moment = datetime.fromtimestamp(int(epoch), tz=UTC) if epoch else datetime.now(tz=UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH: there is no day {epoch[:40]} seconds after 1970"
        raise HelpcentreError(message, fix="set it as in: git log -1 --format=%ct, or unset it") from error
    return moment.date()


def _git(project_dir: Path, *arguments: str) -> str:
    command = ["git", "-C", str(project_dir), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
