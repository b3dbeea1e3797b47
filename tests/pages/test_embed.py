"""The files of the help within an app."""

import gzip
from pathlib import Path

from helpcentre.content.language import Language
from helpcentre.content.ui_strings import PRODUCT_FOLDER, read_strings
from helpcentre.pages.embed import make_script, within_element
from support import ROOT, Project

KILOBYTES = 10
"""Upper limit for the script that every page of an app loads, compressed."""


def test_script_with_every_language_of_the_product_is_small_and_in_ascii(tmp_path: Path) -> None:
    codes = sorted(file.stem for file in PRODUCT_FOLDER.iterdir())
    languages = [Language(code, code, is_source=number == 0) for number, code in enumerate(codes)]
    strings = read_strings(tmp_path, tuple(languages), site_name="Example Help")
    script = make_script([ROOT / "overrides"], languages, strings)
    assert len(gzip.compress(script.encode("ascii"), mtime=0)) <= KILOBYTES * 1024
    assert all(f'"{code}":' in script for code in codes)


def test_site_without_apps_has_no_byte_of_it(small_site: Project) -> None:
    files = [file.name for file in (small_site.folder / "site").rglob("*") if "embed" in file.as_posix()]
    assert files == []
    assert "Access-Control" not in small_site.read("site/_headers") + small_site.read("site.nginx.conf")


def test_rules_of_the_page_hold_within_the_element() -> None:
    css = (
        ":root {--a: light-dark(#fff, #000);}html {font-size: 1rem;}body {margin: 0.5rem;}a:hover {inset: -.1rem 2px;}"
    )
    found = within_element(css)
    assert ":host {--a: #fff;}" in found
    assert ":host(:where(:not([theme=light]))) {--a: #000;}" in found
    assert ":host(:where([theme=dark])) {--a: #000;}" in found
    assert ".hc-site {font-size: 18px;}.hc-page {margin: 9px;}a:hover {inset: -1.8px 2px;}" in found
    assert (
        within_element("@media (max-width: 35rem) {.a {gap: 1rem;}}") == "@media (max-width: 35rem) {.a {gap: 18px;}}"
    )
    assert within_element("@media print {a {color: #000;}}b {margin: 0;}") == "b {margin: 0;}"
    assert (
        within_element(':root[data-theme="dark"] {color-scheme: dark;}')
        == ':host([theme="dark"]) {color-scheme: dark;}'
    )
    assert within_element(".body {margin: 0;}tbody {margin: 0;}") == ".body {margin: 0;}tbody {margin: 0;}"
