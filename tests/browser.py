"""The Chromium that the tests drive: an installed one, else Debian's, else Playwright's own download.

``python tests/browser.py`` makes sure that there is one; the tests then only look it up.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def find_browser() -> str | None:
    """Return the path of an installed Chromium, or of the one that Playwright downloaded, or None."""
    installed = next((path for path in map(shutil.which, NAMES) if path), None)
    if installed:
        return installed
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install_browser() -> None:
    """Install Chromium by the first way that is open; whether one worked shows in :func:`find_browser`."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        for command in (["apt-get", "-qq", "update"], ["apt-get", "-qq", "install", "--yes", "chromium"]):
            subprocess.run(command, check=False, **quiet)  # type: ignore[call-overload]
    if not find_browser():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Return 0 if the tests have a browser, else 1 with one line on what to do."""
    if not find_browser():
        install_browser()
    found = find_browser()
    print(
        f"browser for the tests: {found}" if found else "no browser for the tests: install Chromium (Debian: chromium)"
    )
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
