"""Sounds, and films of the kinds Ogg and WebM, as they are published: without names, places and remarks in them.

What plays is not encoded anew. Where something counts bytes, what is hidden becomes empty space of the same length.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path

from helpcentre.util.ogg_metadata import edit_ogg

Edit = tuple[int, int, bytes]
"""Start and end of what is hidden, and what stands there instead."""

_WAV_KEPT = frozenset({b"fmt ", b"data", b"fact", b"cue ", b"plst", b"smpl", b"ds64", b"JUNK", b"PEAK"})
_FLAC_HIDDEN = frozenset({2, 4, 5, 6})
"""Blocks of FLAC (RFC 9639) for programs, comments, the tracks of a disc, and pictures."""
_FLAC_PADDING = 1
_CLUSTER = b"\x1f\x43\xb6\x75"
_EBML_AROUND = frozenset({b"\x18\x53\x80\x67", b"\x15\x49\xa9\x66", b"\x16\x54\xae\x6b", b"\xae"})
"""The film as a whole, what is said of it, its tracks, and one of them."""
_EBML_HIDDEN = frozenset({b"\x12\x54\xc3\x67", b"\x19\x41\xa4\x69", b"\x7b\xa9", b"\x44\x61", b"\x73\x84", b"\x53\x6e"})
"""Tags, attachments, title, date, name of the file, names of tracks (RFC 9559)."""
_VOID = b"\xec"


def strip_sound(file: Path) -> bytes | None:
    """Return a sound or film that plays as before without what it hides; None where it hides nothing.

    What tells its kind are its first bytes. Raises OSError where it cannot be read.
    """
    with file.open("rb") as opened:
        if not opened.seek(0, 2):
            return None
        with mmap(opened.fileno(), 0, access=ACCESS_READ) as data:
            edits, parts, place = _edits(data), list[bytes](), 0
            for start, end, instead in edits:
                parts += [data[place:start], instead]
                place = end
            return b"".join([*parts, data[place:]]) if edits else None


def _edits(data: mmap) -> list[Edit]:
    start = _id3_end(data)
    head = [(0, start, b"")] if start else []
    edits: Callable[[mmap, int], Iterator[Edit]]
    if data[start : start + 4] == b"fLaC":
        edits = _flac
    elif data[:4] in (b"RIFF", b"RF64") and data[8:12] == b"WAVE":
        edits = _wav
    elif data[:4] == b"OggS":
        edits = edit_ogg
    elif data[:4] == b"\x1a\x45\xdf\xa3":
        edits = _webm
    else:
        edits = _tail
    return [*head, *edits(data, start)]


def _id3_end(data: mmap) -> int:
    """Return where the ID3v2 tags at the beginning end; 0 where there are none."""
    place = 0
    while data[place : place + 3] == b"ID3" and place + 10 <= len(data):
        size = 0
        for byte in data[place + 6 : place + 10]:
            size = size << 7 | byte & 0x7F
        place = min(place + 10 + size + (10 if data[place + 5] & 0x10 else 0), len(data))
    return place


def _tail(data: mmap, start: int) -> Iterator[Edit]:
    """Yield the tags at the end of MP3 and AAC: ID3v1, Lyrics3 and APE."""
    end = len(data)
    while (before := _before_tag(data, end)) != end:
        end = max(before, start)
    if end < len(data):
        yield end, len(data), b""


def _before_tag(data: mmap, end: int) -> int:
    """Return where the tag that ends at ``end`` begins; ``end`` where none does."""
    if data[max(end - 128, 0) : end - 125] == b"TAG" and end >= 128:
        end -= 128
        return end - 227 if end >= 227 and data[end - 227 : end - 223] == b"TAG+" else end
    if data[max(end - 9, 0) : end] == b"LYRICS200" and data[end - 15 : end - 9].isdigit():
        return max(end - 15 - int(data[end - 15 : end - 9]), 0)
    if end >= 32 and data[end - 32 : end - 24] == b"APETAGEX":
        size, has_head = int.from_bytes(data[end - 20 : end - 16], "little"), data[end - 9] & 0x80
        return max(end - size - (32 if has_head else 0), 0)
    return end


def _wav(data: mmap, _: int) -> Iterator[Edit]:
    place = 12
    while place + 8 <= len(data):
        name, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        end = min(place + 8 + size, len(data))
        if name == b"data" and size == 0xFFFFFFFF:
            return  # its length stands elsewhere, and nothing of use follows
        if name not in _WAV_KEPT or (name == b"JUNK" and any(data[place + 8 : end])):
            yield place, end, b"JUNK" + data[place + 4 : place + 8] + bytes(end - place - 8)
        place = end + size % 2


def _flac(data: mmap, start: int) -> Iterator[Edit]:
    place, is_last = start + 4, False
    while not is_last and place + 4 <= len(data):
        is_last, kind = bool(data[place] & 0x80), data[place] & 0x7F
        end = min(place + 4 + int.from_bytes(data[place + 1 : place + 4]), len(data))
        if kind in _FLAC_HIDDEN or (kind == _FLAC_PADDING and any(data[place + 4 : end])):
            sign = bytes([data[place] & 0x80 | _FLAC_PADDING])
            yield place, end, sign + data[place + 1 : place + 4] + bytes(end - place - 4)
        place = end


def _webm(data: mmap, start: int, end: int | None = None) -> Iterator[Edit]:
    place, end = start, len(data) if end is None else end
    while place < end:
        name, after_name = _ebml_name(data, place)
        content, size = _ebml_size(data, after_name)
        after = content + size if size is not None else end
        if not name or content > end or (size is None and name == _CLUSTER):
            return
        after = min(after, end)
        if name in _EBML_HIDDEN:
            yield place, after, _void(after - place)
        elif name in _EBML_AROUND:
            yield from _webm(data, content, after)
        place = after


def _ebml_name(data: mmap, place: int) -> tuple[bytes, int]:
    """Return the name of an element and its end; an empty name where there is none."""
    length = 9 - data[place].bit_length()
    return (data[place : place + length], place + length) if length <= 4 else (b"", place)


def _ebml_size(data: mmap, place: int) -> tuple[int, int | None]:
    """Return where the content of an element begins, and its length; None where it is open."""
    if place >= len(data) or not data[place]:
        return len(data) + 1, 0
    length = 9 - data[place].bit_length()
    value = int.from_bytes(data[place : place + length]) & ((1 << 7 * length) - 1)
    return place + length, None if value == (1 << 7 * length) - 1 else value


def _void(length: int) -> bytes:
    """Return an element of ``length`` bytes, at least 2, that says nothing."""
    width = min(8, length - 1)
    size = length - 1 - width
    return _VOID + (size | 1 << 7 * width).to_bytes(width) + bytes(size)
