"""A site in a team's own colours: both editions have its files and links, and neither breaks the security policy."""

from contextlib import closing
from io import BytesIO
from textwrap import dedent
from typing import Literal

import pytest
from PIL import Image, ImageFont
from playwright.sync_api import Browser

from helpcentre.linkcheck.local_server import serve_folder
from support import Project, small_project

_SETTINGS = """
copyright: "&copy; 2026 Example Bikes"
theme:
  name: material
  custom_dir: overrides
  logo: assets/logo.png
  favicon: assets/own icon.svg
  font: { text: assets/fonts/own.ttf }
  palette:
    - { scheme: default, primary: "#9a3b00" }
    - { scheme: slate, primary: "#ffb184" }
extra_css: [stylesheets/own.css]
extra_javascript: [javascripts/own.js, { path: javascripts/module.js, type: module }]
extra:
  social:
    - { icon: fontawesome/brands/mastodon, link: "https://social.example.net/@bikes", name: Example Bikes }
  helpcentre:
    announcement: { text: { de: Heute zu, en: Closed today }, url: "topic/first.md#deep", until: 2026-09-21 }
    footer_links:
      - { title: { de: Laden, en: Shop }, url: "https://shop.example.net/?a=1&b=2" }
      - { title: Mehr, url: topic/second.md }
    home_sections: [contact, topics]
"""


@pytest.fixture(scope="module")
def branded(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small help centre in the colours of an example team, both editions built."""
    project = small_project(tmp_path_factory.mktemp("brand") / "small")
    docs = project.folder / "docs"
    for name in ("assets/fonts", "stylesheets", "javascripts"):
        (docs / name).mkdir(parents=True, exist_ok=True)
    Image.new("RGBA", (60, 30), "#123456").save(docs / "assets" / "logo.png")
    (docs / "assets" / "own icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    (docs / "assets" / "fonts" / "own.ttf").write_bytes(ImageFont.load_default(12).font_bytes)  # type: ignore[union-attr]
    own = ".hc-footer { letter-spacing: 3px; }\n:root { --own: light-dark(#111111, #222222); }\n"
    (docs / "stylesheets" / "own.css").write_text(own, encoding="utf-8")
    (docs / "javascripts" / "own.js").write_text("document.documentElement.dataset.own = 'script';\n", encoding="utf-8")
    (docs / "javascripts" / "module.js").write_text(
        "document.documentElement.dataset.module = 'yes';\n", encoding="utf-8"
    )
    config = project.folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + dedent(_SETTINGS), encoding="utf-8")
    for options in ([], ["-f", "agents.yml"]):
        built = project.mkdocs("build", "--strict", *options)
        assert (built.status, built.warnings) == (0, []), built.output
    return project


def test_website_has_the_brand_on_every_page(branded: Project) -> None:
    for name, up in (
        ("index.html", ""),
        ("en/index.html", "../"),
        ("404.html", "/"),
        ("ar/topic/first/index.html", "../../../"),
    ):
        page = branded.page(f"site/{name}")
        assert page.attribute(".hc-brand img", "src") == f"{up}assets/logo.png"
        assert page.attribute("link[rel=icon]", "href") == f"{up}assets/own%20icon.svg"
        assert page.attributes("link[rel=stylesheet]", "href")[-1] == f"{up}stylesheets/own.css"
        assert page.attributes("head script[src]", "src")[-2:] == [
            f"{up}javascripts/own.js",
            f"{up}javascripts/module.js",
        ]
        assert page.first(".hc-copyright").text() == "© 2026 Example Bikes"
        assert page.attribute(".hc-social a", "aria-label") == "Example Bikes"


def test_style_sheets_of_both_editions_need_no_function_that_older_browsers_lack(branded: Project) -> None:
    for edition in ("site", "dist/helpcentre-agents"):
        sheets = list((branded.folder / edition).rglob("*.css"))
        assert any("--own: #222222" in sheet.read_text(encoding="utf-8") for sheet in sheets)
        assert [sheet.name for sheet in sheets if "light-dark" in sheet.read_text(encoding="utf-8")] == []


def test_links_and_announcement_are_in_the_language_of_the_page_or_labelled(branded: Project) -> None:
    english, arabic = branded.page("site/en/index.html"), branded.page("site/ar/index.html")
    assert english.first(".hc-announcement a").text() == "Closed today"
    assert english.attribute(".hc-announcement a", "href") == "topic/first/#deep"
    assert [arabic.first(".hc-announcement p").attributes[name] for name in ("lang", "dir")] == ["de", "ltr"]
    assert arabic.first(".hc-announcement small").text() == "(الألمانية)"
    assert english.tree.css_first(".hc-announcement small") is None
    links = {link.text(): link.attributes for link in english.tree.css(".hc-footer p a")}
    assert links["Shop"]["href"] == "https://shop.example.net/?a=1&b=2"
    assert links["Mehr"]["href"] == "topic/second/"
    assert arabic.first('.hc-footer a[href^="https://shop"]').attributes["lang"] == "de"
    assert [node.tag for node in english.tree.css(".hc-home-end > *")] == ["aside", "section"]


def test_announcement_ends_with_its_last_day_and_is_not_in_the_bundle(branded: Project) -> None:
    assert branded.page("dist/helpcentre-agents/index.html").tree.css_first(".hc-announcement") is None
    built = branded.build(SOURCE_DATE_EPOCH="1790100000")
    assert built.status == 0, built.output
    assert branded.page("site/index.html").tree.css_first(".hc-announcement") is None
    assert branded.build().status == 0
    assert branded.page("site/index.html").tree.css_first(".hc-announcement") is not None


def test_announcement_of_an_incident_is_a_warning_with_its_day(branded: Project) -> None:
    branded.edit("mkdocs.yml", "until: 2026-09-21 }", "since: 2026-09-20, incident: true }")
    assert branded.build().status == 0
    page = branded.page("site/ar/index.html")
    assert "hc-incident" in page.attribute(".hc-announcement", "class")
    assert page.attribute(".hc-announcement time", "datetime") == "2026-09-20"
    assert page.first(".hc-announcement p").attributes["lang"] == "de"
    branded.edit("mkdocs.yml", "since: 2026-09-20, incident: true }", "until: 2026-09-21 }")
    assert branded.build().status == 0


def test_bundle_lists_the_files_of_the_brand(branded: Project) -> None:
    sums = branded.read("dist/helpcentre-agents/SHA256SUMS")
    for name in (
        "assets/logo.png",
        "assets/own icon.svg",
        "assets/fonts/own.ttf",
        "stylesheets/own.css",
        "javascripts/own.js",
    ):
        assert f"  {name}\n" in sums


def test_pictures_of_shared_links_have_the_colour_and_the_logo(branded: Project) -> None:
    with Image.open(branded.folder / "site" / "assets" / "share" / "de.png") as picture:
        pixels = picture.convert("RGB")
        assert pixels.getpixel((5, 5)) == (0x9A, 0x3B, 0x00)
        assert pixels.getpixel((360, 315)) == (0x12, 0x34, 0x56)


@pytest.mark.parametrize(("scheme", "brand"), [("light", "rgb(154, 59, 0)"), ("dark", "rgb(255, 177, 132)")])
@pytest.mark.parametrize("is_bundle", [False, True], ids=["website", "bundle"])
def test_browser_shows_colours_font_and_script_within_the_policy(
    branded: Project, chromium: Browser, scheme: Literal["light", "dark"], brand: str, is_bundle: bool
) -> None:
    with serve_folder(branded.folder / "site") as server, closing(chromium.new_page(color_scheme=scheme)) as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        disk = f"file://{branded.folder}/dist/helpcentre-agents/en/topic/second.html"
        page.goto(disk if is_bundle else f"{server.address}en/topic/second/")
        assert page.evaluate("getComputedStyle(document.querySelector('article a')).color") == brand
        assert page.evaluate("getComputedStyle(document.querySelector('.hc-footer')).letterSpacing") == "3px"
        assert page.evaluate("document.fonts.load('16px \\'Helpcentre Text\\'').then((found) => found.length)") == 1
        assert page.evaluate("[document.documentElement.dataset.own, document.documentElement.dataset.module]") == (
            ["script", None] if is_bundle else ["script", "yes"]
        )
        assert said == []


def test_place_of_the_logo_is_known_before_it_is_loaded(branded: Project) -> None:
    with Image.open(branded.folder / "docs" / "assets" / "logo.png") as logo:
        wanted = tuple(map(str, logo.size))
    for page in ("site/index.html", "site/en/topic/second/index.html", "dist/helpcentre-agents/START.html"):
        built = branded.page(page)
        assert (built.attribute(".hc-logo", "width"), built.attribute(".hc-logo", "height")) == wanted, page


_COVERED = """() => {
  const boxes = [...document.querySelectorAll(".hc-header-row > *")].map((each) => each.getBoundingClientRect());
  const logo = document.querySelector(".hc-logo").getBoundingClientRect();
  const covers = (one, other) => one.left < other.right - 1 && other.left < one.right - 1;
  return [logo, ...boxes.slice(1)].some((one, at, all) => all.slice(at + 1).some((other) => covers(one, other)))
    || document.documentElement.scrollWidth > innerWidth;
}"""


_IS_SHOWN = """(name) => {
  const [own, around] = [name, name.parentElement].map((each) => each.getBoundingClientRect());
  return own.top < around.bottom - 1;
}"""


_IS_CUT = """(name) => {
  name.textContent = "Leaf and kettle, cup and spoon, plate and fork and knife".repeat(2);
  const [own, around] = [name, name.parentElement].map((each) => each.getBoundingClientRect());
  return own.bottom > around.bottom + 1;
}"""


@pytest.mark.parametrize(("width", "is_named"), [(30, True), (60, True), (600, False)])
def test_logo_of_any_width_leaves_room_in_the_header_of_a_phone(
    width: int, is_named: bool, chromium: Browser, branded: Project
) -> None:
    picture = BytesIO()
    Image.new("RGBA", (width, 60), "#123456").save(picture, "PNG")
    with serve_folder(branded.folder / "site") as server, closing(chromium.new_page()) as page:
        page.route("**/assets/logo.png", lambda route: route.fulfill(content_type="image/png", body=picture.getvalue()))
        for size, path in ((320, ""), (360, "ar/"), (412, "en/")):
            page.set_viewport_size({"width": size, "height": 640})
            page.goto(server.address + path)
            assert not page.evaluate(_COVERED), (size, path)
            if is_named:
                assert page.locator(".hc-brand span").evaluate(_IS_SHOWN), (size, path)
                assert not page.locator(".hc-brand span").evaluate(_IS_CUT), (size, path)
                assert not page.evaluate(_COVERED), (size, path)
