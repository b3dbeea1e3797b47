"""Pages without a network: what was read stays, no two builds meet, nothing else is kept, all can be removed."""

import json
import os
import re
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from firefox import firefox_tab
from helpcentre.linkcheck.local_server import serve_folder
from support import Project, small_project

_STORED = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    found[name] = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
  }
  return found;
}"""
_SHOWN = "[document.documentElement.dataset.build, document.querySelector('main').textContent]"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Site:
    """A site in three builds, of which one is served at a time, or none: A, B after an edit, and off."""

    builds: Path
    below: str = "/"
    port: int = field(default_factory=free_port)
    _running: ExitStack = field(default_factory=ExitStack)

    @property
    def address(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}{self.below}"

    def serve(self, build: str) -> None:
        """Serve this build instead of another."""
        self.stop()
        self._running.enter_context(serve_folder(self.builds / build, below=self.below, port=self.port))

    def stop(self) -> None:
        """Serve nothing."""
        self._running.close()


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The builds: each page has the name of its build in a text and, by a script, on its root."""
    folder = tmp_path_factory.mktemp("builds")
    project = small_project(tmp_path_factory.mktemp("offline") / "offline")
    _set(project, "    edition: public\n", "    edition: public\n    offline: true\n")
    with (project.folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("extra_javascript: [build.js]\n")
    for number, name in enumerate(("A", "B", "off")):
        script = f"document.documentElement.dataset.build = {name!r};\n"
        project.write({"build.js": script, "de/topic/third.md": _third(name)})
        if name == "off":
            _set(project, "    offline: true\n", "")
        built = project.build()
        assert built.status == 0, built.output
        shutil.copytree(project.folder / "site", folder / name)
        for each in (folder / name).rglob("*"):  # servers tell builds of one second apart by nothing
            os.utime(each, (1_700_000_000 + 60 * number,) * 2)
    return folder


def _third(build: str) -> str:
    return f"---\ntitle: Dritte\norder: 3\n---\n\n# Seite von {build} {{#third}}\n\n![Bild](../../assets/picture.svg)\n"


def _set(project: Project, old: str, new: str) -> None:
    base = project.read("base.yml")
    assert old in base
    (project.folder / "base.yml").write_text(base.replace(old, new), encoding="utf-8")


@pytest.fixture
def site(builds: Path) -> Iterator[Site]:
    site = Site(builds)
    yield site
    site.stop()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="de-DE")
    yield context
    context.close()


def until(page: Page, holds: Callable[[Any], bool], script: str = _STORED) -> Any:
    """Return what a script finds once it is as wanted, within half a minute."""
    end = time.monotonic() + 30
    found = None
    while time.monotonic() < end:
        found = page.evaluate(script)
        if holds(found):
            return found
        page.wait_for_timeout(50)
    raise AssertionError(found)


def paths(stored: dict[str, list[str]]) -> set[str]:
    return {path for found in stored.values() for path in found}


def keep(page: Page, site: Site, path: str) -> None:
    """Read a page and wait until it is kept."""
    page.goto(site.address + path)
    until(page, lambda stored: f"{site.below}{path}" in paths(stored))


def test_page_that_was_read_its_topic_and_a_list_are_there_without_a_network(
    context: BrowserContext, site: Site
) -> None:
    site.serve("A")
    page = context.new_page()
    keep(page, site, "topic/third/")
    stored = until(page, lambda found: "/topic/second/" in paths(found))
    site.stop()
    page.reload()
    expect(page.locator("h1")).to_have_text("Seite von A")
    expect(page.locator("img[alt=Bild]")).to_have_js_property("complete", True)
    assert page.locator("img[alt=Bild]").evaluate("(picture) => picture.naturalWidth") > 0
    page.get_by_role("link", name="Zweite Seite").first.click()
    expect(page.locator("h1")).to_have_text("Die zweite Seite")
    page.goto(f"{site.address}nowhere/at/all/")
    expect(page.locator("h1")).to_have_text("Du bist offline")
    listed = page.locator("[data-stored] a")
    expect(listed).to_have_count(4)
    assert set(listed.all_text_contents()) == {"Dritte", "Thema", "Erste Seite", "Zweite Seite"}
    listed.filter(has_text="Dritte").click()
    page.wait_for_url(f"{site.address}topic/third/")
    page.locator("[data-menu] summary").click()
    page.locator("[data-menu] a:has([lang=en])").click()
    expect(page.locator("h1")).to_have_text("Du bist offline")
    # What was kept: pages, their pictures, and what every page loads. There is nothing else.
    extra = {path for path in paths(stored) if not path.startswith("/assets/")}
    assert extra == {"/topic/", "/topic/first/", "/topic/second/", "/topic/third/", "/offline.html", "/build.js"}
    assert not [path for path in paths(stored) if path.startswith("/assets/search/")]
    others = "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"
    assert (page.evaluate(others), context.cookies()) == ([0, 0, 0], [])


def test_page_that_stands_in_for_others_has_no_barriers_that_axe_can_see(context: BrowserContext, site: Site) -> None:
    site.serve("A")
    page = context.new_page()
    keep(page, site, "topic/third/")
    keep(page, site, "ar/topic/first/")
    until(page, lambda found: {"/offline.html", "/ar/offline.html"} <= paths(found))
    site.stop()
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("nowhere/", "ar/nowhere/"):
        page.goto(site.address + path)
        expect(page.locator("[data-stored] a").first).to_be_visible()
        page.emulate_media(color_scheme="light")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()


def test_search_without_a_network_says_so(context: BrowserContext, site: Site) -> None:
    site.serve("A")
    page = context.new_page()
    keep(page, site, "topic/third/")
    site.stop()
    context.set_offline(True)
    page.keyboard.press("/")
    page.keyboard.insert_text("Apfel")
    expect(page.locator("[data-search] [role=status]")).to_contain_text("Du bist offline")


def test_two_builds_are_never_mixed(context: BrowserContext, site: Site) -> None:
    site.serve("A")
    page = context.new_page()
    keep(page, site, "topic/third/")
    site.serve("B")
    page.keyboard.press("/")  # what a page of A loads now is of A
    page.keyboard.insert_text("Apfelstrudel")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate(_SHOWN)[0] == "A"
    page.reload()  # and what is loaded with B, of B
    build, text = page.evaluate(_SHOWN)
    assert (build, "Seite von B" in text) == ("B", True)
    both = until(page, lambda found: len(found) == 2 and all("/topic/third/" in each for each in found.values()))
    assert len({name.rpartition(" ")[2] for name in both}) == 2
    site.stop()
    page.reload()
    build, text = page.evaluate(_SHOWN)
    assert f"Seite von {build}" in text
    site.serve("B")
    left = both
    end = time.monotonic() + 60
    while len(left) != 1:  # once the last page of A is closed, only B is left; one that opens meanwhile is of A, too
        assert time.monotonic() < end, left
        page.close()
        page = context.new_page()
        page.goto(f"{site.address}topic/first/")
        page.wait_for_timeout(500)
        left = page.evaluate(_STORED)
    assert {*left} < {*both}
    site.stop()
    page.goto(f"{site.address}topic/third/")
    build, text = page.evaluate(_SHOWN)
    assert (build, "Seite von B" in text) == ("B", True)


def test_other_pages_open_while_the_first_one_is_being_kept(
    context: BrowserContext, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, may_answer = Event(), Event()
    answer = SimpleHTTPRequestHandler.send_head

    def answer_topic_late(handler: SimpleHTTPRequestHandler) -> Any:
        if handler.path == "/topic/second/":
            asked.set()
            may_answer.wait(60)
        return answer(handler)

    monkeypatch.setattr(SimpleHTTPRequestHandler, "send_head", answer_topic_late)
    site.serve("A")
    page = context.new_page()
    page.goto(f"{site.address}topic/third/")
    assert asked.wait(30)
    page.goto(f"{site.address}topic/first/", timeout=20_000)  # which waits for no page of the topic
    expect(page.locator("h1")).to_have_text("Die erste Seite")
    assert not may_answer.is_set()
    may_answer.set()
    until(page, lambda stored: {"/topic/first/", "/topic/second/", "/topic/third/"} <= paths(stored))


def test_site_without_the_option_removes_what_an_earlier_build_has_left(context: BrowserContext, site: Site) -> None:
    site.serve("A")
    page = context.new_page()
    keep(page, site, "topic/third/")
    site.serve("off")
    page.reload()
    left = "async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]"
    until(page, lambda found: found == [0, 0], left)
    site.stop()
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        page.goto(f"{site.address}topic/third/?")  # an address that no cache of the browser has


def test_site_below_a_path_keeps_its_own_pages_only(context: BrowserContext, builds: Path) -> None:
    one = Site(builds, "/help/")
    one.serve("A")
    page = context.new_page()
    keep(page, one, "topic/third/")
    stored = page.evaluate(_STORED)
    assert all(path.startswith("/help/") for path in paths(stored))
    assert all("/help/ " in name for name in stored)
    one.stop()
    page.reload()
    expect(page.locator("h1")).to_have_text("Seite von A")


def test_first_visit_loads_no_more_than_without_the_option(builds: Path) -> None:
    on, off = ((builds / name / "topic" / "third" / "index.html").read_text(encoding="utf-8") for name in ("A", "off"))
    assert "?v=" not in off
    scripts = re.findall(r'(?:src|href)="([^"]+\.(?:js|css))(\?v=[0-9a-f]{8})?"', on)
    assert len(scripts) > 5
    assert [name for name, version in scripts if not version and "/helpcentre." not in name] == []
    assert "register.js" not in off
    assert not (builds / "off" / "assets" / "offline").exists()
    assert not (builds / "off" / "offline.html").exists()
    assert "worker-src 'self'" in on
    assert "worker-src" not in off
    assert json.loads((builds / "A" / "ar" / "app.json").read_text(encoding="utf-8"))["dir"] == "rtl"


def test_firefox_reads_without_a_network(site: Site, tmp_path: Path) -> None:
    site.serve("A")
    third = "caches.match(location.href, { ignoreVary: true }).then((found) => Boolean(found))"
    with firefox_tab(tmp_path / "profile", is_local=True) as tab:
        tab.go(f"{site.address}topic/third/")
        tab.wait_for(third)
        site.stop()
        tab.go(f"{site.address}topic/third/")
        tab.wait_for("document.querySelector('h1').textContent === 'Seite von A'")
        tab.go(f"{site.address}en/topic/first/")
        tab.wait_for("document.querySelectorAll('[data-stored] a').length === 4")
