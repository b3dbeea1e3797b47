"""What the operating system refuses, in words: which file it was, and what helps."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

_NO_ROOM = frozenset(
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EIO") if hasattr(errno, name)
)
"""What is no fault of the file that is copied, but of the place that it is copied to."""

_FULL = frozenset(getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EROFS") if hasattr(errno, name))
"""What is no fault of any file: nothing can be written to its disk."""

_FIXES = {
    errno.ENOSPC: "free some space on its disk, or write to another one",
    getattr(errno, "EDQUOT", errno.ENOSPC): "free some space of this user's, or write to another disk",
    errno.EFBIG: "raise the limit of the size of files (ulimit -f), or write to another disk",
    errno.EROFS: "write to another disk",
    errno.EACCES: "give your account the right to read and write it",
    errno.EPERM: "give your account the right to read and write it",
}

_NUMBER = re.compile(r"^\[Errno \d+\] ")
_WRITERS = {"write_bytes": "self", "write_text": "self", "write_file": "output_path", "copyfile": "dst"}
"""Functions of Python and MkDocs that write a whole file, each with what it calls it."""


def describe(error: OSError) -> str:
    """Return in one line which file could not be read or written, why, and what helps, where that is known."""
    if isinstance(error, shutil.Error) and isinstance(error.args[0], list):  # of copies: the first that failed
        file, _, why = error.args[0][0]
        return f"{file}: {_NUMBER.sub('', str(why)).partition(': ')[0]}"
    text = f"{_file(error) or 'a file'}: {error.strerror or error}"
    fix = fix_of(error)
    return f"{text} ({fix})" if fix else text


def fix_of(error: OSError, *, otherwise: str = "") -> str:
    """Return what helps against an error: what its number says, else ``otherwise``."""
    return _FIXES.get(error.errno or 0, otherwise)


def lacks_room(error: BaseException | None) -> bool:
    """Whether an error is no fault of a page or file, but of the disk that all of them are written to."""
    return isinstance(error, OSError) and error.errno in _FULL


@contextmanager
def naming(file: Path | str) -> Iterator[None]:
    """Let errors that name no file name this one: those of a write to an open file do not."""
    try:
        yield
    except OSError as error:
        if not error.filename:
            error.filename = str(file)
        raise


def _file(error: OSError) -> str:
    """Return the file that an error is of; of a copy that has no room, where it goes to."""
    if error.errno in _NO_ROOM and error.filename2:
        return str(error.filename2)
    if error.filename:
        return str(error.filename)
    names = [
        frame.f_locals.get(_WRITERS[frame.f_code.co_name])
        for frame, _ in walk_tb(error.__traceback__)
        if frame.f_code.co_name in _WRITERS
    ]
    return str(names[-1]) if names and names[-1] else ""
