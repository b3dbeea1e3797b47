"""Nobody is kept out: every template and state with axe-core, by keyboard, enlarged, in forced colours, without motion.

The rules are those of WCAG 2.2, levels A and AA: https://www.w3.org/TR/WCAG22/.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from axe import SCHEMES, Scheme, look, violations
from helpcentre.linkcheck.local_server import serve_folder
from support import small_project

LANGUAGES = {"de": "", "ar": "ar/", "zh": "zh/"}
TOPICS = {"de": "whatsapp-konto-gesperrt", "ar": "whatsapp-account-blocked", "zh": "whatsapp-account-blocked"}
ARTICLES = {code: f"{topic}/{'gruende' if code == 'de' else 'reasons'}/" for code, topic in TOPICS.items()}
GUIDES = {"de": "sperrgrund-finden", "ar": "find-the-reason", "zh": "find-the-reason"}
TEMPLATES = ("home", "topic", "article", "guide", "contact", "404", "articles")
PHONE, DESKTOP = 320, 1280

_FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def path(template: str, code: str) -> str:
    """Return where a template is used in a language."""
    topic, contact = f"{TOPICS[code]}/", "kontakt/" if code == "de" else "contact/"
    own = {"home": "", "topic": topic, "article": ARTICLES[code], "contact": contact}
    own["guide"] = f"{topic}{GUIDES[code]}/"
    return LANGUAGES[code] + own.get(template, f"{template}.html")


@contextmanager
def tab(context: BrowserContext, address: str, *, width: int, scheme: Scheme = "light") -> Iterator[Page]:
    """A tab at this address, as wide and as bright as that."""
    page = context.new_page()
    look(page, width, scheme)
    page.goto(address)
    yield page
    page.close()


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A window without a wish for any language, so that no other is offered."""
    context = chromium.new_context(locale="sv-SE")
    context.new_page()  # holds the window open, as a new one costs more than all that a page loads
    yield context
    context.close()


LOOKS: tuple[tuple[int, Scheme], ...] = ((PHONE, "light"), (DESKTOP, "dark"), (PHONE, "dark"), (DESKTOP, "light"))
_look = cycle(LOOKS)
# Each template in each language in two of the four looks, so that all four come up for both.
CASES = [(template, code, (next(_look), next(_look))) for code in LANGUAGES for template in (*TEMPLATES, "")][:-1]


@pytest.mark.parametrize(("template", "code", "looks"), [case for case in CASES if case[0]])
def test_axe_on_each_template_finds_nothing(
    template: str, code: str, looks: tuple[tuple[int, Scheme], ...], context: BrowserContext, address: str
) -> None:
    with tab(context, address + path(template, code), width=PHONE) as page:
        for width, scheme in looks:
            look(page, width, scheme)
            assert violations(page) == [], (width, scheme)


@pytest.mark.parametrize("code", LANGUAGES)
def test_axe_on_what_opens_finds_nothing(code: str, context: BrowserContext, address: str) -> None:
    with tab(context, address + path("article", code), width=PHONE) as page:
        page.locator(".hc-feedback-more summary").click()
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        for scheme in SCHEMES:
            look(page, PHONE, scheme)
            assert violations(page) == [], scheme
        page.locator("[data-menu] summary").click()
        for scheme in SCHEMES:
            look(page, PHONE, scheme)
            assert violations(page, within="[data-menu]") == [], scheme
        look(page, DESKTOP, "light")
        page.keyboard.press("Escape")
        page.locator("h1").click()
        page.keyboard.press("/")
        page.keyboard.insert_text("WhatsApp")
        page.locator("[role=option]").first.wait_for()
        for scheme in SCHEMES:
            look(page, DESKTOP, scheme)
            assert violations(page) == [], scheme


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a fallback page, an outdated one, one of states, and a bundle with its changes since the last one."""
    project = small_project(tmp_path_factory.mktemp("odd") / "odd")
    base = (project.folder / "base.yml").read_text(encoding="utf-8")
    option = "    edition: public\n    status_page: true\n"
    (project.folder / "base.yml").write_text(base.replace("    edition: public\n", option), encoding="utf-8")
    assert project.helpcentre("bundle").status == 0
    (project.folder / "dist" / "helpcentre-agents.zip").rename(project.folder / "former.zip")
    project.edit("docs/de/topic/first.md", "Pflaumenmus", "Birnenmus")
    assert project.build().status == 0
    assert project.helpcentre("bundle", "--since", "former.zip").status == 0
    return project.folder


def test_axe_on_pages_that_few_see_finds_nothing(context: BrowserContext, odd: Path) -> None:
    bundle = (odd / "dist" / "helpcentre-agents").as_uri()
    with serve_folder(odd / "site") as server:
        marks = {
            f"{server.address}ar/topic/second/": "[data-notice=fallback]",
            f"{server.address}en/topic/first/": "[data-notice=outdated]",
            f"{server.address}ar/status.html": ".hc-status",
            f"{bundle}/START.html": ".hc-start",
            f"{bundle}/ar/changes.html": ".hc-changes",
            f"{bundle}/en/topic/first.html": "[data-notice=outdated]",
        }
        for address, mark in marks.items():
            with tab(context, address, width=PHONE) as page:
                expect(page.locator(mark)).to_be_visible()
                for scheme in SCHEMES:
                    look(page, PHONE, scheme)
                    assert violations(page) == [], (address, scheme)


# By keyboard

_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

_FOCUS = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const box = element.getBoundingClientRect();
  const seen = [...element.getClientRects()].some((line) => {
    const hit = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
    return hit && (element.contains(hit) || hit.contains(element) && hit.closest("label, .hc-field, dialog form"));
  });
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [red, green, blue] = numbers(colour).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  // The outline may be that of the box around a field.
  const outlined = [element, element.closest(".hc-field, .hc-search-bar")].filter(Boolean)
    .map((each) => getComputedStyle(each))
    .find((each) => each.outlineStyle !== "none" && parseFloat(each.outlineWidth) >= 2 || each.boxShadow !== "none");
  let around = element.parentElement;
  while (around && numbers(getComputedStyle(around).backgroundColor)[3] === 0) around = around.parentElement;
  const ground = getComputedStyle(around ?? document.body).backgroundColor;
  const [low, high] = [luminance(ground), luminance(outlined?.outlineColor ?? ground)].sort((a, b) => a - b);
  return {
    name: `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 30)}`,
    seen,
    visible: element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && box.width > 1,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    outlined: Boolean(outlined), contrast: (high + 0.05) / (low + 0.05),
    arrived: Boolean(element.closest("article, .hc-hero")),
  };
}"""


@pytest.mark.parametrize(("template", "code", "scheme"), [
    ("article", "de", "light"), ("article", "ar", "dark"), ("home", "zh", "light"), ("topic", "de", "dark"),
])  # fmt: skip
def test_tab_stops_of_a_page_are_all_seen(
    template: str, code: str, scheme: Scheme, context: BrowserContext, address: str
) -> None:
    stops: list[dict[str, Any]] = []
    with tab(context, address + path(template, code), width=PHONE, scheme=scheme) as page:
        for _ in range(120):
            page.keyboard.press("Tab")
            page.evaluate(_FRAME)  # a busy browser scrolls to what has the focus with its next frame
            stop = page.evaluate(_FOCUS)
            if stop is None:
                break
            stops.append(stop)
    assert len(stops) > 15
    assert [stop["arrived"] for stop in stops].index(True) <= 12
    for need in ("visible", "inside", "seen", "outlined"):
        assert [stop["name"] for stop in stops if not stop[need]] == [], need
    assert [stop["name"] for stop in stops if stop["contrast"] < 3] == []


def test_tab_stop_that_comes_first_leads_past_the_header(context: BrowserContext, address: str) -> None:
    with tab(context, address + path("article", "ar"), width=PHONE) as page:
        page.keyboard.press("Tab")
        expect(page.locator(".hc-skip")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_tab_through_the_header_does_not_move_the_page(context: BrowserContext, address: str) -> None:
    with tab(context, address + path("article", "de"), width=DESKTOP) as page:
        page.evaluate("scrollTo(0, 600)")
        page.evaluate("document.querySelector('.hc-skip').focus({ preventScroll: true })")
        before = page.evaluate("scrollY")
        for _ in range(4):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.closest('.hc-header') !== null")
            assert page.evaluate("scrollY") == before


def test_single_key_can_be_switched_off_for_good(context: BrowserContext, address: str) -> None:
    with tab(context, address + path("article", "de"), width=DESKTOP) as page:
        switch, dialog = page.get_by_label("Taste / öffnet die Suche"), page.locator("dialog.hc-search")
        expect(switch).to_be_checked()
        switch.uncheck()
        page.reload()
        expect(switch).not_to_be_checked()
        expect(page.locator(".hc-header kbd")).to_be_hidden()
        page.locator("h1").click()
        page.keyboard.press("/")
        expect(dialog).to_be_hidden()
        page.keyboard.press("Control+k")
        expect(dialog).to_be_visible()
        page.keyboard.press("Escape")
        switch.check()
        assert page.evaluate("localStorage.length") == 0
        page.locator("h1").click()
        page.keyboard.press("/")
        expect(dialog).to_be_visible()


def test_theme_switch_says_what_is_chosen_and_leads_back_to_the_system(context: BrowserContext, address: str) -> None:
    with tab(context, address + path("home", "de"), width=DESKTOP, scheme="dark") as page:
        ground = "getComputedStyle(document.body).backgroundColor"
        switch, dark = page.get_by_label("Hell oder dunkel"), page.evaluate(ground)
        expect(switch).to_have_value("")
        switch.select_option("light")
        assert page.evaluate(ground) != dark
        page.reload()
        expect(switch).to_have_value("light")
        switch.select_option("")
        assert page.evaluate(ground) == dark
        assert page.evaluate("localStorage.length") == 0


def test_live_regions_are_there_before_they_speak(context: BrowserContext, address: str) -> None:
    with tab(context, address + path("article", "de"), width=DESKTOP) as page:
        regions = page.locator("[data-toast], .hc-feedback-status")
        assert regions.evaluate_all("(all) => all.map((each) => getComputedStyle(each).display)") == ["block"] * 2
        page.locator("[data-search-open]").click()
        status = page.locator("dialog .hc-search-status")
        assert status.evaluate("(each) => getComputedStyle(each).display") == "block"


def test_targets_on_a_phone_are_as_large_as_a_finger(chromium: Browser, address: str) -> None:
    """44 px, as in criterion 2.5.5, for all that stands by itself."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + path("article", "de"))
    page.locator("[data-menu] summary").click()
    alone = (
        ".hc-header :is(a, summary), .hc-topic a, .hc-contents a, .hc-footer a, .hc-footer label, .hc-link, .hc-button"
    )
    small = page.locator(alone).evaluate_all(
        """(all) => all.filter((each) => each.checkVisibility({ contentVisibilityAuto: true }))
          .filter((each) => each.getBoundingClientRect().height < 43.5)
          .map((each) => each.outerHTML.slice(0, 80))"""
    )
    assert small == []
    context.close()


_LINES = """(element) => {
  const text = document.createRange();
  text.selectNodeContents(element);
  return new Set([...text.getClientRects()].map(({ top }) => Math.round(top))).size;
}"""


def test_way_to_contact_stands_on_one_line_of_a_phone(context: BrowserContext, address: str) -> None:
    with tab(context, address, width=360) as page:
        homes = page.locator("[data-language-link]").evaluate_all("(all) => all.map((each) => each.href)")
        for home in homes:
            page.goto(home)
            assert page.locator(".hc-header-contact span:not(.hc-icon)").evaluate(_LINES) == 1, home
    assert len(homes) == 12


_NAME_IS_CLEAR = """() => {
  const name = document.createRange();
  name.selectNodeContents(document.querySelector(".hc-brand span:not(.hc-icon)"));
  const own = name.getBoundingClientRect();
  return [...document.querySelectorAll(".hc-header-row > :not(.hc-brand)")]
    .map((each) => each.getBoundingClientRect())
    .every(({ left, right }) => own.right <= left + 1 || own.left >= right - 1);
}"""


def test_name_of_the_site_covers_nothing_beside_it(context: BrowserContext, address: str) -> None:
    with tab(context, address, width=PHONE) as page:
        homes = page.locator("[data-language-link]").evaluate_all("(all) => all.map((each) => each.href)")
        for home in homes:
            page.goto(home)
            for width in (PHONE, 360):
                page.set_viewport_size({"width": width, "height": 640})
                assert page.evaluate(_NAME_IS_CLEAR), (home, width)
        page.locator(".hc-brand span:not(.hc-icon)").evaluate(
            "(name) => { name.textContent = 'Benachrichtigungseinstellungen'; }"
        )
        assert page.evaluate(_NAME_IS_CLEAR)
    assert len(homes) == 12


def test_words_stand_in_the_middle_of_what_a_finger_presses(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + path("article", "ar"))
    off = page.locator(".hc-topic a, .hc-contents a, .hc-breadcrumb a").evaluate_all(
        """(all) => all.map((link) => {
          const text = document.createRange(), box = link.getBoundingClientRect();
          text.selectNodeContents(link);
          const { top, bottom } = text.getBoundingClientRect();
          return Math.abs(top + bottom - box.top - box.bottom) / 2;
        })"""
    )
    assert len(off) > 5
    assert max(off) < 2
    context.close()


def test_link_to_a_step_is_read_after_it_and_names_it(context: BrowserContext, address: str) -> None:
    with tab(context, address + _LONGEST[0], width=DESKTOP) as page:
        links = page.locator(".hc-steps > li > .hc-link")
        names = [str(link.get_attribute("aria-label")) for link in links.all()]
        assert names == list(dict.fromkeys(names)), "no two links of a page have one name"
        assert links.evaluate_all("(all) => all.every((link) => link === link.parentElement.lastElementChild)")


def test_escape_key_closes_and_gives_the_focus_back(context: BrowserContext, address: str) -> None:
    with tab(context, address + path("article", "de"), width=PHONE) as page:
        for opener, opened in (("[data-menu] summary", "[data-menu] ul"), ("[data-search-open]", "dialog")):
            page.locator(opener).focus()
            page.keyboard.press("Enter")
            expect(page.locator(opened)).to_be_visible()
            page.keyboard.press("Tab")
            page.keyboard.press("Escape")
            expect(page.locator(opened)).to_be_hidden()
            expect(page.locator(opener)).to_be_focused()


# Enlarged, coloured and moved as the reader wants it

_SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"


_LONGEST = [
    "whatsapp-konto-gesperrt/entsperrung-beantragen/", "ar/whatsapp-account-blocked/request-unblocking/",
    "tr/whatsapp-hesabi-engellendi/engellenme-nedenleri/", "uk/contact/", "uk/404.html",
]  # fmt: skip


def test_a_narrow_page_scrolls_in_one_direction_only(chromium: Browser, address: str) -> None:
    """At 320 px, at a desktop's 1,280 px enlarged twice, and with the text spaced as in criterion 1.4.12."""
    page = chromium.new_page(bypass_csp=True)
    for place in [*(path(template, code) for template in TEMPLATES for code in LANGUAGES), *_LONGEST]:
        page.goto(address + place)
        for width in (320, 640):
            page.set_viewport_size({"width": width, "height": 500})
            assert page.evaluate(_FITS), (place, width)
        page.set_viewport_size({"width": PHONE, "height": 640})
        page.add_style_tag(content=_SPACED)
        assert page.evaluate(_FITS), (place, "spaced")
    page.close()


_LONG_WORDS = """(word) => {
  const places = "h1, h2, .hc-card-title, .hc-answers a, .hc-button, .hc-contents a, .hc-breadcrumb li, dt, dd";
  for (const place of document.querySelectorAll(`main :is(${places})`)) place.append(` ${word}`);
}"""


@pytest.mark.parametrize("template", TEMPLATES)
def test_longest_words_do_not_widen_a_narrow_page(template: str, context: BrowserContext, address: str) -> None:
    with tab(context, address + path(template, "de"), width=320) as page:
        page.evaluate(_LONG_WORDS, "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz")
        assert page.evaluate(_FITS)


_LINE_STARTS = """() => [...document.querySelectorAll(".hc-breadcrumb li")]
  .map((item) => {
    const text = document.createRange();
    text.selectNodeContents(item);
    return { text: text.getBoundingClientRect(), list: item.parentElement.getBoundingClientRect() };
  })
  .filter(({ text }, place, all) => text.width && (place === 0 || text.top >= all[place - 1].text.bottom))
  .map(({ text, list }) => Math.round(document.dir === "rtl" ? list.right - text.right : text.left - list.left))"""


@pytest.mark.parametrize("code", ["de", "ar"])
def test_line_of_the_path_to_a_page_begins_with_a_name(code: str, context: BrowserContext, address: str) -> None:
    result = path("guide", code) + ("nachgebaute-app/" if code == "de" else "unofficial-app/")
    with tab(context, address + result, width=PHONE) as page:
        assert page.evaluate(_LINE_STARTS) == [0, 0]


def test_paper_has_no_room_for_an_offer_that_is_not_printed(chromium: Browser, address: str) -> None:
    context = chromium.new_context(locale="tr-TR")
    page = context.new_page()
    page.goto(address + path("article", "de"))
    expect(page.locator("[data-offer-box]")).to_be_visible()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).paddingBottom") == "0px"
    assert page.evaluate("getComputedStyle(document.documentElement).paddingBottom") == "0px"
    expect(page.locator("[data-offer-box]")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_contact_page_and_home_are_printed_on_one_page(size: str, context: BrowserContext, address: str) -> None:
    for place in ("kontakt/", "en/contact/", "uk/contact/", "ar/contact/", "", "uk/", "ar/"):
        with tab(context, address + place, width=1280) as page:
            assert len(PdfReader(BytesIO(page.pdf(format=size))).pages) == 1, place


@pytest.mark.parametrize("template", ["home", "topic", "article"])
def test_way_to_contact_is_never_printed_on_a_sheet_of_its_own(
    template: str, context: BrowserContext, address: str
) -> None:
    with tab(context, address + path(template, "de"), width=DESKTOP) as page:
        page.emulate_media(media="print")
        before = page.locator(".hc-print, .hc-card-title").last.inner_text()
        title = page.locator("#contact-title").inner_text()
        parted = 0
        for height in range(0, 1000, 80):
            page.locator("h1").evaluate("(title, height) => { title.style.marginBlockEnd = `${height}px`; }", height)
            sheets = [" ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(page.pdf())).pages]
            assert before in sheets[-1], height
            assert title in sheets[-1], height
            parted += len(sheets) > 1
        assert parted


def test_end_of_the_text_is_printed_on_the_sheet_with_the_way_to_contact(context: BrowserContext, address: str) -> None:
    with tab(context, address + path("article", "de"), width=DESKTOP) as page:
        page.emulate_media(media="print")
        end = " ".join(page.locator("article :is(p, li, dd)").last.inner_text().split()[-2:])
        counts = set()
        for height in range(0, 1000, 80):
            page.locator("h1").evaluate("(title, height) => { title.style.marginBlockEnd = `${height}px`; }", height)
            sheets = [" ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(page.pdf())).pages]
            assert end in sheets[-1], height
            counts.add(len(sheets))
        assert len(counts) > 1


def test_page_for_readers_of_reduced_motion_has_none(context: BrowserContext, address: str) -> None:
    for template in TEMPLATES:
        with tab(context, address + path(template, "de"), width=DESKTOP) as page:
            moving = page.evaluate(
                """() => [...document.querySelectorAll("*")].filter((element) => {
                  const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element);
                  const seconds = [...transitionDuration.split(","), ...animationDuration.split(",")].map(parseFloat);
                  return Math.max(...seconds) > 0.01 || scrollBehavior !== "auto";
                }).map((element) => element.className)"""
            )
            assert moving == []


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("code", ["ar", "de"])
def test_forced_colours_keep_everything_readable(
    code: str, template: str, context: BrowserContext, address: str
) -> None:
    with tab(context, address + path(template, code), width=PHONE, scheme="dark") as page:
        page.emulate_media(forced_colors="active")
        assert violations(page) == []
        icons = page.evaluate(
            """() => [...document.querySelectorAll(".hc-icon svg")].map((icon) => {
              const { fill, color } = getComputedStyle(icon);
              return fill === color;
            })"""
        )
        hidden = page.locator(".hc-link").evaluate_all(
            "(all) => all.filter((link) => getComputedStyle(link).opacity !== '1').length"
        )
        boxes = page.locator(".hc-contact, .hc-card, .hc-steps > li, .admonition").evaluate_all(
            """(all) => all.filter((box) => [getComputedStyle(box), getComputedStyle(box, "::before")]
              .every((style) => style.borderTopStyle === "none")).map((box) => box.className)"""
        )
        assert (hidden, boxes) == (0, [])
        assert icons or template == "404"
        assert all(icons), "an icon keeps a colour of its own"
