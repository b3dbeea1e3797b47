"""Colours of the screen: how well one is read on another, and the nearest one that is read well enough."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

TEXT = 4.5
"""The contrast that text needs with its ground (WCAG 2.2, success criterion 1.4.3, level AA)."""

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_STEPS = 200


class Colour(NamedTuple):
    """A colour of sRGB; each part is from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        """Return the colour as style sheets have it, as in ``#0b6650``."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


WHITE, BLACK = Colour(255, 255, 255), Colour(0, 0, 0)


def parse_colour(text: str) -> Colour | None:
    """Return the colour that a text as ``#0b6650`` or ``#fff`` names, or None."""
    if not _HEX.fullmatch(text):
        return None
    digits = text[1:] if len(text) > 4 else "".join(digit * 2 for digit in text[1:])
    return Colour(*bytes.fromhex(digits))


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return a colour between two; ``share``, from 0 to 1, is that of the ``other``."""
    return Colour(*(round(a + (b - a) * share) for a, b in zip(one, other, strict=True)))


def readable(colour: Colour, grounds: Iterable[Colour]) -> Colour:
    """Return the colour nearest to this one that has the contrast of :data:`TEXT` with each ground.

    It is darker on light grounds and lighter on dark ones. Where there is none, the end of the way is returned: black
    or white.
    """
    all_grounds = list(grounds)
    end = BLACK if sum(map(_luminance, all_grounds)) / len(all_grounds) > 0.18 else WHITE
    ways = (mix(colour, end, step / _STEPS) for step in range(_STEPS + 1))
    return next((way for way in ways if all(contrast(way, ground) >= TEXT for ground in all_grounds)), end)


def _luminance(colour: Colour) -> float:
    """Return the relative luminance (WCAG 2.2, definition of relative luminance)."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
