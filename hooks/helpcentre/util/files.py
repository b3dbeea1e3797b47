"""Text files read with errors that name the line, and written all or none."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from posixpath import basename

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.diagnostics.system_errors import fix_of

DEEPEST = 100
"""In how many folders below its own a file may stand: MkDocs, Python and other programs call themselves for each."""

_SCRATCH = ".staged-"
"""How a folder begins in which new files are made before they take their places."""


def names_below(folder: Path) -> list[str]:
    """Return the paths of all files below a folder, with forward slashes, sorted; none where there is no folder.

    Raises HelpcentreError as :func:`require_shallow` does, OSError for a folder that cannot be read.
    """
    start = len(str(folder)) + 1
    found: list[str] = []
    for place, _, names in os.walk(folder, onerror=_require_gone):
        below = place[start:].replace(os.sep, "/")
        require_shallow(below, folder.name)
        found += [f"{below}/{name}" for name in names] if below else names
    return sorted(found)


def _require_gone(error: OSError) -> None:
    """Raise an error of a folder, unless there is no such folder; os.walk() itself takes any for an empty one."""
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise error


def entries_below(folder: str, *, below: str = "") -> Iterator[os.DirEntry[str]]:
    """Yield all files below a folder, but what Python keeps there; what is taken away meanwhile is left out.

    ``below`` is where that folder stands in another one. Raises HelpcentreError as :func:`require_shallow` does.
    """
    require_shallow(below, basename(folder.removesuffix(below).rstrip("/")))
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                inner = f"{below}/{entry.name}" if below else entry.name
                yield from entries_below(entry.path, below=inner) if entry.name != "__pycache__" else ()
            elif entry.is_file():
                yield entry


def require_shallow(path: str, folder: str) -> None:
    """Raise HelpcentreError for a ``path`` below ``folder`` that stands in more than :data:`DEEPEST` folders."""
    if path.count("/") >= DEEPEST:
        place = "/".join([folder, *path.split("/")[:3], "..."])
        raise HelpcentreError(f"there are more than {DEEPEST} folders in each other", fix="nest less", file=place)


def ending(name: str) -> str:
    """Return a file's ending in small letters and without its dot; empty where it has none."""
    head, _, found = basename(name).rpartition(".")
    return found.lower() if head else ""


def read_text(file: Path, *, name: str = "") -> str:
    """Return the text of a file with its own line ends.

    Raises HelpcentreError, calling the file ``name``, unless it is there and UTF-8.
    """
    name = name or str(file)
    require_plain(file, name)
    try:
        data = file.read_bytes()
    except OSError as error:
        fix = fix_of(error, otherwise="name a text file")
        raise HelpcentreError(f"cannot be read: {error.strerror}", fix=fix, file=name) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        raise HelpcentreError(message, fix="save the file as UTF-8", file=name, line=line) from error


def require_plain(file: Path, name: str) -> None:
    """Raise HelpcentreError, calling the file ``name``, for a pipe or device: to read one may never end."""
    with suppress(OSError, ValueError):  # whoever reads it tells what else is wrong with it
        if not (stat.S_ISREG(mode := file.stat().st_mode) or stat.S_ISDIR(mode)):
            raise HelpcentreError("is a pipe or device and no file", fix="save it as a file", file=name)


def require_replaceable(file: Path) -> None:
    """Raise HelpcentreError for a pipe or device, and all in the folder of devices: a new file would take its place."""
    require_plain(file, str(file))
    if file.absolute().parent in (Path("/dev"), Path("/dev/fd"), Path("/proc/self/fd")):
        raise HelpcentreError("is in the folder of devices", fix="name a file of your own", file=str(file))


def require_writable(file: Path) -> None:
    """Raise HelpcentreError where no file can be written: what costs much to make is not made for nothing."""
    require_replaceable(file)
    place = behind_links(file)
    if place.is_dir():
        raise HelpcentreError("cannot be written: Is a directory", fix="name a file", file=str(file))
    above = next((each for each in place.absolute().parents if each.exists()), None)
    if above and not (above.is_dir() and os.access(above, os.W_OK | os.X_OK)):
        why = "Permission denied" if above.is_dir() else "Not a directory"
        raise HelpcentreError(f"cannot be written: {above}: {why}", fix="check the folder", file=str(file))


def require_no_source(file: Path, sources: Iterable[Path]) -> None:
    """Raise HelpcentreError where a file to write is one that is read, or stands in a folder that is."""
    if not file.exists():
        return
    for source in sources:
        if source.exists() and any(source.samefile(each) for each in (file, *file.resolve().parents)):
            message = "is read, and would be lost" if source.is_file() else f"is part of {source}, and would be lost"
            raise HelpcentreError(message, fix="name another file to write", file=str(file))


def make_folder(folder: Path) -> None:
    """Make a folder and those that it is in: Python calls itself for each, and may be stopped."""
    for each in reversed([*takewhile(lambda above: not above.exists(), folder.parents)]):
        each.mkdir(exist_ok=True)
    folder.mkdir(exist_ok=True)


def require_utf8(path: str) -> None:
    """Raise HelpcentreError for a file whose name is not UTF-8: no page could link to it."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError as error:
        shown = path.encode("utf-8", "backslashreplace").decode("utf-8")
        raise HelpcentreError("the name is not UTF-8", fix="rename the file", file=shown) from error


def write_texts(texts: Mapping[Path, str], *, folder: Path) -> None:
    """Write each text to its file below ``folder``, all or, with a HelpcentreError, none."""
    write_files(texts, folder=folder)


def write_files(contents: Mapping[Path, str | bytes | Path], *, folder: Path) -> None:
    """Write texts, bytes or copies of files to files below ``folder``, all or, with HelpcentreError, none."""
    if not contents:
        return
    for target in contents:
        require_replaceable(target)
    try:
        for target in contents:
            if target.is_dir() and not target.is_symlink():  # to rename a folder away is no error
                raise HelpcentreError("cannot be written: Is a directory", fix="name a file", file=str(target))
        with tempfile.TemporaryDirectory(dir=folder, prefix=_SCRATCH) as scratch:
            _swap_in(_staged(contents, Path(scratch)))
    except OSError as error:
        message, place = f"cannot be written: {error.strerror}", str(error.filename or folder)
        place = str(folder) if _SCRATCH in place else place  # of which nobody knows
        raise HelpcentreError(message, fix="check the folder", file=place) from error


def replace_text(file: Path, text: str) -> None:
    """Write ``text`` to ``file`` in one step: whoever reads it, or stops us, finds the old text or the new one.

    Raises HelpcentreError where it cannot be written; nothing is left of the new text then.
    """
    require_replaceable(file)
    place = behind_links(file)
    try:
        make_folder(place.parent)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=_SCRATCH) as scratch:
            new = Path(scratch, "new")
            new.write_bytes(text.encode("utf-8"))
            if place.exists():
                shutil.copymode(place, new)
            new.replace(place)
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        raise HelpcentreError(message, fix="check the folder", file=str(file)) from error


def behind_links(file: Path) -> Path:
    """Return the file that links lead to from ``file``: a new one in its place is found by the same path."""
    return Path(os.path.realpath(file)) if os.path.islink(file) else file  # noqa: PTH114, as Path raises for odd names


def _staged(contents: Mapping[Path, str | bytes | Path], scratch: Path) -> list[tuple[Path, Path, Path]]:
    """Write the new contents into ``scratch``; return for each the target, the new file and the place for the old."""
    staged = []
    for number, (target, content) in enumerate(contents.items()):
        new = scratch / f"new-{number}"
        if isinstance(content, Path):
            shutil.copyfile(content, new)
        else:
            new.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        if target.exists():
            shutil.copymode(target, new)
        staged.append((target, new, scratch / f"old-{number}"))
    return staged


def _swap_in(staged: Iterable[tuple[Path, Path, Path]]) -> None:
    begun: list[tuple[Path, Path]] = []
    try:
        for target, new, old in staged:
            make_folder(target.parent)
            if target.exists():
                target.replace(old)
            begun.append((target, old))
            new.replace(target)
    except BaseException:
        for target, old in begun:
            target.unlink(missing_ok=True)
            if old.exists():
                old.replace(target)
        raise


def read_same(file: Path, digest: str) -> bytes:
    """Return what is in a file, which has this digest.

    Raises HelpcentreError where it has another or is gone: another build has put another site in place.
    """
    try:
        content = file.read_bytes()
    except FileNotFoundError as error:
        raise replaced_error(str(file)) from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise replaced_error(str(file))
    return content


def replaced_error(file: str) -> HelpcentreError:
    """Return the error for a file that another build has replaced meanwhile."""
    return HelpcentreError("is not what it was: another build ended meanwhile", fix="build again", file=file)
