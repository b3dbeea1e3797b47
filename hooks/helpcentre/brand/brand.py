"""The brand of a site: what Material's settings in mkdocs.yml say of it, checked when it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from helpcentre.brand.colours import parse_colour
from helpcentre.brand.custom_properties import SCHEMES, Scheme
from helpcentre.brand.fonts import FontFile, font_css, read_fonts
from helpcentre.brand.material import GivenSettings, addresses, is_foreign
from helpcentre.brand.palette import MATERIAL, Choice, Palette, Placed, Sheet, read_palette
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.diagnostics.suggest import did_you_mean
from helpcentre.util.addresses import split_address
from helpcentre.util.files import read_text
from helpcentre.util.picture_sizes import Size, read_shape

ICON, FAVICON = "material/lifebuoy", "assets/images/icon.svg"
"""The sign beside the name of a site without a logo, and its icon in the tabs of browsers."""

_FAVICON_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon", ".webp": "image/webp"}
_LOGO_ENDINGS = (".svg", ".png", ".webp", ".jpg", ".jpeg", ".gif", ".avif")
_DARK_MEDIA = "prefers-color-scheme: dark"


@dataclass(frozen=True)
class Script:
    """A script of a team's own, by its path below ``docs``, and whether it is a module."""

    path: str
    is_module: bool = False


@dataclass(frozen=True)
class SocialLink:
    """A link to a profile elsewhere: its icon among the theme's, where it leads, and what it is called."""

    icon: str
    url: str
    name: str


@dataclass(frozen=True)
class Brand:
    """What a site looks like; paths are below ``docs``, and so below the site."""

    palette: Palette
    logo: str = ""
    """The picture beside the name of the site; empty for the icon ``sign``."""
    logo_size: Size | None = None
    """Width and height of that picture, or their ratio: pages keep its place until it is there."""
    sign: str = ICON
    favicon: str = FAVICON
    homepage: str = ""
    """Where the name of the site leads, instead of to the home page."""
    copyright: str = ""
    """A line of HTML at the bottom of each page."""
    fonts: tuple[FontFile, ...] = ()
    style_sheets: tuple[str, ...] = ()
    scripts: tuple[Script, ...] = ()
    social: tuple[SocialLink, ...] = ()

    @property
    def favicon_type(self) -> str:
        """The media type of the site's icon."""
        return _FAVICON_TYPES[Path(self.favicon).suffix.lower()]

    @property
    def css(self) -> str:
        """What the settings add to the one style sheet of every page."""
        return self.palette.css + font_css(self.fonts, up="../../")

    @property
    def files(self) -> tuple[str, ...]:
        """The files below ``docs`` that the pages load because of the settings."""
        fonts, scripts = (font.path for font in self.fonts), (script.path for script in self.scripts)
        own = [] if self.favicon == FAVICON else [self.favicon]
        return (*filter(None, [self.logo]), *own, *fonts, *self.style_sheets, *scripts)


def read_brand(
    given: GivenSettings, parts: Iterable[Sheet], *, docs_dir: Path, has_icon: Callable[[str], bool]
) -> Brand:
    """Return the brand that settings describe.

    ``parts`` are those of the site's style sheet; ``has_icon`` says whether the theme has an icon of a name.

    Raises HelpcentreError, with the line in mkdocs.yml, for files that are not there and for values of another sort.
    """
    reader = _Reader(given, docs_dir, has_icon)
    styles = [str(each) for each in addresses(given.values.get("extra_css")) if not is_foreign(each)]
    for path in styles:
        reader.require_file("extra_css", path, (".css",))
    extra = [Sheet(f"{docs_dir.name}/{path}", read_text(docs_dir / path)) for path in styles]
    choices, is_custom = reader.choices()
    icon = given.values.get("theme.icon")
    sign = str(icon.get("logo") or ICON) if isinstance(icon, Mapping) else ICON
    reader.require_icon("theme.icon.logo", sign)
    logo = reader.picture("theme.logo", _LOGO_ENDINGS)
    return Brand(
        palette=read_palette(parts, choices, extra, is_custom=is_custom),
        logo=logo,
        logo_size=read_shape(docs_dir / logo) if logo else None,
        sign=sign,
        favicon=reader.picture("theme.favicon", tuple(_FAVICON_TYPES)) or FAVICON,
        homepage=reader.text("extra.homepage"),
        copyright=reader.text("copyright"),
        fonts=reader.fonts(),
        style_sheets=tuple(styles),
        scripts=tuple(reader.scripts()),
        social=tuple(reader.social()),
    )


@dataclass(frozen=True)
class _Reader:
    given: GivenSettings
    docs_dir: Path
    has_icon: Callable[[str], bool]

    def fail(self, name: str, expected: str, received: object, *, fix: str = "correct the setting") -> NoReturn:
        file, line = self.given.place(name)
        raise HelpcentreError(f"{name}: expected {expected}, received {received!r}", fix=fix, file=file, line=line)

    def text(self, name: str) -> str:
        value = self.given.values.get(name)
        if value is not None and not isinstance(value, str):
            self.fail(name, "a text, in quotes if need be", value)
        return value or ""

    def picture(self, name: str, endings: tuple[str, ...]) -> str:
        path = self.text(name)
        if path:
            self.require_file(name, path, endings)
        return path

    def require_file(self, name: str, path: str, endings: tuple[str, ...]) -> None:
        """Raise HelpcentreError unless a path below ``docs`` is that of a file with one of these endings."""
        if not path.lower().endswith(endings):
            self.fail(name, f"a file that ends in {', '.join(endings)}", path)
        file = self.docs_dir / path
        if path.startswith("/") or not file.is_file() or not file.resolve().is_relative_to(self.docs_dir.resolve()):
            self.fail(name, f"a file below {self.docs_dir.name}/", path, fix=f"put it at {self.docs_dir.name}/{path}")

    def require_icon(self, name: str, icon: str) -> None:
        if not self.has_icon(icon):
            self.fail(name, "the name of an icon, as in material/lifebuoy", icon)

    def fonts(self) -> tuple[FontFile, ...]:
        value = self.given.values.get("theme.font")
        try:
            fonts = tuple(read_fonts(value))
        except ValueError as error:
            self.fail("theme.font", str(error), value)
        for font in fonts:
            self.require_file("theme.font", font.path, (font.path[font.path.rindex(".") :].lower(),))
        return fonts

    def scripts(self) -> Iterator[Script]:
        for entry in addresses(self.given.values.get("extra_javascript")):
            path = entry.get("path") if isinstance(entry, Mapping) else entry
            if not isinstance(path, str):
                self.fail("extra_javascript", "a path, or a mapping with one", entry)
            if not is_foreign(path):
                self.require_file("extra_javascript", path, (".js", ".mjs"))
                kind = entry.get("type") if isinstance(entry, Mapping) else ""
                yield Script(path, is_module=kind == "module" or path.endswith(".mjs"))

    def social(self) -> Iterator[SocialLink]:
        entries = self.given.values.get("extra.social") or []
        if not isinstance(entries, list):
            self.fail("extra.social", "a list of icon, link and name", entries)
        for entry in entries:
            if not isinstance(entry, Mapping) or not all(isinstance(entry.get(key), str) for key in ("icon", "link")):
                self.fail("extra.social", "icon and link, and a name if need be", entry)
            self.require_icon("extra.social", entry["icon"])
            name = str(entry.get("name") or split_address(entry["link"]).hostname or entry["link"])
            yield SocialLink(entry["icon"], entry["link"], name)

    def choices(self) -> tuple[dict[Scheme, Choice], bool]:
        """Return the colours chosen for each scheme, and whether Material's custom properties choose some."""
        value = self.given.values.get("theme.palette")
        palettes = [value] if isinstance(value, Mapping) else value or []
        if not isinstance(palettes, list) or not all(isinstance(each, Mapping) for each in palettes):
            self.fail("theme.palette", "primary and accent, or a list of such palettes", value)
        found: dict[Scheme, Choice] = {}
        for palette in palettes:
            for scheme in self._schemes(palette, alone=len(palettes) == 1):
                found.setdefault(scheme, self._choice(palette))
        names = {str(each.get(key)) for each in palettes for key in ("primary", "accent")}
        return found, "custom" in names

    def _schemes(self, palette: Mapping[str, Any], *, alone: bool) -> Iterable[Scheme]:
        """Return the schemes that a palette of Material's is for; the dark one follows from a single light one."""
        scheme, media = palette.get("scheme"), str(palette.get("media", ""))
        if scheme not in (None, "default", "slate"):
            self.fail("theme.palette.scheme", "default or slate", scheme)
        if scheme == "slate" or _DARK_MEDIA in media:
            return SCHEMES[1:]
        return SCHEMES[:1] if alone or scheme or "light" in media else ()

    def _choice(self, palette: Mapping[str, Any]) -> Choice:
        primary, accent = self._colour(palette, "primary"), self._colour(palette, "accent")
        is_hue = any(_plain_name(palette.get(key)) in MATERIAL for key in ("primary", "accent"))
        return Choice(primary, accent, is_hue)

    def _colour(self, palette: Mapping[str, Any], key: str) -> Placed | None:
        value = palette.get(key)
        if value is None or value == "custom":
            return None
        colour = parse_colour(MATERIAL.get(_plain_name(value), str(value)))
        if colour is None:
            fix = did_you_mean(_plain_name(value), frozenset(MATERIAL), "write it in quotes, as in '#0b6650'")
            self.fail(f"theme.palette.{key}", "a colour of six digits, or one that Material names", value, fix=fix)
        return Placed(colour, *self.given.place(f"theme.palette.{key}"))


def _plain_name(value: object) -> str:
    return str(value).replace("-", " ").strip().lower()
