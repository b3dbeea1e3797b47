"""The brand that Material's settings describe, and the settings that have no effect."""

from pathlib import Path
from typing import Any

import pytest

from helpcentre.brand.brand import FAVICON, Brand, Script, read_brand
from helpcentre.brand.fonts import FontFile, font_css, read_fonts
from helpcentre.brand.material import GivenSettings, check_ignored
from helpcentre.brand.palette import Sheet
from helpcentre.diagnostics.problem import HelpcentreError
from support import ROOT

_BASE = ROOT / "overrides" / "assets" / "stylesheets" / "helpcentre" / "base.css"
_ICONS = ("material/lifebuoy", "material/bike", "fontawesome/brands/mastodon")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    for name in ("assets/logo.svg", "assets/logo.png", "assets/f.woff2", "own.css", "own.js", "own.mjs"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("", encoding="utf-8")
    return folder


def _given(values: dict[str, Any]) -> GivenSettings:
    return GivenSettings(values, {"theme": ("mkdocs.yml", 3), "theme.palette.primary": ("base.yml", 7)})


def _brand(docs: Path, values: dict[str, Any]) -> Brand:
    parts = [Sheet("base.css", _BASE.read_text(encoding="utf-8"))]
    return read_brand(_given(values), parts, docs_dir=docs, has_icon=_ICONS.__contains__)


def test_brand_without_settings_is_that_of_the_product(docs: Path) -> None:
    brand = _brand(docs, {"theme.font": False})
    assert (brand.logo, brand.favicon, brand.css, brand.files) == ("", FAVICON, "", ())


def test_settings_of_material_are_read_as_material_has_them(docs: Path) -> None:
    brand = _brand(
        docs,
        {
            "theme.logo": "assets/logo.png",
            "theme.favicon": "assets/logo.svg",
            "theme.icon": {"logo": "material/bike"},
            "theme.palette": {"primary": "deep-purple", "accent": "Light Blue"},
            "theme.font": {"text": "assets/f.woff2", "code": "Roboto Mono"},
            "extra_css": ["own.css", "https://example.org/x.css"],
            "extra_javascript": ["own.js", {"path": "own.mjs", "async": True}, "//example.org/y.js"],
            "extra.homepage": "https://example.org/",
            "extra.social": [{"icon": "fontawesome/brands/mastodon", "link": "https://social.example.org/@a"}],
            "copyright": "&copy; Example",
        },
    )
    assert brand.files == ("assets/logo.png", "assets/logo.svg", "assets/f.woff2", "own.css", "own.js", "own.mjs")
    assert brand.scripts == (Script("own.js"), Script("own.mjs", is_module=True))
    assert (brand.favicon_type, brand.sign) == ("image/svg+xml", "material/bike")
    assert [link.name for link in brand.social] == ["social.example.org"]
    assert "--hc-brand: light-dark(#" in brand.css
    assert 'url("../../assets/f.woff2") format("woff2")' in brand.css


@pytest.mark.parametrize(
    ("palette", "light", "dark"),
    [
        ({"primary": "#9a3b00"}, "#9a3b00", None),
        ({"scheme": "slate", "primary": "#ffb184"}, None, "#ffb184"),
        (
            [{"scheme": "default", "primary": "#9a3b00"}, {"scheme": "slate", "primary": "#ffb184"}],
            "#9a3b00",
            "#ffb184",
        ),
        (
            [
                {"media": "(prefers-color-scheme)", "toggle": {"icon": "x"}},
                {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "#9a3b00"},
                {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "#fb8"},
            ],
            "#9a3b00",
            "#ffbb88",
        ),
    ],
)
def test_palettes_are_read_in_each_form_of_material(
    docs: Path, palette: Any, light: str | None, dark: str | None
) -> None:
    made = _brand(docs, {"theme.palette": palette}).palette
    for scheme, colour in (("light", light), ("dark", dark)):
        found = str(made.colour("hc-brand", scheme))  # type: ignore[arg-type]
        assert found == colour if colour else found.startswith("#")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("theme.logo", "assets/none.svg", r"^mkdocs\.yml:3: theme\.logo: expected a file below docs/.*put it at docs/"),
        ("theme.logo", "../secret.svg", r"^mkdocs\.yml:3: theme\.logo: expected a file below docs/"),
        ("theme.logo", "assets/f.woff2", r"a file that ends in \.svg, \.png"),
        ("theme.logo", 3, r"theme\.logo: expected a text"),
        ("theme.icon", {"logo": "material/none"}, r"theme\.icon\.logo: expected the name of an icon"),
        ("theme.palette", {"primary": "indgo"}, r"^base\.yml:7: theme\.palette\.primary: .*did you mean indigo\?"),
        ("theme.palette", {"primary": 123456}, r"write it in quotes"),
        ("theme.palette", {"scheme": "mine"}, r"expected default or slate, received 'mine'"),
        ("theme.palette", "indigo", r"expected primary and accent, or a list"),
        ("theme.font", {"text": "assets/none.woff2"}, r"theme\.font: expected a file below docs/"),
        ("theme.font", {"text": {"file": "assets/f.woff2", "weight": "bold"}}, r"a weight as in 400"),
        ("theme.font", {"sans": "assets/f.woff2"}, r"a mapping of text and code"),
        ("theme.font", "Roboto", r"a mapping of text and code"),
        ("extra_css", ["none.css"], r"extra_css: expected a file below docs/"),
        ("extra_javascript", ["own.css"], r"ends in \.js"),
        ("extra_javascript", [{"async": True}], r"a path, or a mapping with one"),
        ("extra.social", [{"link": "https://example.org"}], r"extra\.social: expected icon and link"),
        ("extra.social", [{"icon": "none", "link": "https://example.org"}], r"the name of an icon"),
        ("copyright", ["x"], r"copyright: expected a text"),
    ],
)
def test_setting_of_another_sort_is_refused_with_its_place(docs: Path, name: str, value: Any, message: str) -> None:
    with pytest.raises(HelpcentreError, match=message):
        _brand(docs, {name: value})


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"theme.language": "de"}, ["theme.language has no effect"]),
        ({"theme.features": ["navigation.tabs", "search.suggest"]}, ["theme.features: navigation.tabs have no effect"]),
        ({"theme.features": ["search.suggest"]}, []),
        ({"nav": [{"Home": "index.md"}]}, ["nav does not sort pages, and what it leaves out is in no topic"]),
        ({"theme.icon": {"logo": "material/bike", "edit": "x"}}, ["theme.icon: edit have no effect"]),
        ({"theme.font": {"text": "Roboto", "code": "assets/f.woff2"}}, ["theme.font: text: Roboto is not loaded"]),
        (
            {"extra_css": ["own.css", "https://example.org/x.css"]},
            ["extra_css: https://example.org/x.css is not loaded"],
        ),
        ({"extra_javascript": [{"path": "https://example.org/x.js"}]}, ["extra_javascript: https://example.org/x.js"]),
        ({"extra.generator": False, "repo_url": None}, []),
        ({"extra.analytics": {"provider": "google"}}, ["extra.analytics has no effect"]),
        ({"extra.consent": {"title": "x"}}, ["extra.consent has no effect"]),
        ({"plugins": ["helpcentre", {"search": {"lang": "en"}}]}, ["the plugin search is not asked"]),
        ({"plugins": ["search"]}, ["the plugin search is not asked"]),
        ({"plugins": {"search": None}}, ["the plugin search is not asked"]),
        ({"plugins": ["helpcentre", {"i18n": {}}]}, []),
        ({"repo_url": "https://example.org/", "edit_uri": "x"}, ["repo_url has no", "edit_uri has no"]),
    ],
)
def test_setting_without_effect_is_told(values: dict[str, Any], told: list[str]) -> None:
    found = list(check_ignored(_given(values)))
    assert len(found) == len(told)
    assert all(problem.message.startswith(start) for problem, start in zip(found, told, strict=True))
    assert {problem.code for problem in found} <= {"setting-ignored"}


def test_fonts_are_read_with_weight_and_style() -> None:
    fonts = tuple(
        read_fonts({"text": ["a b.TTF", {"file": "i.woff2", "weight": "100 900", "style": "italic"}], "code": "c.otf"})
    )
    assert fonts[1:] == (FontFile("text", "i.woff2", "100 900", "italic"), FontFile("code", "c.otf"))
    css = font_css(fonts, up="../../")
    assert 'url("../../a%20b.TTF") format("truetype")' in css
    assert css.endswith(':root {--hc-own-font: "Helpcentre Text";}:root {--hc-own-code-font: "Helpcentre Code";}')
