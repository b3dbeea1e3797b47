"""Addresses outside the site, each given to LinkChecker once, however many pages use it."""

from __future__ import annotations

import contextlib
import csv
import os
import re
import string
import subprocess
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlsplit

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
        places[_asked(use.url)].append(use)
    verdicts = run_linkchecker(sorted(places)) if places else {}
    return [found for url, verdict in sorted(verdicts.items()) for found in _problems(places[url], verdict)]


def run_linkchecker(urls: Collection[str]) -> dict[str, str]:
    """Return what LinkChecker says of each address that it found broken, such as ``404 Not Found``.

    Raises HelpcentreError unless LinkChecker has said something of every address.
    """
    command = [sys.executable, "-m", "linkcheck", "-r0", "--check-extern", f"--timeout={TIMEOUT}"]
    command += ["--verbose", "--no-status", "--output=csv/utf-8", "--stdin"]
    with TemporaryDirectory() as folder:  # so that settings somebody made for LinkChecker on this machine do not count
        settings = {**os.environ, "XDG_CONFIG_HOME": folder}
        asked = "\n".join(urls)
        done = subprocess.run(command, input=asked, check=False, capture_output=True, encoding="utf-8", env=settings)
    verdicts = dict(_verdicts(done.stdout))
    silent = [url for url in urls if url not in verdicts]
    if silent:
        reason = " ".join(done.stderr.split())[-200:]
        message = (
            f"LinkChecker said nothing of {len(silent)} of {len(urls)} addresses, {silent[0]} among them: {reason}"
        )
        raise HelpcentreError(message, fix="try that address alone: linkchecker -r0")
    return {url: verdicts[url] for url in urls if verdicts[url]}


def _asked(url: str) -> str:
    """Return an address as LinkChecker is asked for it: without its fragment, in ASCII, with no white space in it."""
    parts = urlsplit(url)
    with contextlib.suppress(UnicodeError):
        parts = parts._replace(netloc=parts.netloc.encode("idna").decode("ascii"))
    return quote(parts._replace(fragment="").geturl(), safe=string.punctuation)


def _verdicts(table: str) -> Iterator[tuple[str, str]]:
    """Yield each address with what is wrong with it, empty where nothing is, or nobody can tell."""
    rows = csv.DictReader((line for line in table.splitlines() if not line.startswith("#")), delimiter=";")
    for row in rows:
        if row.get("valid"):
            is_broken = row["valid"] == "False" and not _UNCERTAIN.search(row["result"])
            yield row["urlname"], row["result"] if is_broken else ""


def _problems(uses: list[ExternalUse], verdict: str) -> Iterator[Problem]:
    for use in uses:
        message = f"{use.url}: {verdict}"
        fix = "give the page's new address, or remove the link"
        yield problem(Kind.LINK_EXTERNAL_BROKEN, file=use.file, line=use.line, message=message, fix=fix)
