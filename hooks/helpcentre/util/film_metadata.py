"""Films as they are published: without what phones and programs hide in them, such as the place of the camera.

The boxes of a film (ISO/IEC 14496-12, MP4 and QuickTime) stay where they are, as tables in it count bytes. What is
hidden becomes free space.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path

_AROUND = frozenset({b"moov", b"trak", b"moof", b"traf"})
_DEEPEST = 4
"""How deep metadata lies at most: in ``moov/trak/udta`` it is the third box."""
_HIDDEN = frozenset({b"udta", b"meta"})
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
"""The number of a ``uuid`` box with XMP (ISO 16684-3)."""


def strip_film(file: Path) -> bytes | None:
    """Return a film without its metadata, as long as it was; None where it has none.

    Raises OSError where it cannot be read.
    """
    with file.open("rb") as opened:
        if not opened.seek(0, 2):
            return None
        with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
            hidden = list(_hidden_boxes(data, 0, len(data)))
            made = bytearray(data) if hidden else None
    if made is None:
        return None
    for start, content, end in hidden:
        made[start + 4 : start + 8] = b"free"
        made[content:end] = bytes(end - content)
    return bytes(made)


def _hidden_boxes(data: mmap.mmap, start: int, end: int, depth: int = 1) -> Iterator[tuple[int, int, int]]:
    """Yield start, start of content, and end of each box of metadata."""
    for name, box, content, after in _boxes(data, start, end):
        if name in _HIDDEN or (name == b"uuid" and data[content : content + 16] == _XMP):
            yield box, content, after
        elif name in _AROUND and depth < _DEEPEST:
            yield from _hidden_boxes(data, content, after, depth + 1)


def _boxes(data: mmap.mmap, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Yield name, start, start of content, and end of each box, up to what is none."""
    while start + 8 <= end:
        size, content = int.from_bytes(data[start : start + 4]), start + 8
        if size == 1:  # too long for four bytes
            size, content = int.from_bytes(data[start + 8 : start + 16]), start + 16
        after = start + size if size else end  # the last one may leave it open
        if not content <= after <= end:
            after = end  # it was cut off, and what is left of it is hidden as well
        yield data[start + 4 : start + 8], start, min(content, end), after
        start = after
