"""Custom properties of style sheets, by scheme and line."""

import pytest

from helpcentre.brand.custom_properties import read_properties, spell_out_schemes

_ON_BOTH = [("a", "light", "#111"), ("a", "dark", "#111")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (":root { --a: #111; }", _ON_BOTH),
        (":root{--a:#111}", _ON_BOTH),
        ("/* :root { --b: #222; } */ html { color: red; --a: #111 }", _ON_BOTH),
        (":root { --a: light-dark(#111, #222); }", [("a", "light", "#111"), ("a", "dark", "#222")]),
        ('[data-md-color-scheme="slate"] { --a: #111; }', [("a", "dark", "#111")]),
        ('[data-md-color-scheme="default"] { --a: #111; }', [("a", "light", "#111")]),
        (':root[data-theme="dark"] { --a: #111; }', [("a", "dark", "#111")]),
        ("@media (prefers-color-scheme: dark) { :root { --a: #111; } }", [("a", "dark", "#111")]),
        (
            "@media (prefers-color-scheme: dark) {:root:not([data-theme=light]) {--a: #111}}",
            [("a", "dark", "#111")],
        ),
        ("@media (min-width: 3rem) { :root { --a: #111; } }", _ON_BOTH),
        ("@media print { :root { --a: #111; } }", []),
        ("@media (forced-colors: active) { :root { --a: #111; } }", []),
        (".card { --a: #111; }", []),
        ("@media print { p { --a: #1; } } :root { --a: #111; }", _ON_BOTH),
        ("--a: #111;", []),
        ("", []),
    ],
)
def test_properties_of_the_page_are_read_by_scheme(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [each[:3] for each in read_properties(text)] == found


def test_property_has_its_line() -> None:
    text = "/* one\n two */\n:root {\n  color: red;\n\n  --a: #111;\n  --b:\n    #222;\n}\n"
    assert [(each.name, each.line) for each in read_properties(text) if each.scheme == "dark"] == [("a", 6), ("b", 7)]


_SPELT = (
    "@media screen and (prefers-color-scheme: dark) {:root:where(:not([data-theme=light])) {--a: #222;}}"
    "@media screen {:root:where([data-theme=dark]) {--a: #222;}}"
)


@pytest.mark.parametrize(
    ("text", "spelt_out"),
    [
        (":root { --a: light-dark(#111, #222); }", f":root {{ --a: #111; }}{_SPELT}"),
        (":root {--b: 1px;--a: light-dark( #111 ,#222 )}", f":root {{--b: 1px;--a: #111}}{_SPELT}"),
        ("@media print {:root {--a: light-dark(#111, #222);}}", f"@media print {{:root {{--a: #111;}}{_SPELT}}}"),
        (":root { --a: #111; }", ":root { --a: #111; }"),
        ("p { color: light-dark(#111, #222); }", "p { color: light-dark(#111, #222); }"),
        ("", ""),
    ],
)  # fmt: skip
def test_colours_of_both_schemes_are_spelt_out(text: str, spelt_out: str) -> None:
    assert spell_out_schemes(text) == spelt_out


def test_spelt_out_colours_mean_what_was_written() -> None:
    text = ":root { --a: light-dark(#111, #222); --b: light-dark(#333, #444); } p { --a: #1; }"
    written = {(each.name, each.scheme): each.value for each in read_properties(text)}
    assert {(each.name, each.scheme): each.value for each in read_properties(spell_out_schemes(text))} == written
