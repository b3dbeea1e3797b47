"""Addresses outside the site, each given to LinkChecker once, however many pages use it."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from tempfile import TemporaryDirectory

from helpcentre.links import ExternalUse
from helpcentre.problems import HelpcentreError, Kind, Problem, problem

TIMEOUT = 20
"""Seconds LinkChecker waits for one answer."""

# Answers that say "not you" or "not now" rather than "not there" (RFC 9110, section 15): no fault of the link.
_UNCERTAIN = re.compile(r"^(?:401|403|405|408|425|429|5\d\d)\b|timed? ?out|Timeout|denied by robots", re.IGNORECASE)


def check_external(uses: Iterable[ExternalUse]) -> list[Problem]:
    """Return a problem for each place that uses an address which LinkChecker found broken.

    Raises HelpcentreError where LinkChecker could not run.
    """
    places = defaultdict(list)
    for use in sorted(set(uses)):
        places[use.url.partition("#")[0]].append(use)
    verdicts = run_linkchecker(places) if places else {}
    return [found for url, verdict in sorted(verdicts.items()) for found in _problems(places[url], verdict)]


def run_linkchecker(urls: Iterable[str]) -> dict[str, str]:
    """Return what LinkChecker says of each address that it found broken, such as ``404 Not Found``."""
    command = [sys.executable, "-m", "linkcheck", "-r0", "--check-extern", f"--timeout={TIMEOUT}"]
    command += ["--no-status", "--no-warnings", "--output=csv/utf-8", "--stdin"]
    with TemporaryDirectory() as folder:  # so that settings somebody made for LinkChecker on this machine do not count
        settings = {**os.environ, "XDG_CONFIG_HOME": folder}
        asked = "\n".join(urls)
        done = subprocess.run(command, input=asked, check=False, capture_output=True, encoding="utf-8", env=settings)
    if done.returncode not in (0, 1):
        raise HelpcentreError(f"LinkChecker failed: {done.stderr.strip()[-300:]}", fix="run: linkchecker --version")
    return dict(_verdicts(done.stdout))


def _verdicts(table: str) -> Iterator[tuple[str, str]]:
    rows = csv.DictReader((line for line in table.splitlines() if not line.startswith("#")), delimiter=";")
    for row in rows:
        if row["valid"] == "False" and not _UNCERTAIN.search(row["result"]):
            yield row["urlname"], row["result"]


def _problems(uses: list[ExternalUse], verdict: str) -> Iterator[Problem]:
    for use in uses:
        message = f"{use.url}: {verdict}"
        fix = "give the page's new address, or remove the link"
        yield problem(Kind.LINK_EXTERNAL_BROKEN, file=use.file, line=use.line, message=message, fix=fix)
