"""The comments of Ogg files (RFC 3533): of Vorbis, Opus, Theora, Speex and FLAC, emptied where they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from mmap import mmap

_HEADS = {b"\x01vorbis": b"\x03vorbis", b"OpusHead": b"OpusTags", b"\x80theora": b"\x81theora", b"Speex   ": b""}
"""How the first packet of a stream begins, and how the one with its comments does."""
_FLAC = b"\x7fFLAC"
_FLAC_COMMENTS, _FLAC_PADDING, _FLAC_KEPT = 4, 1, frozenset({0, 3})
_NO_COMMENTS = bytes(8)
"""The length of the program's name, and the number of comments."""
_CRC_AT = 22


@dataclass
class _Stream:
    """A stream as far as it was read."""

    head: bytes = b""
    packets: int = 0
    places: list[tuple[int, int]] = field(default_factory=list)
    """Where the parts of the packet are that is being read."""
    is_done: bool = False


def edit_ogg(data: mmap, start: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield start, end and new bytes of each page that has comments."""
    streams: dict[bytes, _Stream] = {}
    pages: list[tuple[int, int]] = []
    changes: list[tuple[int, bytes]] = []
    place = start
    while data[place : place + 4] == b"OggS" and place + 27 <= len(data):
        lengths = data[place + 27 : place + 27 + data[place + 26]]
        content = place + 27 + len(lengths)
        end = content + sum(lengths)
        stream = streams.setdefault(data[place + 14 : place + 18], _Stream())
        if not stream.is_done:
            pages.append((place, min(end, len(data))))
            changes += _read_page(data, stream, content, lengths)
        elif all(each.is_done for each in streams.values()) and not data[place + 5] & 2:
            break
        place = end
    yield from _changed_pages(data, pages, changes)


def _read_page(data: mmap, stream: _Stream, place: int, lengths: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield place and new bytes of each part of a packet that has comments, once it has ended."""
    for length in lengths:
        stream.places.append((place, place + length))
        place += length
        if length == 255 or stream.is_done:
            continue
        packet = b"".join(data[start:end] for start, end in stream.places)
        new, at = _without_comments(stream, packet), 0
        for start, end in stream.places if new != packet else ():
            yield start, new[at : at + end - start]
            at += end - start
        stream.packets, stream.places = stream.packets + 1, []


def _without_comments(stream: _Stream, packet: bytes) -> bytes:
    if not stream.packets:
        stream.head = next((head for head in (*_HEADS, _FLAC) if packet.startswith(head)), b"")
        stream.is_done = not stream.head
        return packet
    if stream.head == _FLAC:
        stream.is_done = not packet or bool(packet[0] & 0x80)
        kind = packet[0] & 0x7F if packet else 0
        if kind in _FLAC_KEPT:
            return packet
        is_first = kind == _FLAC_COMMENTS
        sign = bytes([packet[0] & 0x80 | (_FLAC_COMMENTS if is_first else _FLAC_PADDING)])
        return sign + packet[1:4] + bytes(len(packet) - 4) if len(packet) >= 12 else packet
    stream.is_done = True
    start = _HEADS[stream.head]
    new = start + _NO_COMMENTS + (b"\x01" if stream.head == b"\x01vorbis" else b"")
    return new + bytes(len(packet) - len(new)) if packet.startswith(start) and len(packet) >= len(new) else packet


def _changed_pages(
    data: mmap, pages: list[tuple[int, int]], changes: list[tuple[int, bytes]]
) -> Iterator[tuple[int, int, bytes]]:
    for start, end in pages:
        own = [(place - start, new) for place, new in changes if start <= place < end]
        if own:
            page = bytearray(data[start:end])
            for place, new in own:
                page[place : place + len(new)] = new
            page[_CRC_AT : _CRC_AT + 4] = bytes(4)
            page[_CRC_AT : _CRC_AT + 4] = _checksum(page).to_bytes(4, "little")
            yield start, end, bytes(page)


def _checksum(page: bytes | bytearray) -> int:
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _TABLE[value >> 24 ^ byte]
    return value


def _entry(byte: int) -> int:
    value = byte << 24
    for _ in range(8):
        value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
    return value


_TABLE = tuple(map(_entry, range(256)))
