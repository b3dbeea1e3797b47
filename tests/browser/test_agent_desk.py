"""Find and paste in the bundle, from disk, in Chromium and Firefox: an agent's keys, and what is on the clipboard."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from agent_desk import Chromium, Desk
from firefox import firefox_tab
from helpcentre.content.asides import Kind, find_notes
from support import ROOT, Project, leaks, small_project

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
    built = project.mkdocs("build", "-f", "agents.yml")
    assert built.status == 0, built.output
    project.edit("docs/de/topic/first.md", "Er geht weiter.", "Er sagt jetzt etwas ganz anderes.")
    assert project.helpcentre("accept", "topic/first.md", "--lang", "en").status == 0
    built = project.mkdocs("build", "-f", "agents.yml")
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
        context = chromium.new_context(offline=True, locale="de-DE")
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
    desk.browser.go(desk.root + FIRST)
    desk.browser.wait_for("document.activeElement.closest('[data-agents]') !== null")
    assert desk.browser.evaluate("scrollY") == 0
    desk.press(*"Pflaumenmus")
    desk.browser.wait_for("document.querySelector('[role=option][aria-selected=true]')?.textContent.includes('Tiefer')")
    desk.press("Enter")
    desk.browser.wait_for("location.hash === '#deep' && document.activeElement === document.body")
    desk.browser.wait_for("helpcentre.agents.current?.() === 'deep'")
    desk.press("l")
    assert without_fingerprint(desk.pasted()[1]) == f"{PUBLIC}topic/first/#deep"


def test_a_link_to_a_heading_keeps_its_place(desk: Desk) -> None:
    desk.browser.go(f"{desk.root}{FIRST}#steps")
    desk.browser.wait_for("window.helpcentre?.agents?.current?.() === 'steps'")
    assert desk.browser.evaluate("document.activeElement === document.body")


def test_link_to_a_page_is_the_public_one_in_the_customers_language(desk: Desk) -> None:
    desk.serve("en")
    desk.press("l")
    html, text = desk.pasted()
    assert without_fingerprint(text) == f"{PUBLIC}en/topic/first/"
    assert f'<a href="{text}">' in html


def test_link_to_a_step_has_the_public_address(desk: Desk) -> None:
    desk.serve("en")
    desk.press("n")  # for a click by a script is none of the agent's
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
    desk.said()
    desk.press("v")
    desk.panel("recent")
    desk.press_button()
    desk.panel("replies")
    assert desk.browser.evaluate("document.querySelector('[data-fields] [name=name]').value") == ""
    desk.press(*"Jo", "Enter")
    assert desk.pasted()[1].startswith("Hallo Jo, ")


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
    for name in ("", "replies", "sides", "recent", "help", "box", *(["stop"] if customer == "ar" else [])):
        if name in ("replies", "sides", "recent", "stop"):
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


@pytest.mark.parametrize("touch", [False, True], ids=["narrow window", "phone"])
def test_buttons_without_their_keys_have_a_text(touch: bool, desks: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=touch, is_mobile=touch)
    page = context.new_page()
    page.goto(desks + FIRST)
    shown = [button for button in page.locator(".hc-agents button").all() if button.is_visible()]
    texts = [button.inner_text().strip() for button in shown]
    assert len(texts) > 3
    assert all(texts), texts
    assert ("?" in texts) is not touch
    context.close()


def test_public_site_has_no_byte_of_the_agents_tools(project: Project) -> None:
    site = project.folder / "site"
    for word in ("agents", "helpcentre-agents", "data-panel", "Nebeneinander", "Send in"):
        assert list(leaks(site, word)) == [], word
    assert not (site / "assets" / "agents").exists()
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
