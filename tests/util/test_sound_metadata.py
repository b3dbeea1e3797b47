"""Sounds and films of the kinds Ogg and WebM without metadata: what plays stays, and all that is hidden is gone."""

import struct
import wave
from io import BytesIO
from pathlib import Path

import pytest

from helpcentre.util.ogg_metadata import _checksum
from helpcentre.util.sound_metadata import strip_sound

CANARY = b"Lina Kern, Berlin/quitte"
FRAMES = b"\xff\xfb\x90\x00" + bytes(range(200)) * 3


def synchsafe(size: int) -> bytes:
    """Return a size as ID3 writes it."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def id3(content: bytes, version: int = 4) -> bytes:
    """Return a tag at the beginning of a sound."""
    return b"ID3" + bytes([version, 0, 0]) + synchsafe(len(content)) + content


def ape(content: bytes) -> bytes:
    """Return a tag of APE with a head and a foot."""
    sizes = struct.pack("<IIII", 2000, len(content) + 32, 1, 0x80000000)
    return b"APETAGEX" + sizes + bytes(8) + content + b"APETAGEX" + sizes + bytes(8)


ID3_OLD = b"TAG" + CANARY.ljust(125, b"\0")
LYRICS = b"LYRICSBEGIN" + CANARY + f"{len(CANARY) + 11:06}".encode() + b"LYRICS200"


def chunk(name: bytes, content: bytes) -> bytes:
    """Return a part of a WAV file."""
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def wav(*parts: bytes) -> bytes:
    """Return a WAV file."""
    body = b"WAVE" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


SOUND = chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16)) + chunk(b"data", bytes(range(200)))


def flac_block(kind: int, content: bytes, *, is_last: bool = False) -> bytes:
    """Return a block of FLAC's head."""
    return bytes([kind | (0x80 if is_last else 0)]) + len(content).to_bytes(3) + content


def comments(*texts: bytes) -> bytes:
    """Return comments as Vorbis writes them, with a program's name that says something, too."""
    texts = (CANARY, *texts)
    said = b"".join(struct.pack("<I", len(text)) + text for text in texts[1:])
    return struct.pack("<I", len(texts[0])) + texts[0] + struct.pack("<I", len(texts) - 1) + said


def ogg_page(number: int, content: bytes, lengths: list[int], *, serial: int = 7) -> bytes:
    """Return a page with a checksum."""
    head = b"OggS\0" + (b"\x02" if not number else b"\0") + bytes(8) + struct.pack("<II", serial, number)
    page = bytearray(head + bytes(4) + bytes([len(lengths)]) + bytes(lengths) + content)
    page[22:26] = _checksum(page).to_bytes(4, "little")
    return bytes(page)


def lacing(packet: bytes) -> list[int]:
    """Return the lengths of the parts of a packet."""
    return [255] * (len(packet) // 255) + [len(packet) % 255]


def ogg(first: bytes, second: bytes, *later: bytes) -> bytes:
    """Return a stream whose second packet is cut over as many pages as it needs."""
    pages, number = [ogg_page(0, first, lacing(first))], 1
    lengths = lacing(second)
    while lengths:
        part, lengths = lengths[:2], lengths[2:]
        pages.append(ogg_page(number, second[: sum(part)], part))
        second, number = second[sum(part) :], number + 1
    pages += [ogg_page(number + place, packet, lacing(packet)) for place, packet in enumerate(later)]
    return b"".join(pages)


def element(name: bytes, content: bytes, width: int = 8) -> bytes:
    """Return an element of WebM with its size in as many bytes."""
    return name + (len(content) | 1 << 7 * width).to_bytes(width) + content


SEGMENT, INFO, TRACKS, CLUSTER, TAGS = (
    bytes.fromhex(x) for x in ("18538067", "1549a966", "1654ae6b", "1f43b675", "1254c367")
)
EBML = element(b"\x1a\x45\xdf\xa3", b"\x42\x82\x84webm", 1)
PLAYED = element(CLUSTER, b"\xe7\x81\x00pixels", 4)
MADE_BY = element(b"\x4d\x80", b"lib", 1) + element(b"\x57\x41", b"app", 1)
DATE = element(b"\x44\x61", bytes(8), 1)
TRACK = element(TRACKS, element(b"\xae", element(b"\x53\x6e", CANARY, 1), 1))


def webm(info: bytes, *rest: bytes) -> bytes:
    """Return a film."""
    return EBML + element(SEGMENT, element(INFO, MADE_BY + info, 1) + b"".join(rest))


LONG = CANARY * 30
HIDDEN = {
    "id3": (id3(b"TIT2" + CANARY) + FRAMES, FRAMES),
    "id3 twice": (id3(CANARY, 3) + id3(CANARY) + FRAMES, FRAMES),
    "id3 at the end": (FRAMES + ID3_OLD, FRAMES),
    "id3 of both ends": (id3(CANARY) + FRAMES + ape(CANARY) + ID3_OLD, FRAMES),
    "extended id3": (FRAMES + (b"TAG+" + CANARY).ljust(227, b"\0") + ID3_OLD, FRAMES),
    "lyrics": (FRAMES + LYRICS + ID3_OLD, FRAMES),
    "a tag alone": (id3(CANARY), b""),
    "a tag that is cut off": (id3(CANARY * 9)[:80], b""),
    "wav": (wav(chunk(b"LIST", b"INFO" + CANARY), SOUND, chunk(b"bext", CANARY), chunk(b"id3 ", CANARY)), SOUND),
    "wav cut off": (wav(SOUND, chunk(b"iXML", CANARY))[:-3], SOUND),
    "flac": (
        b"fLaC" + flac_block(0, bytes(34)) + flac_block(4, comments(CANARY)) + flac_block(6, CANARY)
        + flac_block(1, CANARY, is_last=True) + FRAMES,
        FRAMES,
    ),
    "flac after id3": (id3(CANARY) + b"fLaC" + flac_block(0, bytes(34)) + flac_block(2, CANARY, is_last=True), b"fLaC"),
    "vorbis": (ogg(b"\x01vorbis" + bytes(23), b"\x03vorbis" + comments(LONG) + b"\x01", FRAMES), FRAMES[:250]),
    "opus": (ogg(b"OpusHead" + bytes(11), b"OpusTags" + comments(LONG, b"x"), FRAMES), FRAMES[:250]),
    "theora": (ogg(b"\x80theora" + bytes(35), b"\x81theora" + comments(CANARY), FRAMES), FRAMES[:250]),
    "speex": (ogg(b"Speex   " + bytes(72), comments(CANARY), FRAMES), FRAMES[:250]),
    "flac in ogg": (
        ogg(b"\x7fFLAC\1" + bytes(45), flac_block(4, comments(CANARY)), flac_block(6, LONG, is_last=True), FRAMES),
        FRAMES[:250],
    ),
    "webm": (webm(element(b"\x7b\xa9", CANARY, 1), PLAYED, element(TAGS, CANARY, 1)), PLAYED),
    "webm with names of tracks": (webm(DATE, TRACK, PLAYED), PLAYED),
    "webm with files": (webm(b"", element(bytes.fromhex("1941a469"), CANARY, 2), PLAYED), PLAYED),
}  # fmt: skip


def stripped(data: bytes, folder: Path) -> bytes | None:
    """Return what is published of a file."""
    file = folder / "sound"
    file.write_bytes(data)
    return strip_sound(file)


@pytest.mark.parametrize("name", HIDDEN)
def test_sound_hides_nothing_and_keeps_what_plays(name: str, tmp_path: Path) -> None:
    before, played = HIDDEN[name]
    assert CANARY[:9] in before or name == "a tag that is cut off"
    made = stripped(before, tmp_path)
    assert made is not None
    assert (CANARY[:9] in made, played in made) == (False, True)
    if before[:4] in (b"RIFF", b"OggS", EBML[:4]):
        assert len(made) == len(before)
    if made:
        assert stripped(made, tmp_path) is None


@pytest.mark.parametrize("name", [name for name, (data, _) in HIDDEN.items() if data.startswith(b"OggS")])
def test_pages_of_ogg_have_the_checksums_of_what_is_in_them(name: str, tmp_path: Path) -> None:
    made = stripped(HIDDEN[name][0], tmp_path)
    assert made is not None
    for rest in made.split(b"OggS")[1:]:
        page = bytearray(b"OggS" + rest)
        told, page[22:26] = int.from_bytes(page[22:26], "little"), bytes(4)
        assert told == _checksum(page)


def test_checksum_is_that_of_ogg() -> None:
    assert _checksum(b"123456789") == 0x89A1897F


def test_sound_that_a_program_wrote_is_still_read(tmp_path: Path) -> None:
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(range(200)))
    made = stripped(file.getvalue() + chunk(b"LIST", b"INFO" + CANARY), tmp_path)
    assert made is not None
    with wave.open(BytesIO(made)) as sound:
        assert sound.readframes(1000) == bytes(range(200))


OPEN = b"\x01" + b"\xff" * 7
PLAIN = [
    *(b"", b"x", FRAMES, wav(SOUND), b"RIFF\0\0\0\0WAVE", b"OggS", ogg(b"new", CANARY), b"fLaC", b"fLaC\0"),
    *(EBML, EBML[:5], EBML + SEGMENT + b"\0\0", webm(b"", PLAYED), EBML + SEGMENT + OPEN + CLUSTER + OPEN + b"x"),
]


@pytest.mark.parametrize("data", PLAIN)
def test_sound_without_metadata_is_copied_as_it_is(data: bytes, tmp_path: Path) -> None:
    assert stripped(data, tmp_path) is None


@pytest.mark.parametrize("name", HIDDEN)
def test_sound_that_was_cut_off_anywhere_is_no_error(name: str, tmp_path: Path) -> None:
    data = HIDDEN[name][0]
    for end in range(1, len(data), 7):
        stripped(data[:end], tmp_path)
