"""Custom properties of style sheets, by scheme and line."""

import pytest

from helpcentre.brand.custom_properties import read_properties

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
