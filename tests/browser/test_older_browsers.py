"""A browser with the abilities of one of 2021: what is open covers what is behind it, and search and menus work.

It is today's Chromium with the newer names in style sheets unknown to it, and the newer functions of scripts gone.
"""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from helpcentre.linkcheck.local_server import serve_folder
from support import Project

_NEWER_CSS = re.compile(
    r"light-dark(?=\()|(?<=:)(?:has|dir)(?=\()|(?<=\d)d(?=vh)|(?<=[{;])mask(?=:)|(?<=[{;])(?:rotate|color-scheme)(?=:)"
)
_NEWER_JS = """
  delete Array.prototype.at; delete String.prototype.at; delete Array.prototype.findLast; delete Object.hasOwn;
  delete AbortSignal.timeout; delete SubmitEvent.prototype.submitter;
  delete HTMLDialogElement.prototype.showModal; delete HTMLDialogElement.prototype.close;
"""
_IS_OPAQUE = """(element) => {
  const [, , , alpha = 1] = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number);
  return alpha === 1;
}"""


def _make_older(route: Route) -> None:
    """Answer with a style sheet whose newer names are unknown."""
    answer = route.fetch()
    route.fulfill(response=answer, body=_NEWER_CSS.sub("unknown", answer.text()))


@pytest.fixture(params=["light", "dark"])
def older(request: pytest.FixtureRequest, chromium: Browser, small_site: Project) -> Iterator[Page]:
    """A tab of an older browser on a page with steps; it may not complain."""
    context = chromium.new_context(color_scheme=request.param)
    context.add_init_script(_NEWER_JS)
    context.route("**/*.css", _make_older)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    with serve_folder(small_site.folder / "site") as server:
        page.goto(f"{server.address}topic/first/")
        yield page
        context.close()
    assert complaints == []


def test_older_browser_shows_header_and_menu_in_full_colours(older: Page) -> None:
    expect(older.locator("dialog")).to_be_hidden()
    header = older.locator(".hc-header")
    assert header.evaluate(_IS_OPAQUE)
    assert older.locator("html").evaluate("(html) => getComputedStyle(html).getPropertyValue('--hc-brand')").strip()
    older.locator("[data-menu] summary").click()
    assert older.locator("[data-menu] ul").evaluate(_IS_OPAQUE)
    found = Axe().run(older)
    assert found.violations_count == 0, found.generate_report()
    dark = older.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    ground = header.evaluate("(header) => getComputedStyle(header).backgroundColor")
    assert (ground != "rgb(255, 255, 255)") == dark


def test_older_browser_searches_in_a_dialog_that_is_left_by_escape(older: Page) -> None:
    opener, dialog = older.locator("[data-search-open]"), older.locator("dialog.hc-search")
    opener.click()
    expect(dialog).to_be_visible()
    assert dialog.evaluate(_IS_OPAQUE)
    box = dialog.bounding_box()
    assert box
    assert box["y"] < 200, "it is in view"
    field = dialog.get_by_role("combobox")
    expect(field).to_be_focused()
    field.press_sequentially("Pflaumenmus")
    expect(dialog.get_by_role("option").first).to_be_visible()
    for _ in range(8):
        older.keyboard.press("Tab")
        expect(dialog.locator(":focus")).to_have_count(1)  # the keyboard stays inside: a moment later it is back
    older.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_browser_of_today_does_not_load_what_older_ones_lack(chromium: Browser, small_site: Project) -> None:
    page = chromium.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    with serve_folder(small_site.folder / "site") as server:
        page.goto(server.address)
    page.close()
    assert any("theme.js" in url for url in requests)
    assert not any("older.js" in url for url in requests)
