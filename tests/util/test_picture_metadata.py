"""Pictures without metadata: the pixels, the profile and the orientation stay as they were, all else is gone."""

import struct
import textwrap
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageOps, PngImagePlugin

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.picture_metadata import strip_metadata

CANARY = "Quittenkompott"
_PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
_GPS, _ORIENTATION, _ARTIST = 0x8825, 0x0112, 0x013B


def painted(mode: str = "RGB") -> Image.Image:
    """A picture in which every pixel is another."""
    image = Image.new("RGB", (24, 16))
    image.putdata([(x * 10, y * 15, (x * y) % 256) for y in range(16) for x in range(24)])
    return image.convert(mode)


def exif(orientation: int = 6) -> bytes:
    """Exif with a place, an author and how the picture is turned."""
    data = Image.Exif()
    data[_ARTIST], data[_ORIENTATION] = CANARY, orientation
    data.get_ifd(_GPS).update({1: "N", 2: (52.0, 31.0, 12.0), 29: CANARY})
    return data.tobytes()


def written(form: str, image: Image.Image | None = None, **options: Any) -> bytes:
    """A picture as Pillow writes it, with whatever a kind of picture can hide."""
    file = BytesIO()
    (image or painted()).save(file, form, **options)
    return file.getvalue()


def png(**options: Any) -> bytes:
    """A PNG with texts in three forms."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", CANARY)
    texts.add_text("Long", CANARY * 3, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", f"<x>{CANARY}</x>")
    return written("PNG", pnginfo=texts, exif=exif(), icc_profile=_PROFILE, **options)


def frames(form: str, **options: Any) -> bytes:
    """A picture that moves."""
    more = [ImageOps.mirror(painted()), ImageOps.flip(painted())]
    return written(form, save_all=True, append_images=more, duration=100, loop=0, **options)


_XMP = f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode()
_KINDS: dict[str, Callable[[], bytes]] = {
    "jpeg": lambda: written("JPEG", exif=exif(), icc_profile=_PROFILE, comment=CANARY, xmp=_XMP, quality=95),
    "progressive": lambda: written("JPEG", exif=exif(), progressive=True, restart_marker_blocks=1, comment=CANARY),
    "cmyk": lambda: written("JPEG", painted("CMYK"), exif=exif(), comment=CANARY),
    "grey": lambda: written("JPEG", painted("L"), exif=exif(3)),
    "mpo": lambda: frames("MPO", exif=exif()),
    "png": png,
    "png of a palette": lambda: written("PNG", painted("P"), exif=exif()),
    "png that moves": lambda: frames("PNG", exif=exif()),
    "webp": lambda: written("WEBP", exif=exif(), icc_profile=_PROFILE, xmp=_XMP),
    "webp without loss": lambda: written("WEBP", lossless=True, exif=exif(), xmp=_XMP),
    "webp that moves": lambda: frames("WEBP", exif=exif(), xmp=_XMP),
    "gif": lambda: written("GIF", painted("P"), comment=CANARY),
    "gif that moves": lambda: frames("GIF", comment=CANARY),
}


@pytest.mark.parametrize("kind", _KINDS)
def test_a_cleaned_picture_hides_nothing_and_looks_the_same(kind: str) -> None:
    before = _KINDS[kind]() + CANARY.encode()  # phones append films, others whole archives
    after = strip_metadata(before, file="x")
    assert CANARY.encode() not in after
    assert strip_metadata(after, file="x") == after
    with Image.open(BytesIO(before)) as old, Image.open(BytesIO(after)) as new:
        is_mpo = old.format == "MPO"  # only the first of its pictures is shown by browsers
        assert new.format == ("JPEG" if is_mpo else old.format)
        assert old.tobytes() == new.tobytes()
        assert new.info.get("icc_profile") == old.info.get("icc_profile")
        assert dict(new.getexif()) == ({_ORIENTATION: turned} if (turned := old.getexif().get(_ORIENTATION)) else {})
        count = 1 if is_mpo else getattr(old, "n_frames", 1)
        assert getattr(new, "n_frames", 1) == count
        for number in range(count):
            old.seek(number)
            new.seek(number)
            assert old.convert("RGB").tobytes() == new.convert("RGB").tobytes()
            assert old.info.get("duration") == new.info.get("duration")


def test_a_picture_that_is_upright_has_no_metadata_at_all() -> None:
    for form in ("JPEG", "PNG", "WEBP"):
        after = strip_metadata(written(form, exif=exif(1)), file="x")
        assert b"Exif" not in after
        assert b"eXIf" not in after
        assert b"EXIF" not in after


def test_a_drawing_has_no_comments_and_metadata() -> None:
    drawn = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"{}>{}<path d="M0 0"/></svg>'
    hidden = f"<!-- {CANARY}\n --><metadata>{CANARY}</metadata><rdf:metadata/><?x {CANARY}?>"
    own = f" inkscape:export-filename=\"/home/{CANARY}\" sodipodi:docname='{CANARY}'"
    left = drawn.format("", "<rdf:metadata/>").replace("<rdf:metadata/>", "")
    assert strip_metadata(drawn.format(own, hidden).encode(), file="x").decode() == left
    assert strip_metadata(left.encode(), file="x").decode() == left


@pytest.mark.parametrize(
    ("hidden", "left"),
    [
        ('<i:pgf xmlns:i="http://ns.adobe.com/x"><i:pgf a="/>">C</i:pgf>C</i:pgf>', ""),
        ('<i:pgf xmlns:i="http://ns.adobe.com/x" a=">" b=\'"C"/>\'/>', ""),
        ('<view xmlns="http://sodipodi.sourceforge.net/x"><g/>C</view>', ""),
        (
            '<g xmlns:serif="http://www.serif.com/" serif:id="C" id="a"/>',
            '<g xmlns:serif="http://www.serif.com/" id="a"/>',
        ),
        ('<g><t:a xmlns:t="x"/><g/>b<t:a xmlns:t="x">C</t:a>c</g>', "<g><g/>bc</g>"),
    ],
)
def test_a_drawing_has_nothing_that_programs_keep_for_themselves(hidden: str, left: str) -> None:
    drawn = '<svg xmlns="http://www.w3.org/2000/svg"{}>{}<path d="M0 0"/></svg>'
    content = ' content="&lt;mxfile>C&lt;/mxfile>"'
    made = strip_metadata(drawn.format(content, hidden.replace("C", CANARY)).encode(), file="x").decode()
    assert made == drawn.format("", left)


def test_a_drawing_keeps_text_formulas_and_links() -> None:
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="de">'
        '<a xlink:href="#a"><text content="a">a xlink:b="c" é</text></a><foreignObject>'
        '<p xmlns="http://www.w3.org/1999/xhtml">b<math xmlns="http://www.w3.org/1998/Math/MathML"/></p>'
        "</foreignObject></svg>"
    )
    assert strip_metadata(drawn.encode(), file="x").decode() == drawn


@pytest.mark.parametrize("kind", ["jpeg", "grey", "cmyk"])
@pytest.mark.parametrize(("before", "line_end"), [('href="', "\n"), ("xlink:href='", "&#10;"), ('src="', "")])
def test_a_picture_within_a_drawing_hides_nothing_either(kind: str, before: str, line_end: str) -> None:
    drawn = f"<svg><image {before}data:image/{{}};base64,{{}}{before[-1]}/></svg>"
    data = _KINDS[kind]()
    lines = textwrap.wrap(b64encode(data).decode(), 76)
    after = strip_metadata(drawn.format("jpeg", line_end.join(lines)).encode(), file="x").decode()
    assert after == drawn.format("jpeg", b64encode(strip_metadata(data, file="x")).decode())
    assert strip_metadata(after.encode(), file="x").decode() == after


@pytest.mark.parametrize("packed", ["", "////", "AAA", "é", b64encode(CANARY.encode()).decode()])
def test_drawing_with_a_picture_that_is_none_is_refused(packed: str) -> None:
    with pytest.raises(HelpcentreError, match=r"^a\.svg: is no whole picture"):
        strip_metadata(f'<svg><image href="data:image/png;base64,{packed}"/></svg>'.encode(), file="a.svg")


@pytest.mark.parametrize(
    "data",
    [b"", CANARY.encode(), b"\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"\xff\xd8\xff\xe1",
     b"PK\3\4", b"<svg><!-- open </svg>", b"# Page\n\n/// internal\nSecret.\n///\n"],
)  # fmt: skip
def test_file_that_is_no_picture_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(HelpcentreError, match=r"^a\.png: is no whole picture: .* \(save it anew"):
        strip_metadata(data, file="a.png")


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "gif"])
def test_a_picture_that_is_cut_anywhere_is_refused_or_still_one(kind: str) -> None:
    whole = _KINDS[kind]()
    for end in range(0, len(whole) - 1, 7):
        with pytest.raises(HelpcentreError, match=r"^a: is no whole picture"):
            strip_metadata(whole[:end], file="a")


def _icon(*pictures: bytes) -> bytes:
    head, place, entries = struct.pack("<HHH", 0, 1, len(pictures)), 6 + 16 * len(pictures) + 3, b""
    for picture in pictures:
        entries += bytes([8, 8, 0, 0]) + struct.pack("<HHII", 1, 32, len(picture), place)
        place += len(picture)
    return head + entries + b"gap" + b"".join(pictures)


def test_icon_keeps_its_pictures_and_nothing_else() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "quitte")
    file = BytesIO()
    Image.new("RGB", (8, 8), "green").save(file, "PNG", pnginfo=texts)
    made = strip_metadata(_icon(b"\x28\0\0\0bitmap", file.getvalue()) + b"quitte", file="a.ico")
    assert b"quitte" not in made
    assert b"gap" not in made
    assert b"\x28\0\0\0bitmap" in made
    size, place = struct.unpack("<II", made[30:38])
    with Image.open(BytesIO(made[place : place + size])) as image:
        assert image.getpixel((1, 1)) == (0, 128, 0)
    assert strip_metadata(made, file="a.ico") == made


@pytest.mark.parametrize("data", [_icon(), _icon(b""), _icon(b"abc")[:-1], _icon(b"abc")[:9], b"\0\0\1\0"])
def test_icon_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(HelpcentreError, match=r"^a\.ico: is no whole picture"):
        strip_metadata(data, file="a.ico")
