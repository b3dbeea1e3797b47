"""The colours of a site in light and dark: its own, or those that follow from the palette of Material's settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from helpcentre.brand.colours import BLACK, WHITE, Colour, contrast, mix, parse_colour, readable
from helpcentre.brand.custom_properties import SCHEMES, Scheme, read_properties

MATERIAL = {
    "red": "#ef5552", "pink": "#e92063", "purple": "#ab47bd", "deep purple": "#7e56c2", "indigo": "#4051b5",
    "blue": "#2094f3", "light blue": "#02a6f2", "cyan": "#00bdd6", "teal": "#009485", "green": "#4cae4f",
    "light green": "#8bc34b", "lime": "#cbdc38", "yellow": "#ffec3d", "amber": "#ffc105", "orange": "#ffa724",
    "deep orange": "#ff6e42", "brown": "#795649", "grey": "#757575", "blue grey": "#546d78", "black": "#12161d",
    "white": "#ffffff",
}  # fmt: skip
"""The colours that Material knows by name: hues, of which a readable shade is taken."""

PAIRS = (
    ("hc-ink", "hc-paper"), ("hc-ink", "hc-ground"), ("hc-ink", "hc-tint"), ("hc-ink-soft", "hc-paper"),
    ("hc-ink-soft", "hc-ground"), ("hc-ink-soft", "hc-tint"), ("hc-brand", "hc-paper"), ("hc-brand", "hc-ground"),
    ("hc-brand", "hc-tint"), ("hc-brand-strong", "hc-paper"), ("hc-brand-strong", "hc-ground"),
    ("hc-brand-strong", "hc-tint"), ("hc-on-brand", "hc-brand"), ("hc-on-brand", "hc-brand-strong"),
    ("hc-ink", "hc-info"), ("hc-ink", "hc-notice"), ("hc-ink", "hc-danger"), ("hc-ink", "hc-mark"),
)  # fmt: skip
"""Which colour stands as text on which, by their custom properties."""

_MADE = ("hc-brand", "hc-brand-strong", "hc-on-brand", "hc-tint")
_TINTS = (0.12, 0.1, 0.08, 0.06, 0.04, 0.02, 0.0)
_MATERIAL_PROPERTIES = {"md-primary-fg-color": "hc-brand", "md-accent-fg-color": "hc-brand-strong"}


class Sheet(NamedTuple):
    """A style sheet: its name, as people are shown it, and its text."""

    name: str
    text: str


class Placed(NamedTuple):
    """A colour and where it is said: a file, and a line from 1, or 0 for a file that the build writes."""

    colour: Colour
    file: str
    line: int


@dataclass(frozen=True)
class Choice:
    """The colours that a team chose for one scheme; a ``hue`` is one that Material names, not an exact colour."""

    primary: Placed | None = None
    accent: Placed | None = None
    is_hue: bool = False


@dataclass(frozen=True)
class Palette:
    """The colours of a site by scheme and custom property, each with its place."""

    colours: Mapping[Scheme, Mapping[str, Placed]]
    chosen: frozenset[str] = frozenset()
    """The custom properties that the build writes, because colours were chosen in the settings."""

    @property
    def css(self) -> str:
        """The rule that gives the chosen colours to the page; empty where none was chosen."""
        names = [name for name in _MADE if name in self.chosen]
        light, dark = (self.colours[scheme] for scheme in SCHEMES)
        rules = "".join(f"--{name}: light-dark({light[name].colour},{dark[name].colour});" for name in names)
        return f":root {{{rules}}}" if rules else ""

    def colour(self, name: str, scheme: Scheme = "light") -> Colour:
        """Return a colour by its custom property, without the first hyphens; raises KeyError for others."""
        return self.colours[scheme][name].colour


def read_palette(
    parts: Iterable[Sheet], choices: Mapping[Scheme, Choice], extra: Iterable[Sheet] = (), *, is_custom: bool = False
) -> Palette:
    """Return the colours of a site.

    ``parts`` are those of its style sheet, in their order, whose brand colours ``choices`` replace; the ``extra`` ones
    are loaded after it and count most. Where ``is_custom``, the custom properties of Material choose colours, too.
    """
    colours, said = _read_sheets(parts), _read_sheets(extra)
    chosen = {scheme: _with_custom(choices.get(scheme, Choice()), said[scheme], is_custom) for scheme in SCHEMES}
    if any(choice.primary or choice.accent for choice in chosen.values()):
        for scheme, made in _made(colours, chosen):
            colours[scheme] |= made
        names = frozenset(_MADE)
    else:
        names = frozenset()
    return Palette({scheme: {**colours[scheme], **said[scheme]} for scheme in SCHEMES}, names)


def _read_sheets(sheets: Iterable[Sheet]) -> dict[Scheme, dict[str, Placed]]:
    found: dict[Scheme, dict[str, Placed]] = {scheme: {} for scheme in SCHEMES}
    for sheet in sheets:
        for each in read_properties(sheet.text):
            if colour := parse_colour(each.value):
                found[each.scheme][each.name] = Placed(colour, sheet.name, each.line)
    return found


def _with_custom(choice: Choice, said: Mapping[str, Placed], is_custom: bool) -> Choice:
    if not is_custom:
        return choice
    ours = {ours: said[theirs] for theirs, ours in _MATERIAL_PROPERTIES.items() if theirs in said}
    return Choice(ours.get("hc-brand", choice.primary), ours.get("hc-brand-strong", choice.accent), choice.is_hue)


def _made(
    colours: Mapping[Scheme, Mapping[str, Placed]], chosen: Mapping[Scheme, Choice]
) -> Iterator[tuple[Scheme, dict[str, Placed]]]:
    """Yield the brand colours of each scheme; one for which none was chosen takes readable shades of the other's."""
    for scheme, other in zip(SCHEMES, reversed(SCHEMES), strict=True):
        choice = chosen[scheme]
        is_own = choice.primary is not None
        primary = choice.primary or chosen[other].primary or colours[scheme]["hc-brand"]
        grounds = [colours[scheme][name].colour for name in ("hc-paper", "hc-ground")]
        is_exact = is_own and not choice.is_hue
        faint = mix(grounds[0], primary.colour, _TINTS[0])
        brand = primary.colour if is_exact else readable(primary.colour, [*grounds, faint])
        tint = _tint(brand, colours[scheme])
        end = BLACK if scheme == "light" else WHITE
        strong = choice.accent.colour if choice.accent else mix(brand, end, 0.3)
        if choice.is_hue or not choice.accent:
            strong = readable(strong, [*grounds, tint])
        inks = WHITE, mix(brand, BLACK, 0.85)
        on_brand = max(inks, key=lambda ink: min(contrast(ink, brand), contrast(ink, strong)))
        values = {"hc-brand": brand, "hc-brand-strong": strong, "hc-on-brand": on_brand, "hc-tint": tint}
        places = dict.fromkeys(values, primary) | {"hc-brand-strong": choice.accent or primary}
        yield scheme, {name: places[name]._replace(colour=value) for name, value in values.items()}


def _tint(brand: Colour, colours: Mapping[str, Placed]) -> Colour:
    """Return the faintest ground of the brand's colour that text can be read on: as much colour as that allows."""
    paper = colours["hc-paper"].colour
    texts = (brand, colours["hc-ink-soft"].colour)
    tints = (mix(paper, brand, share) for share in _TINTS)
    return next((tint for tint in tints if all(contrast(text, tint) >= 4.5 for text in texts)), paper)
