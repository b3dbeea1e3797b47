"""Builds the same Markdown with this project and with what its readers would use instead, in turn, and compares.

``make bench`` prints a table and writes ``dist/bench.json``. Times are wall-clock seconds of the whole command; memory
is that of the largest process. *serve* is the time from a saved edit until the preview answers with it. Contenders that
are not installed, or fail, are named.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus import write_corpus
from measure import Run, measure, measure_edits, middle
from peers import PEERS, Peer

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("de", "en", "fr", "ar")
TECHNICAL_LANGUAGES = ("de", "en", "fr", "ar", "es", "it", "nl", "pl", "uk", "zh")
PAGE = "en/article-0001/steps.md"
"""The page that is edited, below a contender's folder of pages."""

URL = "/en/article-0001/steps/"
SIZES = (40, 200)
"""Articles: 804 and 4,004 pages."""

GROWTH = (40, 200, 400)
"""Articles of the scaling run: 804, 4,004 and 8,004 pages."""

CASES = ("cold", "unchanged", "one page", "second edit", "title", "serve")
"""A build from nothing, the same again, again after a line more on one page, after another one there, after a new title
of the page, which its neighbours show, and a preview that follows an edit."""


@dataclass(frozen=True)
class Result:
    """All runs of one contender in one case, and the mean size of its pages in KB."""

    contender: str
    case: str
    pages: int
    runs: tuple[Run, ...]
    kb_per_page: float

    @property
    def median(self) -> Run:
        """What it takes."""
        return middle(self.runs)


def compare(
    articles: int, *, runs: int, peers: Sequence[Peer], folder: Path, failed: dict[str, str], is_technical: bool = False
) -> list[Result]:
    """Return what all contenders take for a corpus with so many articles; those that fail are put into ``failed``."""
    corpus, languages = folder / "corpus", TECHNICAL_LANGUAGES if is_technical else LANGUAGES
    pages = write_corpus(corpus, articles=articles, languages=languages, is_technical=is_technical)
    places = {peer: peer.prepare(corpus, folder / peer.name) for peer in peers if peer.name not in failed}
    taken: dict[tuple[Peer, str], list[Run]] = {}
    for number in range(runs):
        for peer, place in places.items():
            for case in CASES if peer.name not in failed else ():
                try:
                    run = _run(peer, place, case, number)
                except RuntimeError as error:
                    failed[peer.name] = f"{pages} pages, {case}: {error}"
                    break
                taken.setdefault((peer, case), []).append(run)
                print(f"{pages} pages, {peer.name}, {case}: {run.seconds:.2f} s", file=sys.stderr)
    return [
        Result(peer.name, case, pages, tuple(found), _kb_per_page(places[peer] / peer.output))
        for (peer, case), found in taken.items()
    ]


def _run(peer: Peer, place: Path, case: str, number: int) -> Run:
    page = place / peer.sources / PAGE
    if case == "serve":
        return measure_edits(peer.preview, place, url=URL, page=page, edits=3)
    if case == "cold":
        _set_aside(place, peer.leftovers)
    if case in ("one page", "second edit"):
        with page.open("a", encoding="utf-8") as file:
            file.write(f"\nOnce more{' again' * number}.\n")
    if case == "title":
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"(?m)^(title: |# ).*?(?= \{#|$)", rf"\1Renamed{' again' * number}", text, count=1))
    return measure(peer.command, place)


def _set_aside(place: Path, leftovers: Sequence[str]) -> None:
    """Move what a build left out of the way; ext4 would look for new files' places among just removed ones for long."""
    aside = Path(tempfile.mkdtemp(prefix="aside-", dir=place.parent))
    for leftover in leftovers:
        if (place / leftover).exists():
            (place / leftover).rename(aside / leftover)


def table(results: Sequence[Result]) -> str:
    """Return the results as a table, with how many times as fast the first contender is as each."""
    first = {(each.pages, each.case): each.median for each in results if each.contender == results[0].contender}
    lines = ["contender | pages | case | s | CPU s | ms a page | MB | KB a page | this project is faster by"]
    for result in results:
        run, ours = result.median, first.get((result.pages, result.case))
        ratio = f"{run.seconds / ours.seconds:.1f} ×, CPU {run.cpu_seconds / ours.cpu_seconds:.1f} ×" if ours else ""
        figures = f"{run.seconds:.2f} | {run.cpu_seconds:.2f} | {1000 * run.seconds / result.pages:.2f}"
        sizes = f"{run.peak_mb:.0f} | {result.kb_per_page:.1f}"
        lines.append(f"{result.contender} | {result.pages} | {result.case} | {figures} | {sizes} | {ratio}")
    return "\n".join(lines)


def growth(results: Sequence[Result]) -> str:
    """Return how the cost of a page changes with the size of the site, for each contender's build from nothing."""
    lines = []
    for name in dict.fromkeys(result.contender for result in results):
        cold = [each for each in results if each.contender == name and each.case == "cold"]
        costs = [(each.pages, each.median.seconds / each.pages, each.median.cpu_seconds / each.pages) for each in cold]
        for pages, wall, cpu in costs[1:]:
            ratio = f"{wall / costs[0][1]:.2f} ×, CPU {cpu / costs[0][2]:.2f} ×"
            lines.append(f"{name}: a page of {pages} costs {ratio} that of {costs[0][0]}")
    return "\n".join(lines)


def _kb_per_page(site: Path) -> float:
    sizes = [file.stat().st_size for file in site.rglob("*.html")]
    return sum(sizes) / max(len(sizes), 1) / 1000


def main() -> None:
    """Compare at the sizes that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--articles", type=int, nargs="+", help="two or more each; default: 40 200, 804 and 4,004 pages"
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="+", metavar="NAME", help=f"of {', '.join(peer.name for peer in PEERS)}")
    parser.add_argument(
        "--technical",
        action="store_true",
        help="long pages in ten languages, with much code and no title but a heading",
    )
    parser.add_argument("--scaling", action="store_true", help="this project alone, up to 8,004 pages")
    options = parser.parse_args()
    names = [PEERS[0].name] if options.scaling else options.only
    wanted = [peer for peer in PEERS if not names or peer.name in names]
    missing = [peer.name for peer in wanted if not peer.is_installed()]
    load, failed = os.getloadavg()[0], dict[str, str]()
    results: list[Result] = []
    for articles in options.articles or (GROWTH if options.scaling else SIZES):
        with tempfile.TemporaryDirectory() as folder:
            peers = [peer for peer in wanted if peer.name not in missing]
            results += compare(
                articles,
                runs=options.runs,
                peers=peers,
                folder=Path(folder),
                failed=failed,
                is_technical=options.technical,
            )
    machine = {"processors": len(os.sched_getaffinity(0)), "python": sys.version.split()[0], "load_before": load}
    print(table(results), growth(results), sep="\n")
    print(f"medians of {options.runs} runs; {machine}")
    print(f"not installed: {', '.join(missing) or 'none'}")
    print("".join(f"failed: {name}, {reason}\n" for name, reason in failed.items()), end="")
    rows = [{**asdict(result), "median": asdict(result.median)} for result in results]
    found = {"machine": machine, "missing": missing, "failed": failed, "results": rows}
    (ROOT / "dist").mkdir(exist_ok=True)
    (ROOT / "dist" / "bench.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
