"""The bundle as a zip with the same bytes each time, and the day a build is of."""

from __future__ import annotations

import os
import subprocess
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

from helpcentre.problems import HelpcentreError


def build_date(project_dir: Path) -> date:
    """Return the day a build is of: ``SOURCE_DATE_EPOCH``, else the last commit's, else, outside git, today (UTC).

    The variable is specified at https://reproducible-builds.org/specs/source-date-epoch/. Raises HelpcentreError where
    it is no number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or _commit_time(project_dir)
    if epoch and not epoch.isdecimal():
        message = f"SOURCE_DATE_EPOCH: expected seconds since 1970, received {epoch!r}"
        raise HelpcentreError(message, fix="set it as in: git log -1 --format=%ct, or unset it")
    moment = datetime.fromtimestamp(int(epoch), tz=UTC) if epoch else datetime.now(tz=UTC)
    return moment.date()


def write_zip(folder: Path, target: Path, *, name: str, day: date) -> None:
    """Pack ``folder`` into ``target`` below one folder called ``name``: sorted, each file dated ``day``, mode 644."""
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(target, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            info = zipfile.ZipInfo(f"{name}/{file.relative_to(folder).as_posix()}", date_time=stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            with file.open("rb") as content, archive.open(info, "w") as entry:
                while chunk := content.read(1 << 20):
                    entry.write(chunk)


def _commit_time(project_dir: Path) -> str:
    command = ["git", "-C", str(project_dir), "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
