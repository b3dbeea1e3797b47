"""The reader's pages in a real browser: links to copy, keyboard, paper, small screens, without scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from helpcentre.linkcheck.local_server import serve_folder
from support import Project, shifts, watch_shifts

STEPS = "whatsapp-konto-gesperrt/entsperrung-beantragen/"
_FOCUSED = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), head = document.querySelector(".hc-header");
  const covered = head.contains(at) || at.matches(".hc-skip") ? 0 : head.getBoundingClientRect().bottom;
  const style = getComputedStyle(at);
  return {
    name: at.outerHTML.slice(0, 80), top: box.top - covered, bottom: box.bottom, height: innerHeight,
    ring: style.outlineStyle !== "none" || getComputedStyle(at.parentElement).outlineStyle !== "none",
    inArticle: Boolean(at.closest("article")), isBody: at === document.body,
  };
}"""


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A tab on a small phone."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    yield context.new_page()
    context.close()


def test_link_to_a_step_is_copied_by_keyboard_and_by_touch(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}{STEPS}?mark=x#check-business-manager")
    link = page.locator("#contact-support-step-2 > .hc-link")
    assert page.evaluate("getComputedStyle(document.querySelector('.hc-link')).opacity") == "1"
    expect(link).to_have_accessible_name("Link zu Schritt 2 kopieren: Bestätige deine Nummer, falls WhatsApp dich um…")
    link.tap()
    expect(page.locator("[data-toast]")).to_have_text("Link kopiert")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}{STEPS}#contact-support-step-2"
    page.locator("#show-compliance + .hc-link").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}{STEPS}#show-compliance"
    context.close()


def test_link_to_a_step_is_seen_on_focus_and_hover_only(chromium: Browser, address: str) -> None:
    page = chromium.new_page(reduced_motion="reduce")
    page.goto(address + STEPS)
    link = page.locator("#contact-support-step-2 > .hc-link")
    expect(link).to_have_css("opacity", "0")
    page.locator("#contact-support-step-2").hover()
    expect(link).to_have_css("opacity", "1")
    page.mouse.move(0, 0)
    expect(link).to_have_css("opacity", "0")
    page.keyboard.press("Tab")  # from here on the browser shows focus
    link.focus()
    expect(link).to_have_css("opacity", "1")
    page.close()


@pytest.mark.parametrize("path", ["", "whatsapp-konto-gesperrt/", STEPS, "ar/contact/"])
def test_tab_stops_before_the_text_are_few_and_each_is_seen(path: str, phone: Page, address: str) -> None:
    phone.goto(address + path)
    stops: list[Any] = []
    for _ in range(60):
        phone.keyboard.press("Tab")
        stops.append(phone.evaluate(_FOCUSED))
        if stops[-1]["isBody"]:
            break
    before = next((number for number, stop in enumerate(stops) if stop["inArticle"]), 0)
    assert before <= 12
    for stop in stops[:-1]:
        assert stop["ring"], stop
        assert stop["top"] >= -1, stop
        assert stop["bottom"] <= stop["height"] + 1, stop


def test_page_on_paper_has_the_text_with_the_addresses_of_its_links(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(address + STEPS)
    page.emulate_media(media="print")
    for chrome in (
        ".hc-header",
        ".hc-breadcrumb",
        ".hc-contents",
        ".hc-pager",
        ".hc-topic",
        ".hc-link >> nth=0",
        ".hc-footer",
    ):
        expect(page.locator(chrome)).to_be_hidden()
    link = "article a[href='https://www.whatsapp.com/contact/']"
    shown = page.evaluate(f"""getComputedStyle(document.querySelector("{link}"), "::after").content""")
    assert "https://www.whatsapp.com/contact/" in shown or "attr(href)" in shown
    # From left to right in every script; the space is not a part of that, so it stands beside the link.
    assert shown.startswith('" \u2066(')
    expect(page.locator(".hc-print")).to_have_text(f"https://example.org/{STEPS}")
    closed = "<details><summary>A</summary><p id=in>B</p></details>"
    page.evaluate("html => document.querySelector('article').insertAdjacentHTML('beforeend', html)", closed)
    assert page.evaluate("document.querySelector('#in').getBoundingClientRect().height") > 0
    page.close()


@pytest.mark.parametrize(
    ("path", "part"), [("", ".hc-guide-link .hc-card"), ("kontakt/", ".hc-contact-panel .hc-button")]
)
def test_what_has_a_dark_ground_on_screens_is_dark_on_white_paper(
    path: str, part: str, chromium: Browser, address: str
) -> None:
    page = chromium.new_page(reduced_motion="reduce")  # colours change at once
    page.goto(address + path)
    page.emulate_media(media="print")
    brightest = """(box) => Math.max(...[box, ...box.querySelectorAll("*:not(.hc-icon, .hc-icon *)")]
      .flatMap((each) => getComputedStyle(each).color.match(/\\d+/g).map(Number)))"""
    assert page.locator(part).first.evaluate(brightest) < 128
    assert page.locator(part).first.evaluate("(box) => getComputedStyle(box).backgroundColor") == "rgba(0, 0, 0, 0)"
    page.close()


def test_page_without_scripts_has_menu_languages_and_contact(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + STEPS)
    expect(page.locator("article")).to_be_visible()
    page.locator(".hc-menu summary").click()
    page.get_by_role("link", name="Türkçe", exact=True).click()
    page.wait_for_url("**/tr/**")
    page.locator(".hc-header-contact").click()
    page.wait_for_url("**/tr/iletisim/")
    expect(page.locator("article a[href^=mailto]")).to_be_visible()
    expect(page.locator("[data-theme-switch]")).to_be_hidden()
    context.close()


def test_card_for_readers_of_reduced_motion_has_no_transition(chromium: Browser, address: str) -> None:
    page = chromium.new_page(reduced_motion="reduce")
    page.goto(address)
    assert page.evaluate("getComputedStyle(document.querySelector('.hc-card')).transitionDuration") == "0s"
    page.close()


def test_article_pages_have_the_short_answer_first(project: Project) -> None:
    names = [file.relative_to(project.folder).as_posix() for file in (project.folder / "site").rglob("index.html")]
    boxes = [len(project.page(name).tree.css(".answer")) for name in names]
    first = [len(project.page(name).tree.css("article > h1 + .answer")) for name in names]
    assert boxes == first
    assert sum(first) == 12 * 5


def test_nothing_on_an_article_moves_when_scripts_begin(chromium: Browser, address: str) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    watch_shifts(page)
    page.goto(f"{address}ar/whatsapp-account-blocked/reasons/", wait_until="networkidle")
    assert shifts(page) == []
    page.goto(f"{address}ar/contact/")
    heights = page.locator(".hc-copy-text:not([hidden])").first.evaluate(
        """(button) => [false, true].map((isHidden) => {
          button.hidden = isHidden;
          return button.closest("main").offsetHeight;
        })"""
    )
    assert heights[0] == heights[1]
    page.close()


def test_page_loads_one_style_sheet(project: Project) -> None:
    page = project.page(f"site/{STEPS}index.html")
    sheets = page.attributes("link[rel=stylesheet]", "href")
    own = [sheet for sheet in sheets if "/helpcentre." in sheet]
    assert len(own) == 1
    assert not list((project.folder / "site").rglob("main.*.css"))


def test_contents_say_which_part_is_being_read(chromium: Browser, address: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 700})
    page.goto(f"{address}{STEPS}#check-business-manager")
    current = page.locator(".hc-contents [aria-current=location]")
    expect(current).to_have_attribute("href", "#check-business-manager")
    page.evaluate("scrollTo(0, 0)")
    expect(current).to_have_count(0)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(current).to_have_count(1)
    page.close()


def test_card_without_a_sign_gives_its_text_the_whole_width_of_a_phone(chromium: Browser, small_site: Project) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    with serve_folder(small_site.folder / "site") as server:
        page.goto(server.address)
        cards = page.locator(".hc-home-topic .hc-card")
        expect(cards.nth(1)).to_be_visible()
        expect(cards.locator(".hc-icon")).to_have_count(0)
        apart = """(all) => all.map((card) => {
          const text = document.createRange();
          text.selectNodeContents(card);
          return new Set([...text.getClientRects()].map(({ left }) => Math.round(left))).size;
        })"""
        assert set(cards.evaluate_all(apart)) == {1}
    page.close()


def test_long_contents_stand_between_no_reader_of_a_phone_and_the_text(chromium: Browser, small: Project) -> None:
    """They are folded there, and open beside the text of a wide window, within its height."""
    many = "".join(f"\n## Teil {number} {{#part-{number}}}\n\nText.\n" for number in range(1, 41))
    small.write({"de/topic/long.md": f"---\ntitle: Lang\n---\n\n# Lang {{#long}}\n\nVorab.\n{many}"})
    assert small.helpcentre("build").status == 0
    with serve_folder(small.folder / "site") as server:
        page = chromium.new_page(viewport={"width": 360, "height": 740})
        page.goto(f"{server.address}topic/long/")
        first = page.locator("#part-1")
        expect(first).to_be_in_viewport()
        page.locator(".hc-contents summary").click()
        expect(page.locator(".hc-contents a")).to_have_count(40)
        expect(page.locator(".hc-contents a").last).to_be_visible()
        expect(first).not_to_be_in_viewport()
        page.set_viewport_size({"width": 1400, "height": 740})
        page.reload()
        expect(page.locator(".hc-contents a").last).to_be_visible()
        box = page.locator(".hc-contents > *").bounding_box()
        assert box
        assert box["height"] < 740
        expect(first).to_be_in_viewport()
        page.close()
