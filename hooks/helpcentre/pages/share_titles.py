"""The picture of a page for chats and social networks: its title in its own script, in the colours of the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont, features

from helpcentre.content.language import Language
from helpcentre.output.page import PageRecord
from helpcentre.pages.open_graph import GROUND, INK, SIZE, SMOOTH, ShareLook, coloured, picture_file
from helpcentre.pages.share_fonts import InstalledFont, drawn_letters, find_font

_MARGIN, _MARK, _SITE = 84, 96, 38
"""Pixels of a picture: its margins, the side of the sign, the height of the site's name."""
_FONTS = "on Debian: apt-get install fontconfig fonts-noto-core fonts-noto-cjk"
_SIZES, _LINES, _LEADING = (88, 78, 68, 58, 50), 4, 1.28
_HALF_CAPITAL = 0.36
"""How far the line that letters stand on is below their middle, in parts of their size."""
_CLOSING = frozenset("、。，．！？：；）」』】》〉”’…%）")
"""Signs that no line of Chinese begins with."""


@dataclass(frozen=True)
class TitleFonts:
    """The fonts of a text: that of its own letters, and one for those of ASCII where the former has none."""

    own: InstalledFont
    ascii: InstalledFont


def fonts_for(texts: Sequence[str], language: Language) -> TitleFonts | str:
    """Return the fonts to draw ``texts`` of a language with, or why there are none."""
    if language.direction == "rtl" and not features.check("raqm"):
        return "Pillow cannot set text from right to left here (install libfribidi0)"
    letters = drawn_letters(texts)
    if font := find_font(letters):
        return TitleFonts(font, font)
    own = frozenset(letter for letter in letters if not letter.isascii())
    parts = (find_font(own), find_font(letters - own))
    if language.direction == "ltr" and parts[0] and parts[1]:
        return TitleFonts(parts[0], parts[1])
    return (
        "no installed font has all its letters (on Debian: apt-get install fontconfig fonts-noto-core fonts-noto-cjk)"
    )


def share_picture(page: PageRecord, language: Language, *, has_titles: bool) -> str:
    """Return where the picture of a page is, relative to the site: its own, or that of its language."""
    return f"assets/share/pages/{page.stem}.png" if has_titles else picture_file(language)


def draw_title(title: str, site_name: str, *, language: Language, fonts: TitleFonts, look: ShareLook) -> bytes:
    """Return the picture of a page as PNG: sign or logo and the name of the site, and below them the title."""
    width, height = (side * SMOOTH for side in SIZE)
    image = Image.new("L", (width, height), GROUND)
    pen = _Pen(image, language, fonts)
    margin, mark = _MARGIN * SMOOTH, _MARK * SMOOTH
    has_mark = look.has_sign or look.logo is not None
    pen.write(site_name, margin + (mark * 1.3 if has_mark else 0), margin + mark / 2, _SITE * SMOOTH)
    size, lines = _fitted(title, pen, width - 2 * margin)
    top = margin + mark + (height - margin - mark - margin / 2 - len(lines) * size * _LEADING) / 2 + size * _LEADING / 2
    for number, line in enumerate(lines):
        pen.write(line, margin, top + number * size * _LEADING, size)
    middle = margin + mark / 2
    x = middle if language.direction == "ltr" else width - middle
    picture = coloured(image, look, x=x, y=middle, side=mark)
    made = BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def _fitted(title: str, pen: _Pen, width: float) -> tuple[int, list[str]]:
    """Return the largest size at which a title fits into the lines there are, and these; else the end is left out."""
    longest = max(_parts(title), key=len, default="")
    for size in _SIZES:
        lines = _lines(title, pen, size * SMOOTH, width)
        if len(lines) <= _LINES and pen.length(longest.rstrip(), size * SMOOTH) <= width:
            return size * SMOOTH, lines
    kept = lines[:_LINES]
    if len(lines) > _LINES:
        while pen.length(f"{kept[-1]}…", _SIZES[-1] * SMOOTH) > width:
            kept[-1] = kept[-1][:-1]
        kept[-1] = f"{kept[-1].rstrip()}…"
    return _SIZES[-1] * SMOOTH, kept


def _lines(text: str, pen: _Pen, size: int, width: float) -> list[str]:
    lines = [""]
    for part in [piece for whole in _parts(text) for piece in _cut(whole, pen, size, width)]:
        if lines[-1] and pen.length(f"{lines[-1]}{part}".rstrip(), size) > width:
            lines.append("")
        lines[-1] += part if lines[-1] else part.lstrip()
    return [line.rstrip() for line in lines]


def _cut(part: str, pen: _Pen, size: int, width: float) -> list[str]:
    """Return a part, or its signs where it is wider than a line."""
    return [part] if pen.length(part.rstrip(), size) <= width else list(part)


def _parts(text: str) -> list[str]:
    """Return the parts that lines may break between: words, and single signs of scripts without spaces."""
    parts = [""]
    for before, sign in zip(f" {text}", text, strict=False):
        is_wide = _is_wide(sign) or _is_wide(before)
        if (before.isspace() and not sign.isspace()) or (is_wide and sign not in _CLOSING and not sign.isspace()):
            parts.append("")
        parts[-1] += sign
    return [part for part in parts if part]


def _is_wide(sign: str) -> bool:
    return "\u3040" <= sign <= "\u9fff"


class _Pen:
    """Writes lines of a language into a picture, from the side where they begin."""

    def __init__(self, image: Image.Image, language: Language, fonts: TitleFonts) -> None:
        self._draw, self._width, self._fonts = ImageDraw.Draw(image), image.width, fonts
        self._is_rtl = language.direction == "rtl"
        is_shaped = features.check("raqm")
        self._direction = language.direction if is_shaped else None
        self._language = language.tag if is_shaped else None

    def length(self, text: str, size: int) -> float:
        """Return the width of a line in pixels."""
        return sum(self._run_length(run, self._font(run, size)) for run in self._runs(text))

    def write(self, text: str, inset: float, middle: float, size: int) -> None:
        """Write a line with its middle at a height; ``inset`` is the way from the side where it begins."""
        x = self._width - inset - self.length(text, size) if self._is_rtl else inset
        for run in self._runs(text):
            font = self._font(run, size)
            self._draw.text(
                (x, middle + size * _HALF_CAPITAL),
                run,
                font=font,
                anchor="ls",
                fill=INK,
                direction=self._direction,
                language=self._language,
            )
            x += self._run_length(run, font)

    def _run_length(self, run: str, font: ImageFont.FreeTypeFont) -> float:
        return font.getlength(run, direction=self._direction, language=self._language)

    def _runs(self, text: str) -> list[str]:
        """Return the parts of a text that are of one font each."""
        if self._fonts.own == self._fonts.ascii:
            return [text]
        runs: list[str] = []
        for sign in text:
            if runs and runs[-1][0].isascii() == sign.isascii():
                runs[-1] += sign
            else:
                runs.append(sign)
        return runs

    def _font(self, run: str, size: int) -> ImageFont.FreeTypeFont:
        font = self._fonts.ascii if run[:1].isascii() else self._fonts.own
        return ImageFont.truetype(font.file, size, index=font.index)
