"""Find and paste in the bundle, from disk, in Chromium and Firefox: an agent's keys, and what is on the clipboard."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from agent_desk import CLIPBOARD, TODAY, Chromium, Desk, wait_until
from firefox import firefox_tab
from helpcentre.content.asides import Kind, find_notes
from support import DAY, ROOT, Project, leaks, small_project

FIRST, SECOND = "topic/first.html", "topic/second.html"
PUBLIC = "https://example.org/"
WORDS = {
    "de": ("Hallo {name}, das steht hier: {link}", "Viele Grüße", "Streng geheim"),
    "en": ("Hi {name}, it is here: {link}", "Kind regards", "Top secret"),
    "ar": ("مرحبًا {name}، تجد ذلك هنا: {link}", "مع أطيب التحيات", "سري للغاية"),
}
ASIDES = """

/// reply | chat
{0}
///

/// reply | email
{0}

{1}
{{agent}}
///

/// internal
{2}
///
"""
ACTS = {"stop": "answer"}
STEPS = {
    "de": ("Zwei Schritte", "Eins.", "Zwei mit [Verweis](second.md#second)."),
    "en": ("Two steps", "One.", "Two with a [link](second.md#second)."),
}


@pytest.fixture(scope="session")
def desks(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a small bundle, unpacked in an awkward place.

    Its Arabic is outdated in one section and has no second page.
    """
    project = small_project(tmp_path_factory.mktemp("desk") / "project")
    for code, (chat, regards, secret) in WORDS.items():
        file = project.folder / "docs" / code / "topic" / "first.md"
        text = file.read_text(encoding="utf-8").rstrip() + ASIDES.format(chat, regards, secret)
        if code in STEPS:
            heading, one, two = STEPS[code]
            text += f'\n## {heading} {{#steps}}\n\n1. {one}\n2. {two}\n\n!!! tip "Tipp"\n\n    X < Y & Z\n'
        file.write_text(text, encoding="utf-8")
        if code != "de":
            assert project.helpcentre("accept", "topic/first.md", "--lang", code).status == 0
    built = project.mkdocs("build", "-f", "agents.yml", SOURCE_DATE_EPOCH=TODAY)
    assert built.status == 0, built.output
    project.edit("docs/de/topic/first.md", "Er geht weiter.", "Er sagt jetzt etwas ganz anderes.")
    assert project.helpcentre("accept", "topic/first.md", "--lang", "en").status == 0
    built = project.mkdocs("build", "-f", "agents.yml", SOURCE_DATE_EPOCH=TODAY)
    assert built.status == 0, built.output
    folder = tmp_path_factory.mktemp("usb") / "Über uns #1 100%"
    shutil.unpack_archive(project.folder / "dist" / "helpcentre-agents.zip", folder)
    return (folder / "helpcentre-agents").as_uri() + "/"


@pytest.fixture(scope="session", params=["chromium", "firefox"])
def desk(
    request: pytest.FixtureRequest, desks: str, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """A browser on it; in the end, none of its pages may have complained or asked for anything but files."""
    if request.param == "chromium":
        context = chromium.new_context(offline=True, locale="de-DE", permissions=CLIPBOARD)
        browser = Chromium(context.new_page())
        yield Desk(browser, desks)
        context.close()
        complaints, requests = browser.complaints, browser.requests
    else:
        with firefox_tab(tmp_path_factory.mktemp("firefox") / "profile") as tab:
            yield Desk(tab, desks)
            complaints, requests = tab.complaints, tab.requests
    assert complaints == []
    assert [url for url in requests if not url.startswith(("file:", "blob:", "data:", "about:"))] == []


@pytest.fixture(autouse=True)
def _a_new_day(request: pytest.FixtureRequest) -> None:
    """Forget what the test before has left in the browser."""
    if "desk" in request.fixturenames:
        desk: Desk = request.getfixturevalue("desk")
        # In Chromium all files of a disk have one storage, in Firefox each has its own.
        others = () if isinstance(desk.browser, Chromium) else ("en/topic/first.html", "ar/topic/first.html", FIRST)
        for path in (SECOND, *others):
            desk.go(path)
            desk.browser.evaluate("(localStorage.clear(), sessionStorage.clear())")
        desk.go(FIRST)


def without_fingerprint(address: str) -> str:
    """Return an address that was copied without the fingerprint of the text, which it must have."""
    plain, count = re.subn(r"\?seen=[0-9a-f]{12}(?=#|$)", "", address)
    assert count == 1, address
    return plain


def test_search_waits_for_the_question_and_leads_to_the_section(desk: Desk) -> None:
    desk.browser.go(f"{desk.root}index.html")
    desk.browser.wait_for("document.activeElement.closest('main [data-search-field]') !== null")
    assert desk.browser.evaluate("scrollY") == 0
    desk.press(*"Pflaumenmus")
    desk.browser.wait_for("document.querySelector('[role=option][aria-selected=true]')?.textContent.includes('Tiefer')")
    desk.press("Enter")
    desk.browser.wait_for("location.hash === '#deep' && document.activeElement === document.body")
    desk.browser.wait_for("helpcentre.agents.current?.() === 'deep'")
    desk.press("l")
    assert without_fingerprint(desk.pasted()[1]) == f"{PUBLIC}topic/first/#deep"


@pytest.mark.parametrize(("anchor", "part"), [("", "first"), ("#steps", "steps")])
def test_keys_work_at_once_on_a_page_that_a_link_leads_to(anchor: str, part: str, desk: Desk) -> None:
    desk.go(SECOND)
    make = "const link = document.createElement('a'); document.querySelector('.hc-wrap').append(link)"
    desk.browser.evaluate(f"(() => {{ {make}; link.href = {desk.root + FIRST + anchor!r}; link.click(); }})()")
    desk.browser.wait_for(
        f"location.pathname.endsWith('first.html') && window.helpcentre?.agents?.current?.() === {part!r}"
    )
    desk.press("l")
    assert without_fingerprint(desk.pasted()[1]) == f"{PUBLIC}topic/first/{anchor}"


def test_link_to_a_page_is_the_public_one_in_the_customers_language(desk: Desk) -> None:
    desk.serve("en")
    desk.press("l")
    html, text = desk.pasted()
    assert without_fingerprint(text) == f"{PUBLIC}en/topic/first/"
    assert f'<a href="{text}">' in html


def test_link_to_a_step_has_the_public_address(desk: Desk) -> None:
    desk.serve("en")
    desk.press("?", "Escape")  # for a click by a script is none of the agent's
    desk.browser.evaluate("document.querySelector('#steps-step-2 .hc-link').click()")
    desk.browser.wait_for("document.querySelector('[data-agents-said]').textContent.includes('steps-step-2')")
    assert without_fingerprint(desk.pasted()[1]) == f"{PUBLIC}en/topic/first/#steps-step-2"


def test_section_is_pasted_with_its_links_and_steps(desk: Desk) -> None:
    desk.serve("en")
    desk.browser.evaluate("document.querySelector('#steps').scrollIntoView()")
    desk.browser.evaluate("location.hash = '#steps'")
    desk.browser.wait_for("helpcentre.agents.current() === 'steps'")
    desk.press("c")
    html, text = desk.pasted()
    link = f"{PUBLIC}en/topic/second/#second"
    assert text == f"Two steps\n\n1. One.\n2. Two with a link ({link}).\n\nTipp\n\nX < Y & Z"
    assert "<p><strong>Two steps</strong></p><ol>" in html
    assert f'<a href="{link}">link</a>' in html
    assert 'lang="en" dir="ltr"' in html
    assert "class=" not in html


def test_page_is_pasted_with_every_section_and_no_note(desk: Desk) -> None:
    desk.serve("en")
    desk.press("c")
    html, text = desk.pasted()
    assert [word in text for word in ("Two steps", "One.", "secret", "Kind regards")] == [True, True, False, False]
    assert "secret" not in html


def test_reply_is_filled_in_and_asked_about_before_it_is_copied(desk: Desk) -> None:
    desk.serve("en")
    desk.press("r")
    desk.panel("replies")
    assert desk.text("[data-panel=replies] mark") == "{name}"
    desk.press("Enter")
    desk.browser.wait_for("document.querySelector('[data-empty]').textContent !== ''")
    assert "Name der Kundin" in desk.text("[data-empty]")
    desk.press(*"A & B <i>")
    assert desk.text("[data-preview] p") == f"Hi A & B <i>, it is here: {PUBLIC}en/topic/first/#deep"
    desk.press("Enter")
    html, text = desk.pasted()
    assert text == f"Hi A & B <i>, it is here: {PUBLIC}en/topic/first/#deep"
    assert "A &amp; B &lt;i&gt;" in html


def test_reply_with_empty_fields_is_copied_on_a_second_enter(desk: Desk) -> None:
    desk.press("r")
    desk.panel("replies")
    desk.press("Enter")
    desk.browser.wait_for("document.querySelector('[data-empty]').textContent !== ''")
    desk.press("Enter")
    assert desk.pasted()[1].startswith("Hallo {name}, ")


def test_new_case_forgets_the_customer_and_not_the_agent(desk: Desk) -> None:
    desk.press("r")
    desk.panel("replies")
    desk.browser.evaluate("document.querySelectorAll('[data-choices] input')[1].click()")
    desk.browser.evaluate("document.querySelector('[data-fields] [name=name]').focus()")
    desk.press(*"Olena", "Tab", *"Anna", "Enter")
    assert desk.pasted()[1].splitlines()[-2:] == ["Viele Grüße", "Anna"]
    assert "Olena" not in desk.browser.evaluate("JSON.stringify({...localStorage})")
    desk.press("n")
    desk.panel("language")
    desk.press("Enter")
    desk.press("r")
    desk.panel("replies")
    assert "Olena" not in desk.browser.evaluate("JSON.stringify({...sessionStorage})")
    assert desk.browser.evaluate("helpcentre.agents.store.values().agent") == "Anna"
    desk.press("Escape")


def test_customers_language_goes_along_to_the_next_page(desk: Desk) -> None:
    desk.serve("en")
    desk.press("l")
    desk.said()
    desk.browser.evaluate(f"document.querySelector('a[href$=\"{SECOND.rpartition('/')[2]}\"]').click()")
    desk.browser.wait_for("location.pathname.endsWith('second.html')")
    desk.ready()
    assert desk.browser.evaluate("helpcentre.agents.customer()") == "en"
    assert desk.browser.evaluate("location.search") == ""
    desk.press("v")
    desk.panel("recent")
    desk.press("1")
    assert without_fingerprint(desk.pasted()[1]) == f"{PUBLIC}en/topic/first/"


def test_list_of_recent_copies_can_be_used_and_cleared(desk: Desk) -> None:
    desk.press("l")
    desk.said()
    desk.press("c")
    desk.said()
    desk.press("l")
    desk.said()
    desk.browser.wait_for("helpcentre.agents.store.recent()[0].kind === 'link'")
    desk.press("v")
    desk.panel("recent")
    assert desk.browser.evaluate("document.querySelectorAll('[data-panel=recent] li').length") == 2
    desk.press_button()
    assert without_fingerprint(desk.pasted()[1]) == f"{PUBLIC}topic/first/"
    desk.press("v")
    desk.panel("recent")
    desk.press("2")
    assert desk.pasted()[1].startswith("Die erste Seite")
    desk.press("v")
    desk.panel("recent")
    desk.browser.evaluate("document.querySelector('[data-clear]').click()")
    assert desk.browser.evaluate("helpcentre.agents.store.recent().length") == 0
    desk.press("Escape")


def test_reply_copied_again_is_filled_in_for_the_next_customer(desk: Desk) -> None:
    desk.press("r")
    desk.panel("replies")
    desk.press(*"Olena", "Enter")
    desk.said()
    desk.press("n")
    desk.panel("language")
    desk.press("Enter")
    desk.said()
    desk.press("v")
    desk.panel("recent")
    desk.press_button()
    desk.panel("replies")
    assert desk.browser.evaluate("document.querySelector('[data-fields] [name=name]').value") == ""
    desk.press(*"Jo", "Enter")
    assert desk.pasted()[1].startswith("Hallo Jo, ")


def test_reply_is_readable_beside_the_one_that_the_customer_gets(desk: Desk) -> None:
    desk.serve("ar")
    desk.press("r")
    desk.panel("replies")
    desk.press(*"Lina")
    assert desk.text("[data-preview] p").startswith("مرحبًا Lina")
    assert desk.text("[data-own] p").startswith("Hallo Lina")
    headings = "[...document.querySelectorAll('[data-panel=replies] :is([data-preview], [data-own]) h3')]"
    assert desk.browser.evaluate(f"{headings}.map((each) => each.textContent).join()") == "Arabisch,Deutsch"
    labels = "[...document.querySelectorAll('[data-choices] small')].map((each) => each.lang + ' ' + each.textContent)"
    assert set(json.loads(desk.browser.evaluate(f"JSON.stringify({labels})"))) == {"de Tiefer Abschnitt"}
    desk.press("Escape")
    desk.serve("de")
    desk.press("r")
    desk.browser.wait_for("document.querySelector('[data-panel=replies]').open")
    assert desk.browser.evaluate("document.querySelector('[data-own]').hidden")
    desk.press("Escape")


def test_reply_is_found_by_its_words_and_opens_in_the_customers_language(desk: Desk) -> None:
    desk.go(SECOND)
    desk.serve("en")
    desk.press("/", *"Viele")
    desk.browser.wait_for("document.querySelector('[data-query=Viele] [data-reply] mark')?.textContent === 'Viele'")
    group = "document.querySelector('[data-reply]').parentElement"
    assert desk.browser.evaluate(f"{group}.getAttribute('aria-label')") == "Antworten"
    desk.press("PageDown", "Enter")
    desk.panel("replies")
    assert desk.browser.evaluate("location.pathname.endsWith('second.html')")
    assert desk.text("[data-preview] p").startswith("Hi {name}")
    assert desk.text("[data-own] p").startswith("Hallo {name}")
    desk.press(*"Lina", "Enter")
    assert desk.pasted()[1] == f"Hi Lina, it is here: {PUBLIC}en/topic/first/#deep"


def test_favourites_stay_first_in_the_list(desk: Desk) -> None:
    desk.press("r")
    desk.panel("replies")
    desk.browser.evaluate("document.querySelector('[data-favourite]').click()")
    desk.press("Escape", "c")
    desk.said()
    desk.press("v")
    desk.panel("recent")
    rows = "[...document.querySelectorAll('[data-panel=recent] li')].map((each) => each.textContent)"
    assert json.loads(desk.browser.evaluate(f"JSON.stringify({rows})")) == [
        "1Tiefer AbschnittAntwort im Chat",
        "2Die erste SeiteText kopieren",
    ]
    desk.press("1")
    desk.panel("replies")
    desk.browser.evaluate("document.querySelector('[data-favourite]').click()")
    assert desk.browser.evaluate("helpcentre.agents.store.favourites().length") == 0
    desk.press("Escape")


def return_to_start(desk: Desk, is_there: str) -> None:
    """Open START.html anew until it leads there; Firefox writes what a page keeps only while it is left alone."""
    for pause in (300, 1000, 3000, 10000):
        desk.browser.evaluate(f"new Promise((resolve) => setTimeout(resolve, {pause}))")
        desk.browser.go(f"{desk.root}START.html")
        with suppress(AssertionError):
            desk.browser.wait_for(is_there, seconds=pause / 100)
            return
    desk.browser.wait_for(is_there)


def test_start_page_is_in_the_chosen_language_and_waits_for_a_question(desk: Desk) -> None:
    begun = "window.helpcentre?.agents?.act && document.activeElement.closest('main [data-search-field]')"
    desk.browser.go(f"{desk.root}START.html")
    desk.browser.wait_for(f"navigator.language.startsWith(document.documentElement?.lang) && {begun}")
    for code, path in (("ar", "/ar/START.html"), ("en", "/en/START.html"), ("de", "/START.html")):
        desk.browser.evaluate(f"document.querySelector('[data-start] [hreflang={code}]').click()")
        is_there = f"location.pathname.endsWith({path!r}) && document.documentElement?.lang === {code!r} && {begun}"
        desk.browser.wait_for(is_there)
        return_to_start(desk, is_there)
    desk.browser.evaluate("document.querySelector('[data-start] .hc-button[href$=\"index.html\"]').click()")
    desk.browser.wait_for(f"location.pathname.endsWith('index.html') && {begun}")


@pytest.mark.parametrize(("locale", "expected"), [("ar-EG", "ar"), ("en-GB", "en"), ("sv-SE", "de")])
def test_start_page_is_in_the_browsers_language(locale: str, expected: str, desks: str, chromium: Browser) -> None:
    context = chromium.new_context(locale=locale)
    page = context.new_page()
    page.goto(f"{desks}START.html")
    expect(page.locator(f"html[lang={expected}] [data-start]")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    page.locator("header .hc-brand").click()
    expect(page.locator(f"html[lang={expected}] [data-start]")).to_be_visible()
    context.close()


def follow_to_second(desk: Desk) -> None:
    """Go to the other page by a link, which takes along what Firefox keeps for each file by itself."""
    desk.browser.evaluate(f"document.querySelector('a[href$=\"{SECOND.rpartition('/')[2]}\"]').click()")
    desk.browser.wait_for("location.pathname.endsWith('second.html')")
    desk.ready()


def test_channel_and_agent_stay_for_the_shift_and_the_customer_for_the_case(desk: Desk) -> None:
    desk.go(SECOND)
    desk.serve("en")  # what this page knows of the case before
    desk.go(FIRST)
    desk.serve("en")
    desk.press("r")
    desk.panel("replies")
    desk.press("ArrowDown", *"Olena", "Tab", *"Anna", "Enter")
    assert desk.pasted()[1].endswith("Anna")
    desk.press("n")
    desk.panel("language")
    assert desk.browser.evaluate("helpcentre.agents.customer()") == "de"
    desk.press("Escape")
    follow_to_second(desk)
    assert desk.browser.evaluate("helpcentre.agents.customer()") == "de"
    kept = "helpcentre.agents.store"
    assert (
        desk.browser.evaluate(f"[{kept}.channel(), {kept}.values().agent, {kept}.values().name].join()")
        == "email,Anna,"
    )
    ago = "{ ...JSON.parse(localStorage['helpcentre-agents']), shift: { ...shift, used: shift.used - 13 * 3600e3 } }"
    desk.browser.evaluate(
        "(() => { const { shift } = JSON.parse(localStorage['helpcentre-agents']);"
        f"localStorage['helpcentre-agents'] = JSON.stringify({ago}); }})()"
    )
    desk.go(SECOND)
    assert desk.browser.evaluate(f"[{kept}.channel(), {kept}.values().agent].join()") == ","


def test_channel_of_the_last_reply_is_the_first_choice(desk: Desk) -> None:
    desk.browser.evaluate("helpcentre.agents.store.useChannel('email')")
    desk.press("r")
    desk.panel("replies")
    desk.press(*"Jo", "Tab", *"Anna", "Enter")
    assert desk.pasted()[1].endswith("Anna")


def test_digits_choose_in_lists_unless_keys_are_off(desk: Desk) -> None:
    chosen = "[...document.querySelectorAll('[data-choices] input')].findIndex((each) => each.checked)"
    on_choice = "document.querySelector('[data-choices] input:checked').focus()"
    desk.press("r")
    desk.panel("replies")
    desk.press("3")
    assert desk.browser.evaluate("document.querySelector('[data-fields] [name=name]').value") == "3"
    desk.browser.evaluate(on_choice)
    desk.press("2")
    desk.browser.wait_for(f"{chosen} === 1 && document.activeElement.name === 'agent'")
    desk.press("Escape", "s")
    desk.panel("language")
    desk.press("2")
    desk.browser.wait_for("helpcentre.agents.customer() === 'en'")
    desk.browser.evaluate("helpcentre.agents.store.set('keys', false)")
    desk.press("s", "C", "n", *(["/"] if isinstance(desk.browser, Chromium) else []))  # Firefox has a search of its own
    assert not desk.browser.evaluate("Boolean(document.querySelector('dialog[open]'))")
    desk.browser.evaluate("helpcentre.agents.act('replies')")
    desk.panel("replies")
    desk.browser.evaluate(on_choice)
    desk.press("1" if desk.browser.evaluate(chosen) == 1 else "2")
    assert desk.browser.evaluate("document.activeElement.type") == "radio"
    desk.press("Escape")


@pytest.mark.parametrize("typed", ["ara", "العر", "ar", "AR"])
def test_language_is_found_by_any_of_its_names(typed: str, desk: Desk) -> None:
    desk.press("s")
    desk.panel("language")
    field = "document.querySelector('[data-panel=language] input')"
    desk.browser.evaluate(f"({field}.value = {typed!r}, {field}.dispatchEvent(new Event('input')))")
    desk.browser.wait_for("document.querySelectorAll('[data-panel=language] [role=option]').length === 1")
    desk.press("Enter")
    desk.browser.wait_for("helpcentre.agents.customer() === 'ar'")
    assert "Arabisch" in desk.said()


def test_short_answer_is_copied_alone_with_the_address(desk: Desk) -> None:
    desk.serve("en")
    desk.browser.evaluate("location.hash = '#steps'")
    desk.press("Shift+C")
    html, text = desk.pasted()
    answer, address = text.split("\n\n")
    assert answer == "An introduction with cherry cake."
    assert without_fingerprint(address) == f"{PUBLIC}en/topic/first/"
    assert f'<a href="{address}">' in html


def test_bundle_that_is_too_old_stops_all_copying_but_of_addresses(desk: Desk) -> None:
    desk.press("c")
    desk.said()
    desk.browser.evaluate("document.querySelector('.hc-trust').dataset.usableUntil = '2001-01-01'")
    for keys in (["c"], ["Shift+C"], ["v", "1"]):
        desk.press(*keys)
        desk.panel("stop")
        assert "zu alt" in desk.text("[data-panel=stop] [data-why]"), keys
        assert not desk.browser.evaluate("document.querySelector('[data-panel=stop] [data-offers] button')"), keys
        desk.press("Escape")
    desk.press("r")
    desk.panel("replies")
    assert "zu alt" in desk.text("[data-panel=replies] [data-warning]")
    assert desk.browser.evaluate("document.querySelector('[data-send]').disabled")
    desk.press("Enter", "Escape", "l")
    assert without_fingerprint(desk.pasted()[1]) == f"{PUBLIC}topic/first/"


@pytest.mark.parametrize(
    ("path", "expected"),
    [("topic/first.html", ["Deutsch", "Englisch"]), ("en/topic/first.html", ["English", "German"])],
)
@pytest.mark.parametrize("key", ["c", "r"])
def test_stop_offers_the_agents_language_english_and_the_source(
    key: str, path: str, expected: list[str], desk: Desk
) -> None:
    panel = "stop" if key == "c" else "replies"
    desk.go(f"{path}#deep")
    desk.serve("ar")
    if key == "r":
        desk.browser.evaluate(
            "helpcentre.agents.load('ar/topic/first').then((data) => { data.replies[0].outdated = true; })"
        )
    desk.browser.evaluate(f"helpcentre.agents.act({('answer' if key == 'c' else 'replies')!r}, 'deep')")
    desk.panel(panel)
    offers = (
        f"[...document.querySelectorAll('[data-panel={panel}] [data-offers] button')].map((each) => each.textContent)"
    )
    desk.browser.wait_for(f"{offers}.length === {len(expected)}")
    found = json.loads(desk.browser.evaluate(f"JSON.stringify({offers})"))
    assert [name in offer for name, offer in zip(expected, found, strict=True)] == [True, True], found
    if key == "c":
        desk.press("2")
        assert 'lang="en"' in desk.pasted()[0] or path.startswith("en/")
    else:
        desk.press("Escape")


def test_section_that_is_outdated_is_copied_from_the_source(desk: Desk) -> None:
    desk.serve("ar")
    desk.browser.wait_for("!document.querySelector('[data-agents-state]').hidden")
    desk.browser.evaluate("location.hash = '#deep'")
    desk.browser.wait_for("document.querySelector('#deep + p').hasAttribute('data-outdated')")
    desk.press("c")
    desk.panel("stop")
    assert desk.text("[data-panel=stop] h2") == "Nicht senden: veraltet"
    desk.press_button()
    assert "etwas ganz anderes" in desk.pasted()[1]


def test_page_without_a_translation_is_copied_from_the_source(desk: Desk) -> None:
    desk.go(SECOND)
    desk.serve("ar")
    desk.press("c")
    desk.panel("stop")
    assert "Arabisch" in desk.text("[data-why]")
    desk.press_button()
    assert 'lang="de"' in desk.pasted()[0]


def test_both_languages_of_a_page_are_side_by_side(desk: Desk) -> None:
    desk.serve("ar")
    desk.press("b")
    desk.panel("sides")
    rows = "[...document.querySelectorAll('[data-sides] [data-part=deep] > div')]"
    assert desk.browser.evaluate(f"{rows}.map((side) => side.lang).join()") == "de,ar"
    assert desk.browser.evaluate(f"{rows}[1].dir") == "rtl"
    assert "Nicht senden: veraltet" in desk.text("[data-sides] [data-part=deep]")
    desk.press("Escape")


def test_reply_in_arabic_is_pasted_right_to_left(desk: Desk) -> None:
    desk.go("ar/topic/first.html")
    desk.press("r")
    desk.panel("replies")
    desk.press(*"Lina", "Enter")
    html, text = desk.pasted()
    assert 'dir="rtl"' in html
    assert text.startswith("مرحبًا Lina، ")


def test_number_in_an_arabic_reply_is_read_from_left_to_right(desk: Desk) -> None:
    desk.go("ar/topic/first.html")
    desk.press("r")
    desk.panel("replies")
    desk.press(*"+49 30 5550123")
    left = """(part) => {
      const nodes = document.createTreeWalker(document.querySelector('[data-preview] p'), NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      while (nodes.nextNode() && !nodes.currentNode.data.includes(part));
      range.setStart(nodes.currentNode, nodes.currentNode.data.indexOf(part));
      range.setEnd(nodes.currentNode, range.startOffset + part.length);
      return range.getBoundingClientRect().left;
    }"""
    assert desk.browser.evaluate(f"({left})('+49') < ({left})('30 ') && ({left})('30 ') < ({left})('5550123')")
    desk.press("Enter")
    assert desk.pasted()[1].startswith("مرحبًا \u200e+49 30 5550123، ")


def test_clipboard_that_is_refused_leads_to_a_selected_text(desk: Desk) -> None:
    desk.browser.evaluate(
        "(navigator.clipboard.write = () => Promise.reject(new DOMException('', 'NotAllowedError')), 1)"
    )
    desk.press("l")
    desk.panel("box")
    area = "document.querySelector('[data-panel=box] textarea')"
    selected = f"{area}.value.slice({area}.selectionStart, {area}.selectionEnd)"
    assert without_fingerprint(desk.browser.evaluate(selected)) == f"{PUBLIC}topic/first/"
    desk.press("Control+c")
    html, text = desk.pasted()
    assert without_fingerprint(text) == f"{PUBLIC}topic/first/"
    assert "<a " in html


def test_keys_are_letters_while_typing_and_can_be_switched_off(desk: Desk) -> None:
    desk.browser.evaluate("document.querySelector('[data-agents] input').focus()")
    desk.press("Escape", "?")
    desk.panel("help")
    desk.browser.evaluate("document.querySelector('[data-setting=keys]').click()")
    desk.press("Escape", "l")
    assert desk.text("[data-agents-said]") == ""
    desk.browser.evaluate("helpcentre.agents.store.set('keys', true)")
    desk.press("/")
    desk.browser.wait_for("document.querySelector('[data-search]').open")
    desk.press("l")
    assert desk.browser.evaluate("document.querySelector('[data-search] input').value") == "l"
    desk.press("Escape")


@pytest.mark.parametrize(("path", "customer"), [(FIRST, "ar"), ("ar/topic/first.html", "de")])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_agents_panels_have_no_barriers_that_axe_can_see(
    path: str, customer: str, scheme: Literal["light", "dark"], desks: str, chromium: Browser
) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, color_scheme=scheme)
    page = context.new_page()
    page.goto(desks + path)
    page.select_option("[data-agents-customer]", customer)
    page.evaluate("document.activeElement.blur()")
    for name in ("", "replies", "sides", "recent", "language", "help", "box", *(["stop"] if customer == "ar" else [])):
        if name in ("replies", "sides", "recent", "language", "stop"):
            page.evaluate(f"helpcentre.agents.act({ACTS.get(name, name)!r}, 'deep')")
        elif name:
            page.evaluate(f"helpcentre.agents.panel({name!r}).showModal()")
        if name:
            expect(page.locator(f"[data-panel={name}]")).to_be_visible()
        found = Axe().run(page)
        assert found.violations_count == 0, (name, found.generate_report())
        if name:
            page.evaluate(f"helpcentre.agents.panel({name!r}).close()")
    context.close()


@pytest.mark.parametrize("path", ["kontakt.html", "ar/contact.html"])
def test_names_of_languages_of_all_directions_stand_on_one_side(path: str, chromium: Browser, unpacked: Path) -> None:
    page = chromium.new_page()
    page.goto(f"{unpacked.as_uri()}/{path}")
    page.locator("h1").click()
    page.keyboard.press("s")
    names = page.locator("[data-panel=language] [role=option] strong")
    expect(names).to_have_count(12)
    sides = """(all) => [...new Set(all.map((name) => {
      const text = document.createRange();
      text.selectNodeContents(name);
      const { left, right } = text.getBoundingClientRect();
      return Math.round(document.dir === "rtl" ? right : left);
    }))]"""
    assert len(names.evaluate_all(sides)) == 1
    page.close()


def test_chosen_reply_is_in_sight_beside_its_fields_on_a_phone(chromium: Browser, unpacked: Path) -> None:
    """A page with many replies: the list scrolls by itself, so that neither field nor text is far below it."""
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    page.clock.set_fixed_time(int(DAY) + 86_400)
    page.goto(f"{unpacked.as_uri()}/whatsapp-konto-gesperrt/entsperrung-beantragen.html")
    wait_until(page, "window.helpcentre?.agents?.act")
    page.keyboard.press("r")
    choices = page.locator("[data-choices] input")
    expect(choices.first).to_be_attached()
    expect(choices.nth(9)).to_be_attached()
    for chosen in (choices.first, choices.last):
        chosen.check()
        expect(page.locator("[data-choices] label:has(:checked)")).to_be_in_viewport()
        expect(page.locator("[data-preview]")).to_be_in_viewport()
    page.close()


@pytest.mark.parametrize("path", [FIRST, f"en/{FIRST}", f"ar/{FIRST}"])
def test_bar_is_one_row_or_two_on_phones_and_covers_no_heading(path: str, desks: str, chromium: Browser) -> None:
    for width, most in ((1280, 64), (1024, 64), (360, 96)):
        context = chromium.new_context(viewport={"width": width, "height": 500})
        page = context.new_page()
        page.goto(f"{desks}{path}#steps")
        page.select_option("[data-agents-customer]", "ar")  # which adds that it is outdated
        bar, state = page.locator(".hc-agents"), page.locator("[data-agents-state]")
        expect(state).to_be_visible()
        shown = bar.evaluate("(bar) => bar.firstElementChild.offsetHeight")
        assert shown <= most, (width, shown)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.goto(f"{desks}{path}?#deep")
        expect(state).to_be_visible()
        wait_until(  # the band comes late, and the page moves below it
            page,
            "document.querySelector('#deep').getBoundingClientRect().top"
            " >= document.querySelector('.hc-agents').getBoundingClientRect().bottom",
        )
        context.close()


def test_bundle_has_no_contact_box_and_offers_no_language(desks: str, chromium: Browser) -> None:
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(desks + FIRST)
    expect(page.locator("[data-agents]")).to_be_visible()
    expect(page.locator(".hc-contact, .hc-search-further .hc-button, [data-offer]")).to_have_count(0)
    expect(page.locator("[data-offer-box]")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("touch", [False, True], ids=["narrow window", "phone"])
def test_each_act_is_in_sight_on_a_phone_and_has_a_text(touch: bool, desks: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=touch, is_mobile=touch)
    page = context.new_page()
    page.goto(desks + FIRST)
    shown = [button for button in page.locator(".hc-agents button").all() if button.is_visible()]
    texts = [button.inner_text().strip() for button in shown]
    assert all(texts), texts
    for button in shown:
        expect(button).to_be_in_viewport(ratio=1)
    tools = page.locator("h1 + .hc-agents-tools button").all_inner_texts()
    assert len({*texts, *tools}) == 8, (texts, tools)  # each act of the bar, and the short answer
    context.close()


def test_public_site_has_no_byte_of_the_agents_tools(project: Project) -> None:
    site = project.folder / "site"
    for word in ("agents", "helpcentre-agents", "data-panel", "Nebeneinander", "Send in"):
        assert list(leaks(site, word)) == [], word
    assert not (site / "assets" / "agents").exists()
    assert not (site / "assets" / "search" / "replies").exists()
    assert not [file for file in site.rglob("*") if file.name.endswith((".answers.js", "trust.js"))]


def test_texts_to_paste_have_no_note(project: Project) -> None:
    folder = project.folder / "dist" / "helpcentre-agents"
    scripts = [file.read_text(encoding="utf-8") for file in folder.rglob("*.answers.js")]
    pages = [file for file in (ROOT / "docs").rglob("*.md") if "_snippets" not in file.parts]
    assert len(scripts) == len(pages)
    texts = [file.read_text(encoding="utf-8").partition("\n---\n")[2] for file in pages]
    notes = [aside.text.strip() for text in texts for aside in find_notes(text) if aside.kind is Kind.INTERNAL]
    assert len(notes) >= 12 * 2
    assert not [note for note in notes if any(note in text for text in scripts)]
    german = Path(folder, "whatsapp-konto-gesperrt/gruende.answers.js").read_text(encoding="utf-8")
    assert '"kind":"chat"' in german
