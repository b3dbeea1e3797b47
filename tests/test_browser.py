"""The real site and bundle in a real browser: search, the language switch, and no request to anyone else."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from support import Project, served

# A query, and the page that has to be found first, in each language.
QUERIES = {
    "de": ("", "Entsperrung beantragen", "whatsapp-konto-gesperrt/entsperrung-beantragen"),
    "en": ("en/", "request a review", "whatsapp-account-blocked/request-unblocking"),
    "tr": ("tr/", "taklit uygulamalar", "whatsapp-hesabi-engellendi/engellenme-nedenleri"),
    "ar": ("ar/", "الشكاوى", "whatsapp-account-blocked/reasons"),
}
PAGES = ("home", "article", "contact")


@dataclass
class Visit:
    """A browser tab on one edition of the site, and all that it asked for and complained of."""

    page: Page
    root: str
    is_file: bool
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str = "", *, fragment: str = "") -> None:
        """Open ``path``, which is empty or a page's address with a slash at its end."""
        file = (
            path if not self.is_file else f"{path.rstrip('/')}.html" if "/" in path.rstrip("/") else f"{path}index.html"
        )
        self.page.goto(self.root + file + fragment)

    def search(self, query: str) -> None:
        """Open the dialog by its key, put in the query at once, and wait for the answer."""
        self.page.keyboard.press("/")
        self.page.keyboard.insert_text(query)
        expect(self.page.locator("[role=status]")).not_to_be_empty()


@pytest.fixture(scope="session")
def unpacked(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked where paths are awkward."""
    folder = tmp_path_factory.mktemp("usb") / "Über uns #1"
    shutil.unpack_archive(project.folder / "dist" / "helpcentre-agents.zip", folder)
    return folder / "helpcentre-agents"


@pytest.fixture(params=["http", "file"])
def visit(request: pytest.FixtureRequest, chromium: Browser, address: str, unpacked: Path) -> Iterator[Visit]:
    """A tab on the website, and one on the bundle with the network switched off; neither may complain."""
    is_file = request.param == "file"
    root = unpacked.as_uri() + "/" if is_file else address
    context = chromium.new_context(offline=is_file)
    tab = Visit(context.new_page(), root, is_file)
    tab.page.on("request", lambda sent: tab.requests.append(sent.url))
    tab.page.on("console", lambda said: tab.complaints.append(said.text) if said.type in ("error", "warning") else None)
    tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
    yield tab
    context.close()
    assert tab.complaints == []
    assert [url for url in tab.requests if not url.startswith((root, "blob:", "data:"))] == []


@pytest.mark.parametrize("code", QUERIES)
def test_search_finds_the_page_in_the_readers_language(code: str, visit: Visit) -> None:
    prefix, query, target = QUERIES[code]
    visit.go(prefix)
    assert not any("pagefind" in url for url in visit.requests), "nothing is loaded before the reader turns to search"
    visit.search(query)
    first = visit.page.locator("[role=option]").first
    expect(first).to_have_attribute("aria-selected", "true")
    assert f"{prefix}{target}" in str(first.get_attribute("href"))
    assert visit.page.locator(".hc-search mark").count() > 0
    others = [f"/{other}/" for other in QUERIES if other != code]
    links = [str(link.get_attribute("href")) for link in visit.page.locator("[role=option]").all()]
    assert [link for link in links if any(other in link.removeprefix(visit.root) for other in others)] == []
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(f"{visit.root}{prefix}{target}**")
    expect(visit.page.locator("h1")).to_be_visible()


def test_a_section_is_found_and_arrived_at(visit: Visit) -> None:
    visit.go("en/")
    visit.search("portfolio admin")
    section = visit.page.locator("a.hc-search-section").first
    assert str(section.get_attribute("href")).endswith("#check-business-manager")
    section.click()
    visit.page.wait_for_url("**#check-business-manager")
    expect(visit.page.locator("#check-business-manager")).to_be_in_viewport()


def test_the_dialog_works_by_keyboard_alone(visit: Visit) -> None:
    visit.go("en/")
    visit.search("account")
    field_ = visit.page.locator("[role=combobox]")
    expect(field_).to_have_attribute("aria-expanded", "true")
    first = field_.get_attribute("aria-activedescendant")
    visit.page.keyboard.press("ArrowDown")
    assert field_.get_attribute("aria-activedescendant") != first
    visit.page.keyboard.press("ArrowUp")
    assert field_.get_attribute("aria-activedescendant") == first
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("dialog")).to_be_hidden()
    visit.page.keyboard.press("Control+k")
    expect(field_).to_be_focused()


def test_nothing_found_leads_to_contact(visit: Visit) -> None:
    visit.go("tr/")
    visit.search("xyzzyq")
    expect(visit.page.locator("[role=status]")).to_contain_text("xyzzyq")
    link = visit.page.locator(".hc-search-contact a")
    expect(link).to_be_visible()
    link.click()
    visit.page.wait_for_url("**/tr/iletisim**")


def test_the_field_on_the_home_page_opens_the_dialog_with_what_was_typed(visit: Visit) -> None:
    visit.go()
    visit.page.locator("#field").press_sequentially("Sperre")
    expect(visit.page.locator("[role=combobox]")).to_have_value("Sperre")
    expect(visit.page.locator("[role=option]").first).to_be_visible()


def test_the_language_switch_keeps_page_and_heading(visit: Visit) -> None:
    visit.go("whatsapp-konto-gesperrt/entsperrung-beantragen/", fragment="#check-business-manager")
    for code, name, part in (
        ("en", "English", "/en/whatsapp-account-blocked/request-unblocking"),
        ("ar", "العربية", "/ar/whatsapp-account-blocked/request-unblocking"),
        ("de", "Deutsch", "/whatsapp-konto-gesperrt/entsperrung-beantragen"),
    ):
        visit.page.locator("summary").click()
        visit.page.get_by_role("link", name=name, exact=True).click()
        visit.page.wait_for_function(f"document.documentElement.lang === '{code}'")
        visit.page.wait_for_load_state()
        assert visit.page.url.endswith("#check-business-manager")
        assert part in visit.page.url
        expect(visit.page.locator("#check-business-manager")).to_be_in_viewport()
    assert visit.page.evaluate("document.documentElement.dir") == "ltr"


def test_a_theme_is_the_systems_until_the_reader_chooses(visit: Visit) -> None:
    visit.page.emulate_media(color_scheme="dark")
    visit.go()
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = visit.page.evaluate(ground)
    assert visit.page.evaluate("localStorage.length") == 0
    visit.page.locator("[data-theme-switch]").click()
    light = visit.page.evaluate(ground)
    assert light != dark
    visit.page.reload()
    assert visit.page.evaluate(ground) == light


def test_the_bundle_opens_by_its_door(chromium: Browser, unpacked: Path) -> None:
    page = chromium.new_page()
    page.goto((unpacked / "START.html").as_uri())
    expect(page.locator(".hc-zip-warning")).to_be_hidden()
    page.get_by_role("link", name="العربية").click()
    page.wait_for_url("**/ar/index.html")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    page.close()


def test_inside_the_zip_the_door_says_to_unpack_first(chromium: Browser, unpacked: Path, tmp_path: Path) -> None:
    shutil.copy(unpacked / "START.html", tmp_path)
    page = chromium.new_page()
    page.goto((tmp_path / "START.html").as_uri())
    expect(page.locator(".hc-zip-warning")).to_be_visible()
    page.close()


def test_without_scripts_search_leads_to_the_topics(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}en/whatsapp-account-blocked/reasons/")
    page.get_by_role("link", name="Search").click()
    page.wait_for_url("**/en/#topics")
    expect(page.locator("#topics .hc-card").first).to_be_visible()
    page.locator("summary").click()
    page.get_by_role("link", name="Türkçe", exact=True).click()
    page.wait_for_url("**/tr/")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "ar/whatsapp-account-blocked/request-unblocking/", "en/contact/", "en/404.html"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_barriers_that_axe_can_see(path: str, scheme: str, width: int, chromium: Browser, address: str) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + path)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.keyboard.press("/")
    page.keyboard.type("WhatsApp")
    page.locator("[role=option]").first.wait_for()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()


@pytest.mark.parametrize("path", ["", "ar/", "tr/whatsapp-hesabi-engellendi/engellenme-nedenleri/", "ar/404.html"])
def test_nothing_scrolls_sideways_on_a_small_phone(path: str, chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_a_page_is_offered_in_the_browsers_language_until_declined(chromium: Browser, address: str) -> None:
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
def test_nothing_is_offered_where_nothing_is_better(locale: str, chromium: Browser, address: str) -> None:
    context = chromium.new_context(locale=locale)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("[data-offer-box]")).to_be_hidden()
    context.close()


def test_enter_opens_a_result_of_what_is_typed_now(visit: Visit) -> None:
    visit.go("en/")
    visit.search("complaints")
    expect(visit.page.locator("[role=option]").first).to_be_visible()
    visit.page.locator("[role=combobox]").fill("portfolio admin")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/request-unblocking**")


def test_a_former_address_leads_on_to_the_same_heading(chromium: Browser, address: str) -> None:
    for scripts in (True, False):
        context = chromium.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{address}whatsapp-account-blocked/reasons/#many-complaints")
        page.wait_for_url(f"{address}whatsapp-konto-gesperrt/gruende/{'#many-complaints' * scripts}")
        context.close()


def test_a_language_without_articles_searches_what_its_readers_are_shown(chromium: Browser, small: Project) -> None:
    for name in ("index", "first"):
        (small.folder / "docs" / "ar" / "topic" / f"{name}.md").unlink()
    assert small.build().status == 0
    with served(small.folder / "site") as address:
        page = chromium.new_page()
        page.goto(f"{address}ar/")
        page.keyboard.press("/")
        page.keyboard.insert_text("Kirschkuchen")
        expect(page.locator("[role=option]").first).to_be_visible()
        links = [str(link.get_attribute("href")) for link in page.locator("[role=option]").all()]
        assert {link.removeprefix(address).partition("#")[0] for link in links} == {"topic/first/"}
        expect(page.locator("[role=status]")).to_contain_text("الألمانية")
        assert page.evaluate("document.documentElement.lang") == "ar"
        page.close()
