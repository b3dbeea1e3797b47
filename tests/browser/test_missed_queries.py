"""What readers and agents do not find: from the press of a button to a synonym that leads there."""

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from helpcentre.insights.tallies import read_tally
from helpcentre.linkcheck.local_server import serve_folder
from support import WATCH_MAIL, Project, Visit, mailed, set_feedback

QUERY = "Zwetschgenkompott"


@contextmanager
def collector(file: Path, site: str) -> Iterator[str]:
    """A collector on ``file``, and its address."""
    command = [sys.executable, "-m", "helpcentre", "collect", str(file), "--site", site, "--port", "0"]
    with Popen(command, stdout=PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().split()[2]
        finally:
            process.kill()


def search(page: Page, query: str) -> None:
    """Open the dialog and type a query; results are those of all of it."""
    page.keyboard.press("/")
    page.locator("[data-search] input").fill(query)
    expect(page.locator("#search-results")).to_have_attribute("data-query", query)


def miss(page: Page) -> None:
    """Press "I did not find it"."""
    page.locator("[data-missed-report]").click()


def test_a_missed_query_becomes_a_synonym_with_a_test(chromium: Browser, small: Project, tmp_path: Path) -> None:
    collected, saved = small.folder / "feedback.sqlite", small.folder / "tally.json"
    with serve_folder(small.folder / "site") as server, collector(collected, server.address) as endpoint:
        set_feedback(small, f'{{ endpoint: "{endpoint}" }}')
        _report(chromium, server.address, endpoint)
    with sqlite3.connect(collected) as file:
        assert file.execute("SELECT language, query FROM missed_query").fetchall() == [("de", QUERY)]
    assert small.helpcentre("bundle").status == 0
    _paste(chromium, (small.folder / "dist" / "helpcentre-agents").as_uri(), saved)

    told = small.helpcentre("insights", "feedback.sqlite", "tally.json", "--html", "insights.html")
    assert told.status == 0, told.output
    assert f"   2 de    {QUERY}  (first now: nothing)" in told.output
    assert f"de: “{QUERY}” to topic/first.md#deep (seen 3 times)" in told.output
    assert not (small.folder / "docs" / "de" / "synonyms.yml").exists()
    applied = small.helpcentre("insights", "feedback.sqlite", "tally.json", "--apply")
    assert "wrote docs/de/synonyms.yml\nwrote docs/de/queries.yml" in applied.output
    assert small.read("docs/de/synonyms.yml").endswith(f"Tiefer Abschnitt: [{QUERY}]\n")
    assert small.read("docs/de/queries.yml").endswith(f"{QUERY}: [topic/first.md#deep]\n")

    built = small.build()
    assert (built.status, built.warnings) == (0, []), built.output
    page = chromium.new_page()
    page.goto((small.folder / "insights.html").as_uri())
    expect(page.locator("td").filter(has_text=QUERY)).to_be_visible()
    with serve_folder(small.folder / "site") as server:
        page.goto(f"{server.address}topic/second/")
        search(page, QUERY)
        expect(page.locator("[role=option]").first).to_have_attribute(
            "href", f"{server.address}topic/first/?mark=Tiefer&mark=Abschnitt#deep"
        )
    page.close()


def _report(chromium: Browser, root: str, endpoint: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url} {request.post_data or ''}"))
    page.goto(f"{root}topic/second/")
    expect(page.locator("[data-search-missed]")).to_be_hidden()
    search(page, f" {QUERY} ".strip())
    expect(page.locator("[data-missed-note]")).to_be_visible()
    assert [each for each in sent if endpoint in each] == []
    miss(page)
    expect(page.locator("[data-missed-said]")).to_have_text("Vielen Dank!")
    expect(page.locator("[data-missed-said]")).to_be_focused()
    expect(page.locator("[data-missed-report]")).to_be_hidden()
    posted = [each for each in sent if each.startswith("POST")]
    assert [json.loads(each.partition(f"{endpoint} ")[2]) for each in posted] == [{"query": QUERY, "language": "de"}]
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    context.close()


def _paste(chromium: Browser, root: str, saved: Path) -> None:
    """Miss something in the bundle, and copy the section that answers it; then save the tally."""
    context = chromium.new_context(offline=True, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{root}/topic/first.html#deep")
    search(page, QUERY)
    miss(page)
    expect(page.locator("[data-missed-said]")).to_contain_text("Auf diesem Computer gezählt.")
    page.keyboard.press("Escape")
    page.keyboard.press("l")  # an old bundle, as this is by now, still copies addresses
    expect(page.locator("[data-agents-said]")).not_to_be_empty()
    page.keyboard.press("?")
    expect(page.locator("[data-tally-count]")).to_have_text("Gezählte Suchen: 1")
    with page.expect_download() as download:
        page.locator("[data-tally-save]").click()
    download.value.save_as(saved)
    page.locator("[data-tally-delete]").click()
    expect(page.locator("[data-tally-count]")).to_have_text("Gezählte Suchen: 0")
    assert page.evaluate("localStorage.getItem('helpcentre-tally')") is None
    context.close()


def test_a_tally_is_bounded_and_takes_nothing_that_is_not_its_own(visit: Visit) -> None:
    if not visit.is_file:
        pytest.skip("the website has none")
    visit.go("en/whatsapp-account-blocked/reasons/")
    good = {"language": "en", "query": "good", "missed": 1, "pasted": {"en/a#b": 2, "../x#y": 1, "https://x#": 1}}
    hostile = [
        1,
        None,
        {},
        {**good, "query": 5},
        {**good, "missed": -1},
        {**good, "language": "xx"},
        {**good, "pasted": []},
    ]
    many = [{**good, "query": f"q{number}"} for number in range(400)]
    visit.page.evaluate(
        "(entries) => localStorage.setItem('helpcentre-tally', JSON.stringify(entries))", [*hostile, good, *many]
    )
    for query in ("wrong  word", "+49 170 1234567", "a@b.example"):
        search(visit.page, query)
        miss(visit.page)
        visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("?")
    with visit.page.expect_download() as download:
        visit.page.locator("[data-tally-save]").click()
    queries = read_tally(Path(download.value.path()))
    assert [each.query for each in queries[:3]] == ["wrong word", "good", "q0"]
    assert len(queries) == 300
    assert queries[1].pasted == {"en/a#b": 2}


def test_agents_who_want_no_tally_have_none(visit: Visit) -> None:
    if not visit.is_file:
        pytest.skip("the website has none")
    visit.go("en/whatsapp-account-blocked/reasons/")
    visit.page.keyboard.press("?")
    setting = visit.page.locator("[data-setting=tally]")
    setting.uncheck()
    visit.page.keyboard.press("Escape")
    expect(setting).to_be_hidden()  # before that, keys are the panel's
    search(visit.page, "nothing of it")
    expect(visit.page.locator("[data-search-missed]")).to_be_hidden()
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("l")
    assert visit.page.evaluate("localStorage.getItem('helpcentre-tally')") is None


def test_a_missed_query_by_email_thanks_for_nothing(chromium: Browser, small_site: Project) -> None:
    context = chromium.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script(WATCH_MAIL)
    with serve_folder(small_site.folder / "site") as server:
        page.goto(f"{server.address}en/topic/first/")
        search(page, 'a & "b"?')
        miss(page)
        said = page.locator("[data-missed-said]")
        expect(said).to_contain_text("not sent yet")
        (address,) = mailed(page)
        page.locator("[data-missed-copy]").click()
        expect(said).to_contain_text("support@example.org")
        copied = page.evaluate("navigator.clipboard.readText()")
        search_box = page.locator("[data-search] input")
        search_box.fill("another")
        expect(said).to_be_empty()
    assert address.startswith("mailto:support@example.org?subject=Not%20found%3A%20a%20%26%20%22b%22%3F&body=")
    assert copied.replace("\r\n", "\n") == 'Not found: a & "b"?\n\na & "b"?\n\n-- \nen'
    context.close()


def test_a_missed_query_that_cannot_be_sent_is_not_thanked_for(chromium: Browser, small: Project) -> None:
    set_feedback(small, '{ endpoint: "http://127.0.0.1:9/none" }')
    page = chromium.new_page()
    with serve_folder(small.folder / "site") as server:
        page.goto(f"{server.address}topic/first/")
        search(page, QUERY)
        miss(page)
        expect(page.locator("[data-missed-said]")).to_contain_text("Das Senden hat nicht geklappt.")
        expect(page.locator("[data-missed-report]")).to_be_enabled()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_of_a_missed_query_has_no_barriers_that_axe_can_see(
    scheme: str, chromium: Browser, address: str
) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 360, "height": 640})  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}ar/whatsapp-account-blocked/reasons/")
    for query in ("حظر", "qqqqqq"):
        search(page, query) if query == "حظر" else page.locator("[data-search] input").fill(query)
        expect(page.locator("#search-results")).to_have_attribute("data-query", query)
        expect(page.locator("[data-missed-report]")).to_be_visible()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
