"""Palettes: the product's own, those that follow from one colour, and the check of their contrast."""

import re

import pytest

from helpcentre.brand.colours import TEXT, contrast, parse_colour
from helpcentre.brand.custom_properties import SCHEMES, Scheme
from helpcentre.brand.palette import MATERIAL, PAIRS, Choice, Palette, Placed, Sheet, read_palette
from helpcentre.checks.brand import check_contrast, check_footer_links
from helpcentre.pages.assets import style_sheet_parts
from helpcentre.settings.options import FooterLink
from support import ROOT

PARTS = [Sheet(part.name, part.read_text(encoding="utf-8")) for part in style_sheet_parts([ROOT / "overrides"])]


def _choice(text: str, *, is_hue: bool = False) -> Choice:
    colour = parse_colour(text)
    assert colour
    return Choice(Placed(colour, "mkdocs.yml", 9), is_hue=is_hue)


def _unreadable(palette: Palette) -> list[tuple[str, str, str]]:
    return [
        (scheme, text, ground)
        for scheme in SCHEMES
        for text, ground in PAIRS
        if contrast(palette.colour(text, scheme), palette.colour(ground, scheme)) < TEXT
    ]


def test_own_palette_of_the_product_is_readable_and_adds_no_rule() -> None:
    palette = read_palette(PARTS, {})
    assert _unreadable(palette) == []
    assert list(check_contrast(palette)) == []
    assert palette.css == ""


@pytest.mark.parametrize("name", MATERIAL)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_hue_of_material_gives_a_readable_palette(name: str, scheme: str) -> None:
    palette = read_palette(PARTS, {scheme: _choice(MATERIAL[name], is_hue=True)})  # type: ignore[dict-item]
    assert _unreadable(palette) == []


def test_exact_colour_is_taken_as_it_is_and_the_other_scheme_follows() -> None:
    palette = read_palette(PARTS, {"light": _choice("#9a3b00")})
    assert str(palette.colour("hc-brand")) == "#9a3b00"
    assert _unreadable(palette) == []
    assert "--hc-brand: light-dark(#9a3b00,#" in palette.css


def test_badly_read_colour_is_told_once_for_each_scheme_with_a_better_one() -> None:
    palette = read_palette(PARTS, {"light": _choice("#ff8a3d"), "dark": _choice("#552200")})
    light, dark = check_contrast(palette)
    assert (light.file, light.line, light.code) == ("mkdocs.yml", 9, "contrast-low")
    assert "#ff8a3d on " in light.message
    assert "1 in the dark view" in dark.message
    for found, scheme in ((light, "light"), (dark, "dark")):
        better = found.fix.partition("take ")[2].partition(" ")[0]
        assert _unreadable(read_palette(PARTS, {scheme: _choice(better)})) == []  # type: ignore[dict-item]


def test_custom_property_of_a_teams_own_sheet_is_checked_at_its_line() -> None:
    own = [Sheet("docs/own.css", ":root {\n  --hc-ink-soft: light-dark(#cccccc, #a9b6b0);\n}\n")]
    (found,) = check_contrast(read_palette(PARTS, {}, own))
    assert (found.file, found.line) == ("docs/own.css", 2)
    assert "light view" in found.message


def test_advice_where_a_style_sheet_changes_one_colour_of_two_names_the_other() -> None:
    own = [Sheet("docs/own.css", ":root {\n  --hc-brand: light-dark(#006644, #66ddaa);\n}\n")]
    found = list(check_contrast(read_palette(PARTS, {"light": _choice("#aaff00")}, own)))
    advice = re.compile(r"set (--[\w-]+) to (#\w{6}) for this view")
    advised = [match.groups() for each in found if (match := advice.search(each.fix))]
    assert len(advised) == len(found) == 2
    for name, better in advised:
        more = Sheet("docs/more.css", f":root {{ {name}: light-dark({better}, #000); }}")
        fixed = read_palette(PARTS, {"light": _choice("#aaff00")}, [*own, more])
        assert contrast(fixed.colour("hc-on-brand"), fixed.colour("hc-brand")) >= TEXT


def test_properties_of_material_choose_colours_where_the_palette_is_custom() -> None:
    own = [
        Sheet(
            "docs/own.css",
            ":root { --md-primary-fg-color: #9a3b00; }\n"
            "[data-md-color-scheme=slate] { --md-primary-fg-color: #ffb184; }",
        )
    ]
    palette = read_palette(PARTS, {}, own, is_custom=True)
    assert [str(palette.colour("hc-brand", scheme)) for scheme in SCHEMES] == ["#9a3b00", "#ffb184"]
    assert "#9a3b00" not in read_palette(PARTS, {}, own).css


def test_footer_link_to_no_page_is_told() -> None:
    links = [
        FooterLink("A", "topic/page.md#x"),
        FooterLink("B", "topic/pge.md"),
        FooterLink("C", "https://example.org/c.md"),
    ]
    (found,) = check_footer_links(links, ["topic/page.md"], place=("mkdocs.yml", 4))
    assert (found.place, found.code) == ("mkdocs.yml:4", "link-target-missing")
    assert found.fix == "did you mean topic/page.md?"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_own_colours_of_text_have_the_enhanced_contrast(scheme: Scheme) -> None:
    """WCAG 2.2, success criterion 1.4.6, level AAA."""
    sheet = ROOT / "overrides/assets/stylesheets/helpcentre/base.css"
    palette = read_palette([Sheet("base.css", sheet.read_text(encoding="utf-8"))], {})
    low = {
        (text, ground): round(ratio, 2)
        for text, ground in PAIRS
        if (ratio := contrast(palette.colour(text, scheme), palette.colour(ground, scheme))) < 7
    }
    assert low == {}
