"""Every element that a page can have, for every reader: axe-core, narrow, dark, forced colours, Hebrew, on paper.

The pages are those of two example teams, one with English as its source, one with Japanese; in the bundle, too.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from axe import SCHEMES, look, violations
from helpcentre.linkcheck.local_server import serve_folder
from lamp import lamp_project, picture
from support import Project, small_project

Medium = Literal["print", "screen"]
PHONE, PAPER, DESKTOP = 320, 680, 1280
PAGES = {
    "lamp": ("app/pair/", "app/reference/", "app/media/"),
    "rice": ("cook/start/", "he/cook/start/", "en/cook/start/"),
}
CASES = [(name, path) for name, paths in PAGES.items() for path in paths]
_WIDER = """() => {
  const end = document.documentElement.clientWidth;
  const scrolls = (box) => box && (["auto", "scroll", "hidden"].includes(getComputedStyle(box).overflowX)
    || scrolls(box.parentElement));
  return [...document.querySelectorAll("article *")].filter((each) => each.checkVisibility()
    && (each.getBoundingClientRect().right > end + 1 || each.getBoundingClientRect().left < -1) && !scrolls(each))
    .map((each) => each.outerHTML.slice(0, 90));
}"""


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Project]:
    """Both projects with their website and bundle; not to be changed."""
    lamp = lamp_project(tmp_path_factory.mktemp("lamp") / "lamp")
    rice = small_project(tmp_path_factory.mktemp("rice") / "rice", "rice", ("ja", "en", "he"))
    (rice.folder / "docs/ja/cook/panel.jpg").write_bytes(picture(1600, 900, "JPEG"))
    for project in (lamp, rice):
        built, bundled = project.build(), project.helpcentre("bundle")
        assert (built.status, bundled.status) == (0, 0), built.output + bundled.output
    return {"lamp": lamp, "rice": rice}


@pytest.fixture(scope="module")
def addresses(projects: dict[str, Project]) -> Iterator[dict[str, str]]:
    with serve_folder(projects["lamp"].folder / "site") as lamp, serve_folder(projects["rice"].folder / "site") as rice:
        yield {"lamp": lamp.address, "rice": rice.address}


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="sv-SE")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


@pytest.mark.parametrize(("name", "path"), CASES)
def test_axe_finds_nothing_in_any_look(name: str, path: str, page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses[name] + path)
    for width, scheme in zip((PHONE, DESKTOP), SCHEMES, strict=True):
        look(page, width, scheme)
        assert violations(page) == [], (width, scheme)
    page.emulate_media(forced_colors="active")
    assert violations(page) == [], "forced colours"


@pytest.mark.parametrize(("name", "path"), CASES)
def test_axe_finds_nothing_in_the_bundle(name: str, path: str, page: Page, projects: dict[str, Project]) -> None:
    page.goto(bundled(projects[name], path).as_uri())
    for width, scheme in zip((DESKTOP, PHONE), SCHEMES, strict=True):
        look(page, width, scheme)
        assert violations(page) == [], (width, scheme)


@pytest.mark.parametrize("shown", [("screen", PHONE), ("print", PAPER)])
@pytest.mark.parametrize(("name", "path"), CASES)
def test_nothing_is_wider_than_a_phone_or_a_sheet(
    name: str, path: str, shown: tuple[Medium, int], page: Page, addresses: dict[str, str]
) -> None:
    medium, width = shown
    page.goto(addresses[name] + path)
    look(page, width, "light")
    page.emulate_media(media=medium)
    assert page.evaluate(_WIDER) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_task_has_its_sign_where_the_other_items_of_its_list_have_a_bullet(
    page: Page, addresses: dict[str, str]
) -> None:
    page.goto(addresses["lamp"] + "app/pair/")
    tasks = page.locator(".task-list").first
    tasks.evaluate("(list) => list.prepend(Object.assign(document.createElement('li'), { textContent: 'An item' }))")
    kinds = tasks.locator("> li").evaluate_all("(all) => all.map((each) => getComputedStyle(each).listStyleType)")
    assert kinds[0] == "disc"
    assert set(kinds[1:]) == {"none"}
    places = tasks.evaluate(
        """(list) => [...list.children].map((each) => {
          const text = document.createRange();
          text.selectNodeContents(each);
          if (each.querySelector(".hc-task")) text.setStartAfter(each.querySelector(".hc-task"));
          return text.getBoundingClientRect().left;
        })"""
    )
    assert max(places) - min(places) < 8, "the words of all items stand below each other"


@pytest.mark.parametrize(("name", "path"), CASES)
def test_on_paper_everything_is_open_and_nothing_waits_for_a_press(
    name: str, path: str, page: Page, addresses: dict[str, str]
) -> None:
    page.goto(addresses[name] + path)
    page.emulate_media(media="print")
    hidden = "panels => panels.filter((each) => !each.checkVisibility()).length"
    assert page.locator("article .hc-tab").evaluate_all(hidden) == 0
    pressed = "buttons => buttons.filter((each) => each.checkVisibility()).map((each) => each.outerHTML.slice(0, 90))"
    assert page.locator("article button").evaluate_all(pressed) == []
    display = "all => all.map((each) => getComputedStyle(each).display).filter((each) => each !== 'block')"
    assert page.locator("article summary").evaluate_all(display) == [], "a sign of being closed"


def test_the_button_on_code_covers_no_code(page: Page, addresses: dict[str, str]) -> None:
    page.goto(f"{addresses['rice']}he/cook/start/")
    page.locator(".hc-copy").wait_for()
    button, code = page.locator("article .highlight").evaluate(
        """box => {
          const text = document.createRange();
          text.selectNodeContents(box.querySelector("code"));
          return [box.querySelector(".hc-copy"), text].map((each) => each.getBoundingClientRect().toJSON());
        }"""
    )
    assert button["left"] > code["right"]


def test_a_box_that_ends_a_step_leaves_no_more_room_than_text(page: Page, addresses: dict[str, str]) -> None:
    page.goto(f"{addresses['lamp']}app/pair/")
    box = page.locator(".hc-steps > li > .admonition")
    below = "(box) => box.parentElement.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom"
    assert 0 < box.evaluate(below) <= 20


def test_words_that_a_language_lacks_are_labelled(projects: dict[str, Project]) -> None:
    """The site has no words in Hebrew, so what stands around the text, and what names boxes, is in English."""
    for file in ("he/index.html", "he/cook/start/index.html", "he/404.html", "he/articles.html"):
        page = projects["rice"].page(f"site/{file}")
        for node in page.tree.css("script, style, title, option, [data-language-link], pre, code, kbd, abbr, bdi"):
            node.decompose()
        body = page.first("body")
        english = {node.text().strip() for node in body.css("[lang=en][dir=ltr]")}
        assert {"Search", "All articles"} <= english
        for node in body.css("[lang=en], [lang=ja]"):
            node.decompose()
        left = body.text(separator="\n").replace("Helpcentre", "")  # the site's name
        assert re.findall(r"[A-Za-z]{3,}(?: [A-Za-z]+)*", left) == [], file


def test_what_has_an_edge_stands_beside_a_box_and_not_behind_it(page: Page, addresses: dict[str, str]) -> None:
    page.goto(f"{addresses['lamp']}app/reference/")
    look(page, DESKTOP, "light")
    behind = page.locator("article .inline.end").evaluate(
        """box => [...document.querySelectorAll("article .highlight, article table")].map((other) => {
          const copy = (other.closest(".hc-table") ?? other).cloneNode(true);
          box.after(copy);
          const [one, two] = [box, copy].map((each) => each.getBoundingClientRect());
          copy.remove();
          return two.left < one.right && two.right > one.left && two.top < one.bottom && two.bottom > one.top;
        })"""
    )
    assert behind
    assert not any(behind)


def test_what_follows_the_text_stands_below_a_box_beside_it(page: Page, addresses: dict[str, str]) -> None:
    page.goto(f"{addresses['lamp']}app/reference/")
    look(page, DESKTOP, "light")
    box, pager = (page.locator(part).bounding_box() for part in ("article .inline.end", ".hc-pager"))
    assert box
    assert pager
    assert pager["y"] >= box["y"] + box["height"]
    assert pager["x"] + pager["width"] >= box["x"] + box["width"]


def bundled(project: Project, path: str) -> Path:
    """Return the file of a page in the unpacked bundle."""
    return project.folder / "dist" / "helpcentre-agents" / f"{path.strip('/')}.html"
