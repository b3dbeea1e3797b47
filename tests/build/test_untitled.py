"""A site as other tools' documentation is written: pages without a main heading, folders without a page."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from helpcentre.linkcheck.local_server import serve_folder
from helpcentre.output.layout import SEARCH
from helpcentre.search.files import index_files
from helpcentre.search.index import SearchPage, make_index
from helpcentre.search.passages import Passage
from helpcentre.search.synonyms import Synonyms
from support import Project, small_project

TITLES = {
    "index": "Radwerkstatt",
    "bikes/index": "Räder",
    "bikes/bell/index": "Klingel & <Horn>",
    "bikes/brakes/index": "Bremsen",
    "bikes/front-lamp/index": "Front lamp",
    "bikes/wheels/index": "Die Laufräder & Speichen",
    "repair-shop/opening-hours/summer/index": "Sommer",
    "en/bikes/bell/index": "Bell & <horn>",
    "en/bikes/brakes/index": "Bremsen",
    "ar/bikes/front-lamp/index": "Front lamp",
}
"""What pages are called: by their title, heading or file; some are fallbacks."""


@pytest.fixture(scope="module")
def untitled(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The built site; not to be changed."""
    project = small_project(tmp_path_factory.mktemp("untitled") / "small", "untitled")
    built = project.build()
    assert (built.status, built.warnings) == (0, []), built.output
    (project.folder / "output.txt").write_text(built.output, encoding="utf-8")
    return project


@pytest.mark.parametrize("name", TITLES)
def test_page_without_a_heading_has_its_title_as_the_only_one(name: str, untitled: Project) -> None:
    page = untitled.page(f"site/{name}.html")
    assert [node.text() for node in page.tree.css("h1")] == [TITLES[name]]
    assert len(page.tree.css("article h1")) == 1


def test_a_page_has_one_name_in_menus_search_lists_and_for_other_programs(untitled: Project) -> None:
    name = "Front lamp"
    topic, page = untitled.page("site/bikes/index.html"), untitled.page("site/bikes/front-lamp/index.html")
    assert name in [node.text() for node in topic.tree.css(".hc-card-title")]
    assert page.first("title").text().startswith(f"{name} – ")
    assert page.first("[aria-current=page]").text() == name
    assert page.attribute("article", "data-search-text") == name
    assert name in [node.text() for node in untitled.page("site/articles.html").tree.css("main a")]
    assert [node.text() for node in untitled.page("site/index.html").tree.css(".hc-most-asked a")] == ["Bremsen", name]
    assert f"[{name}](" in untitled.read("site/llms.txt")
    rows = [json.loads(line) for line in untitled.read("site/articles.jsonl").splitlines()]
    assert {row["title"] for row in rows if row["path"] == "bikes/front-lamp.md"} == {name}
    assert not [row["title"] for row in rows if row["title"].endswith(".md")]


def test_the_markdown_beside_a_page_has_its_title_too(untitled: Project) -> None:
    assert untitled.read("site/bikes/front-lamp/index.md").startswith("# Front lamp\n\nDer Stieglitz")
    assert untitled.read("site/en/bikes/bell/index.md").startswith("# Bell & \\<horn>\n\nThe blackbird")
    assert untitled.read("site/bikes/wheels/index.md").count("\n# ") == 1


def test_the_contents_are_the_headings_of_the_second_level(untitled: Project) -> None:
    page = untitled.page("site/bikes/brakes/index.html")
    assert page.attributes(".hc-contents a", "href") == ["#stop", "#cost"]


def test_text_above_the_first_heading_is_a_unit_of_its_own(untitled: Project) -> None:
    rows = [json.loads(line) for line in untitled.read("site/articles.jsonl").splitlines()]
    found = {row["unit"]: row["text"] for row in rows if (row["language"], row["path"]) == ("de", "bikes/brakes.md")}
    assert list(found) == ["_title", "_top", "stop", "later", "never", "cost"]
    assert found["_top"] == "Vorneweg ein Wort zum Zeisig."


def test_folder_without_a_page_is_text_in_the_breadcrumb(untitled: Project) -> None:
    page = untitled.page("site/repair-shop/opening-hours/winter/index.html")
    items = page.tree.css(".hc-breadcrumb li")
    assert [node.text(strip=True) for node in items] == ["Start", "Repair shop", "Opening hours", "Winter"]
    assert page.attributes(".hc-breadcrumb a", "href") == ["../../.."]
    (data,) = [json.loads(node.text()) for node in page.tree.css("script[type='application/ld+json']")]
    (trail,) = [part for part in data["@graph"] if part["@type"] == "BreadcrumbList"]
    assert [step["name"] for step in trail["itemListElement"]] == ["Start", "Winter"]


def test_pages_of_folders_without_a_page_are_within_reach(untitled: Project) -> None:
    home, every = untitled.page("site/index.html"), untitled.page("site/articles.html")
    cards = zip(
        [node.text() for node in home.tree.css(".hc-card-title")], home.attributes(".hc-card", "href"), strict=True
    )
    assert list(cards) == [
        ("Räder", "bikes/"),
        ("Repair shop: Opening hours", "repair-shop/opening-hours/summer/"),
        ("Repair shop: Prices", "repair-shop/prices/parts/"),
    ]
    assert "Opening hours" in every.first("main").text()
    assert "./repair-shop/opening-hours/winter/" in every.attributes("main a", "href")
    assert "## Opening hours" in untitled.read("site/llms.txt")


def test_a_folder_without_a_page_is_told_with_what_to_write(untitled: Project) -> None:
    told = [line for line in untitled.read("output.txt").splitlines() if "topic-page-missing" in line]
    fixes = ("", "/opening-hours", "/prices")
    assert [line.rpartition("(")[2] for line in told] == [f"write docs/de/repair-shop{at}/index.md)" for at in fixes]


def test_edited_page_without_a_title_is_the_only_one_rendered(tmp_path: Path) -> None:
    project = small_project(tmp_path / "small", "untitled")
    assert project.build().status == 0
    file, lamp = project.folder / "site", "bikes/front-lamp/index.html"
    before = {page: page.stat().st_ino for page in file.rglob("index.html")}
    project.edit("docs/de/bikes/front-lamp.md", "Tausche sie.", "Tausche sie gleich.")
    project.edit("docs/de/bikes/wheels.md", "Sie drehen sich.", "Sie drehen sich gut.")
    assert project.build().status == 0
    changed = {page.relative_to(file).as_posix() for page, number in before.items() if page.stat().st_ino != number}
    pages = {lamp, "bikes/wheels/index.html"}
    assert changed == {f"{code}{page}" for code in ("", "en/", "ar/") for page in pages}
    project.edit("docs/de/bikes/wheels.md", "# Die *Laufräder*", "# Die *Reifen*")
    assert project.build().status == 0
    assert "Die Reifen" in project.read(f"site/{lamp}")


@pytest.fixture
def tab(untitled: Project, chromium: Browser) -> Iterator[Page]:
    """A tab on the site, as wide as a small phone."""
    with serve_folder(untitled.folder / "site") as server:
        context = chromium.new_context(viewport={"width": 360, "height": 740})
        page = context.new_page()
        page.goto(server.address)
        yield page
        context.close()


@pytest.mark.parametrize(
    ("word", "address", "title"),
    [
        ("Amsel", "bikes/bell/", "Klingel & <Horn>"),
        ("Kuckuck", "bikes/", "Räder"),
        ("Zeisig", "bikes/brakes/", "Bremsen"),
        ("Stieglitz", "bikes/front-lamp/", "Front lamp"),
        ("Pirol", "bikes/bell/#crank", "Kurbel"),
    ],
)
def test_words_above_the_first_heading_are_found(word: str, address: str, title: str, tab: Page) -> None:
    tab.keyboard.press("/")
    tab.keyboard.insert_text(word)
    option = tab.locator("dialog [role=option]").first
    expect(option).to_contain_text(title)
    assert re.sub(r"\?[^#]*", "", str(option.get_attribute("href"))).endswith(address)


def test_a_result_without_a_title_stops_no_search(untitled: Project, chromium: Browser, tmp_path: Path) -> None:
    site, passage = tmp_path / "site", Passage("stop", "Bremsen", "", "", "Der Uhu bremst", "de")
    shutil.copytree(untitled.folder / "site", site)
    pages = [SearchPage("bikes/brakes/", "bikes/brakes.md", (passage,))]
    for name, content in index_files("de", make_index("de", pages, Synonyms("")), pages).items():
        (site / SEARCH / name).unlink(missing_ok=True)
        (site / SEARCH / name).write_bytes(content)
    with serve_folder(site) as server:
        page = chromium.new_page()
        page.goto(server.address)
        page.keyboard.press("/")
        page.keyboard.insert_text("Uhu")
        expect(page.locator("dialog [role=option]").first).to_contain_text("Bremsen")
        page.close()


@pytest.mark.parametrize("page", ["bikes/brakes/", "repair-shop/opening-hours/winter/", "ar/bikes/front-lamp/"])
def test_untitled_site_is_no_wider_than_a_small_phone(page: str, tab: Page) -> None:
    tab.goto(tab.url + page)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    expect(tab.locator("article h1")).to_be_visible()
