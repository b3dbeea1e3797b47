"""What a large bundle costs: packing it, its size, opening a page from disk, and the first and further searches.

``python benchmarks/offline.py`` builds a bundle of 2,000 seeded articles in four languages, five pages each, and
measures it. With ``--articles 200 --times 10`` a smaller one is built and packed ten times over.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from corpus import write_corpus
from helpcentre.agents.bundle import write_bundle
from helpcentre.agents.manifest import Manifest

RUNS = 7
# Resolves to the milliseconds until the number of results stands there.
_SEARCH = """
async (word) => {
  const field = document.querySelector("[role=combobox]");
  const status = document.querySelector("[data-search] [role=status]");
  const until = (test) => new Promise((done) => {
    const watch = new MutationObserver(() => { if (test()) { watch.disconnect(); done(); } });
    watch.observe(status, { childList: true, characterData: true, subtree: true });
  });
  const type = (text) => { field.value = text; field.dispatchEvent(new Event("input", { bubbles: true })); };
  const emptied = status.textContent && until(() => !status.textContent);
  type("");
  await emptied;
  const begun = performance.now(), answered = until(() => status.textContent);
  type(word);
  await answered;
  return performance.now() - begun;
}
"""
_NO_LIMIT = "\n    bundle: { max_megabytes: 100000 }\n"


def main() -> None:
    """Measure and print a table; with ``--json``, write the same figures to a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--languages", default="de,en,fr,ar")
    parser.add_argument("--times", type=int, default=1, help="pack the bundle so many times over")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--pack", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.pack:
        print(json.dumps(_pack(options.pack)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        figures = _measure(Path(scratch), options)
    for name, figure in figures.items():
        print(f"{name:<34}{figure:>12,.1f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _measure(scratch: Path, options: argparse.Namespace) -> dict[str, float]:
    project = scratch / "project"
    pages = write_corpus(project, articles=options.articles, languages=options.languages.split(","))
    config = project / "agents.yml"
    config.write_text(config.read_text(encoding="utf-8").rstrip() + _NO_LIMIT, encoding="utf-8")
    command = [sys.executable, "-m", "helpcentre", "bundle"]
    build = _timed(lambda: subprocess.run(command, cwd=project, check=True, stdout=subprocess.DEVNULL))
    bundle = project / "dist" / "helpcentre-agents"
    packed = scratch / "packed"
    for number in range(options.times):
        _link_all(bundle, packed / f"part-{number}")
    child = [sys.executable, __file__, "--pack", str(packed)]
    said = subprocess.run(child, check=True, capture_output=True, encoding="utf-8").stdout
    figures = {"pages": float(pages), "build, s": build, "pages packed": float(pages * options.times)}
    packing: dict[str, float] = json.loads(said)
    return figures | packing | _in_browser(bundle, options.browser)


def _link_all(folder: Path, target: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            place = target / file.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            os.link(file, place)


def _pack(folder: Path) -> dict[str, float]:
    """Return what listing and zipping a folder costs in time and in memory."""
    archive, manifest = folder.with_suffix(".zip"), Manifest("1", "", "2026-01-01", "2026-01-31")
    took = _timed(lambda: write_bundle(folder, archive, manifest, name="bundle", day=date(2026, 1, 1)))
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "files packed": float(sum(len(names) for _, _, names in os.walk(folder))),
        "zip and lists, s": took,
        "zip and lists, s of a processor": used.ru_utime + used.ru_stime,
        "peak memory of it, MB": used.ru_maxrss / 1024,
        "zip, MB": archive.stat().st_size / 1e6,
    }


def _in_browser(bundle: Path, browser: str) -> dict[str, float]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        opened, first, later = [], [], []
        for _ in range(RUNS):
            page = chromium.new_page()
            page.goto((bundle / "article-0001" / "reasons.html").as_uri())
            opened.append(float(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")))
            word = str(page.evaluate("document.querySelector('article h2').textContent.trim().split(' ')[0]"))
            page.keyboard.press("/")
            first.append(_searched(page, word))
            later.append(_searched(page, word[:-1]))
            page.close()
        chromium.close()
    return {
        "open a page, ms": statistics.median(opened),
        "first search, ms": statistics.median(first),
        "further search, ms": statistics.median(later),
    }


def _searched(page: Page, word: str) -> float:
    """Return the milliseconds from a query put in at once until its answer is shown, as the page itself sees them."""
    return float(page.evaluate(_SEARCH, word))


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
