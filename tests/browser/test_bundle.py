"""The bundle as agents open it: from disk, from awkward places, with the network cut, in Chromium and Firefox."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from firefox import Tab, firefox_tab
from helpcentre.linkcheck.local_server import serve_folder
from support import Project, Visit

ARTICLE = "whatsapp-konto-gesperrt/entsperrung-beantragen.html"

# Run in Firefox: search for a text, and give back what is found first.
SEARCH = """(() => {
  document.querySelector("[data-search-open]").click();
  const input = document.querySelector("[role=combobox]");
  input.value = %r;
  input.dispatchEvent(new Event("input", { bubbles: true }));
})()"""


@pytest.fixture(scope="session")
def places(project: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The address of the real zip's content in each place where people unpack it."""
    archive = project.folder / "dist" / "helpcentre-agents.zip"
    folder = tmp_path_factory.mktemp("usb")
    found = {}
    for name in ("plain", "Über uns #1 100%", "server$/share"):
        shutil.unpack_archive(archive, folder / name)
        found[name] = (folder / name / "helpcentre-agents").as_uri() + "/"
    # A share on Windows opens as file:////server/share/…
    found["server$/share"] = found["server$/share"].replace("file:///", "file:////")
    locked = folder / "locked"
    shutil.unpack_archive(archive, locked)
    for path in [locked, *locked.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    found["locked"] = (locked / "helpcentre-agents").as_uri() + "/"
    return found


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """A tab of Firefox; at the end, none of its pages may have complained or asked for anything but files."""
    with firefox_tab(tmp_path_factory.mktemp("firefox") / "profile") as tab:
        yield tab
        assert tab.complaints == []
        assert [url for url in tab.requests if not url.startswith(("file:", "blob:", "data:", "about:"))] == []
        tab.go("about:blank")  # which no policy holds back
        tab.evaluate("fetch('http://help.invalid/').catch(() => null)")
        end = time.monotonic() + 30  # another process tells of requests, later than this one of the answer
        while "http://help.invalid/" not in tab.requests:
            assert time.monotonic() < end, "a request to another machine would have been recorded"
            tab.evaluate("new Promise((resolve) => setTimeout(resolve, 20))")


@pytest.mark.parametrize("place", ["plain", "Über uns #1 100%", "server$/share", "locked"])
def test_bundle_in_firefox_opens_searches_and_follows_in_any_place(
    place: str, places: dict[str, str], tab: Tab
) -> None:
    root = places[place]
    tab.go(f"{root}START.html")
    warning = "document.querySelector('.hc-zip-warning')"  # it leads on to the start in the browser's language
    tab.wait_for(f"{warning} && getComputedStyle({warning}).display === 'none'")
    tab.go(root + ARTICLE)
    assert tab.evaluate("document.querySelector('h1').textContent.trim()") == "So beantragst du die Entsperrung"
    tab.evaluate(SEARCH % "Beschwerden")
    tab.wait_for("document.querySelector('[role=option]')")
    link = "document.querySelector('[role=option]').href.split('?')[0]"
    assert tab.evaluate(link) == f"{root}whatsapp-konto-gesperrt/gruende.html"
    tab.evaluate("document.querySelector('[role=option]').click()")
    tab.wait_for("document.querySelector('h1')?.textContent.includes('Mögliche Gründe für die Sperre')")
    tab.wait_for("document.querySelector('article mark')")
    # Firefox on a busy machine tells the address as it was for a moment after the page has changed it.
    tab.wait_for(f"location.href === {json.dumps(f'{root}whatsapp-konto-gesperrt/gruende.html#many-complaints')}")


@pytest.mark.parametrize("code", ["en", "ar", "zh", "uk"])
def test_bundle_in_firefox_is_searched_in_each_script(code: str, places: dict[str, str], tab: Tab) -> None:
    words = {"en": "complaints", "ar": "الشكاوى", "zh": "投诉", "uk": "скарг"}
    tab.go(f"{places['plain']}{code}/index.html")
    tab.evaluate(SEARCH % words[code])
    tab.wait_for("document.querySelector('[role=option]')")
    assert f"/{code}/" in tab.evaluate("document.querySelector('[role=option]').href")
    assert tab.evaluate("document.documentElement.dir") == ("rtl" if code == "ar" else "ltr")


@pytest.mark.parametrize("place", ["server$/share", "locked"])
def test_bundle_in_chromium_is_searched_in_any_place(place: str, places: dict[str, str], chromium: Browser) -> None:
    context = chromium.new_context(offline=True)
    page = context.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda sent: requests.append(sent.url))
    page.goto(places[place] + ARTICLE)
    root = page.url.removesuffix(ARTICLE)  # Chromium takes a slash off file:////
    page.keyboard.press("/")
    page.keyboard.insert_text("Beschwerden")
    page.locator("[role=option]").first.wait_for()
    found = str(page.locator("[role=option]").first.get_attribute("href"))
    assert found.partition("?")[0] == f"{root}whatsapp-konto-gesperrt/gruende.html"
    page.goto(f"{root}whatsapp-account-blocked/request-unblocking.html#read-the-notice")
    page.wait_for_url(f"{root}{ARTICLE}#read-the-notice")  # a former address leads on, and keeps the section
    context.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith(("file:", "blob:", "data:"))] == []


_NOTICES = {
    "2026-09-22": [],
    "2026-10-21": [],
    "2026-10-22": ["expired"],
    "2026-11-20": ["expired"],
    "2026-11-21": ["too-old"],
}
"""The notices that are seen on a day."""


@pytest.mark.parametrize("path", ["START.html", ARTICLE, "ar/index.html", "status.html"])
def test_bundle_past_its_day_says_so_on_each_page(path: str, places: dict[str, str], chromium: Browser) -> None:
    context = chromium.new_context(timezone_id="Europe/Berlin", locale="de-DE")
    page = context.new_page()
    seen = "[...document.querySelectorAll('[data-trust]')].filter((each) => each.checkVisibility())"
    for day, notices in _NOTICES.items():
        page.clock.set_fixed_time(f"{day}T23:30:00+02:00" if day < "2026-10-25" else f"{day}T23:30:00+01:00")
        page.goto(places["plain"] + path)
        assert page.evaluate(f"{seen}.map((each) => each.dataset.trust)") == notices, day
        if path == ARTICLE:
            for notice in notices:
                expect(page.locator(f"[data-trust={notice}]")).to_contain_text("21. Oktober 2026")
    context.close()


def test_bundle_shows_version_day_and_validity_on_each_page(places: dict[str, str], project: Project) -> None:
    folder = project.folder / "dist" / "helpcentre-agents"
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) > 80
    for file in pages:
        text = file.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in text:  # a former address: the page that it leads to says so
            continue
        assert "data-version" in text, file
        assert 'data-valid-until="2026-10-21" data-usable-until="2026-11-20"' in text, file
    assert not [file for file in (project.folder / "site").rglob("*.html") if "trust" in file.read_text("utf-8")]


def test_search_of_a_bundle_on_a_server_finds_as_from_disk(chromium: Browser, unpacked: Path) -> None:
    with serve_folder(unpacked) as server:
        visit = Visit(chromium.new_page(), server.address, is_file=True)
        visit.go(ARTICLE.removesuffix(".html") + "/")
        visit.page.locator("h1").click()
        visit.search("Konto gesperrt")
        expect(visit.page.locator("[role=option]").first).to_be_visible()
        visit.page.close()
