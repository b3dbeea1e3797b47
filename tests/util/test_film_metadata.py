"""Films without metadata: each byte that plays stays at its place, all that is hidden is gone."""

import struct
from pathlib import Path

import pytest

from helpcentre.util.film_metadata import _XMP, strip_film

CANARY = b"+52.5200+013.4050/quitte"


def box(name: bytes, *parts: bytes) -> bytes:
    """A box with its size in four bytes."""
    content = b"".join(parts)
    return struct.pack(">I", 8 + len(content)) + name + content


def long_box(name: bytes, *parts: bytes) -> bytes:
    """A box with its size in eight bytes."""
    content = b"".join(parts)
    return struct.pack(">I", 1) + name + struct.pack(">Q", 16 + len(content)) + content


PLAYED = box(b"mdat", b"pixels and sound", CANARY)
HIDDEN = [
    box(b"moov", box(b"mvhd", b"x" * 20), box(b"udta", box(b"\xa9xyz", CANARY))),
    box(b"moov", box(b"trak", box(b"tkhd", b"y" * 9), box(b"udta", CANARY), box(b"mdia", b"z")), box(b"meta", CANARY)),
    long_box(b"moov", long_box(b"udta", CANARY), box(b"mvhd", b"x")),
    box(b"uuid", _XMP, CANARY) + box(b"moov", box(b"mvhd", b"x")),
    box(b"meta", CANARY) + box(b"moof", box(b"traf", box(b"udta", CANARY))),
    box(b"moov", box(b"mvhd", b"x"), b"\0\0\0\0udta" + CANARY),
    box(b"moov", struct.pack(">I", 9_000) + b"udta" + CANARY),
]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_film_hides_nothing_and_keeps_what_plays_at_its_place(hidden: bytes, tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    before = box(b"ftyp", b"isom") + PLAYED + hidden
    file.write_bytes(before)
    made = strip_film(file)
    assert made is not None
    assert (len(made), made.count(CANARY)) == (len(before), 1)
    assert made.startswith(box(b"ftyp", b"isom") + PLAYED)
    for name in (b"mvhd", b"tkhd", b"mdia", b"trak", b"moov", b"moof"):
        assert made.find(name) == before.find(name)
    file.write_bytes(made)
    assert strip_film(file) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        b"no film at all, but a text",
        PLAYED,
        PLAYED[:12],
        box(b"moov", box(b"mvhd", b"x")),
        box(b"uuid", b"y" * 16, CANARY),
        struct.pack(">I", 1) + b"moov",
        b"\0\0\0\0mdat" + CANARY,
    ],
)
def test_film_without_metadata_is_copied_as_it_is(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "film.mov").write_bytes(data)
    assert strip_film(tmp_path / "film.mov") is None


def test_boxes_in_boxes_without_an_end_are_no_error(tmp_path: Path) -> None:
    (file := tmp_path / "film.mp4").write_bytes(b"\0\0\0\0moov" * 5_000)
    assert strip_film(file) is None
