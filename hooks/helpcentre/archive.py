"""A folder as a zip that has the same bytes each time."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

LEVEL = 6
"""How hard zlib tries: 9 takes several times as long for a zip that is 1 % smaller."""


def write_zip(folder: Path, target: Path, *, name: str, day: date) -> None:
    """Pack ``folder`` into ``target`` below one folder called ``name``: sorted, each file dated ``day``, mode 644."""
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(target, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for path in sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()):
            info = zipfile.ZipInfo(f"{name}/{path}", date_time=stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            with (folder / path).open("rb") as content, archive.open(info, "w") as entry:
                while chunk := content.read(1 << 20):
                    entry.write(chunk)
