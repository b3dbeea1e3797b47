"""The Chromium that the tests drive: an installed one, else Debian's, else Playwright's own download.

``python tests/browser.py`` makes sure that there is one; the tests then only look it up.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "libatomic1")
"""What Debian calls the browser, and a library that Playwright's driver needs and a bare Debian lacks."""

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_PLAYWRIGHT = [sys.executable, "-m", "playwright"]


def find_browser() -> str | None:
    """Return the path of an installed Chromium, or of the one that Playwright downloaded, or None."""
    downloads = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    downloaded = sorted(map(str, downloads.glob("chromium-*/chrome-linux*/chrome")), reverse=True)
    return next((path for path in [*map(shutil.which, NAMES), *downloaded] if path), None)


def is_drivable() -> bool:
    """Whether Playwright's driver starts on this machine."""
    return subprocess.run([*_PLAYWRIGHT, "--version"], check=False, capture_output=True).returncode == 0


def install_browser() -> None:
    """Install what is missing by the first way that is open; :func:`find_browser` then tells whether it worked."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *PACKAGES]
        for command in (["apt-get", "-qq", "update"], install):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=environment)
    if is_drivable() and not find_browser():
        subprocess.run([*_PLAYWRIGHT, "install", "chromium"], check=False)


def main() -> int:
    """Return 0 if the tests have a browser, else 1 with one line on what to do."""
    if not (find_browser() and is_drivable()):
        install_browser()
    found = find_browser()
    if found and is_drivable():
        print(f"browser for the tests: {found}")
        return 0
    print(f"no browser for the tests; install one, on Debian with: apt-get install {' '.join(PACKAGES)}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
