"""The records of a zip, by PKWARE's description of the format, as bytes.

https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT: 4.3.7 local header, 4.3.12 entry of the directory, 4.3.14
to 4.3.16 its end.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import date

MOST_BYTES = 0xFFFFFFFF
"""What a zip may have; more, an old file system could not store either."""

_MOST_FILES = 0xFFFF
_DEFLATED, _UTF8 = 8, 1 << 11
_VERSION, _VERSION_64, _MADE_ON_UNIX = 20, 45, 3 << 8
_MODE = 0o100644 << 16


@dataclass(frozen=True)
class Packed:
    """A file in a zip: its path below the folder, its bytes, their checksums, and how many they are packed."""

    name: str
    size: int
    sha256: str
    crc: int
    packed: int


def local_header(file: Packed, *, folder: str, day: date) -> bytes:
    """Return what stands before a file's packed bytes; its length depends on nothing but the name."""
    name = f"{folder}/{file.name}".encode()
    return struct.pack("<4sH", b"PK\3\4", _VERSION) + _common(file, name, day) + name


def entry(file: Packed, offset: int, *, folder: str, day: date) -> bytes:
    """Return a file's entry in the directory; its header stands ``offset`` bytes from the zip's beginning."""
    name = f"{folder}/{file.name}".encode()
    head = struct.pack("<4s2H", b"PK\1\2", _MADE_ON_UNIX | _VERSION, _VERSION)
    return head + _common(file, name, day) + struct.pack("<3H2I", 0, 0, 0, _MODE, offset) + name


def end(count: int, start: int, size: int) -> bytes:
    """Return the end of a zip whose directory has ``count`` entries and ``size`` bytes, the first at ``start``."""
    long = b""
    if count > _MOST_FILES:
        version = _MADE_ON_UNIX | _VERSION_64
        long = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, version, _VERSION_64, 0, 0, count, count, size, start)
        long += struct.pack("<4sIQI", b"PK\6\7", 0, start + size, 1)
    shown = min(count, _MOST_FILES)
    return long + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, shown, shown, size, start, 0)


def _common(file: Packed, name: bytes, day: date) -> bytes:
    """Return the fields that both headers have, from the flags to the length of the extra field."""
    flags = 0 if name.isascii() else _UTF8
    stamp = ((max(day.year, 1980) - 1980) << 9) | (day.month << 5) | day.day
    sizes = (file.crc, file.packed, file.size, len(name), 0)
    return struct.pack("<4H3I2H", flags, _DEFLATED, 0, stamp, *sizes)
