"""How a link to a page looks in chats and social networks: Open Graph properties, and a picture for each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from helpcentre.brand.brand import ICON, Brand
from helpcentre.brand.colours import BLACK, WHITE, Colour, mix, readable
from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.output.page import PageRecord
from helpcentre.util.files import make_folder
from helpcentre.util.results import KnownFile, Results

SIZE = (1200, 630)
"""Width and height of a picture in pixels: the shape that all large networks show uncut."""

# Pictures are drawn in shades of one scale, which a palette turns into the site's colours: dark, brand, white.
_DARK, GROUND, INK = 0, 64, 255
SMOOTH = 2
"""Pictures are drawn larger by this, then made smaller, so that edges are smooth."""


@dataclass(frozen=True)
class ShareLook:
    """What pictures are drawn with: two colours below white letters, and the logo, if a picture of pixels is there."""

    brand: Colour
    dark: Colour
    logo: KnownFile | None = None
    has_sign: bool = True
    """Whether the sign of the product stands for a logo."""


def share_look(brand: Brand, docs_dir: Path, hashes: Mapping[str, str]) -> ShareLook:
    """Return the look of pictures in the colours of a brand, darkened where white letters need that.

    ``hashes`` are those of the files below ``docs_dir``. A logo that is a drawing is left out: it cannot be turned into
    pixels without a further library.
    """
    ground = readable(brand.palette.colour("hc-brand"), [WHITE])
    is_drawn = brand.logo.lower().endswith((".svg", ".avif"))
    logo = KnownFile(hashes[brand.logo], docs_dir / brand.logo) if brand.logo and not is_drawn else None
    return ShareLook(ground, mix(ground, BLACK, 0.3), logo, has_sign=not brand.logo and brand.sign == ICON)


def picture_file(language: Language) -> str:
    """Return where a language's picture is, relative to the site; a file of that name below ``docs/`` is used as is."""
    return f"assets/share/{language.code}.png"


def open_graph(
    page: PageRecord,
    *,
    language: Language,
    others: Iterable[Language],
    address: str,
    site_name: str,
    picture: str,
    picture_text: str,
) -> list[tuple[str, str]]:
    """Return the properties of ``page`` as pairs of name and content (https://ogp.me/).

    ``others`` are the further languages that the page exists in; ``address`` and ``picture`` are public addresses, and
    ``picture_text`` is what can be read in the picture, or the name of the site.
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
        ("og:image:alt", picture_text),
    ]
    if is_article and page.updated:
        found.append(("article:modified_time", page.updated.isoformat()))
    return [(name, content) for name, content in found if content]


def write_pictures(site_dir: Path, languages: Iterable[Language], look: ShareLook, results: Results) -> None:
    """Write each language's picture below ``site_dir``, unless the project has brought its own.

    Those that are drawn are among ``results``. Raises HelpcentreError if one of the project's own has another size than
    pages say.
    """
    for language in languages:
        file = site_dir / picture_file(language)
        if file.is_file():
            _check_own(file, language)
        else:
            make_folder(file.parent)
            file.write_bytes(results.of(draw_picture, language, look=look))


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


def draw_picture(language: Language, *, look: ShareLook) -> bytes:
    """Return a language's picture as PNG: the site's sign or logo beside the language's code, in reading direction.

    It has no words: no set of fonts that could be installed with the project has the letters of all languages, and a
    new language must not need one. The words are in the properties beside it.
    """
    width, height = (side * SMOOTH for side in SIZE)
    image = Image.new("L", (width, height), GROUND)
    draw = ImageDraw.Draw(image)
    sign, code = (0.3, 0.72) if language.direction == "ltr" else (0.7, 0.28)
    if not look.has_sign and not look.logo:
        code = 0.5
    _draw_code(draw, language.code.upper(), x=width * code, y=height / 2, size=height * 0.3)
    side = height * (0.68 if look.has_sign else 0.6)
    picture = coloured(image, look, x=width * sign, y=height / 2, side=side)
    made = BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def _draw_sign(draw: ImageDraw.ImageDraw, *, x: float, y: float, radius: float) -> None:
    """Draw a lifebelt: a white ring with four bands."""
    box = (x - radius, y - radius, x + radius, y + radius)
    draw.ellipse(box, fill=INK)
    for middle in (45, 135, 225, 315):
        draw.pieslice(box, middle - 16, middle + 16, fill=_DARK)
    hole = radius * 0.5
    draw.ellipse((x - hole, y - hole, x + hole, y + hole), fill=GROUND)


def _draw_tile(draw: ImageDraw.ImageDraw, *, x: float, y: float, side: float) -> None:
    """Draw the white ground of a logo."""
    half = side / 2
    draw.rounded_rectangle((x - half, y - half, x + half, y + half), radius=side * 0.08, fill=INK)


def _paste_logo(picture: Image.Image, file: KnownFile, *, x: float, y: float, side: float) -> None:
    """Put a logo into a square around a point; raises HelpcentreError for a file that is no picture."""
    try:
        with Image.open(BytesIO(file.read())) as own:
            logo = own.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise HelpcentreError("the logo is no picture", fix="save it as PNG or SVG", file=file.place.name) from error
    logo = ImageOps.contain(logo, (round(side), round(side)))
    picture.paste(logo, (round(x - logo.width / 2), round(y - logo.height / 2)), logo)


def _draw_code(draw: ImageDraw.ImageDraw, code: str, *, x: float, y: float, size: float) -> None:
    """Draw the letters of a language's code, which are all in the font that Pillow brings along, on a dark ground."""
    font = ImageFont.load_default(size * (3 / max(len(code), 3)))
    pad = size * 0.35
    left, top, right, bottom = draw.textbbox((x, y), code, font=font, anchor="mm")
    draw.rounded_rectangle((left - pad, top - pad, right + pad, bottom + pad), radius=pad * 0.7, fill=_DARK)
    draw.text((x, y), code, font=font, anchor="mm", fill=INK)


def coloured(image: Image.Image, look: ShareLook, *, x: float, y: float, side: float) -> Image.Image:
    """Return a drawing in shades as a picture in the site's colours, with its sign or logo around a point."""
    if look.has_sign:
        _draw_sign(ImageDraw.Draw(image), x=x, y=y, radius=side / 2)
    elif look.logo:
        _draw_tile(ImageDraw.Draw(image), x=x, y=y, side=side)
    picture = image.reduce(SMOOTH)
    picture.putpalette(_palette(look))
    if look.logo and not look.has_sign:
        picture = picture.convert("RGB")
        _paste_logo(picture, look.logo, x=x / SMOOTH, y=y / SMOOTH, side=side / SMOOTH * 5 / 6)
    return picture


def _palette(look: ShareLook) -> list[int]:
    """Return the red, green and blue of each of the 256 shades."""
    low = [mix(look.dark, look.brand, shade / GROUND) for shade in range(GROUND)]
    high = [mix(look.brand, WHITE, shade / (INK - GROUND)) for shade in range(INK - GROUND + 1)]
    return [value for colour in (*low, *high) for value in colour]
