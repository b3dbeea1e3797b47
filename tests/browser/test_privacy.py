"""The website in a browser, with the headers of its own ``_headers``: whom it asks, what it stores, what it refuses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from helpcentre.linkcheck.local_server import serve_folder
from support import Project

PUBLIC = "https://example.org/"


@dataclass
class Watch:
    """A browser tab, what it asked for, and what it complained of, which every break of the policy is."""

    page: Page
    root: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def stored(self) -> dict[str, object]:
        """All that the site has stored in the browser."""
        script = "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"
        kept = self.page.evaluate(script)
        return {"cookies": self.page.context.cookies(), "storage": kept, "caches": self.page.evaluate("caches.keys()")}


NOTHING = {"cookies": [], "storage": [0, 0, 0], "caches": []}


@pytest.fixture
def watch(chromium: Browser, address: str) -> Iterator[Watch]:
    """A tab on the website; what it asks another host for fails the test, and what it complains of."""
    yield from watching(chromium, address)


def watching(chromium: Browser, address: str) -> Iterator[Watch]:
    context = chromium.new_context()
    tab = Watch(context.new_page(), address)
    context.on("request", lambda sent: tab.requests.append(sent.url))
    tab.page.on("console", lambda said: tab.complaints.append(said.text) if said.type in ("error", "warning") else None)
    tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
    yield tab
    context.close()
    assert tab.complaints == []
    assert [url for url in tab.requests if not url.startswith(address)] == []


def addresses(site: Path) -> list[str]:
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    found = [str(loc.text).removeprefix(PUBLIC) for loc in ElementTree.parse(site / "sitemap.xml").iter(name)]
    others = [file for name in ("404.html", "articles.html") for file in site.rglob(name)]
    return found + [file.relative_to(site).as_posix() for file in others]


def test_pages_ask_no_other_host_and_store_nothing(watch: Watch, project: Project) -> None:
    # Of the other languages the home page: their pages come from the same templates, and none but the texts are others.
    found = addresses(project.folder / "site")
    paths = [path for path in found if path.count("/") <= 1 or path.startswith(("whatsapp", "kontakt", "ar/", "zh/"))]
    assert len(paths) >= 12 + 3 * 8
    for path in paths:
        answer = watch.page.goto(watch.root + path)
        assert answer
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert watch.stored() == NOTHING
    assert not [url for url in watch.requests if "assets/search/" in url], "search is loaded when it is asked for"


@pytest.mark.parametrize("path", ["", "ar/whatsapp-account-blocked/request-unblocking/", "zh/contact/", "tr/404.html"])
def test_search_under_the_policy_works_and_stores_nothing(path: str, watch: Watch) -> None:
    watch.page.goto(watch.root + path)
    watch.page.keyboard.press("/")
    watch.page.keyboard.insert_text("WhatsApp")
    expect(watch.page.locator("[role=option]").first).to_be_visible()
    assert [url for url in watch.requests if url.endswith((".js", ".json")) and "/search/" in url]
    assert watch.stored() == NOTHING


def test_storage_has_only_a_choice_of_the_reader(watch: Watch) -> None:
    watch.page.goto(watch.root)
    watch.page.locator("[data-theme-switch] select").select_option("dark")
    assert watch.page.evaluate("Object.keys(localStorage)") == ["helpcentre-theme"]
    assert watch.page.context.cookies() == []


def test_policy_is_in_force_in_the_browser(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    failures: dict[str, str | None] = {}
    page.on("requestfailed", lambda request: failures.update({request.url: request.failure}))
    page.goto(address)
    tried = page.evaluate(
        """async () => {
          const broken = [];
          document.addEventListener("securitypolicyviolation", (event) => broken.push(event.effectiveDirective));
          const add = (name, values) => document.body.append(Object.assign(document.createElement(name), values));
          add("script", { textContent: "window.injected = true" });
          add("style", { textContent: "body { display: none }" });
          add("img", { src: "http://localhost:9/x.png" });
          document.body.setAttribute("style", "display: none");
          await fetch("http://localhost:9/").catch(() => {});
          await new Promise((resolve) => setTimeout(resolve));
          const hidden = getComputedStyle(document.body).display === "none";
          return { broken: broken.sort(), ran: window.injected ?? false, hidden };
        }"""
    )
    expected = ["connect-src", "img-src", "script-src-elem", "style-src-attr", "style-src-elem"]
    # The page declares the policy and the server sends it, so each break is told of twice.
    assert tried == {"broken": sorted(expected * 2), "ran": False, "hidden": False}
    assert failures["http://localhost:9/x.png"] == "csp", "refused by the browser before it was sent"
    page.close()


def test_templates_that_few_see_keep_to_the_policy(chromium: Browser, small: Project) -> None:
    base = (small.folder / "base.yml").read_text(encoding="utf-8")
    option = "    edition: public\n    status_page: true\n"
    (small.folder / "base.yml").write_text(base.replace("    edition: public\n", option), encoding="utf-8")
    small.edit("docs/de/topic/first.md", "Pflaumenmus", "Birnenmus")
    small.edit("docs/de/topic/second.md", "order: 2", "order: 2\nslug: zweite")
    assert small.build().status == 0
    with serve_folder(small.folder / "site") as server:
        address = server.address
        for tab in watching(chromium, address):
            for path, mark in (
                ("ar/status.html", ".hc-status"),
                ("ar/topic/second/", "[data-notice=fallback]"),
                ("en/topic/first/", "[data-notice=outdated]"),
            ):
                tab.page.goto(address + path)
                expect(tab.page.locator(mark)).to_be_visible()
            tab.page.goto(f"{address}topic/second/#x")
            tab.page.wait_for_url(f"{address}topic/zweite/#x")
            assert tab.stored() == NOTHING
