"""The bundle as a zip, with the lists of what is in it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from helpcentre.agents import archive, verify
from helpcentre.agents.manifest import FILE, Manifest, write_manifest
from helpcentre.output import layout


def write_bundle(folder: Path, target: Path, manifest: Manifest, *, name: str, day: date, processes: int = 1) -> None:
    """Add to a finished ``folder`` its lists of files and what checks them, and write all of it as the zip ``target``.

    Raises HelpcentreError as :func:`archive.pack` and :meth:`archive.Archive.finish` do.
    """
    shutil.copyfile(verify.__file__, folder / "verify.py")
    for made_before in (FILE, verify.SUMS):
        (folder / made_before).unlink(missing_ok=True)
    packed = archive.pack(folder, target, name=name, day=day, processes=processes, light=layout.PACKED)
    try:
        write_manifest(manifest, folder, packed.files())
        packed.add(folder, [FILE, verify.SUMS])
        packed.finish(target)
    finally:
        packed.discard()
