"""The search dialog in a real browser, on the website and in the bundle opened from disk."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from firefox import firefox_tab
from helpcentre.linkcheck.local_server import serve_folder
from support import Project, Visit

# A query, and the page that has to be found first, in each language.
QUERIES = {
    "de": ("", "Entsperrung beantragen", "whatsapp-konto-gesperrt/entsperrung-beantragen"),
    "en": ("en/", "request a review", "whatsapp-account-blocked/request-unblocking"),
    "tr": ("tr/", "taklit uygulamalar", "whatsapp-hesabi-engellendi/nedeni-bul/taklit-uygulama"),
    "ar": ("ar/", "الشكاوى", "whatsapp-account-blocked/reasons"),
}
# How the text of the first result begins: with the sentence of the words, or an earlier one if all the rest has room.
EXCERPTS = [
    ("", "Code", "Warte, bis der Countdown"),
    ("en/", "portfolio admin", "Only an admin"),
    ("tr/", "şikayet", "Çok sayıda alıcı"),
    ("zh/", "验证码", "确认手机有信号"),
]
STATUS, FIELD = "[data-search] [role=status]", "[data-search] [role=combobox]"
OPTION = "[data-search] [role=option]"
FURTHER = ".hc-search-further a"


def addresses(page: Page) -> list[str]:
    """Return where the options lead to."""
    return [str(link.get_attribute("href")) for link in page.locator(OPTION).all()]


@pytest.mark.parametrize("code", QUERIES)
def test_search_finds_the_page_in_the_readers_language(code: str, visit: Visit) -> None:
    prefix, query, target = QUERIES[code]
    visit.go(prefix)
    is_loaded = any("assets/search/" in url for url in visit.requests)
    assert visit.is_file or not is_loaded, "nothing is loaded before the reader turns to search"
    visit.search(query)
    first = visit.page.locator(OPTION).first
    expect(first).to_have_attribute("aria-selected", "true")
    assert f"{prefix}{target}" in str(first.get_attribute("href"))
    expect(visit.page.locator("dialog mark").first).to_be_attached()
    others = [f"/{other}/" for other in QUERIES if other != code]
    assert [
        link for link in addresses(visit.page) if any(other in link.removeprefix(visit.root) for other in others)
    ] == []
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(f"{visit.root}{prefix}{target}**")
    expect(visit.page.locator("h1")).to_be_visible()


def test_result_leads_to_its_section_with_the_words_marked(visit: Visit) -> None:
    visit.go("en/")
    visit.search("portfolio admin")
    first = visit.page.locator(OPTION).first
    assert str(first.get_attribute("href")).endswith("#check-business-manager")
    expect(first.locator("mark").first).to_be_visible()
    first.click()
    visit.page.wait_for_url("**#check-business-manager")
    expect(visit.page.locator("#check-business-manager")).to_be_in_viewport()
    expect(visit.page.locator("article mark").first).to_be_attached()
    marked = {text.lower() for text in visit.page.locator("article mark").all_text_contents()}
    assert {"portfolio", "admin"} <= marked
    assert "mark=" not in visit.page.url, "the address stays fit to be passed on"


def test_page_with_marked_words_reads_the_same(visit: Visit) -> None:
    visit.go("en/")
    visit.search("block ban")
    target = str(visit.page.locator(OPTION).first.get_attribute("href"))
    visit.page.goto(target.partition("?")[0])
    text = visit.page.locator("article").text_content()
    visit.page.goto(target)
    expect(visit.page.locator("article mark").first).to_be_attached()
    assert visit.page.locator("article").text_content() == text


def test_results_are_of_several_pages_each_of_them_once(visit: Visit) -> None:
    visit.go("en/")
    visit.search("account")
    groups, options = visit.page.locator("dialog [role=group]"), visit.page.locator(OPTION)
    expect(options.first).to_be_visible()
    names = [str(group.get_attribute("aria-label")) for group in groups.all()]
    assert len(names) == len(set(names)) > 4
    ids = [option.get_attribute("id") for option in options.all()]
    assert ids == [f"search-option-{number}" for number in range(len(ids))]
    expect(options.first).to_have_attribute("aria-selected", "true")


def test_results_are_grouped_by_page_and_name_the_section(visit: Visit) -> None:
    visit.go()
    visit.search("Richtlinien")
    of_pages = visit.page.locator("dialog [role=group]:not(:has([data-reply]))")  # replies are a group of their own
    expect(of_pages.nth(1)).to_be_attached()
    groups = of_pages.all()
    names = [group.get_attribute("aria-label") for group in groups]
    assert len(set(names)) == len(names) > 1
    for group in groups:
        pages = {str(link.get_attribute("href")).split("?")[0] for link in group.locator("a").all()}
        assert len(pages) == 1
    expect(of_pages.get_by_role("option", name="Verstoß gegen die Richtlinien")).to_be_visible()


def test_dialog_says_how_many_results_there_are(visit: Visit) -> None:
    visit.go()
    visit.search("Screenshot")
    expect(visit.page.locator(OPTION).nth(1)).to_be_attached()
    expect(visit.page.locator(STATUS)).to_have_text(f"{visit.page.locator(OPTION).count()} Treffer")


def test_the_dialog_works_by_keyboard_alone(visit: Visit) -> None:
    visit.go("en/")
    visit.search("account")
    field = visit.page.locator(FIELD)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(visit.page.locator(OPTION).nth(1)).to_be_attached()
    ids = [link.get_attribute("id") for link in visit.page.locator(OPTION).all()]
    for key, place in (("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", -1), ("ArrowDown", 0)):
        visit.page.keyboard.press(key)
        assert field.get_attribute("aria-activedescendant") == ids[place]
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("[data-search]")).to_be_hidden()
    visit.page.keyboard.press("Control+k")
    expect(field).to_be_focused()


def test_enter_key_opens_a_result_of_what_is_typed_now(visit: Visit) -> None:
    visit.go("en/")
    visit.search("complaints")
    expect(visit.page.locator(OPTION).first).to_be_visible()
    visit.page.locator(FIELD).fill("portfolio admin")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/request-unblocking**")


def test_a_typing_error_is_corrected_and_said(visit: Visit) -> None:
    visit.go()
    visit.search("Beschwrden")
    expect(visit.page.locator(STATUS)).to_contain_text("Ergebnisse für „beschwerden“")
    expect(visit.page.locator(OPTION).first).to_contain_text("Viele Beschwerden")


def test_an_inflected_form_is_no_typing_error(visit: Visit) -> None:
    visit.go()
    visit.search("Konto entsperren")
    expect(visit.page.locator(OPTION).first).to_be_visible()
    expect(visit.page.locator(STATUS)).not_to_contain_text("Ergebnisse für")


def test_query_that_finds_nothing_leads_to_a_suggestion_and_further(visit: Visit) -> None:
    visit.go("tr/")
    visit.search("xyzzyq")
    expect(visit.page.locator(STATUS)).to_contain_text("xyzzyq")
    expect(visit.page.locator("[data-search-suggestion]")).to_be_hidden()
    visit.page.locator(FIELD).fill("şikxxet")
    suggestion = visit.page.locator("[data-search-suggestion]")
    expect(suggestion).to_contain_text("şikayet")
    suggestion.click()
    expect(visit.page.locator(FIELD)).to_have_value("şikayet")
    expect(visit.page.locator(OPTION).first).to_be_visible()
    visit.page.locator(FIELD).fill("xyzzyq")
    links = visit.page.locator(FURTHER)
    expect(links.last).to_be_visible()
    assert [str(link.get_attribute("href")).rpartition("/")[2] for link in links.all()][-1] == "articles.html"
    expect(links).to_have_count(1 if visit.is_file else 2)  # agents are whom readers would contact
    links.first.click()
    visit.page.wait_for_url("**/tr/articles.html" if visit.is_file else "**/tr/iletisim**")


def test_results_that_hardly_fit_are_called_the_closest_and_lead_further(visit: Visit) -> None:
    visit.go("en/")
    visit.search("strawberry pancake recipe for a whatsapp party")
    expect(visit.page.locator(STATUS)).to_have_text(
        re.compile("^No page matches “strawberry .+” exactly. Closest matches:$")
    )
    expect(visit.page.locator(OPTION).first).to_be_visible()
    expect(visit.page.locator(FURTHER).last).to_be_visible()
    visit.page.locator(FIELD).fill("request a review")
    expect(visit.page.locator(STATUS)).to_have_text(re.compile("result"))
    expect(visit.page.locator(FURTHER).last).to_be_hidden()


def test_words_of_legal_pages_lead_to_their_sections(visit: Visit) -> None:
    visit.go("es/")
    visit.search("cookies")
    first = visit.page.locator(OPTION).first
    expect(first).to_have_attribute("href", re.compile("/es/privacidad"))
    expect(first.locator("mark").first).to_be_attached()
    visit.page.locator(FIELD).fill("pedir el desbloqueo")
    expect(visit.page.locator(OPTION).first).to_have_attribute("href", re.compile("/es/cuenta-whatsapp-bloqueada/"))
    assert [address for address in addresses(visit.page) if "/es/privacidad" in address] == []


def test_option_is_named_by_its_title_and_described_by_its_excerpt(visit: Visit) -> None:
    visit.go("en/")
    visit.search("portfolio admin")
    first = visit.page.locator(OPTION).first
    expect(first).to_have_accessible_name(str(first.locator("strong").text_content()))
    expect(first).to_have_accessible_description(str(first.locator("span").text_content()))


@pytest.mark.parametrize(("prefix", "query", "beginning"), EXCERPTS)
def test_excerpt_begins_with_a_sentence_if_one_is_near(prefix: str, query: str, beginning: str, visit: Visit) -> None:
    visit.go(prefix)
    visit.search(query)
    expect(visit.page.locator(f"{OPTION} span").first).to_have_text(re.compile(f"^{beginning}"))


def test_reopened_dialog_has_its_query_selected(visit: Visit) -> None:
    visit.go("en/")
    visit.search("complaints")
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("Control+k")
    expect(visit.page.locator(FIELD)).to_have_value("complaints")
    visit.page.keyboard.insert_text("ban")
    expect(visit.page.locator(FIELD)).to_have_value("ban")


@pytest.mark.parametrize("pause", [0, 800])
def test_dialog_says_that_it_searches_when_the_answer_takes_long(chromium: Browser, address: str, pause: int) -> None:
    """However many milliseconds after the dialog opened, which waits for the index by then, something is typed."""
    page, held, is_slow = chromium.new_page(), list[Route](), True

    def answer(route: Route) -> None:
        if is_slow:
            held.append(route)  # answered below
        else:
            route.continue_()

    page.route("**/assets/search/*.js*", answer)
    page.goto(f"{address}en/")
    status = page.locator(STATUS)
    expect(status).to_be_attached()
    assert page.evaluate("getComputedStyle(document.querySelector('.hc-search-status')).display") != "none"
    page.keyboard.press("Control+k")
    expect(page.locator(FIELD)).to_be_focused()
    page.evaluate(f"new Promise((done) => setTimeout(done, {pause}))")  # after what the dialog set a clock for
    page.keyboard.insert_text("complaints")
    expect(status).to_have_text("Searching…")
    is_slow = False
    for route in held:
        route.continue_()
    expect(status).to_have_text(re.compile("results"))
    page.close()


def test_search_field_left_empty_offers_what_was_opened_last(visit: Visit) -> None:
    visit.go("en/")
    visit.page.keyboard.press("/")
    expect(visit.page.locator(STATUS)).to_have_text("Popular articles")
    expect(visit.page.locator(OPTION).nth(2)).to_be_attached()  # what the home page says is most asked
    assert visit.page.evaluate("localStorage.length") == 0, "nothing is stored before something is opened"
    for query, target in (("too many complaints", "many-complaints"), ("portfolio admin", "check-business-manager")):
        visit.go("en/")
        visit.search(query)
        visit.page.locator(OPTION).first.click()
        visit.page.wait_for_url(f"**#{target}")
    visit.go("en/")
    visit.page.keyboard.press("/")
    expect(visit.page.locator(STATUS)).to_have_text("Recently opened")
    assert [link.split("#")[1] for link in addresses(visit.page)] == ["check-business-manager", "many-complaints"]
    visit.go("ar/")
    visit.page.keyboard.press("/")
    expect(visit.page.locator(FIELD)).to_be_focused()
    expect(visit.page.locator(STATUS)).to_have_text("الأكثر طلبًا")
    assert all("/ar/" in link for link in addresses(visit.page))


_KEYS = ", ".join(
    f"'helpcentre-{name}'" for name in ("theme", "keys", "offer", "recent", "tabs", "searches", "consent")
)
_EVIL = {
    "url": "javascript:document.title='ran'",
    "title": "<img src=x onerror=alert(1)>",
    "page": "x",
    "language": "en",
}
_POISONED = [
    "{",
    "x" * 200_000,
    json.dumps({"length": 3, "0": _EVIL}),
    json.dumps([None, 1, _EVIL, {**_EVIL, "url": "https://example.com/"}, {**_EVIL, "language": "constructor"}]),
]


def test_dialog_in_firefox_answers_from_a_server_under_the_strict_policy(address: str, tmp_path: Path) -> None:
    with firefox_tab(tmp_path / "profile", is_local=True) as tab:
        for stored in _POISONED:  # by another page of this host
            tab.go(f"{address}en/")
            tab.evaluate(f"[{_KEYS}].forEach((key) => localStorage.setItem(key, {json.dumps(stored)}))")
        tab.go(f"{address}en/")
        tab.press("Control+k")
        tab.wait_for("document.querySelectorAll('[data-search] [role=option]').length > 2")
        assert tab.evaluate(f"document.querySelector('{STATUS}').textContent") == "Popular articles"
        tab.press(*"complaints")
        tab.wait_for(f"document.querySelector('{STATUS}').textContent.includes('result')")
        first = f"document.querySelector('{OPTION}')"
        assert "#many-complaints" in tab.evaluate(f"{first}.href")
        tab.press("Enter")
        tab.wait_for("location.hash === '#many-complaints' && document.querySelector('article mark')")
        assert tab.complaints == []
        assert [url for url in tab.requests if not url.startswith((address, "about:", "data:", "blob:"))] == []


def test_a_link_can_carry_a_query(visit: Visit) -> None:
    visit.go("en/", after="?q=complaints")
    expect(visit.page.locator(FIELD)).to_have_value("complaints")
    expect(visit.page.locator(OPTION).first).to_be_visible()


def test_field_on_the_home_page_opens_the_dialog_with_what_was_typed(visit: Visit) -> None:
    visit.go()
    visit.page.locator("#field").press_sequentially("Sperre")
    expect(visit.page.locator(FIELD)).to_have_value("Sperre")
    expect(visit.page.locator(OPTION).first).to_be_visible()


def test_click_into_the_field_on_the_home_page_opens_the_dialog(chromium: Browser, address: str) -> None:
    """Keyboards of phones compose words, so nothing arrives before a space."""
    context = chromium.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address)
    page.locator("#field").tap()
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(STATUS)).to_have_text("Häufig gesucht")
    page.keyboard.insert_text("Sperre")
    expect(page.locator(OPTION).first).to_be_visible()
    context.close()


def test_index_is_loaded_as_soon_as_a_reader_turns_to_search(visit: Visit) -> None:
    visit.go()
    if not visit.is_file:  # in the bundle the cursor waits in a search field
        assert not any("assets/search/" in url for url in visit.requests)
        visit.page.locator("#field").focus()
    for _ in range(100):
        if any("assets/search/" in url for url in visit.requests):
            break
        visit.page.wait_for_timeout(100)
    assert any("assets/search/" in url for url in visit.requests)
    expect(visit.page.locator("body > dialog[data-search]")).to_be_hidden()


def test_agents_search_a_second_language_on_purpose(visit: Visit) -> None:
    visit.go()
    visit.search("complaints")
    language = visit.page.get_by_label("Sprache der Suche")
    if not visit.is_file:
        expect(language).to_have_count(0)
        return
    language.select_option("ar")
    visit.page.locator(FIELD).fill("الشكاوى")
    first = visit.page.locator("dialog [role=group]").first
    expect(first).to_have_attribute("dir", "rtl")
    expect(first).to_have_attribute("lang", "ar")
    assert all("/ar/" in link for link in addresses(visit.page))
    assert visit.page.evaluate("document.documentElement.lang") == "de"


def test_who_asks_in_another_language_is_offered_the_search_there(visit: Visit) -> None:
    visit.go("whatsapp-konto-gesperrt/gruende/")
    visit.search("hesabım engellendi")
    offer = visit.page.locator(".hc-search-elsewhere a")
    if visit.is_file:  # agents choose the language of the search
        expect(offer).to_have_count(0)
        return
    expect(offer).to_have_text("Türkçe: hesabım engellendi")
    expect(offer).to_have_attribute("lang", "tr")
    visit.page.locator(FIELD).fill("Sperre")
    expect(offer).to_be_hidden()
    visit.page.locator(FIELD).fill("hesabım engellendi")
    offer.click()
    visit.page.wait_for_url(f"{visit.root}tr/**")
    expect(visit.page.locator(FIELD)).to_have_value("hesabım engellendi")
    expect(visit.page.locator(OPTION).first).to_contain_text("hesab")
    assert all("/tr/" in link for link in addresses(visit.page))


@pytest.mark.parametrize(("typed", "marked"), [("帳號被封鎖", "账号被封禁"), ("帳戶", "账号"), ("賬", "账")])
def test_marks_in_chinese_are_on_signs_that_were_typed(typed: str, marked: str, visit: Visit) -> None:
    visit.go("zh/")
    visit.search(typed)
    marks = visit.page.locator("dialog mark")
    expect(marks.first).to_be_visible()
    assert marked[0] in "".join(marks.all_text_contents())
    assert {*"".join(marks.all_text_contents())} <= {*marked}


def test_the_mark_is_on_what_was_typed_and_not_on_a_word_with_an_umlaut_before_it(visit: Visit) -> None:
    visit.go("")
    visit.search("anfordern")  # as in: Prüfung anfordern
    marks = visit.page.locator("dialog mark")
    expect(marks.first).to_be_visible()
    assert {"forder" in mark.casefold() for mark in marks.all_text_contents()} == {True}


def test_site_published_anew_under_an_open_page_is_searched_all_the_same(chromium: Browser, small: Project) -> None:
    assert small.build().status == 0
    page = chromium.new_page()
    with serve_folder(small.folder / "site") as server:
        page.goto(f"{server.address}topic/second/")
        page.keyboard.press("/")
        page.keyboard.insert_text("Apfelstrudel")
        expect(page.locator(OPTION).first).to_be_visible()
        small.edit("docs/de/topic/first.md", "Pflaumenmus", "Pflaumenmus und Quittengelee")
        assert small.build().status == 0
        page.locator(FIELD).fill("Pflaumenmus")
        expect(page.locator(OPTION).first).to_contain_text("Pflaumenmus und Quittengelee")
    page.close()


def test_results_have_the_room_on_a_low_screen(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 640, "height": 360})
    visit.go("en/")
    visit.search("account")
    expect(visit.page.locator(".hc-search-keys")).to_be_hidden()
    expect(visit.page.locator(OPTION).first).to_be_in_viewport(ratio=1)


def test_results_not_translated_come_last_and_are_labelled(chromium: Browser, small: Project) -> None:
    (small.folder / "docs" / "en" / "topic" / "second.md").unlink()
    small.edit("docs/de/topic/second.md", "Apfelstrudel", "WhatsApp")
    small.edit("docs/en/topic/first.md", "cherry cake", "WhatsApp")
    small.build()
    with serve_folder(small.folder / "site") as server:
        address, page = server.address, chromium.new_page()
        page.goto(f"{address}en/")
        page.keyboard.press("/")
        page.keyboard.insert_text("WhatsApp")
        expect(page.locator(OPTION).first).to_be_visible()
        groups = page.locator("dialog [role=group]")
        links = [link.removeprefix(f"{address}en/topic/").split("/")[0] for link in addresses(page)]
        assert list(dict.fromkeys(links)) == ["first", "second"]
        assert groups.last.get_attribute("lang") == "de"
        expect(groups.last).to_contain_text("Language of this text: German")
        assert groups.first.get_attribute("lang") is None
        page.close()


def test_search_without_scripts_leads_to_a_list_of_all_articles(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}en/whatsapp-account-blocked/reasons/")
    page.get_by_role("link", name="Search").click()
    page.wait_for_url("**/en/articles.html")
    expect(page.locator("main li a")).to_have_count(10)
    page.goto(f"{address}en/")
    page.locator("#field").fill("ban")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/articles.html?q=ban")
    page.get_by_role("link", name="Reasons for the ban").click()
    page.wait_for_url("**/reasons/")
    context.close()


@pytest.mark.parametrize("path", ["", "ar/", "zh/articles.html"])
def test_search_dialog_in_any_state_has_no_barriers_that_axe_can_see(
    path: str, chromium: Browser, address: str
) -> None:
    context = chromium.new_context(color_scheme="dark", reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + path)
    for query in ("", "WhatsApp", "xyzzyq"):
        page.keyboard.press("Control+k")
        page.locator(FIELD).fill(query)
        if query:
            expect(page.locator(f"dialog [data-query={query}]")).to_be_attached()
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
    context.close()


def test_slash_typed_while_the_cursor_is_still_in_a_closed_dialog_opens_the_search(visit: Visit) -> None:
    """As with the key after Escape: the cursor stays there for a moment, and the letters after it are typed."""
    visit.go("")
    visit.page.evaluate("""document.querySelector("[data-search] input").dispatchEvent(
        new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }))""")
    expect(visit.page.locator("dialog[data-search]")).to_have_attribute("open", "")
