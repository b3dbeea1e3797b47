"""The browsers that the tests drive: a Chromium, installed, Debian's, or Playwright's own download; and a Firefox.

``python tests/browsers.py`` makes sure that they are there; the tests then only look them up.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIREFOX_NAMES = ("firefox-esr", "firefox")
PACKAGES = ("chromium", "libatomic1", "firefox-esr")
"""What Debian calls the browsers, and a library that Playwright's driver needs and a bare Debian lacks."""

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


def find_firefox() -> str | None:
    """Return the path of an installed Firefox, or None."""
    return next((path for path in map(shutil.which, FIREFOX_NAMES) if path), None)


def is_drivable() -> bool:
    """Whether Playwright's driver starts on this machine."""
    return subprocess.run([*_PLAYWRIGHT, "--version"], check=False, capture_output=True).returncode == 0


def install_browsers() -> None:
    """Install what is missing by the first way that is open; the functions that find them tell whether it worked."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", *PACKAGES]
        for command in (["apt-get", "-qq", "update"], install):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=environment)
    if is_drivable() and not find_browser():
        subprocess.run([*_PLAYWRIGHT, "install", "chromium"], check=False)


def main() -> int:
    """Return 0 if the tests have their browsers, else 1 with one line on what to do."""
    if not (find_browser() and find_firefox() and is_drivable()):
        install_browsers()
    found, firefox = find_browser(), find_firefox()
    if found and firefox and is_drivable():
        print(f"browsers for the tests: {found}, {firefox}")
        return 0
    missing = "Firefox" if found else "Chromium"
    print(f"no {missing} for the tests; install it, on Debian with: apt-get install {' '.join(PACKAGES)}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
