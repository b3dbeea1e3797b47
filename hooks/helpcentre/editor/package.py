"""The program of the editor: one version of Sveltia CMS, proved by its digest, and cut off from hosts of others."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import require_plain

NAME, VERSION = "@sveltia/cms", "0.221.1"
INTEGRITY = "J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ=="
"""The SHA-512 of the package in base64, as lock files of npm have it."""

SCRIPT, ICONS, LICENSE = "sveltia-cms.js", "icons.woff2", "LICENSE.txt"
_MEMBERS = {
    SCRIPT: "package/dist/sveltia-cms.js",
    ICONS: "package/npm/assets/material-symbols-outlined-latin-wght-normal-_Z1IJPLg.woff2",
    LICENSE: "package/LICENSE.txt",
}
_FONTS = "https://cdn.jsdelivr.net/fontsource/fonts/"
_ADDRESSES = {
    f"{_FONTS}material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2": ICONS,
    f"{_FONTS}source-sans-3:vf@5.3.0/latin-wght-normal.woff2": "data:,",
    f"{_FONTS}noto-mono@5.3.0/latin-400-normal.woff2": "data:,",
    "https://unpkg.com": "unpkg",  # news of versions, colours of code: nowhere
}
"""What the script would load from other hosts, and what stands for it."""


def read_package(file: Path | None = None) -> dict[str, bytes]:
    """Return the files of the editor by name, from a package ``file``, else from npm.

    Raises HelpcentreError where there is none, or where it is not, byte for byte, the one that was tested.
    """
    if file:
        require_plain(file, str(file))
    content = file.read_bytes() if file else _packed_by_npm()
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != INTEGRITY:
        message = f"the package is not {NAME} {VERSION} as it was published"
        raise HelpcentreError(message, fix=f"get it again: npm pack {NAME}@{VERSION}", file=str(file or "npm"))
    found = {}
    with tarfile.open(fileobj=BytesIO(content)) as archive:
        for name, member in _MEMBERS.items():
            if opened := archive.extractfile(member):
                found[name] = opened.read()
    found[SCRIPT] = _at_home(found[SCRIPT].decode("utf-8")).encode("utf-8")
    return found


def _at_home(script: str) -> str:
    """Return the script with addresses beside it in place of those of other hosts."""
    for address, own in _ADDRESSES.items():
        script = script.replace(address, own)
    return script


def _packed_by_npm() -> bytes:
    program = shutil.which("npm")
    fix = f"install npm, or save the package elsewhere with npm pack {NAME}@{VERSION} and name it: --package FILE"
    if program is None:
        raise HelpcentreError("npm is not installed", fix=fix)
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "pack", "--silent", f"{NAME}@{VERSION}"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        packed = sorted(Path(folder).glob("*.tgz"))
        if done.returncode or not packed:
            reason = " ".join(done.stderr.split()[:30]) or "no reason given"
            raise HelpcentreError(f"npm cannot get {NAME} {VERSION}: {reason}", fix=fix)
        return packed[0].read_bytes()
