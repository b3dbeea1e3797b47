"""Links of the file system below ``docs``: what one leads to would be published, whatever it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from helpcentre.content.places import SNIPPETS, WELL_KNOWN
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import ending, require_shallow


def require_inside(docs_dir: Path, *, name: str) -> None:
    """Raise HelpcentreError for a link below ``docs_dir`` that leads out of it or back into itself.

    ``name`` is what the folder is called.
    """
    real = docs_dir.resolve()
    for link in _links(str(docs_dir), name):
        _require_inside(link, real, name=f"{name}/{link.relative_to(docs_dir).as_posix()}")


def _links(folder: str, name: str, below: str = "") -> Iterator[Path]:
    """Yield the links of the file system below a folder, but for hidden ones, which nobody publishes.

    ``below`` is where it stands in the folder that is called ``name``. Raises HelpcentreError for too many folders.
    """
    require_shallow(below, name)
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") and entry.name != WELL_KNOWN:
                continue
            if entry.is_symlink():
                yield Path(entry.path)
            elif entry.is_dir():
                yield from _links(entry.path, name, f"{below}/{entry.name}" if below else entry.name)


def _require_inside(link: Path, docs_dir: Path, *, name: str) -> None:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise HelpcentreError("this link leads nowhere", fix="remove it, or mend it", file=name) from error
    if not target.is_relative_to(docs_dir):
        raise HelpcentreError("this link leads out of the folder", fix="put a copy here instead", file=name)
    if target.is_dir() and link.parent.resolve().is_relative_to(target):
        raise HelpcentreError("this link leads back to a folder around it", fix="remove it", file=name)
    if target.is_file() and ending(link.name) != ending(target.name):
        message = f"this link calls a file .{ending(link.name)} that is a .{ending(target.name)}"
        raise HelpcentreError(message, fix="give both the same ending", file=name)
    if SNIPPETS in target.relative_to(docs_dir).parts and SNIPPETS not in link.parts:
        raise HelpcentreError(f"this link leads into {SNIPPETS}/", fix="include the snippet instead", file=name)
