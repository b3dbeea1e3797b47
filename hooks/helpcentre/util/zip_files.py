"""Zip files of others, which may be damaged or made to harm who reads them."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpcentre.util.files import require_plain

MOST_RATIO = 200
"""How many times smaller its content may be packed; text has a tenth of its size, a bomb a thousandth."""

MOST_FILES = 1_000_000
"""How many files are unpacked; 8,000 pages in twelve languages have a third of that."""

_ALWAYS = 1_000_000
"""Bytes that may be unpacked however small they were packed."""

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

    Raises BadZipFile for each kind of damage, then or while it is read, OSError where the file cannot be read, and
    HelpcentreError for a pipe or device, where zipfile looks for the end.
    """
    require_plain(file, str(file))
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except _DAMAGE as error:
        raise zipfile.BadZipFile(str(error)) from error
    except OSError as error:
        if error.errno is None:  # of bzip2, where its data is none
            raise zipfile.BadZipFile(str(error)) from error
        raise


def require_modest(archive: zipfile.ZipFile, *, size: int, most: int) -> None:
    """Raise BadZipFile unless all of an archive of so many bytes can be unpacked, each file of at most ``most`` bytes.

    Refused is what has far more content than any data that is packed, more files than a site, or two of one name.
    """
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise zipfile.BadZipFile(f"it has {len(entries)} files")
    if (content := sum(entry.file_size for entry in entries)) > size * MOST_RATIO + _ALWAYS:
        raise zipfile.BadZipFile(f"it is too large when unpacked: {content / 1e6:.0f} MB")
    if (largest := max((entry.file_size for entry in entries), default=0)) > most:
        raise zipfile.BadZipFile(f"one of its files is too large when unpacked: {largest / 1e6:.0f} MB")
    if len({entry.filename for entry in entries}) < len(entries):
        raise zipfile.BadZipFile("two of its files have one name")
