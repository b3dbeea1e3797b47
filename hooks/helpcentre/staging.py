"""A site is written beside the one before it and swapped in whole, so that no reader ever sees half of one."""

from __future__ import annotations

import atexit
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

from helpcentre.files import names_below
from helpcentre.problems import HelpcentreError


def make_folder(target: Path) -> Path:
    """Return a new empty folder beside ``target``, on the same file system; raises HelpcentreError if that fails.

    Whatever is left of it when the process ends is removed.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        fix = "choose a site_dir in a folder that can be written to"
        raise HelpcentreError(f"cannot be written: {error.strerror}", fix=fix, file=str(target)) from error
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def discard(made: Path) -> None:
    """Remove a folder or file that was made and is not wanted."""
    if made.is_dir():
        shutil.rmtree(made, ignore_errors=True)
    else:
        made.unlink(missing_ok=True)


def swap_in(made: Path, target: Path, *, discard: Callable[[Path], None] = discard) -> None:
    """Put the folder or file ``made`` in the place of ``target``; what stood there stays until the last moment.

    The folder that stood there is then beside it, and given to ``discard``. Where several builds end at the same time,
    the last one's site stays.
    """
    if made.is_file():
        made.replace(target)
        return
    made.chmod(0o755)
    olds = (made.with_name(f"{made.name}-old{number or ''}") for number in count())
    while not _is_swapped(made, target, next(olds), discard):
        pass  # another build was faster, and its site is the one to replace


def _is_swapped(made: Path, target: Path, old: Path, discard: Callable[[Path], None]) -> bool:
    """Whether ``made`` is in place now; False where something new stands there, all else that fails is raised."""
    with suppress(FileNotFoundError):
        target.replace(old)
    try:
        made.replace(target)
    except OSError as error:
        if target.exists() or error.errno in (errno.ENOTEMPTY, errno.EEXIST):
            discard(old)
            return False
        if old.exists():
            old.replace(target)
        raise
    discard(old)
    return True


def make_folders(folder: Path, names: Iterable[str]) -> None:
    """Make the folders that these files, named as they are below ``folder``, go into."""
    folder.mkdir(parents=True, exist_ok=True)
    needed: set[str] = set()
    for name in names:
        parent = name.rpartition("/")[0]
        while parent and parent not in needed:
            needed.add(parent)
            parent = parent.rpartition("/")[0]
    for name in sorted(needed):  # each after the one that it is in
        with suppress(FileExistsError):
            os.mkdir(f"{folder}/{name}")  # noqa: PTH102  # there are very many, and a Path takes as long as the folder


def write(files: Mapping[str, bytes], folder: Path, *, former: Path) -> None:
    """Write new files, by their path, below ``folder``; what is in ``former`` with the same content stays that file."""
    make_folders(folder, files)
    for name, content in files.items():
        file = f"{folder}/{name}"
        if not _is_linked(f"{former}/{name}", file, content):
            with open(file, "wb") as new:  # noqa: PTH123  # as below
                new.write(content)


def _is_linked(former: str, file: str, content: bytes) -> bool:
    try:
        with open(former, "rb") as known:  # noqa: PTH123  # there are very many, and a Path takes as long as the file
            if known.read() == content:
                os.link(former, file)
                return True
    except OSError:  # no such file, or a file system without links
        pass
    return False


def place_of(folder: Path) -> tuple[int, int] | None:
    """Return which folder stands at a path, as the numbers of its device and inode; None where there is none."""
    try:
        status = folder.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def move_in(names: Collection[str], source: Path, target: Path) -> None:
    """Move these files of the folder ``source`` into ``target``, but for those that are there already.

    A folder that has no others, and is not in ``target``, is moved whole: that takes no longer than one file. Raises
    OSError if a file is not there or cannot be moved; everything is in its old place then.
    """
    if not names:
        return
    there, here = frozenset(names_below(source)), frozenset(names_below(target))
    wanted = frozenset(names) - here
    if missing := sorted(wanted - there):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(source / missing[0]))
    mixed = {folder for name in (there - wanted) | here for folder in _folders(name)}
    units = {next((folder for folder in _folders(name) if folder not in mixed), name) for name in wanted}
    make_folders(target, units)
    moved: list[str] = []
    try:
        for unit in sorted(units):
            os.rename(f"{source}/{unit}", f"{target}/{unit}")  # noqa: PTH104  # as above
            moved.append(unit)
    except OSError:
        for unit in moved:
            os.rename(f"{target}/{unit}", f"{source}/{unit}")  # noqa: PTH104  # as above
        raise


def _folders(name: str) -> Iterator[str]:
    """Yield the folders that a file is in, the outermost first."""
    end = name.find("/")
    while end >= 0:
        yield name[:end]
        end = name.find("/", end + 1)


def merge_in(made: Path, target: Path) -> None:
    """Move all that is in the folder ``made`` into ``target``, folder by folder where one is there already."""
    for each in sorted(made.iterdir()) if made.is_dir() else []:
        place = target / each.name
        if each.is_dir() and place.is_dir():
            merge_in(each, place)
        else:
            each.replace(place)
