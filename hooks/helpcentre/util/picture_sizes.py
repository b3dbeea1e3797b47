"""How large pictures are as they are shown, without reading all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

LENGTH = re.compile(r"\s*(?P<number>\d{1,7}(?:\.\d+)?)(?:px)?\s*")
"""A width or height in pixels, as an attribute has it."""

_SVG = re.compile(r"<svg\b[^>]*>")
_SIDE = r"\d{1,7}(?:\.\d*)?|\.\d+"
_VIEW = re.compile(
    rf"\sviewBox=[\"']\s*[\d.+-]+[\s,]+[\d.+-]+[\s,]+(?P<width>{_SIDE})[\s,]+(?P<height>{_SIDE})\s*[\"']"
)


@dataclass(frozen=True)
class Size:
    """Width and height of a picture in pixels as it is shown, and whether copies can be made of it."""

    width: int
    height: int
    is_still: bool = True


def read_size(place: Path) -> Size | None:
    """Return the size of a picture; None where it has none, or cannot be read."""
    if place.suffix.lower() == ".svg":
        return _svg_size(place.read_text(encoding="utf-8", errors="replace"))
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  # most commands need no pictures

    try:
        with Image.open(place) as image:
            is_turned = image.getexif().get(0x0112, 1) >= 5
            width, height = reversed(image.size) if is_turned else image.size
            return Size(width, height, is_still=not getattr(image, "is_animated", False))
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        return None


def read_shape(place: Path) -> Size | None:
    """Return the size of a picture, or numbers of the same ratio where a drawing has no size of its own."""
    size = read_size(place)
    if size or place.suffix.lower() != ".svg":
        return size
    tag = _SVG.search(place.read_text(encoding="utf-8", errors="replace"))
    view = _VIEW.search(tag[0]) if tag else None
    width, height = (round(float(view[name]) * 100) for name in ("width", "height")) if view else (0, 0)
    return Size(width, height, is_still=False) if width and height else None


def _svg_size(text: str) -> Size | None:
    tag = _SVG.search(text)
    found = {
        name: match
        for name in ("width", "height")
        if tag
        and (given := re.search(rf"\s{name}=[\"']([^\"']*)[\"']", tag[0]))
        and (match := LENGTH.fullmatch(given[1]))
    }
    if len(found) < 2:
        return None
    width, height = (round(float(found[name]["number"])) for name in ("width", "height"))
    return Size(width, height, is_still=False)
