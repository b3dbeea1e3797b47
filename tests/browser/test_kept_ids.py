"""Links that readers kept, opened from the web and from disk, with scripts and without them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from helpcentre.linkcheck.local_server import serve_folder
from support import Project, small_project

PUBLISHED = """
## Rest {#rest}

So viel ist noch übrig, bevor die Sperre endet.

1. Öffne die Einstellungen.
2. Tippe auf dein Konto.
3. Warte auf die Antwort.

## Frist {#limit}

Nach dreißig Tagen wird das Konto mit allen Nachrichten gelöscht.
"""
LIMIT = PUBLISHED[PUBLISHED.index("## Frist") :]
NOW = PUBLISHED.replace(LIMIT, "").replace("{#rest}", "{#remainder}").replace("1. Öff", "1. Starte neu.\n2. Öff")
GONE = "Der Teil, zu dem dein Link geführt hat, steht hier nicht mehr."


class Kept(NamedTuple):
    """A browser tab on one edition, and whether its scripts run."""

    tab: Page
    address: Callable[[str, str], str]
    """Returns where a page is, as in ``topic/second``, with what is to stand behind it."""
    has_scripts: bool


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a help centre whose published sections got other ids, pages and steps, in both editions."""
    project = small_project(tmp_path_factory.mktemp("kept"))
    page, other = (project.folder / f"docs/de/topic/{name}.md" for name in ("second", "first"))
    before = page.read_text(encoding="utf-8")
    page.write_text(before + PUBLISHED, encoding="utf-8")
    (project.folder / "docs/en/topic/second.md").unlink()
    assert project.helpcentre("publish").status == 0
    page.write_text(before + NOW.replace("3. Warte auf die Antwort.\n", ""), encoding="utf-8")
    other.write_text(other.read_text(encoding="utf-8") + LIMIT, encoding="utf-8")
    refused = project.build()
    assert {line.split(": ")[1] for line in refused.warnings} == {"published-id-gone"}
    assert project.helpcentre("keep", "--gone", "all").status == 0
    later = page.with_name("later.md")
    page.rename(later)
    project.edit("docs/de/topic/later.md", "title: ", "former: /topic/second/\ntitle: ")
    for file in (project.folder / "docs").rglob("*.md"):
        file.write_text(file.read_text(encoding="utf-8").replace("second.md", "later.md"), encoding="utf-8")
    built = project.build()
    assert (built.status, built.warnings) == (0, []), built.output
    bundled = project.helpcentre("bundle")
    assert bundled.status == 0, bundled.output
    return project


@pytest.fixture(params=["http", "file", "http without scripts", "file without scripts"])
def kept(request: pytest.FixtureRequest, chromium: Browser, made: Project) -> Iterator[Kept]:
    """Return a tab on each edition, with scripts and without."""
    has_scripts = "without" not in request.param
    context = chromium.new_context(java_script_enabled=has_scripts)
    if request.param.startswith("http"):
        with serve_folder(made.folder / "site") as server:
            yield Kept(context.new_page(), lambda path, after: f"{server.address}{path}/{after}", has_scripts)
    else:
        root = (made.folder / "dist/helpcentre-agents").as_uri()
        yield Kept(context.new_page(), lambda path, after: f"{root}/{path}.html{after}", has_scripts)
    context.close()


def test_a_former_id_leads_to_its_heading(kept: Kept) -> None:
    kept.tab.goto(kept.address("topic/later", "#rest"))
    heading = kept.tab.locator("#remainder")
    expect(heading).to_be_in_viewport()
    expect(heading).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")  # it is marked as what was looked for
    expect(kept.tab.locator(".hc-moved:visible")).to_have_count(0)


def test_a_step_is_where_its_id_was_published_and_shows_its_present_number(kept: Kept) -> None:
    kept.tab.goto(kept.address("topic/later", "#rest-step-2"))
    expect(kept.tab.locator("#rest-step-2")).to_have_text("Tippe auf dein Konto.")
    expect(kept.tab.locator(".hc-steps > li").nth(2)).to_have_attribute("id", "rest-step-2")


def test_who_comes_for_what_is_gone_is_told_and_nobody_else(kept: Kept) -> None:
    kept.tab.goto(kept.address("topic/later", ""))
    expect(kept.tab.locator(".hc-moved:visible")).to_have_count(0)
    kept.tab.goto(kept.address("topic/later", "#rest-step-3"))
    expect(kept.tab.locator(".hc-moved:visible")).to_have_text(GONE)
    expect(kept.tab.locator("#rest-step-3")).to_be_in_viewport()


def test_who_comes_for_what_is_on_another_page_gets_there(kept: Kept) -> None:
    kept.tab.goto(kept.address("topic/later", "#limit"))
    if not kept.has_scripts:
        kept.tab.locator("#limit a").click()
    kept.tab.wait_for_url("**/topic/first*/#limit" if "http" in kept.tab.url[:5] else "**/topic/first.html#limit")
    expect(kept.tab.locator("h2#limit")).to_be_in_viewport()


def test_a_page_on_which_the_text_is_not_yet_translated_says_where_it_went(kept: Kept) -> None:
    kept.tab.goto(kept.address("ar/topic/later", "#limit"))
    notice = kept.tab.locator(".hc-moved:visible")
    expect(notice).to_have_attribute("dir", "rtl")
    assert not (notice.locator("a").get_attribute("href") or "").endswith("#limit")


def test_a_page_says_whether_a_cited_part_has_changed(kept: Kept) -> None:
    kept.tab.goto(kept.address("topic/later", "#rest-step-1"))
    now = kept.tab.locator("#rest-step-1").get_attribute("data-fingerprint")
    note = kept.tab.locator("[data-seen]")
    for seen, words in ((now, "Unverändert"), ("0" * 12, "Geändert"), ("<b>", "")):
        kept.tab.goto(kept.address("topic/later", f"?seen={seen}#rest-step-1"))
        if words and kept.has_scripts:
            expect(kept.tab.locator("#rest-step-1 [data-seen]")).to_contain_text(words)
        else:
            expect(note).to_be_hidden()


def test_a_former_page_keeps_the_heading_where_scripts_run(made: Project, chromium: Browser) -> None:
    with serve_folder(made.folder / "site") as server:
        page = chromium.new_page()
        page.goto(f"{server.address}topic/second/?seen={'0' * 12}#rest")
        page.wait_for_url("**/topic/later/*#rest")
        expect(page.locator("#remainder")).to_be_in_viewport()
        page.close()


def test_notes_on_what_is_gone_are_in_no_search_and_no_copy(made: Project) -> None:
    site, bundle = made.folder / "site", made.folder / "dist/helpcentre-agents"
    assert GONE in (site / "topic/later/index.html").read_text(encoding="utf-8")
    assert GONE not in (site / "articles.jsonl").read_text(encoding="utf-8")
    assert GONE not in (bundle / "topic/later.answers.js").read_text(encoding="utf-8")


def test_notes_on_what_is_gone_are_not_printed(made: Project, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(Path(made.folder, "dist/helpcentre-agents/topic/later.html").as_uri() + "#rest-step-3")
    expect(page.locator("#rest-step-3")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#rest-step-3")).to_be_hidden()
    page.close()
