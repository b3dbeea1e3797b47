"""Nobody is stranded: an address that leads to nothing, a page in another language, a menu on a small screen."""

import pytest
from playwright.sync_api import Browser, Page, expect

from support import Project, watch_shifts

REASONS = "whatsapp-konto-gesperrt/gruende/"
_GUIDE = "site/whatsapp-konto-gesperrt/sperrgrund-finden"


def lose(page: Page, address: str, path: str) -> None:
    """Open an address that leads to nothing, which a host answers with the page for these."""
    missing = page.request.get(f"{address}404.html").text()
    page.route(
        lambda url: url == address + path,
        lambda route: route.fulfill(status=404, content_type="text/html; charset=utf-8", body=missing),
    )
    page.goto(address + path)


def reader(chromium: Browser, *, locale: str = "de-DE", width: int = 360, height: int = 640) -> Page:
    """Return a tab of somebody with this language and screen."""
    return chromium.new_context(locale=locale, viewport={"width": width, "height": height}).new_page()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("404.html", "Yardım merkezini Türkçe olarak da okuyabilirsiniz."),
        ("articles.html", "Bu sayfayı Türkçe olarak da okuyabilirsiniz."),
        ("kontakt/", "Bu sayfayı Türkçe olarak da okuyabilirsiniz."),
        ("whatsapp-konto-gesperrt/sperrgrund-finden/", "Bu sayfayı Türkçe olarak da okuyabilirsiniz."),
    ],
)
def test_own_language_is_offered_on_every_kind_of_page(path: str, words: str, chromium: Browser, address: str) -> None:
    page = reader(chromium, locale="tr-TR")
    page.goto(address + path)
    link = page.locator("[data-offer-box] a")
    expect(link).to_have_text(words)
    link.click()
    page.wait_for_url("**/tr/**")
    expect(page.locator("html")).to_have_attribute("lang", "tr")
    page.context.close()


def test_offer_leads_to_the_section_that_is_read(chromium: Browser, address: str) -> None:
    page = reader(chromium, locale="tr-TR")
    page.goto(f"{address}{REASONS}#many-complaints")
    page.locator("[data-offer-box] a").click()
    page.wait_for_url("**/tr/**#many-complaints")
    page.context.close()


@pytest.mark.parametrize(("width", "height"), [(360, 640), (640, 360), (320, 568), (1280, 720)])
def test_language_menu_shows_every_language_at_once(width: int, height: int, chromium: Browser, address: str) -> None:
    page = reader(chromium, width=width, height=height)
    for path in (REASONS, "ar/whatsapp-account-blocked/reasons/"):
        page.goto(address + path)
        page.locator("[data-menu] summary").click()
        links = page.locator("[data-language-link]")
        expect(links).to_have_count(12)
        for link in links.all():
            expect(link).to_be_in_viewport(ratio=1)
    page.context.close()


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("hc/de/articles/360001234567-Gruende-der-Sperre.html", "Gründe für die Sperre"),
        ("alt/whatsapp_konto-ENTSPERRUNG+beantragen", "Entsperrung beantragen"),
    ],
)
def test_address_that_leads_to_nothing_is_searched_for(path: str, title: str, chromium: Browser, address: str) -> None:
    page = reader(chromium)
    lose(page, address, path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Diese Seite gibt es nicht")
    expect(page.locator("[data-meant]").get_by_role("link", name=title)).to_be_visible()
    page.context.close()


def test_wrong_address_asks_its_own_language_before_the_others(chromium: Browser, address: str) -> None:
    page, asked = reader(chromium), list[str]()
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    for path, title in (
        ("hc/de/articles/360001234567-Gruende-der-Sperre.html", "Gründe für die Sperre"),
        ("alt/how-to-unblock", "Entsperrung beantragen"),
    ):
        asked.clear()
        lose(page, address, path)
        expect(page.locator("[data-meant] a").first).to_have_text(title)
        indexes = [each.split("?")[0] for each in asked if each.startswith("assets/search/") and "/parts/" not in each]
        if path.startswith("hc/"):
            assert indexes == ["assets/search/de.js"]
        else:
            assert {"assets/search/de.js", "assets/search/en.js"} < {*indexes}
    page.context.close()


@pytest.mark.parametrize(
    ("path", "languages"), [("no-such-page", ["en"]), ("hc/pl-pl/no-such-page", ["en", "pl"]), ("zzz/es", ["en", "es"])]
)
def test_wrong_address_asks_only_languages_that_it_may_be_in(
    path: str, languages: list[str], chromium: Browser, address: str
) -> None:
    page, asked = reader(chromium), list[str]()
    page.on("request", lambda request: asked.append(request.url.removeprefix(address).split("?")[0]))
    lose(page, address, path)
    expect(page.locator("[data-meant] a").first).to_be_visible()
    files = [each.removeprefix("assets/search/") for each in asked if each.startswith("assets/search/")]
    indexes = {each.removesuffix(".js") for each in files if "/" not in each}
    assert indexes == {"de", *languages}
    assert len([each for each in files if each.startswith("parts/")]) <= 5
    assert "assets/javascripts/missed.js" not in asked
    page.context.close()


def test_wrong_address_like_nothing_offers_what_is_asked_most(chromium: Browser, address: str) -> None:
    page = reader(chromium)
    lose(page, address, "xyzzy")
    expect(page.get_by_role("heading", name="Häufig gesucht")).to_be_visible()
    link = page.locator("[data-meant] a").first
    words = link.inner_text()
    link.click()
    expect(page.locator("article").get_by_role("heading", name=words)).to_be_in_viewport()
    page.context.close()


@pytest.mark.parametrize("width", [360, 412, 1280])
def test_what_a_wrong_address_meant_moves_nothing(width: int, chromium: Browser, address: str) -> None:
    page = reader(chromium)
    page.set_viewport_size({"width": width, "height": 800})
    watch_shifts(page)
    slow = page.context.new_cdp_session(page)  # half of the page is seen before the rest is read
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 8})
    lose(page, address, "hc/de/articles/360001234567-Gruende-der-Sperre.html")
    expect(page.locator("[data-meant] a").first).to_be_visible()
    assert page.evaluate("moved.map((each) => each.value)") == []  # from the first sight on
    page.context.close()


@pytest.mark.parametrize("path", ["12345", "%E0%A4%A", "de/"])
def test_address_without_words_offers_no_results(path: str, chromium: Browser, address: str) -> None:
    page = reader(chromium)
    lose(page, address, path)
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-meant]")).to_be_hidden()
    page.context.close()


def test_address_in_a_language_that_leads_to_nothing_offers_that_language(chromium: Browser, address: str) -> None:
    page = reader(chromium, locale="sv-SE")
    lose(page, address, "fr/nothing")
    expect(page.locator("[data-offer-box] a")).to_have_text("Le centre d’aide existe aussi en français.")
    page.context.close()


def test_only_the_first_page_of_a_guide_is_for_search_engines(project: Project) -> None:
    sitemap = project.read("site/sitemap.xml")
    assert "/sperrgrund-finden/</loc>" in sitemap
    assert sitemap.count("/sperrgrund-finden/") == sitemap.count("/sperrgrund-finden/<") + sitemap.count(
        '/sperrgrund-finden/"'
    )
    start = project.page(f"{_GUIDE}/index.html")
    assert start.tree.css("meta[name=robots]") == []
    (inner, *_) = (project.folder / _GUIDE).glob("*/index.html")
    page = project.page(inner.relative_to(project.folder).as_posix())
    assert page.attribute("meta[name=robots]", "content") == "noindex, follow"
    assert page.first("#trail-title").text() == "Diese Antworten führen hierher"
