"""A site is written beside the one before it and swapped in whole, so that no reader ever sees half of one."""

from __future__ import annotations

import atexit
import ctypes
import errno
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.diagnostics.system_errors import naming
from helpcentre.util.files import make_folder as make_with_parents

if sys.platform != "win32":
    import fcntl

_NO_FOLDER, _EXCHANGE = -100, 2
"""``AT_FDCWD`` and ``RENAME_EXCHANGE`` of Linux."""

_locks: dict[Path, int] = {}
"""The folders in which this process makes something, each with the open file that locks it."""


def make_folder(target: Path) -> Path:
    """Return a new empty folder, on the file system of ``target`` and, in one of its own, beside it.

    Raises HelpcentreError if that fails. Whatever is left of it when the process ends is removed; where the process is
    killed, the next one does that here.
    """
    try:
        make_with_parents(target.parent)
        remove_left(target)
        return _make_removed(target)
    except OSError as error:
        fix = "choose a site_dir in a folder that can be written to"
        raise HelpcentreError(f"cannot be written: {error.strerror}", fix=fix, file=str(target)) from error


def make_temporary_folder(name: str) -> Path:
    """Return a new empty folder for temporary files, which is removed as those of :func:`make_folder` are.

    Raises OSError if that fails.
    """
    target = Path(tempfile.gettempdir(), name)
    _remove_unlocked(target)
    return _make_removed(target)


def _make_removed(target: Path) -> Path:
    around = _make_locked(target)
    atexit.register(shutil.rmtree, around, ignore_errors=True)
    folder = around / target.name
    folder.mkdir()
    return folder


def remove_left(target: Path) -> None:
    """Remove the folders beside ``target`` that killed builds have left there, but none of a build that still runs.

    Without a site in place they stay: one of them may be the last that there is.
    """
    if target.exists():
        _remove_unlocked(target)


def _remove_unlocked(target: Path) -> None:
    name = re.compile(rf"\.{re.escape(target.name)}-[a-z0-9_]{{8}}")  # as tempfile makes them
    for left in sorted(each for each in target.parent.iterdir() if name.fullmatch(each.name)):
        if left in _locks or left.is_symlink():
            continue
        with suppress(OSError):  # it belongs to a build that runs, or is gone by now
            lock = _lock(left)
            try:
                if all(each.name.startswith(target.name) for each in left.iterdir()):  # nothing that others put there
                    shutil.rmtree(left, ignore_errors=True)
            finally:
                os.close(lock)


def _make_locked(target: Path) -> Path:
    """Return a new folder beside ``target`` that no other process removes while this one, or a copy of it, runs."""
    while True:
        around = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            lock = _lock(around)
        except (BlockingIOError, FileNotFoundError):  # another process takes it for one that was left, and removes it
            continue
        except OSError:  # there are no such locks here, so that nobody removes anything
            return around
        if around.exists():
            _locks[around] = lock
            return around
        os.close(lock)


def _lock(folder: Path) -> int:
    """Lock a folder and return the lock, an open file.

    Raises BlockingIOError where another process has it, and OSError where there are no such locks.
    """
    if sys.platform == "win32":
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock


def discard(made: Path) -> None:
    """Remove a folder or file that was made and is not wanted."""
    if made.is_dir():
        shutil.rmtree(made, ignore_errors=True)
    else:
        made.unlink(missing_ok=True)
    with suppress(OSError):
        if made.parent in _locks:
            made.parent.rmdir()  # unless there is more in it
            os.close(_locks.pop(made.parent))


def swap_in(made: Path, target: Path, *, discard: Callable[[Path], None] = discard) -> None:
    """Put the folder or file ``made`` in the place of ``target``; what stood there stays until the last moment.

    The folder that stood there is then beside it, and given to ``discard``. Where several builds end at the same time,
    the last one's site stays.
    """
    if made.is_file():
        made.replace(target)
        return
    olds = (made.with_name(f"{made.name}-old{number or ''}") for number in count())
    while not _is_swapped(made, target, next(olds), discard):
        pass  # another build was faster, and its site is the one to replace


def make_readable(made: Path) -> None:
    """Let every user of this machine read a file, or a folder with all in it, whatever umask it was made with."""
    mode = made.stat().st_mode
    _add_rights(str(made), mode, is_folder=stat.S_ISDIR(mode))


def _add_rights(path: str, mode: int, *, is_folder: bool) -> None:
    wanted = 0o555 if is_folder else 0o444
    if mode & wanted != wanted:
        os.chmod(path, stat.S_IMODE(mode) | wanted)  # noqa: PTH101  # as below
    if is_folder:
        with os.scandir(path) as entries:
            for entry in entries:
                if not entry.is_symlink():
                    _add_rights(entry.path, entry.stat().st_mode, is_folder=entry.is_dir())


def _is_swapped(made: Path, target: Path, old: Path, discard: Callable[[Path], None]) -> bool:
    """Whether ``made`` is in place now; False where something new stands there, all else that fails is raised."""
    if _is_exchanged(made, target):
        made.replace(old)
        discard(old)
        return True
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


def _is_exchanged(made: Path, target: Path) -> bool:
    """Whether two folders have changed places at once, so that each path leads to one of them at every moment.

    Only Linux can do that, and there not every file system (renameat2(2), ``RENAME_EXCHANGE``).
    """
    try:
        exchange = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):  # another system, or a C library of before 2018
        return False
    paths = os.fsencode(made.absolute()), os.fsencode(target.absolute())
    return bool(exchange(_NO_FOLDER, paths[0], _NO_FOLDER, paths[1], _EXCHANGE) == 0)


def make_folders(folder: Path, names: Iterable[str]) -> None:
    """Make the folders that these files, named as they are below ``folder``, go into."""
    for parent in sorted({name.rpartition("/")[0] for name in names}):
        _make_folder(f"{folder}/{parent}".rstrip("/"))


def _make_folder(name: str) -> None:
    """Make a folder, and those around it where they are missing: mostly they are there, and to ask takes as long."""
    try:
        os.mkdir(name)  # noqa: PTH102  # there are very many, and a Path takes as long as the folder
    except FileExistsError:
        pass
    except FileNotFoundError:
        make_with_parents(Path(name))


def write_files(files: Mapping[str, bytes], folder: Path, *, former: Path) -> None:
    """Write new files, by their path, below ``folder``; what is in ``former`` with the same content stays that file.

    What was there before is replaced, not written to: ``former`` may share it.
    """
    make_folders(folder, files)
    for name, content in files.items():
        file = f"{folder}/{name}"
        with suppress(FileNotFoundError):
            os.unlink(file)  # noqa: PTH108  # as below
        if not _is_linked(f"{former}/{name}", file, content):
            with naming(file), open(file, "wb") as new:  # noqa: PTH123  # as below
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


def folder_identity(folder: Path) -> tuple[int, int] | None:
    """Return which folder stands at a path, as the numbers of its device and inode; None where there is none."""
    try:
        status = folder.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def merge_in(made: Path, target: Path) -> None:
    """Move all that is in the folder ``made`` into ``target``, folder by folder where one is there already."""
    for each in sorted(made.iterdir()) if made.is_dir() else []:
        place = target / each.name
        if each.is_dir() and place.is_dir():
            merge_in(each, place)
        else:
            each.replace(place)
