"""A team's own fonts: files below ``docs``, and the rules that let pages use them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

FontUse: TypeAlias = Literal["text", "code"]
USES: tuple[FontUse, ...] = ("text", "code")

ENDINGS = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}
"""The formats of fonts by the endings of their files."""

_WEIGHT = re.compile(r"[1-9]\d{0,2}|1000|[1-9]\d{0,2} (?:[1-9]\d{0,2}|1000)")
_STYLES = ("normal", "italic")
_FAMILY = {"text": "Helpcentre Text", "code": "Helpcentre Code"}


@dataclass(frozen=True)
class FontFile:
    """A file of a font, by its path below ``docs``; ``weight`` is one number, or two for a variable font's range."""

    use: FontUse
    path: str
    weight: str = "400"
    style: str = "normal"


def read_fonts(value: Any) -> Iterator[FontFile]:
    """Yield the files that ``theme: font`` names; raises ValueError with what is expected where it is something else.

    A name without an ending is that of a font of Google's, as Material reads it, and is none of ours.
    """
    if not value:  # false, as Material wants it where no font is to be loaded
        return
    if not isinstance(value, Mapping) or not value.keys() <= set(USES):
        raise ValueError("false, or a mapping of text and code to font files")
    for use in USES:
        entries = value.get(use)
        for entry in entries if isinstance(entries, list) else [entries] if entries else []:
            if isinstance(entry, str) and "." not in entry:
                continue
            yield _font_file(use, {"file": entry} if isinstance(entry, str) else entry)


def _font_file(use: FontUse, entry: Any) -> FontFile:
    if not isinstance(entry, Mapping) or not {"file"} <= entry.keys() <= {"file", "weight", "style"}:
        raise ValueError("a font file, or a mapping of file, weight and style")
    file, weight, style = str(entry["file"]), str(entry.get("weight", 400)), str(entry.get("style", "normal"))
    if not file.lower().endswith(tuple(ENDINGS)):
        raise ValueError(f"a file that ends in {', '.join(ENDINGS)}")
    if not _WEIGHT.fullmatch(weight):
        raise ValueError("a weight as in 400, or 100 900 for a variable font")
    if style not in _STYLES:
        raise ValueError(f"a style: {' or '.join(_STYLES)}")
    return FontFile(use, file, weight, style)


def font_css(fonts: Sequence[FontFile], *, up: str) -> str:
    """Return the rules for fonts; ``up`` is the way from the style sheet to the top of the site, as in ``../../``."""
    faces = "".join(
        f'@font-face {{font-family: "{_FAMILY[font.use]}";'
        f'src: url("{up}{_quoted(font.path)}") format("{ENDINGS[_ending(font.path)]}");'
        f"font-weight: {font.weight};font-style: {font.style};font-display: swap;}}"
        for font in fonts
    )
    used = {font.use for font in fonts}
    text = ':root {--hc-own-font: "Helpcentre Text";}' if "text" in used else ""
    code = ':root {--hc-own-code-font: "Helpcentre Code";}' if "code" in used else ""
    return faces + text + code


def _ending(path: str) -> str:
    return path[path.rindex(".") :].lower()


def _quoted(path: str) -> str:
    return path.replace("\\", "/").replace('"', "%22").replace(" ", "%20")
