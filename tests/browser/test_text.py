"""What readers do with the text of a page in a real browser: tabs, code, tables; on paper and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from helpcentre.linkcheck.local_server import serve_folder
from lamp import lamp_project
from support import ROOT, Project

PAIR, REFERENCE, MEDIA = "app/pair/", "app/reference/", "app/media/"


@pytest.fixture(scope="module")
def lamp(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site that uses every element, in English; not to be changed."""
    project = lamp_project(tmp_path_factory.mktemp("lamp") / "lamp")
    built = project.build()
    assert (built.status, built.warnings) == (0, []), built.output
    return project


@pytest.fixture(scope="module")
def lamp_address(lamp: Project) -> Iterator[str]:
    with serve_folder(lamp.folder / "site") as server:
        yield server.address


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser of a new reader, with a small screen."""
    own = chromium.new_context(
        viewport={"width": 360, "height": 740}, permissions=["clipboard-read", "clipboard-write"]
    )
    yield own
    own.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def shown(page: Page) -> list[str]:
    """Return the labels of the panels that are seen, in their order."""
    found = """panels => panels.filter((panel) => panel.checkVisibility() && !panel.hasAttribute("hidden"))
        .map((panel) => panel.querySelector(".hc-tab-label").textContent.trim())"""
    labels: list[str] = page.locator(".hc-tab").evaluate_all(found)
    return labels


def test_a_chosen_tab_is_chosen_in_all_groups_and_on_the_next_visit(page: Page, lamp_address: str) -> None:
    page.goto(lamp_address + PAIR)
    assert shown(page) == ["iOS", "Android"]  # the first of each group
    page.get_by_role("tab", name="Android").first.click()
    assert shown(page) == ["Android", "Android"]
    page.goto(lamp_address + PAIR)
    assert shown(page) == ["Android", "Android"]


def test_tabs_are_changed_with_the_keyboard(page: Page, lamp_address: str) -> None:
    page.goto(lamp_address + PAIR)
    first = page.get_by_role("tablist").first
    first.get_by_role("tab", name="iOS").focus()
    for key, label in {"ArrowRight": "Android", "ArrowLeft": "iOS", "End": "Android", "Home": "iOS"}.items():
        page.keyboard.press(key)
        expect(first.get_by_role("tab", name=label)).to_be_focused()
        expect(first.get_by_role("tab", selected=True)).to_have_accessible_name(label)
    assert first.get_by_role("tab").evaluate_all("tabs => tabs.map((tab) => tab.tabIndex)") == [0, -1]
    expect(page.get_by_role("tabpanel", name="iOS").first).to_be_visible()


@pytest.mark.parametrize("place", ["#turn-on-step-3", "#fnref:blink"])
def test_a_link_into_a_tab_opens_it(page: Page, lamp_address: str, place: str) -> None:
    page.goto(lamp_address + PAIR + place)
    assert shown(page)[0] == "Android"
    expect(page.locator(place.replace(":", "\\:"))).to_be_in_viewport()


@pytest.mark.parametrize("place", ["#%", "#%ff%00", "#%E0%A4%A", "#]\"'><img src=x onerror=alert(1)>", "#__proto__"])
def test_an_address_that_somebody_made_up_breaks_nothing_of_the_text(page: Page, lamp_address: str, place: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(lamp_address + REFERENCE + place)
    expect(page.get_by_role("button", name="Copy code").first).to_be_visible()
    page.goto(lamp_address + PAIR + place)
    page.get_by_role("tab", name="Android").first.click()
    assert shown(page)[0] == "Android"
    assert faults == []


@pytest.mark.parametrize("stored", ["{", "{}", '[1, null, "Android"]'])
def test_what_another_program_has_stored_breaks_no_tabs(page: Page, lamp_address: str, stored: str) -> None:
    page.goto(lamp_address)
    page.evaluate("text => localStorage.setItem('helpcentre-tabs', text)", stored)
    page.goto(lamp_address + PAIR)
    expect(page.get_by_role("tab", selected=True)).to_have_count(2)


def test_on_paper_and_without_scripts_each_panel_is_below_its_label(
    chromium: Browser, page: Page, lamp_address: str
) -> None:
    plain = chromium.new_context(java_script_enabled=False)
    for tab in (page, plain.new_page()):
        tab.goto(lamp_address + PAIR)
        tab.emulate_media(media="print" if tab is page else "screen")
        for number in range(4):
            expect(tab.locator(".hc-tab-label").nth(number)).to_be_visible()
            expect(tab.locator(".hc-tab > :not(.hc-tab-label)").nth(number)).to_be_visible()
        expect(tab.get_by_role("tab")).to_have_count(0)
    plain.close()


def test_code_is_copied_with_its_lines_and_without_numbers_and_notes(page: Page, lamp_address: str) -> None:
    page.goto(lamp_address + REFERENCE)
    page.get_by_role("button", name="Copy code").first.click()
    expect(page.locator("[data-toast]")).to_have_text("Code copied")
    assert page.evaluate("navigator.clipboard.readText()") == (
        'import lamp\n\nfor number in range(3):\n    lamp.blink(number, colour="warm & bright")'
    )


def test_a_wide_table_scrolls_by_itself_and_keeps_its_first_column(page: Page, lamp_address: str) -> None:
    page.goto(lamp_address + REFERENCE)
    frame = page.locator(".hc-table")
    expect(frame).to_have_attribute("tabindex", "0")
    frame.evaluate("frame => { frame.scrollLeft = 200; }")
    first = page.locator("tbody td").first.bounding_box()
    assert first is not None
    assert 0 <= first["x"] < first["width"] < 160
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_an_abbreviation_is_explained_where_nothing_hovers(page: Page, lamp_address: str) -> None:
    page.goto(lamp_address + PAIR)
    page.get_by_text("Which phones work?").click()
    page.locator("abbr").click()
    expect(page.locator("[data-toast]")).to_have_text("BLE: Bluetooth Low Energy")


_COPIED = {
    "<p>a</p><pre><code>if x:\n    y  z\n\n\nend\n</code></pre><p>b</p>": "a\n\nif x:\n    y  z\n\n\nend\n\nb",
    "<ol><li>a<pre><code>b\nc</code></pre></li><li>d</li></ol>": "1. a\n   b\n   c\n2. d",
    '<p>Mail <a href="mailto:a@b.org?subject=x">a@b.org</a>, <a href="tel:+49305550">+49 30 55 50</a></p>': (
        "Mail a@b.org, +49 30 55 50"
    ),
    '<p><a href="mailto:a@b.org">Write</a> or <a href="tel:+4930">call</a></p>': "Write (a@b.org) or call (+4930)",
    '<p><a href="https://b.org/">B</a> <a href="https://b.org/">https://b.org/</a></p>': (
        "B (https://b.org/) https://b.org/"
    ),
    "<dl><dt>Scene</dt><dd>A colour</dd><dt>Group</dt><dd>Lamps</dd></dl>": "Scene\nA colour\nGroup\nLamps",
}


def test_plain_text_for_chats_keeps_lines_of_code_and_says_addresses_once(page: Page) -> None:
    page.set_content('<p data-agents-said></p><script>helpcentre = { agents: { panels: "" } };</script>')
    page.add_script_tag(path=ROOT / "overrides" / "assets" / "agents" / "clipboard.js")
    assert {html: page.evaluate("html => helpcentre.agents.plain(html)", html) for html in _COPIED} == _COPIED


def test_a_picture_is_shown_large_and_closed_with_the_keyboard(page: Page, lamp_address: str) -> None:
    page.goto(lamp_address + MEDIA)
    link = page.get_by_role("link", name="The lamp on a desk")
    small = link.locator("img")
    assert small.evaluate("img => img.currentSrc").endswith("-400.webp")
    link.focus()
    page.keyboard.press("Enter")
    large = page.locator("dialog.hc-large img")
    expect(large).to_be_visible()
    expect(large).to_have_js_property("naturalWidth", 1600)
    page.keyboard.press("Escape")
    expect(large).to_be_hidden()
    expect(link).to_be_focused()


def test_room_for_a_picture_is_there_before_it_is(page: Page, lamp_address: str) -> None:
    page.route("**/*.webp", lambda _: None)  # it never comes
    page.goto(lamp_address + MEDIA, wait_until="domcontentloaded")
    box = page.get_by_role("img", name="The lamp on a desk").bounding_box()
    assert box is not None
    assert box["height"] == pytest.approx(box["width"] * 2 / 3, abs=1)


def test_another_host_is_asked_for_nothing_before_its_film_is_played(page: Page, lamp_address: str) -> None:
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route(lambda url: not url.startswith(lamp_address), refuse)
    page.goto(lamp_address + MEDIA)
    page.wait_for_load_state("networkidle")
    assert asked == []
    with page.expect_request("https://www.youtube-nocookie.com/**"):
        page.get_by_role("button", name="Play video").first.click()
    expect(page.locator(".hc-embed iframe").first).to_have_attribute("title", "Unpack the lamp")
    assert asked == ["https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&start=90"]
