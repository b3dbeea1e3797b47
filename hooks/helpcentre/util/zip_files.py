"""Zip files of others, which may be damaged or made to harm who reads them."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    from lzma import LZMAError
except ImportError:  # Python was built without it, and its zipfile refuses such entries

    class LZMAError(Exception):  # type: ignore[no-redef]
        """Nothing raises it."""


_DAMAGE = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, LookupError, ValueError, RuntimeError)
"""Of no zip, of a part that was cut off or changed, of a name that is not there, of what is encrypted."""


@contextmanager
def open_zip(file: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip file to read.

    Raises BadZipFile for each kind of damage, then or while it is read, and OSError where the file cannot be read.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except _DAMAGE as error:
        raise zipfile.BadZipFile(str(error)) from error
    except OSError as error:
        if error.errno is None:  # of bzip2, where its data is none
            raise zipfile.BadZipFile(str(error)) from error
        raise
