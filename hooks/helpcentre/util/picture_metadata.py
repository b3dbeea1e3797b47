"""Pictures as they are published: without what cameras and programs hide in them, such as the place of a photograph.

Pixels are copied and never encoded anew. What browsers need stays: colour profile, orientation, animation, size.
"""

from __future__ import annotations

import re
import struct
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from io import BytesIO

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.drawings import find_danger, without_foreign

ENDINGS = frozenset({"gif", "ico", "jpeg", "jpg", "png", "svg", "webp"})
"""The endings of the pictures that :func:`strip_metadata` knows."""

_PNG, _RIFF, _JPEG, _GIF = b"\x89PNG\r\n\x1a\n", b"RIFF", b"\xff\xd8\xff", (b"GIF87a", b"GIF89a")
_ICO = b"\0\0\1\0"
_PNG_KEPT = re.compile(b"IHDR|PLTE|IDAT|IEND|tRNS|gAMA|cHRM|sRGB|iCCP|sBIT|bKGD|pHYs|cICP|mDCV|cLLI|acTL|fcTL|fdAT")
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
_EXIF_HEAD, _ICC_HEAD = b"Exif\0\0", b"ICC_PROFILE\0"
_ORIENTATION = 0x0112
_SVG_HIDDEN = re.compile(
    r"<!--.*?-->|<(?:\w+:)?metadata\b[^>]*(?:/>|>.*?</(?:\w+:)?metadata\s*>)|<\?(?!xml[\s-]).*?\?>"
    r"|\s(?:inkscape|sodipodi):[\w-]+=(?:\"[^\"]*\"|'[^']*')",
    re.DOTALL,
)

_EMBEDDED = re.compile(
    r"(?P<head>data:image/[^,\"'()\s]*;base64,)(?P<data>(?:[A-Za-z0-9+/=\s]|&#(?:1[03]|9|x[0ad9]+);)*+)", re.I
)
_LINE_END = re.compile(r"\s|&#\w+;")


def strip_metadata(data: bytes, *, file: str) -> bytes:
    """Return a picture of one of the :data:`ENDINGS` without comments and metadata, whichever of the kinds it is.

    Raises HelpcentreError, calling it ``file``, where it is no such picture, is broken, or is a drawing that could run
    something.
    """
    try:
        cleaned = _cleaner(data)(data)
        danger = find_danger(cleaned) if _cleaner(cleaned) is _svg else None
    except (ValueError, IndexError, struct.error) as error:
        message = f"is no whole picture: {error or 'it ends early'}"
        fix = f"save it anew, as one of {', '.join(sorted(ENDINGS))}"
        raise HelpcentreError(message, fix=fix, file=file) from error
    if danger:
        what, line = danger
        fix = "remove it, or save the drawing without it, as a plain SVG"
        raise HelpcentreError(
            f"the drawing has {what}, which could run or ask another host", fix=fix, file=file, line=line
        )
    return cleaned


def _cleaner(data: bytes) -> Callable[[bytes], bytes]:
    if data.startswith(_PNG):
        return _png
    if data.startswith(_JPEG):
        return _jpeg
    if data.startswith(_GIF):
        return _gif
    if data.startswith(_ICO):
        return _ico
    return _webp if data.startswith(_RIFF) and data[8:12] == b"WEBP" else _svg


def _png(data: bytes) -> bytes:
    parts, place, exif = [data[:8]], 8, _only_orientation(data)
    while True:
        (size,), name = struct.unpack(">I", data[place : place + 4]), data[place + 4 : place + 8]
        end = place + 12 + size
        if end > len(data):
            raise ValueError("it ends early")
        if name == b"IDAT" and exif:  # before the pixels
            parts.append(_png_chunk(b"eXIf", exif))
            exif = b""
        if _PNG_KEPT.fullmatch(name):
            # A profile's name is free text; browsers look at the profile alone.
            chunk = data[place + 8 : end - 4]
            parts.append(_png_chunk(name, b"ICC" + chunk[chunk.index(b"\0") :] if name == b"iCCP" else chunk))
        elif not name[0] & 0x20:
            raise ValueError(f"it has a part {name!r} that nobody knows")
        if name == b"IEND":
            return b"".join(parts)
        place = end


def _png_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _jpeg(data: bytes) -> bytes:
    parts, exif = [data[:2]], _only_orientation(data)
    if exif:
        content = _EXIF_HEAD + exif
        parts.append(b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content)
    for marker, segment in _jpeg_segments(data):
        content = segment[4:]
        is_kept = not (0xE0 <= marker <= 0xEF or marker == 0xFE)
        is_kept |= marker == 0xE0 and content.startswith(b"JFIF\0")
        is_kept |= marker == 0xE2 and content.startswith(_ICC_HEAD)
        is_kept |= marker == 0xEE and content.startswith(b"Adobe")
        if is_kept:  # after the first 12 bytes of JFIF is a small copy of the picture
            parts.append(b"\xff\xe0\x00\x10" + content[:12] + b"\0\0" if marker == 0xE0 else segment)
    return b"".join(parts)


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the marker and bytes of each segment, that of a scan with its pixels, to the end of the first picture."""
    place = 2
    while True:
        while data[place] == 0xFF and data[place + 1] == 0xFF:
            place += 1
        if data[place] != 0xFF:
            raise ValueError("its parts are not where they should be")
        marker = data[place + 1]
        if marker == 0xD9:
            yield marker, b"\xff\xd9"
            return
        end = place + 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
        if marker == 0xDA:
            end = _scan_end(data, end)
        if end > len(data):
            raise ValueError("it ends early")
        yield marker, data[place:end]
        place = end


def _scan_end(data: bytes, place: int) -> int:
    """Return where the pixels end: at the next marker that is neither a restart nor an escaped byte."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise ValueError("it ends early")
        if data[place + 1] != 0 and not 0xD0 <= data[place + 1] <= 0xD7 and data[place + 1] != 0xFF:
            return place
        place += 2 if data[place + 1] != 0xFF else 1


def _webp(data: bytes) -> bytes:
    parts, place, exif = list[bytes](), 12, _only_orientation(data)
    whole = 8 + struct.unpack("<I", data[4:8])[0]
    if whole > len(data):
        raise ValueError("it ends early")
    while place < whole:
        name, size = data[place : place + 4], struct.unpack("<I", data[place + 4 : place + 8])[0]
        content = data[place + 8 : place + 8 + size]
        if len(content) < size:
            raise ValueError("it ends early")
        if name == b"VP8X":
            flags = content[0] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if exif else 0)
            content = bytes([flags]) + content[1:]
        if name in _WEBP_KEPT:
            parts.append(_riff_chunk(name, content))
        place += 8 + size + size % 2
    if not parts:
        raise ValueError("it has no pixels")
    if exif:
        parts.append(_riff_chunk(b"EXIF", exif))
    body = b"WEBP" + b"".join(parts)
    return _RIFF + struct.pack("<I", len(body)) + body


def _riff_chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _gif(data: bytes) -> bytes:
    place = 13 + _colours(data[10])
    parts = [data[:place]]
    while True:
        start, sign = place, data[place]
        if sign == 0x3B:
            return b"".join([*parts, b"\x3b"])
        if sign not in (0x21, 0x2C):
            raise ValueError("its parts are not where they should be")
        head = 2 if sign == 0x21 else 11 + _colours(data[place + 9])
        place = _blocks_end(data, place + head)
        is_loop = data[start + 3 : start + 14] in (b"NETSCAPE2.0", b"ANIMEXTS1.0")
        if sign == 0x2C or data[start + 1] == 0xF9 or (data[start + 1] == 0xFF and is_loop):
            parts.append(data[start:place])


def _colours(flags: int) -> int:
    """Return the length of a table of colours, none unless the flags say that there is one."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(data: bytes, place: int) -> int:
    while data[place]:
        place += data[place] + 1
    return place + 1


def _ico(data: bytes) -> bytes:
    """Return an icon of its pictures alone, which are PNG, or bitmaps without metadata."""
    (count,) = struct.unpack("<H", data[4:6])
    head, pictures = [data[:6]], list[bytes]()
    place = 6 + 16 * count
    for number in range(count):
        entry = data[6 + 16 * number : 22 + 16 * number]
        size, start = struct.unpack("<II", entry[8:])
        picture = data[start : start + size]
        if len(picture) < size or not size:
            raise ValueError("it ends early")
        picture = _png(picture) if picture.startswith(_PNG) else picture
        head.append(entry[:8] + struct.pack("<II", len(picture), place))
        pictures.append(picture)
        place += len(picture)
    if not pictures:
        raise ValueError("it has no picture")
    return b"".join([*head, *pictures])


def _svg(data: bytes) -> bytes:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError("its kind is unknown") from error
    left = _EMBEDDED.sub(_clean_embedded, _SVG_HIDDEN.sub("", text))
    if "<svg" not in left.replace("<svg:", "<"):
        raise ValueError("its kind is unknown")
    if "<!--" in left:
        raise ValueError("a comment in it is never closed")
    return without_foreign(left.encode("utf-8"))


def _clean_embedded(match: re.Match[str]) -> str:
    """Return the address of a picture within a drawing, of that picture without what is hidden in it."""
    data = b64decode(_LINE_END.sub("", match["data"]), validate=True)
    cleaned = _cleaner(data)(data)
    return match[0] if cleaned == data else match["head"] + b64encode(cleaned).decode("ascii")


def _only_orientation(data: bytes) -> bytes:
    """Return Exif data that only says how the picture is turned; empty where it is upright or does not say.

    Raises ValueError for what is no picture.
    """
    if not any(sign in data for sign in (b"Exif", b"eXIf", b"EXIF", b"Raw profile type")):
        return b""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  # most commands need no pictures

    try:
        with Image.open(BytesIO(data)) as image:
            turned = image.getexif().get(_ORIENTATION, 1)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("it cannot be read") from error
    if turned not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[_ORIENTATION] = turned
    return exif.tobytes().removeprefix(_EXIF_HEAD)
