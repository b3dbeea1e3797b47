"""An agent's desk: a browser on the bundle, used with the keyboard, and what was pasted there."""

import json
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

from playwright.sync_api import Error, Page

# A page's own field, to paste into as an agent would into a ticket; both flavours are kept as they arrive.
_FIELD = """(() => {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  const field = document.createElement("textarea");
  field.id = "ticket";
  field.addEventListener("paste", (event) => {
    window.pasted = ["text/html", "text/plain"].map((type) => event.clipboardData.getData(type));
  });
  document.body.append(field);
  field.focus();
  window.pasted = null;
})()"""
_AFTER = "(document.querySelector('#ticket').remove(), JSON.stringify(window.pasted))"

CLIPBOARD = ["clipboard-read", "clipboard-write"]
"""Permissions that Chromium gives to whoever presses a key, and without windows does not."""
TODAY = str(int(time.time()))
"""A SOURCE_DATE_EPOCH for bundles that are used: one that is past its day lets nobody copy."""


class Browser(Protocol):
    """What a desk needs of a browser."""

    requests: list[str]

    def go(self, url: str) -> None:
        """Open a page."""

    def press(self, *keys: str) -> None:
        """Press keys."""

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression."""

    def wait_for(self, expression: str, seconds: float = 30) -> None:
        """Wait until it holds, for at most so many seconds."""


def wait_until(page: Page, expression: str, seconds: float = 30) -> None:
    """Wait until a JavaScript expression holds, for at most so many seconds.

    Playwright's ``wait_for_function`` evaluates a text in the page from its second look, which the policy forbids.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(Error):  # between two pages there is nothing to ask
            if page.evaluate(f"Boolean({expression})"):
                return
        page.wait_for_timeout(20)
    raise AssertionError(expression)


@dataclass
class Chromium:
    """Chromium, as a :class:`Browser`."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type != "log" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda sent: self.requests.append(sent.url))

    def go(self, url: str) -> None:
        """Open a page."""
        self.page.goto(url)

    def press(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self.page.keyboard.press(key)

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression."""
        return self.page.evaluate(expression)

    def wait_for(self, expression: str, seconds: float = 30) -> None:
        """Wait until it holds, for at most so many seconds."""
        wait_until(self.page, expression, seconds)


@dataclass
class Desk:
    """A browser on the bundle at ``root``."""

    browser: Browser
    root: str

    def go(self, path: str) -> None:
        """Open a page and wait until the tools are there; the cursor is nowhere."""
        self.browser.go(self.root + path)
        self.ready()

    def ready(self) -> None:
        """Wait until the tools are there, and leave the search field."""
        self.browser.wait_for("document.readyState === 'complete' && Boolean(window.helpcentre?.agents?.act)")
        self.browser.evaluate("document.activeElement.blur()")

    def press(self, *keys: str) -> None:
        """Press keys."""
        self.browser.press(*keys)

    def press_button(self) -> None:
        """Press Enter on the button that has the focus; a Firefox without a window takes that key in fields only."""
        assert self.browser.evaluate("document.activeElement.nodeName") == "BUTTON"
        if isinstance(self.browser, Chromium):
            self.press("Enter")
        else:
            self.browser.evaluate("document.activeElement.click()")

    def serve(self, language: str) -> None:
        """Say which language the customer reads."""
        choice = "document.querySelector('[data-agents-customer]')"
        self.browser.evaluate(f"({choice}.value = {language!r}, {choice}.dispatchEvent(new Event('change')))")

    def text(self, selector: str) -> str:
        """Return the text of an element."""
        return str(self.browser.evaluate(f"document.querySelector({selector!r}).textContent.trim()"))

    def panel(self, name: str) -> None:
        """Wait until a panel is open."""
        self.browser.wait_for(f"document.querySelector('[data-panel={name}]').open")

    def said(self) -> str:
        """Return the message at the bottom, once there is one; the next call waits for the next."""
        self.browser.wait_for("document.querySelector('[data-agents-said]').textContent !== ''")
        said = self.text("[data-agents-said]")
        self.browser.evaluate("document.querySelector('[data-agents-said]').textContent = ''")
        return said

    def pasted(self) -> tuple[str, str]:
        """Return as HTML and as plain text what the clipboard holds, after the message that it does."""
        self.said()
        self.browser.evaluate(_FIELD)
        self.press("Control+v")
        self.browser.wait_for("window.pasted !== null")
        html, text = json.loads(self.browser.evaluate(_AFTER))
        return html, text.replace("\r\n", "\n")
