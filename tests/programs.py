"""The programs that the tests drive: Chromium and Firefox, three web servers, OpenSSH, and what sets type in PDFs.

``python tests/programs.py`` makes sure that they are there; the tests then only look them up. Chromium may be an
installed one, Debian's, or Playwright's own download: best Debian's that has no windows, as it opens a tab in a quarter
of the time. Without a server, its tests are skipped.
"""

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

from helpcentre.sitetest.browser import find_browser

FIREFOX_NAMES = ("firefox-esr", "firefox")
SERVERS = ("nginx", "apache2", "caddy")
PACKAGES = (
    *("chromium-headless-shell", "libatomic1", "firefox-esr", "nginx-light", "apache2", "caddy", "openssh-client"),
    *("libpangoft2-1.0-0", "libharfbuzz-subset0", "fontconfig", "fonts-dejavu-core", "fonts-droid-fallback"),
)
"""What Debian calls the programs, a library that Playwright's driver needs, and those and the fonts of PDFs."""

_START_NOTHING = Path("/usr/sbin/policy-rc.d")
"""Where Debian asks whether a package may start its services: https://www.debian.org/doc/debian-policy/ch-opersys.html."""

_PLAYWRIGHT = [sys.executable, "-m", "playwright"]


def find_firefox() -> str | None:
    """Return the path of an installed Firefox, or None."""
    return next((path for path in map(shutil.which, FIREFOX_NAMES) if path), None)


def find_server(name: str) -> str | None:
    """Return the path of an installed server of :data:`SERVERS`, or None."""
    return shutil.which(name) or shutil.which(f"/usr/sbin/{name}")


def is_drivable() -> bool:
    """Whether Playwright's driver starts on this machine."""
    return subprocess.run([*_PLAYWRIGHT, "--version"], check=False, capture_output=True).returncode == 0


def is_complete() -> bool:
    """Whether all programs are there."""
    type_setting = (shutil.which("fc-list"), find_library("pangoft2-1.0"))
    others = (find_firefox(), shutil.which("ssh-keygen"), *map(find_server, SERVERS), *type_setting)
    return bool(shutil.which(PACKAGES[0])) and all(others) and is_drivable()


def install_packages() -> None:
    """Install Debian's packages, and start no service of theirs."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends"]
    print(f"installing programs for the tests: {' '.join(PACKAGES)}", flush=True)
    is_ours = not _START_NOTHING.exists()
    if is_ours:
        _START_NOTHING.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
        _START_NOTHING.chmod(0o755)
    try:
        for command in (["apt-get", "-qq", "update"], [*install, *PACKAGES], [*install, "chromium", *PACKAGES[1:]]):
            if not is_complete():  # a distribution that lacks one of the packages installs none
                subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=environment)
    finally:
        if is_ours:
            _START_NOTHING.unlink()


def main() -> int:
    """Return 0 if the tests have what they need, else 1 with one line on what to do."""
    if not is_complete():
        if os.geteuid() == 0 and shutil.which("apt-get"):
            install_packages()
        if is_drivable() and not find_browser():
            subprocess.run([*_PLAYWRIGHT, "install", "chromium"], check=False)
    missing = [name for name in SERVERS if not find_server(name)]
    missing += ["ssh-keygen"] if not shutil.which("ssh-keygen") else []
    if missing:
        print(f"not installed, so some tests are skipped: {', '.join(missing)}")
    found, firefox = find_browser(), find_firefox()
    if found and firefox and is_drivable():
        print(f"browsers for the tests: {found}, {firefox}")
        return 0
    lacking = "Firefox" if found else "Chromium"
    print(f"no {lacking} for the tests; install it, on Debian with: apt-get install {' '.join(PACKAGES)}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
