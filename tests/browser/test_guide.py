"""The real guide and the legal pages in a real browser: from question to step without scripts, and barriers."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from support import ROOT, Visit

GERMAN = "whatsapp-konto-gesperrt/sperrgrund-finden/"
ARABIC = "ar/whatsapp-account-blocked/find-the-reason/"
CHINESE = "zh/whatsapp-account-blocked/find-the-reason/"


@pytest.mark.parametrize(
    ("home", "numbers", "step"),
    [
        ("", ["Frage 1 von höchstens 3", "Frage 2 von höchstens 3", "Frage 3 von höchstens 3", "Ergebnis"],
         "whatsapp-konto-gesperrt/entsperrung-beantragen/#contact-support"),
        ("ar/", ["السؤال 1 من 3 على الأكثر", "السؤال 2 من 3 على الأكثر", "السؤال 3 من 3 على الأكثر", "النتيجة"],
         "ar/whatsapp-account-blocked/request-unblocking/#contact-support"),
    ],
)  # fmt: skip
def test_guide_without_scripts_leads_from_the_home_page_to_the_right_step(
    home: str, numbers: list[str], step: str, chromium: Browser, address: str
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + home)
    name = page.locator(".hc-guide-link .hc-card-title").inner_text()
    page.locator(".hc-guide-link a").click()
    expect(page.locator(".hc-guide-name")).to_have_text(name)
    seen = []
    for place in (1, 1, 1, 0):  # no longer allowed; had the number for long; sent to many; request a review
        seen.append(page.locator(".hc-guide-number").inner_text())
        page.locator(".hc-answers a").nth(place).click()
    assert seen == numbers
    page.wait_for_url(address + step)
    expect(page.locator("#contact-support")).to_be_in_viewport()
    context.close()


def test_guide_shows_the_answers_given_and_leads_back_to_them(visit: Visit) -> None:
    visit.go(f"{GERMAN}nachrichten/")
    trail = visit.page.locator(".hc-guide-trail li")
    expect(trail).to_have_text([
        "Was siehst du, wenn du WhatsApp öffnest? Dieses Konto darf WhatsApp nicht (mehr) benutzen",
        "Seit wann hast du diese Telefonnummer? Schon länger",
    ])  # fmt: skip
    visit.page.get_by_role("link", name="Zurück zur vorigen Frage").click()
    expect(visit.page.locator("h1")).to_have_text("Seit wann hast du diese Telefonnummer?")
    visit.page.get_by_role("link", name="Was siehst du, wenn du WhatsApp öffnest?").click()
    expect(visit.page.locator(".hc-guide-trail")).to_have_count(0)


def test_answer_is_chosen_by_a_click_anywhere_in_its_box(visit: Visit) -> None:
    visit.go(f"{GERMAN}voruebergehend/")
    visit.page.locator(".hc-answers li").first.click(position={"x": 6, "y": 6})
    expect(visit.page.locator("h1")).to_have_text("Wahrscheinlich ist die nachgebaute App der Grund")


def test_language_switch_in_a_guide_stays_at_the_question(visit: Visit) -> None:
    visit.go(f"{GERMAN}nachrichten/")
    visit.page.locator(".hc-menu summary").click()
    visit.page.get_by_role("link", name="English", exact=True).click()
    expect(visit.page.locator("h1")).to_have_text("How have you been sending messages lately?")
    expect(visit.page.locator(".hc-guide-trail strong").first).to_have_text(
        re.compile("This account is not allowed to use WhatsApp")
    )


@pytest.mark.parametrize(
    "path",
    [GERMAN, f"{ARABIC}messages/", f"{CHINESE}wanted-messages/", "impressum/", "ar/privacy/"],
)
def test_guide_and_legal_pages_in_every_look_have_no_barriers(path: str, chromium: Browser, address: str) -> None:
    page = chromium.new_page(reduced_motion="reduce")
    page.goto(address + path)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.emulate_media(color_scheme="light")
        found = Axe().run(page)
        assert found.violations_count == 0, (width, found.generate_report())
        page.emulate_media(color_scheme="dark")
        found = Axe().run(page)
        assert found.violations_count == 0, (width, found.generate_report())
    page.close()


def test_answer_can_be_reached_and_seen_by_keyboard(visit: Visit) -> None:
    visit.go(f"{GERMAN}voruebergehend/")
    visit.page.locator("#main").focus()
    for _ in range(10):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement.closest('.hc-answers') !== null"):
            break
    outline = "getComputedStyle(document.activeElement.closest('li')).outlineStyle"
    assert visit.page.evaluate(outline) == "solid"
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("h1")).to_have_text("Wahrscheinlich ist die nachgebaute App der Grund")


def test_guide_on_paper_has_question_and_answers_and_no_controls(visit: Visit) -> None:
    visit.go(f"{GERMAN}nachrichten/")
    visit.page.emulate_media(media="print")
    for selector, is_seen in (
        ("h1", True),
        (".hc-answers", True),
        (".hc-guide-navigation", False),
        (".hc-header", False),
    ):
        expect(visit.page.locator(selector)).to_be_visible(visible=is_seen)


def test_footer_leads_to_the_legal_pages_of_its_language(visit: Visit) -> None:
    for path, names in (
        ("whatsapp-konto-gesperrt/gruende/", ["Impressum", "Datenschutz", "Barrierefreiheit"]),
        ("fr/", ["Mentions légales", "Confidentialité", "Accessibilité"]),
    ):
        visit.go(path)
        for name in names:
            expect(visit.page.locator(".hc-footer").get_by_role("link", name=name)).to_be_visible()
    visit.page.locator(".hc-footer").get_by_role("link", name="Confidentialité").click()
    expect(visit.page.locator("h1")).to_have_text("Politique de confidentialité")
    expect(visit.page.locator("mark.hc-blank").nth(3)).to_be_attached()


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in (ROOT / "docs").glob("*/privacy.md")))
def test_privacy_page_names_all_that_scripts_store_and_no_more(folder: str) -> None:
    scripts = sorted((ROOT / "overrides/assets/javascripts").glob("*.js"))
    lines = [line for file in scripts for line in file.read_text(encoding="utf-8").splitlines()]
    stored = {name for line in lines for name in re.findall(r"\"(helpcentre-[a-z]+)\"", line)}
    assert not [line for line in lines if "sessionStorage" in line or "document.cookie" in line or "indexedDB" in line]
    page = (ROOT / "docs" / folder / "privacy.md").read_text(encoding="utf-8")
    words = (ROOT / "hooks" / "helpcentre" / "strings" / f"{folder}.yml").read_text(encoding="utf-8")
    with_visits = set(re.findall(r"\((helpcentre-[a-z]+)\)", words)) | set(
        re.findall(r"（(helpcentre-[a-z]+)）", words)
    )
    assert with_visits == {"helpcentre-consent"}  # shown where visits are counted
    assert set(re.findall(r"`(helpcentre-[a-z]+)`", page)) == stored - with_visits
