"""What Lighthouse and the Nu HTML checker say of the site as it was built, as one table; status 1 for a missed target.

``python benchmarks/audit.py`` looks at ``site/`` and ``dist/``. The two tools are installed into ``.cache/audit``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

import nu
from helpcentre.sitetest.browser import find_browser
from host import hosted
from lighthouse import CATEGORIES, Run, measure

LOCK = Path(__file__).parent / "npm" / "audit"
TOOLS = Path(".cache/audit")
LIGHTHOUSE = TOOLS / "node_modules/lighthouse/cli/index.js"
NU = TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"
EDITIONS = (Path("site"), Path("dist/helpcentre-agents"))
KINDS = {"home": ".hc-hero", "guide": ".hc-guide", "article": ".hc-article"}
"""What tells a kind of page from others; the first that fits counts."""

_UNLISTED = "meta[name=robots][content*=noindex]"
"""What search engines are not to show, as inner pages of a guide: no score is to be had for being found."""

_METRICS = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
_HEAD = ("page", "HTML KB", "view KB", "requests", "perf.", "access.", "pract.", "SEO", "LCP ms", "TBT ms", "CLS")


def install() -> list[str]:
    """Install what is missing and return a line for each tool that cannot run here, with what to do."""
    if not (LIGHTHOUSE.is_file() and NU.is_file()) and shutil.which("npm"):
        shutil.copytree(LOCK, TOOLS, dirs_exist_ok=True)
        # Their scripts would download a Java, a browser and more.
        options = ["--prefix", str(TOOLS), "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(["npm", "ci", *options], check=False)
    needs = [
        ("Lighthouse", LIGHTHOUSE.is_file(), "npm and the network, once"),
        ("Lighthouse", shutil.which("node"), "node"),
        ("Lighthouse", find_browser(), "Chromium, which make test installs"),
        ("the Nu HTML checker", NU.is_file(), "npm and the network, once"),
        ("the Nu HTML checker", shutil.which("java"), "java, on Debian: apt-get install default-jre-headless"),
    ]
    return [f"{tool} was not run: it needs {what}" for tool, is_there, what in needs if not is_there]


def heaviest(site: Path, weights: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return the heaviest page of each kind that is for search engines, and the 404 page; the heaviest come first."""
    found: dict[str, Mapping[str, Any]] = {}
    for weight in weights:
        tree = LexborHTMLParser((site / weight["dest"]).read_text(encoding="utf-8"))
        kinds = [kind for kind, mark in KINDS.items() if tree.css_first(mark) and not tree.css_first(_UNLISTED)]
        kind = "404" if weight["dest"].endswith("404.html") else next(iter(kinds), "")
        if kind:
            found.setdefault(kind, weight)
    return {kind: found[kind] for kind in (*KINDS, "404") if kind in found}


def table(pages: Mapping[str, Mapping[str, Any]], runs: Sequence[Run]) -> str:
    """Return what was measured of each page as a table for a terminal."""
    rows: list[tuple[str, ...]] = [_HEAD]
    for run in runs:
        weight = pages[run.name]
        sizes = (f"{weight['html'] / 1024:.1f}", f"{weight['first_view'] / 1024:.1f}", str(run.requests))
        scores = tuple(f"{run.scores[name]:g}" for name in CATEGORIES)
        paint, blocked, shift = (run.metrics[name] for name in _METRICS)
        rows.append((run.name, *sizes, *scores, f"{paint:.0f}", f"{blocked:.0f}", f"{shift:.3f}"))
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    notes = [f"{kind}: {weight['dest']}" for kind, weight in pages.items()]
    notes.append(
        "view: HTML, styles and scripts, gzipped. Scores of 404 are without its status and noindex, which are right."
    )
    return "\n".join([*lines, *notes])


def main() -> int:
    """Return 1 for a missed target or a tool that could not run, after all has been printed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--times", type=int, default=3, metavar="N", help="runs of Lighthouse for each page")
    times = options.parse_args().times
    missed, (site, _) = install(), EDITIONS
    weighed = subprocess.run(
        [sys.executable, "-m", "helpcentre", "weigh", "--json"], check=False, capture_output=True, text=True
    )
    if weighed.returncode:
        print(weighed.stdout + weighed.stderr, end="")
        return 1
    pages, browser = heaviest(site, json.loads(weighed.stdout)), find_browser()
    if browser and not any("Lighthouse" in line for line in missed):
        with hosted(site) as root:
            runs = [
                measure(LIGHTHOUSE, browser, _address(root, weight["dest"], kind), name=kind, times=times)
                for kind, weight in pages.items()
            ]
        print(table(pages, runs))
        missed += [line for run in runs for line in run.missed]
    if not any("Nu HTML" in line for line in missed):
        errors = [error for edition in EDITIONS if edition.is_dir() for error in nu.check(NU, edition)]
        count = sum(1 for edition in EDITIONS for _ in edition.rglob("*.html"))
        print(f"Nu HTML checker: {len(errors)} kinds of errors in {count} pages of both editions")
        missed += errors
    print("\n".join(missed) or "every target is reached")
    return int(bool(missed))


def _address(root: str, dest: str, kind: str) -> str:
    """Return a page's address as readers get to it; a wrong one for the 404 page."""
    folder = dest.removesuffix("404.html").removesuffix("index.html")
    return f"{root}{folder}no-such-page/" if kind == "404" else root + folder


if __name__ == "__main__":
    try:
        sys.exit(main())
    except RuntimeError as error:
        sys.exit(str(error))
