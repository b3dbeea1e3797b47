"""The site in a browser: no error, no sideways scrolling, and a search that finds the pages by their names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from helpcentre.linkcheck.local_server import serve_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_WIDTHS = (1280, 360)
_WAIT = 20_000
"""Milliseconds to wait for results, on the slowest of machines."""
_BEST = 5
"""A page has to be among so many results for its own name."""


@dataclass(frozen=True)
class Visited:
    """A page to look at: its address below the site, and what it is called."""

    address: str
    title: str


def find_browser() -> str | None:
    """Return the path of an installed Chromium, or of the one that Playwright downloaded, or None."""
    downloads = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    downloaded = sorted(map(str, downloads.glob("chromium-*/chrome-linux*/chrome")), reverse=True)
    return next((path for path in [*map(shutil.which, NAMES), *downloaded] if path), None)


def why_no_browser() -> str:
    """Return why the site cannot be looked at here, or an empty text."""
    try:
        import playwright.sync_api  # noqa: F401, PLC0415  # an extra
    except ModuleNotFoundError:
        return "no playwright: run .venv/bin/python -m pip install playwright"
    return "" if find_browser() else "no Chromium: run .venv/bin/python -m playwright install chromium"


def look_at(site: Path, pages: Sequence[tuple[str, Sequence[Visited]]]) -> Iterator[str]:
    """Yield what is wrong with a website in a browser; ``pages`` are the others of each front page's language."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # an extra

    with serve_folder(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        try:
            for home, visited in pages:
                yield from _look_for_faults(browser, server.address, [home, *(page.address for page in visited)])
                yield from _search(browser, server.address, home, visited)
        finally:
            browser.close()


def open_bundle(bundle: Path) -> Iterator[str]:
    """Yield what is wrong with the first page of a bundle that is opened from disk, without a network."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # an extra

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        try:
            with browser.new_context(offline=True) as context:
                yield from _faults(context, bundle.as_uri() + "/", "START.html")
        finally:
            browser.close()


def _look_for_faults(browser: Browser, root: str, addresses: Sequence[str]) -> Iterator[str]:
    for width in _WIDTHS:
        with browser.new_context(viewport={"width": width, "height": 800}) as context:
            for address in addresses:
                yield from (f"{fault} (at {width} px)" for fault in _faults(context, root, address))


def _faults(context: BrowserContext, root: str, address: str) -> Iterator[str]:
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{root}{address}")
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        said.append("the page scrolls sideways")
    page.close()
    yield from (f"/{address}: {each}" for each in said)


def _is_found(page: Page, wanted: str) -> bool:
    """Whether the search dialog offers an address; before its answer, it shows what is asked most."""
    options, end = page.locator("dialog [role=option]"), monotonic() + _WAIT / 1000
    while monotonic() < end:
        links = options.evaluate_all("(options) => options.map((each) => each.href)")[:_BEST]
        if any(urlsplit(link)._replace(query="", fragment="").geturl() == wanted for link in links):
            return True
        page.wait_for_timeout(100)
    return False


def _search(browser: Browser, root: str, home: str, pages: Sequence[Visited]) -> Iterator[str]:
    with browser.new_context() as context:
        for visited in pages:
            page = context.new_page()
            page.goto(f"{root}{home}")
            page.keyboard.press("/")
            page.keyboard.insert_text(visited.title)
            if not _is_found(page, f"{root}{visited.address}"):
                yield f"/{home}: the search for {visited.title!r} does not find /{visited.address}"
            page.close()
