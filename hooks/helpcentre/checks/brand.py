"""Checks of a site's brand: whether its colours can be read, and whether its settings have an effect."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from helpcentre.brand.colours import TEXT, Colour, contrast, readable
from helpcentre.brand.custom_properties import SCHEMES, Scheme
from helpcentre.brand.palette import PAIRS, Palette
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.diagnostics.suggest import did_you_mean
from helpcentre.settings.options import FooterLink

_BRAND = ("hc-brand", "hc-brand-strong")
"""What a team chooses; other colours are made to fit these."""


class _Pair(NamedTuple):
    """A text on a ground, by their custom properties, and their contrast."""

    ratio: float
    text: str
    ground: str

    @property
    def blamed(self) -> str:
        """The one of the two that a team chooses, else the text."""
        return self.ground if self.ground in _BRAND else self.text


def check_contrast(palette: Palette) -> Iterator[Problem]:
    """Yield a problem for each colour that is read badly on a ground it stands on, in light or dark: the worst pair.

    The least contrast is that of WCAG 2.2, success criterion 1.4.3, level AA, for text of any size.
    """
    for scheme in SCHEMES:
        colours = {name: placed.colour for name, placed in palette.colours[scheme].items()}
        pairs = [_Pair(contrast(colours[text], colours[ground]), text, ground) for text, ground in PAIRS]
        worst: dict[tuple[str, int], _Pair] = {}  # of a place: other colours follow from the one that is chosen there
        for pair in sorted(pair for pair in pairs if pair.ratio < TEXT):
            _, file, line = palette.colours[scheme][pair.blamed]
            worst.setdefault((file, line), pair)
        for pair in worst.values():
            yield _contrast(palette, scheme, pair)


def check_footer_links(
    links: Collection[FooterLink], paths: Collection[str], *, place: tuple[str, int]
) -> Iterator[Problem]:
    """Yield a problem for each link of the footer to a page that is not among the ``paths``, at its ``place``."""
    file, line = place
    for link in links:
        if link.is_page and link.url.partition("#")[0] not in paths:
            fix = did_you_mean(link.url, frozenset(paths), "write the path of a page, as in topic/page.md")
            message = f"footer_links: {link.url}: there is no such page"
            yield problem(Rule.LINK_TARGET_MISSING, file=file, line=line, message=message, fix=fix)


def _contrast(palette: Palette, scheme: Scheme, pair: _Pair) -> Problem:
    colours = palette.colours[scheme]
    place, text, ground = colours[pair.blamed], colours[pair.text].colour, colours[pair.ground].colour
    message = f"{text} on {ground} has a contrast of {int(pair.ratio * 10) / 10} to 1 in the {scheme} view"
    better = _better(palette, scheme, pair.blamed)
    advice = f"take {better} in place of {place.colour}"
    if better == place.colour:  # it is read well beside all that it was made for, but not beside what another file says
        other = pair.text if pair.blamed == pair.ground else pair.ground
        advice = f"set --{other} to {_better(palette, scheme, other)} for this view, in a style sheet of extra_css"
    fix = f"text needs {TEXT} to 1 (--{pair.text} on --{pair.ground}): {advice}"
    return problem(Rule.CONTRAST_LOW, file=place.file, line=place.line, message=message, fix=fix)


def _better(palette: Palette, scheme: Scheme, name: str) -> Colour:
    """Return the colour nearest to that of a custom property that is read well beside those it stands with."""
    colours = palette.colours[scheme]
    beside = {other for each in PAIRS if name in each for other in each} - {name, "hc-on-brand"}
    return readable(colours[name].colour, [colours[other].colour for other in sorted(beside)])
