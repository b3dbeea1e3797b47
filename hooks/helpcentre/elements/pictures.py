"""Pictures: their size is in the page, each browser loads one as wide as it shows it, and a tap shows it large."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element

from PIL import Image, ImageOps

from helpcentre.elements.page_files import PageFile, PageSurroundings
from helpcentre.util.picture_sizes import LENGTH, Size, read_size
from helpcentre.util.results import KnownFile

FOLDER = "assets/pictures"
"""Where the copies of pictures are, below the site."""

ORIGINAL = "data-original"
"""The attribute with the address of the picture itself, which every mail program can show."""

ZOOM = "hc-zoom"
"""The class of the link around a picture that is shown smaller than it is."""

_WIDTHS = (400, 800, 1600)
"""Widths of copies in pixels: of a phone, of the text, and of both for screens with two pixels for one."""

_COLUMN = 800
_SIZES = f"(min-width: {_COLUMN}px) {_COLUMN}px, 100vw"
_SMALL = 20_000
"""Bytes of a picture that is not worth a copy, unless it is wider than any."""

_QUALITY, _FLAT = 80, 90
"""The quality of copies of photographs, and of drawings and screenshots, which have sharp edges."""

_COPIED = frozenset({"jpeg", "jpg", "png", "webp"})
_NAME = re.compile(rf"{FOLDER}/[\w.-]+?-(?P<digest>[0-9a-f]{{16}})-(?P<width>\d+)\.webp")
_UNFIT = re.compile(r"[^A-Za-z0-9]+")


def complete_picture(img: Element, file: PageFile, around: PageSurroundings, *, is_first: bool) -> str:
    """Complete a picture of Markdown that shows ``file``; return the address that shows it large, or an empty text.

    The first picture of a page loads at once, others when they come near.
    """
    img.set("decoding", "async")
    if not is_first:
        img.set("loading", "lazy")
    size = picture_size(file.place, file.digest)
    if size is None:
        return ""
    _set_size(img, size)
    widths = copy_widths(size, file)
    if not widths:
        return file.url if size.width > _COLUMN and file.ending != "svg" else ""
    names = {width: around.root + copy_name(file, width) for width in widths}
    largest = names[max(widths)]
    if around.is_public:
        shown = min((width for width in widths if width >= _COLUMN), default=max(widths))
        img.set("src", names[shown])
        if len(widths) > 1:
            img.set("srcset", ", ".join(f"{name} {width}w" for width, name in names.items()))
            img.set("sizes", _SIZES)
    else:  # on disk there is one: see hosting/csp.py
        img.attrib.update({"src": largest, ORIGINAL: file.url})
    return largest if max(widths) > _COLUMN else ""


def copy_widths(size: Size, file: PageFile) -> list[int]:
    """Return the widths of the copies of a picture, the smallest first."""
    is_large = size.width > _WIDTHS[-1] or file.place.stat().st_size > _SMALL
    if file.ending not in _COPIED or not size.is_still or not file.digest or not is_large:
        return []
    return [*(width for width in _WIDTHS if width < size.width), *([size.width] if size.width <= _WIDTHS[-1] else [])]


def copy_name(file: PageFile, width: int) -> str:
    """Return the file of a picture's copy below the site; another picture, or another width, has another name."""
    stem = _UNFIT.sub("-", file.path.rpartition("/")[2].rpartition(".")[0]).strip("-").lower() or "picture"
    return f"{FOLDER}/{stem}-{file.digest[:16]}-{width}.webp"


def needed_copies(addresses: Iterable[str], digests: Mapping[str, str]) -> dict[str, tuple[str, str, int]]:
    """Return the copies that addresses of pages name: by file below the site, the picture's path, digest and width."""
    by_digest = {digest[:16]: (path, digest) for path, digest in sorted(digests.items())}
    found = {}
    for address in addresses:
        match = _NAME.search(address) if FOLDER in address else None
        if match and match["digest"] in by_digest:
            found[match[0]] = (*by_digest[match["digest"]], int(match["width"]))
    return found


def make_copy(picture: KnownFile, width: int) -> bytes:
    """Return a picture as WebP, ``width`` pixels wide, without metadata; raises OSError where it cannot be read."""
    with Image.open(BytesIO(picture.read())) as opened:
        profile, is_photograph = opened.info.get("icc_profile"), opened.format == "JPEG"
        image = ImageOps.exif_transpose(opened)
        image = image.convert("RGBA" if _is_clear(image) else "RGB")
    height = max(1, round(image.height * width / image.width))
    if width != image.width:
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    options = {"format": "WEBP", "method": 4, **({"icc_profile": profile} if profile else {})}
    lossy = _saved(image, **options, quality=_QUALITY if is_photograph else _FLAT)
    if is_photograph:
        return lossy
    exact = _saved(image, **options, lossless=True)
    return exact if len(exact) < 1.5 * len(lossy) else lossy  # a photograph that is saved as a drawing


@lru_cache(maxsize=4096)
def picture_size(place: Path, digest: str) -> Size | None:
    """Return the size of a picture, asked for once of each ``digest``; None where it has none, or cannot be read."""
    return read_size(place)


def _set_size(img: Element, size: Size) -> None:
    """Set width and height, so that the page has the room before the picture is there; an author's own width counts."""
    given = {name: LENGTH.fullmatch(img.get(name, "")) for name in ("width", "height") if img.get(name)}
    if not all(given.values()):  # a percentage, which leaves the height to the browser
        return
    if not given:
        img.attrib.update(width=str(size.width), height=str(size.height))
    elif width := given.get("width"):
        img.set("height", img.get("height") or str(round(float(width["number"]) * size.height / size.width)))
    elif height := given.get("height"):
        img.set("width", str(round(float(height["number"]) * size.width / size.height)))


def _is_clear(image: Image.Image) -> bool:
    """Whether a picture has transparent pixels."""
    return "A" in image.getbands() or "transparency" in image.info


def _saved(image: Image.Image, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, **options)  # type: ignore[arg-type]
    return file.getvalue()
