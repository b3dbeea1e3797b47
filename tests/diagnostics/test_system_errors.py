"""What the operating system refuses: the line names the file that was written, however it was, and what helps."""

import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.utils import write_file

from helpcentre.diagnostics.problem import reason
from helpcentre.diagnostics.system_errors import naming

FULL = Path("/dev/full")
"""A file on a disk that is always full."""


def _write_open_file() -> None:
    with naming(FULL), FULL.open("w", encoding="utf-8") as file:
        file.write("x")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such a file")
@pytest.mark.parametrize(
    "write",
    [
        lambda: FULL.write_text("x", encoding="utf-8"),
        lambda: FULL.write_bytes(b"x"),
        lambda: write_file(b"x", str(FULL)),
        lambda: shutil.copyfile(__file__, FULL),
        _write_open_file,
    ],
)
def test_full_disk_is_told_with_the_file_that_was_written(write: Callable[[], object]) -> None:
    with pytest.raises(OSError, match="No space left") as full:
        write()
    help_ = "free some space on its disk, or write to another one"
    assert reason(full.value) == f"/dev/full: No space left on device ({help_})"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file", "a", None, "b"), "a: No such file"),
        (
            PermissionError(errno.EACCES, "Permission denied", "a"),
            "a: Permission denied (give your account the right",
        ),
        (shutil.Error([("a", "b", "[Errno 13] Permission denied: 'a'"), ("c", "d", "")]), "a: Permission denied"),
        (shutil.Error([("a", "b", "`a` is a named pipe")]), "a: `a` is a named pipe"),
        (OSError(errno.EFBIG, "File too large", "a", None, "b"), "b: File too large (raise the limit"),
        (OSError(errno.EROFS, "Read-only file system", "a"), "a: Read-only file system (write to another disk)"),
        (OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN)), "a file: Transport endpoint is not connected"),
        (OSError("what Pillow says"), "a file: what Pillow says"),
    ],
)
def test_what_is_refused_is_told_in_one_line(error: OSError, told: str) -> None:
    assert reason(error).startswith(told)


def test_an_error_that_names_its_file_keeps_the_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as missing, naming("another"):
        (tmp_path / "missing").read_bytes()
    assert missing.value.filename == str(tmp_path / "missing")
