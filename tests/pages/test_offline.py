"""The files for pages without a network."""

import json
import re
from pathlib import Path

import pytest

from helpcentre.brand.brand import Brand, Script
from helpcentre.brand.palette import Palette
from helpcentre.content.language import Language
from helpcentre.content.ui_strings import Strings
from helpcentre.pages.offline import make_manifest, make_worker, version_of
from support import ROOT, Project

THEME = [ROOT / "overrides"]
BRAND = Brand(Palette({}), logo="logo.png", style_sheets=("own.css",), scripts=(Script("own.js"),))
LANGUAGES = [Language(code, code, is_source=code == "de") for code in ("de", "ar")]
FILES = dict.fromkeys(
    [
        "assets/images/icon.svg", "assets/javascripts/site.js", "assets/offline/pages.js", "assets/search/de.js",
        "assets/stylesheets/guide.css", "assets/stylesheets/helpcentre.1a2b.css", "index.html", "logo.png", "own.css",
        "own.js", "topic/film.mp4",
    ],
    "0",
)  # fmt: skip


def worker(files: dict[str, str]) -> str:
    return make_worker(THEME, files, LANGUAGES, version="?v=12ab", brand=BRAND)


def test_worker_knows_what_every_page_loads_and_no_page() -> None:
    found = re.search(r"const ASSETS = (.*);", worker(FILES))
    assert found
    assert json.loads(found[1]) == [
        "assets/images/icon.svg", "assets/javascripts/site.js?v=12ab", "assets/offline/pages.js?v=12ab",
        "assets/stylesheets/guide.css?v=12ab", "assets/stylesheets/helpcentre.1a2b.css", "logo.png", "own.css?v=12ab",
        "own.js?v=12ab",
    ]  # fmt: skip
    assert 'const PREFIXES = ["ar/"];' in worker(FILES)


@pytest.mark.parametrize("name", FILES)
def test_worker_is_another_one_for_each_change_of_the_site(name: str) -> None:
    assert worker(FILES) == worker(dict(reversed(FILES.items())))
    assert worker({**FILES, name: "1"}) != worker(FILES)
    assert worker({other: digest for other, digest in FILES.items() if other != name}) != worker(FILES)


def test_version_is_that_of_all_scripts_and_style_sheets(tmp_path: Path) -> None:
    def version(text: str = "a", own: str = "b", *, picture: str = "") -> str:
        for name, content in (("t/assets/x/a.js", text), ("d/own.js", own), ("t/assets/x/a.svg", picture)):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        brand = Brand(Palette({}), scripts=(Script("own.js"),))
        return version_of([tmp_path / "t"], tmp_path / "d", brand)

    assert re.fullmatch(r"\?v=[0-9a-f]{8}", version())
    assert version() == version(picture="x")
    assert len({version(), version("x"), version(own="x")}) == 3


def test_installed_site_has_the_name_and_the_pages_of_its_language() -> None:
    manifest = json.loads(
        make_manifest(LANGUAGES[1], Strings({"site_name": "مساعدة"}), brand=BRAND, colours=("#000000", "#ffffff"))
    )
    assert (manifest["name"], manifest["dir"], manifest["start_url"]) == ("مساعدة", "rtl", "./")
    assert (manifest["scope"], manifest["icons"][0]["src"]) == ("../", "../assets/images/icon.svg")


def test_site_without_the_option_has_only_what_removes_an_earlier_worker(small_site: Project) -> None:
    site = small_site.folder / "site"
    assert "unregister" in (site / "worker.js").read_text(encoding="utf-8")
    assert (
        not list(site.rglob("app.json")) + list(site.rglob("offline.html")) + list((site / "assets").rglob("offline"))
    )
