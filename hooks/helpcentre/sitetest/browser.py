"""The site in a browser: no error, no sideways scrolling, and a search that finds the pages by their names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from helpcentre.linkcheck.local_server import serve_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""What a Chromium is called; the first has no windows, and opens a tab in a quarter of the processor time."""
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
"""Milliseconds to wait for an answer, on the slowest of machines."""
_BEST = 5
"""A page has to be among so many results for its own name."""
_IS_SETTLED = """() => {
    const dialog = document.querySelector("dialog[data-search][open]"), list = dialog?.querySelector("[role=listbox]");
    return list?.dataset.query === dialog?.querySelector("input").value.trim() && !("more" in list.dataset);
}"""
"""Whether the list in the search dialog is the whole answer to what is typed; see search.js."""


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


def _found(page: Page, query: str) -> list[str]:
    """Return the addresses of the best results in the open search dialog, once it has nothing more to ask for.

    Raises TimeoutError of Playwright where it does not answer.
    """
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(query)
    page.wait_for_function(_IS_SETTLED, timeout=_WAIT)
    links: list[str] = page.locator("dialog [role=option]").evaluate_all("(all) => all.map((each) => each.href)")
    return [urlsplit(link)._replace(query="", fragment="").geturl() for link in links[:_BEST]]


def _search(browser: Browser, root: str, home: str, pages: Sequence[Visited]) -> Iterator[str]:
    from playwright.sync_api import TimeoutError as NoAnswer  # noqa: PLC0415  # an extra

    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{root}{home}")
        page.keyboard.press("/")
        for visited in pages:
            try:
                is_found = f"{root}{visited.address}" in _found(page, visited.title)
            except NoAnswer:
                yield f"/{home}: the search does not answer"
                return
            if not is_found:
                yield f"/{home}: the search for {visited.title!r} does not find /{visited.address}"
