"""The files of a search index: joined from several languages, and as the bundle has them."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from pathlib import Path

from helpcentre.output.layout import ENTRY, FOLDER, PACKED


def join_entry(part: Path, site_dir: Path) -> None:
    """Let the index below ``part``, which is to be merged into that below ``site_dir``, name the languages of both.

    They are sorted: Pagefind's own order changes from run to run.
    """
    ours, theirs = site_dir / FOLDER / ENTRY, part / FOLDER / ENTRY
    found = [json.loads(file.read_text(encoding="utf-8")) for file in (ours, theirs) if file.is_file()]
    if theirs.is_file():
        languages = {code: about for entry in found for code, about in entry["languages"].items()}
        joint = json.dumps({**found[-1], "languages": languages}, ensure_ascii=False, sort_keys=True)
        theirs.unlink()  # it may be the very file of the site before
        theirs.write_text(joint, encoding="utf-8", newline="\n")


def for_disk(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files of the index of one language as the bundle has them: what Pagefind packed, nearly all, as scripts.

    A page opened from disk may load neighbours as classic scripts, but not fetch them.
    """
    packed = {f"{name}.js": _script(name, content) for name, content in files.items() if _is_packed(name)}
    return packed | {name: content for name, content in files.items() if not _is_packed(name)}


def wrap_for_disk(site_dir: Path) -> None:
    """Replace each file of the whole index that is no such script yet by one."""
    folder = site_dir / FOLDER
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    for name in names:
        if not _is_packed(name):
            (folder / f"{name}.js").write_bytes(_script(name, (folder / name).read_bytes()))
            (folder / name).unlink()


def _is_packed(name: str) -> bool:
    return f"{FOLDER}/{name}".startswith(PACKED)


def _script(name: str, content: bytes) -> bytes:
    value = base64.b64encode(content).decode("ascii")
    return f"helpcentre.deliver({json.dumps(f'{FOLDER}/{name}')}, {json.dumps(value)});\n".encode()
