"""The real site and bundle in a real browser: the language switch, themes, and the bundle's door."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from support import Visit


def test_the_language_switch_keeps_page_and_heading(visit: Visit) -> None:
    visit.go("whatsapp-konto-gesperrt/entsperrung-beantragen/", after="#check-business-manager")
    for code, name, part in (
        ("en", "English", "/en/whatsapp-account-blocked/request-unblocking"),
        ("ar", "العربية", "/ar/whatsapp-account-blocked/request-unblocking"),
        ("de", "Deutsch", "/whatsapp-konto-gesperrt/entsperrung-beantragen"),
    ):
        visit.page.locator(".hc-menu summary").click()
        visit.page.get_by_role("link", name=name, exact=True).click()
        expect(visit.page.locator("html")).to_have_attribute("lang", code)
        visit.page.wait_for_load_state()
        assert visit.page.url.endswith("#check-business-manager")
        assert part in visit.page.url
        expect(visit.page.locator("#check-business-manager")).to_be_in_viewport()
    assert visit.page.evaluate("document.documentElement.dir") == "ltr"


def test_theme_is_the_systems_until_the_reader_chooses(visit: Visit) -> None:
    visit.page.emulate_media(color_scheme="dark")
    visit.go()
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = visit.page.evaluate(ground)
    assert visit.page.evaluate("localStorage.length") == 0
    visit.page.locator("[data-theme-switch] select").select_option("light")
    light = visit.page.evaluate(ground)
    assert light != dark
    visit.page.reload()
    assert visit.page.evaluate(ground) == light


def test_start_page_of_the_bundle_leads_to_each_language(chromium: Browser, unpacked: Path) -> None:
    page = chromium.new_page()
    page.goto((unpacked / "START.html").as_uri())
    expect(page.locator(".hc-zip-warning")).to_be_hidden()
    page.locator("main").get_by_role("link", name="العربية").click()
    page.wait_for_url("**/ar/START.html*")
    page.locator("main a.hc-button").click()
    page.wait_for_url("**/ar/index.html*")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    page.close()


def test_start_page_inside_the_zip_says_to_unpack_first(chromium: Browser, unpacked: Path, tmp_path: Path) -> None:
    shutil.copy(unpacked / "START.html", tmp_path)
    page = chromium.new_page()
    page.goto((tmp_path / "START.html").as_uri())
    expect(page.locator(".hc-zip-warning")).to_be_visible()
    page.close()


def test_offer_of_the_browsers_language_stays_until_declined(chromium: Browser, address: str) -> None:
    context = chromium.new_context(locale="tr-TR")
    page = context.new_page()
    page.goto(f"{address}whatsapp-konto-gesperrt/gruende/")
    offer = page.locator("[data-offer-box]")
    link = offer.get_by_role("link")
    expect(link).to_have_text("Bu sayfayı Türkçe olarak da okuyabilirsiniz.")
    expect(link).to_have_attribute("lang", "tr")
    assert page.evaluate("localStorage.length") == 0
    link.click()
    page.wait_for_url("**/tr/whatsapp-hesabi-engellendi/engellenme-nedenleri/")
    expect(offer).to_be_hidden()
    page.goto(f"{address}en/contact/")
    offer.get_by_role("button").click()
    expect(offer).to_be_hidden()
    page.goto(address)
    expect(offer).to_be_hidden()
    context.close()


@pytest.mark.parametrize("locale", ["de-AT", "sv-SE"])
def test_offer_of_another_language_is_not_made_where_none_is_better(
    locale: str, chromium: Browser, address: str
) -> None:
    context = chromium.new_context(locale=locale)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("[data-offer-box]")).to_be_hidden()
    context.close()


def test_a_former_address_leads_on_to_the_same_heading(chromium: Browser, address: str) -> None:
    for scripts in (True, False):
        context = chromium.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{address}whatsapp-account-blocked/reasons/#many-complaints")
        page.wait_for_url(f"{address}whatsapp-konto-gesperrt/gruende/{'#many-complaints' * scripts}")
        context.close()
