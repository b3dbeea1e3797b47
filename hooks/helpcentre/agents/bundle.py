"""The bundle as a zip, with the lists of what is in it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from helpcentre.agents import verify
from helpcentre.agents.archive import open_archive
from helpcentre.agents.manifest import FILE, Manifest, write_manifest
from helpcentre.agents.signature import sign_list
from helpcentre.util.files import names_below


def write_bundle(
    folder: Path, target: Path, manifest: Manifest, *, name: str, day: date, key: Path | None = None
) -> None:
    """Add to a finished ``folder`` its lists of files and what checks them, and write all of it as the zip ``target``.

    The lists are last in the zip, which has one folder called ``name``. With an SSH ``key`` they are signed. Raises
    OSError where a file cannot be read or written, and HelpcentreError where it cannot be signed; there is no zip then.
    """
    shutil.copyfile(verify.__file__, folder / "verify.py")
    for list_of_before in (FILE, verify.SUMS, verify.SIGNATURE):
        (folder / list_of_before).unlink(missing_ok=True)
    names = names_below(folder)
    with open_archive(target, folder=name, day=day) as archive:
        write_manifest(manifest, folder, (archive.add(folder, each) for each in names))
        archive.add(folder, FILE)
        archive.add(folder, verify.SUMS)
        if key:
            sign_list(folder, key=key)
            archive.add(folder, verify.SIGNATURE)
