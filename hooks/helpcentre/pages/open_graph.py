"""How a link to a page looks in chats and social networks: Open Graph properties, and a picture for each language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.output.page import PageRecord
from helpcentre.util.cache import Cache

SIZE = (1200, 630)
"""Width and height of a picture in pixels: the shape that all large networks show uncut."""

# Pictures are drawn in shades of one scale, which a palette turns into the site's colours: dark, green, white.
_DARK, _GREEN, _WHITE = 0, 64, 255
_COLOURS = ((8, 77, 60), (11, 107, 83), (255, 255, 255))
_SMOOTH = 2  # drawn larger by this, then made smaller, so that edges are smooth


def picture_file(language: Language) -> str:
    """Return where a language's picture is, relative to the site; a file of that name below ``docs/`` is used as is."""
    return f"assets/share/{language.code}.png"


def open_graph(
    page: PageRecord, *, language: Language, others: Iterable[Language], address: str, site_name: str, picture: str
) -> list[tuple[str, str]]:
    """Return the properties of ``page`` as pairs of name and content (https://ogp.me/).

    ``others`` are the further languages that the page exists in; ``address`` and ``picture`` are public addresses.
    """
    is_article = "/" in page.path
    found = [
        ("og:type", "article" if is_article else "website"),
        ("og:site_name", site_name),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:url", address),
        ("og:locale", language.with_territory),
        *(("og:locale:alternate", other.with_territory) for other in others),
        ("og:image", picture),
        ("og:image:type", "image/png"),
        ("og:image:width", str(SIZE[0])),
        ("og:image:height", str(SIZE[1])),
        ("og:image:alt", site_name),
    ]
    if is_article and page.updated:
        found.append(("article:modified_time", page.updated.isoformat()))
    return [(name, content) for name, content in found if content]


def write_pictures(site_dir: Path, languages: Iterable[Language], cache: Cache, key: str) -> None:
    """Write each language's picture below ``site_dir``, unless the project has brought its own.

    Those that are drawn are kept in ``cache`` under ``key``. Raises HelpcentreError if one of the project's own has
    another size than pages say.
    """
    drawn = {}
    for language in languages:
        file = site_dir / picture_file(language)
        if file.is_file():
            _check_own(file, language)
        else:
            drawn[picture_file(language)] = language
    for name, picture in cache.each(key, drawn, draw_picture, bytes).items():
        file = site_dir / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(picture)


def _check_own(file: Path, language: Language) -> None:
    try:
        with Image.open(file) as own:
            found = f"a {own.format} of {own.width} × {own.height}"
    except (OSError, ValueError, Image.DecompressionBombError):
        found = "another file"
    expected = f"a PNG of {SIZE[0]} × {SIZE[1]}"
    if found != expected:
        message = f"expected {expected} pixels, received {found}"
        raise HelpcentreError(message, fix="save it as such", file=f"docs/{picture_file(language)}")


def draw_picture(language: Language) -> bytes:
    """Return a language's picture as PNG: the site's sign beside the language's code, in reading direction.

    It has no words: no set of fonts that could be installed with the project has the letters of all languages, and a
    new language must not need one. The words are in the properties beside it.
    """
    width, height = (side * _SMOOTH for side in SIZE)
    image = Image.new("L", (width, height), _GREEN)
    draw = ImageDraw.Draw(image)
    sign, code = (0.3, 0.72) if language.direction == "ltr" else (0.7, 0.28)
    _draw_sign(draw, x=width * sign, y=height / 2, radius=height * 0.34)
    _draw_code(draw, language.code.upper(), x=width * code, y=height / 2, size=height * 0.3)
    picture = image.reduce(_SMOOTH)
    picture.putpalette(_palette())
    made = BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def _draw_sign(draw: ImageDraw.ImageDraw, *, x: float, y: float, radius: float) -> None:
    """Draw a lifebelt: a white ring with four bands."""
    box = (x - radius, y - radius, x + radius, y + radius)
    draw.ellipse(box, fill=_WHITE)
    for middle in (45, 135, 225, 315):
        draw.pieslice(box, middle - 16, middle + 16, fill=_DARK)
    hole = radius * 0.5
    draw.ellipse((x - hole, y - hole, x + hole, y + hole), fill=_GREEN)


def _draw_code(draw: ImageDraw.ImageDraw, code: str, *, x: float, y: float, size: float) -> None:
    """Draw the letters of a language's code, which are all in the font that Pillow brings along, on a dark ground."""
    font = ImageFont.load_default(size * (3 / max(len(code), 3)))
    pad = size * 0.35
    left, top, right, bottom = draw.textbbox((x, y), code, font=font, anchor="mm")
    draw.rounded_rectangle((left - pad, top - pad, right + pad, bottom + pad), radius=pad * 0.7, fill=_DARK)
    draw.text((x, y), code, font=font, anchor="mm", fill=_WHITE)


def _palette() -> list[int]:
    """Return the red, green and blue of each of the 256 shades."""
    dark, green, white = _COLOURS
    low = [_between(dark, green, shade / _GREEN) for shade in range(_GREEN)]
    high = [_between(green, white, shade / (_WHITE - _GREEN)) for shade in range(_WHITE - _GREEN + 1)]
    return [value for colour in (*low, *high) for value in colour]


def _between(start: Sequence[int], end: Sequence[int], share: float) -> list[int]:
    return [round(one + (other - one) * share) for one, other in zip(start, end, strict=True)]
