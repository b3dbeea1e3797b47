"""Languages with a declared tag in a browser: the switch, the search, the offer, the panel in an app, the bundle."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from agent_desk import TODAY, wait_until
from helpcentre.linkcheck.local_server import serve_folder
from support import Project
from tagged_site import TAGS, tagged_project

_APP = """<!doctype html><html lang="{lang}"><title>App</title>
<script src="{help}assets/embed.js" crossorigin async></script><help-centre>"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Both editions of the site; the website lets any app in. Not to be changed."""
    project = tagged_project(tmp_path_factory.mktemp("tagged") / "small")
    project.edit("base.yml", "    language_tags:", "    embed: ['*']\n    language_tags:")
    for arguments in (("build",), ("build", "-f", "agents.yml")):
        done = project.mkdocs(*arguments, SOURCE_DATE_EPOCH=TODAY)
        assert done.status == 0, done.output
    return project


@pytest.fixture(scope="module")
def site(built: Project) -> Iterator[str]:
    """The address of the website."""
    with serve_folder(built.folder / "site") as server:
        yield server.address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A tab of somebody who reads Polish, which the site does not have; no script of a page may fail."""
    complaints = list[str]()
    context = chromium.new_context(locale="pl-PL")
    tab = context.new_page()
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    yield tab
    context.close()
    assert complaints == []


def search(page: Page, query: str) -> Any:
    """Search in the dialog and return the first result."""
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    return page.locator("[data-search] [role=option]").first


def at(page: Page, code: str) -> None:
    """Wait until a page in a language is there with its scripts."""
    expect(page.locator("html")).to_have_attribute("data-language", code)
    expect(page.locator("html")).to_have_attribute("lang", TAGS[code])
    wait_until(page, "document.readyState === 'complete' && helpcentre.find")


@pytest.mark.parametrize(
    ("code", "query", "title"),
    [
        ("pt", "geleia de ameixa", "Seção profunda"),
        ("pt-PT", "geleia", "Seção profunda"),
        ("zh", "果酱", "深入部分"),
    ],
)
def test_search_and_language_switch_work_in_a_variant(code: str, query: str, title: str, page: Page, site: str) -> None:
    page.goto(f"{site}topic/first/#deep")
    at(page, "de")
    page.locator(".hc-menu summary").click()
    page.get_by_role("link", name=code, exact=True).click()
    page.wait_for_url(f"**/{code}/topic/first/#deep")
    at(page, code)
    hit = search(page, query)
    expect(hit).to_contain_text(title)
    expect(page.locator("[data-search] .hc-search-page").first).not_to_have_attribute("lang", "de")
    expect(page.locator("[data-search] .hc-search-page p span")).to_have_count(0)  # no label of another language
    assert (hit.get_attribute("hreflang"), hit.get_attribute("data-language")) == (TAGS[code], code)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{code}/topic/first/*#deep")
    at(page, code)
    page.keyboard.press("/")
    expect(page.locator("[data-search] [role=option]").first).to_contain_text(title)  # what was opened last


def test_result_in_the_source_language_is_labelled_in_a_variant(page: Page, site: str) -> None:
    page.goto(f"{site}pt/")
    at(page, "pt")
    hit = search(page, "Apfelstrudel")
    expect(hit).to_contain_text("Die zweite Seite")
    group = page.locator("[data-search] .hc-search-page").filter(has_text="Die zweite Seite")
    expect(group).to_have_attribute("lang", "de")
    expect(group.locator("p span")).to_have_attribute("lang", "pt-BR")


@pytest.mark.parametrize(
    ("locale", "offered"),
    [
        ("pt-BR", "pt"),
        ("pt-PT", "pt-PT"),
        ("pt", "pt"),
        ("zh-CN", "zh"),
        ("zh-TW", "zh"),
        ("zh-Hans-SG", "zh"),
        ("de-AT", None),
        ("sv-SE", None),
    ],
)
def test_offer_is_the_variant_nearest_to_the_browsers(
    locale: str, offered: str | None, chromium: Browser, site: str
) -> None:
    context = chromium.new_context(locale=locale)
    page = context.new_page()
    page.goto(f"{site}topic/first/")
    at(page, "de")
    box = page.locator("[data-offer-box]")
    if offered is None:
        expect(box).to_be_hidden()
    else:
        expect(box.locator("a")).to_have_attribute("lang", TAGS[offered])
        box.locator("a").click()
        page.wait_for_url(f"**/{offered}/topic/first/")
        at(page, offered)
        expect(box).to_be_hidden()
    context.close()


NEAREST = [
    ("de-CH", {"de": "de", "de-AT": "de-AT"}, "de"),
    ("de-AT", {"de": "de", "de-AT": "de-AT"}, "de-AT"),
    ("de", {"de-AT": "de-AT"}, "de-AT"),
    ("zh-TW", {"zh": "zh-Hans", "zh-TW": "zh-Hant-TW"}, "zh-TW"),
    ("zh-HK", {"zh": "zh-Hans", "zh-TW": "zh-Hant-TW"}, "zh-TW"),
    ("zh", {"zh-TW": "zh-TW", "zh": "zh-Hans"}, "zh"),
    ("zh-SG", {"zh-TW": "zh-TW", "zh": "zh-Hans"}, "zh"),
    ("pt", {"pt-PT": "pt-PT", "pt": "pt-BR"}, "pt"),
    ("PT-br", {"pt-PT": "pt-PT", "pt": "pt-BR"}, "pt"),
    ("pt_BR", {"pt-PT": "pt-PT", "br": "pt-BR"}, "br"),
    ("en-AU", {"en-GB": "en-GB", "en": "en"}, "en"),
    ("fr", {"de": "de"}, None),
    ("no language", {"de": "de"}, None),
    ("", {"de": "de"}, None),
]


def test_nearest_language_is_the_exact_one_else_one_of_the_same_script_and_region(page: Page, site: str) -> None:
    page.goto(site)
    at(page, "de")
    ask = "([asked, tags]) => helpcentre.nearest(asked, new Map(Object.entries(tags))) ?? null"
    assert [page.evaluate(ask, [asked, tags]) for asked, tags, _ in NEAREST] == [found for *_, found in NEAREST]


def test_address_that_leads_to_nothing_is_searched_for_in_its_language(page: Page, site: str) -> None:
    missing = page.request.get(f"{site}pt/404.html").text()
    address = f"{site}pt/geleia-ameixa/"
    page.route(address, lambda route: route.fulfill(status=404, content_type="text/html; charset=utf-8", body=missing))
    page.goto(address)
    expect(page.locator("[data-meant] a").first).to_have_text("Primeira página")
    at(page, "pt")
    page.goto("about:blank")


@pytest.mark.parametrize(("lang", "code"), [("pt-BR", "pt"), ("pt-PT", "pt-PT"), ("zh-CN", "zh"), ("pt", "pt")])
def test_panel_in_an_app_has_the_variant_of_the_page_around_it(
    lang: str, code: str, page: Page, site: str, tmp_path: Path
) -> None:
    with serve_folder(tmp_path) as server:
        (tmp_path / "index.html").write_text(_APP.format(lang=lang, help=site), encoding="utf-8")
        page.goto(server.address)
        page.locator("help-centre .hc-embed-opener").click()
        body = page.locator("help-centre .hc-embed-body")
        expect(page.locator("help-centre .hc-embed-frame")).to_have_attribute("lang", TAGS[code])
        expect(body).to_have_attribute("lang", TAGS[code])
        expect(body.locator("h1")).to_be_visible()
        page.evaluate("document.querySelector('help-centre').open('topic/first/#deep')")
        expect(page.locator("help-centre footer a")).to_have_attribute("href", f"{site}{code}/topic/first/#deep")
        expect(page.locator("help-centre footer a")).to_have_attribute("hreflang", TAGS[code])
        page.locator("help-centre select").select_option("zh")
        expect(body.locator("h1")).to_have_text("第一页")
        page.locator("help-centre select").select_option("pt")
        expect(body.locator("h1")).to_have_text("Primeira página")
        page.locator("help-centre input").fill("geleia")
        expect(page.locator("help-centre .hc-embed-hit").first).to_contain_text("Seção profunda")
        expect(page.locator("help-centre section").first).to_have_attribute("lang", "pt-BR")


@pytest.mark.parametrize(("locale", "code"), [("pt-BR", "pt"), ("pt-AO", "pt"), ("zh-TW", "zh"), ("pl-PL", "de")])
def test_bundle_begins_in_the_variant_and_keeps_it(locale: str, code: str, built: Project, chromium: Browser) -> None:
    context = chromium.new_context(locale=locale)
    page = context.new_page()
    page.goto((built.folder / "dist" / "helpcentre-agents" / "START.html").as_uri())
    expect(page.locator(f"html[lang={TAGS[code]}] [data-start]")).to_be_visible()
    other = "zh" if code == "pt" else "pt"
    page.locator(f"[data-start] [data-language-link={other}]").click()
    expect(page.locator(f"html[lang={TAGS[other]}] [data-start]")).to_be_visible()
    assert page.evaluate("helpcentre.agents.store.get('reading')") == other
    page.locator("main a.hc-button").click()
    page.wait_for_url(f"**/{other}/index.html*")
    assert page.evaluate("helpcentre.agents.reading()") == other
    context.close()
