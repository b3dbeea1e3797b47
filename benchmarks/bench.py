"""Builds the same Markdown with this project and with what its readers would use instead, in turn, and compares.

``make bench`` prints a table and writes ``dist/bench.json``. Times are wall-clock seconds of the whole command; memory
is that of the largest process. Contenders that are not installed are named as missing.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from corpus import write_corpus
from peers import PEERS, Peer

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("de", "en", "fr", "ar")
PAGE = "docs/en/article-0001/steps.md"
"""The page that is edited."""

CASES = ("cold", "unchanged", "one page")
"""A build from nothing, the same again, and again after a change to one page."""


@dataclass(frozen=True)
class Run:
    """What one command took: seconds, seconds of all processors together, and the largest process in MB."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


@dataclass(frozen=True)
class Result:
    """The medians of several runs of one contender in one case, and the mean size of its pages in KB."""

    contender: str
    case: str
    pages: int
    run: Run
    kb_per_page: float


def measure(command: Sequence[str], folder: Path) -> Run:
    """Run a command in a folder and return what it took; raises RuntimeError, with its output, where it fails."""
    with tempfile.TemporaryFile() as output:
        start = perf_counter()
        actions = [(os.POSIX_SPAWN_DUP2, output.fileno(), number) for number in (1, 2)]
        process = os.posix_spawnp(
            "/bin/sh", ["sh", "-c", 'cd "$0" && exec "$@"', str(folder), *command], os.environ, file_actions=actions
        )
        _, status, usage = os.wait4(process, 0)
        seconds = perf_counter() - start
        if status:
            output.seek(0)
            raise RuntimeError(f"{' '.join(command)}: {output.read().decode('utf-8', 'replace')[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(articles: int, *, runs: int, peers: Sequence[Peer], folder: Path) -> list[Result]:
    """Return the medians of all contenders over a corpus with so many articles."""
    corpus = folder / "corpus"
    pages = write_corpus(corpus, articles=articles, languages=LANGUAGES)
    places = {peer: peer.prepare(corpus, folder / peer.name) for peer in peers}
    taken: dict[tuple[Peer, str], list[Run]] = {}
    for number in range(runs):
        for peer, place in places.items():
            for leftover in peer.leftovers:
                shutil.rmtree(place / leftover, ignore_errors=True)
            for case in CASES:
                if case == "one page":
                    with (place / PAGE).open("a", encoding="utf-8") as file:
                        file.write(f"\nOnce more{' again' * number}.\n")
                run = measure(peer.command, place)
                taken.setdefault((peer, case), []).append(run)
                print(f"{pages} pages, {peer.name}, {case}: {run.seconds:.2f} s", file=sys.stderr)
    return [
        Result(peer.name, case, pages, _median(found), _kb_per_page(places[peer] / peer.output))
        for (peer, case), found in taken.items()
    ]


def table(results: Sequence[Result], reference: str) -> str:
    """Return the results as a table, with how many times as fast the first contender is as each."""
    first = {(result.pages, result.case): result.run for result in results if result.contender == results[0].contender}
    lines = ["contender | pages | case | s | CPU s | ms a page | MB | KB a page | this project is faster by"]
    for result in results:
        run, ours = result.run, first[result.pages, result.case]
        ratio = f"{run.seconds / ours.seconds:.1f} ×, CPU {run.cpu_seconds / ours.cpu_seconds:.1f} ×"
        figures = f"{run.seconds:.2f} | {run.cpu_seconds:.2f} | {1000 * run.seconds / result.pages:.2f}"
        sizes = f"{run.peak_mb:.0f} | {result.kb_per_page:.1f}"
        lines.append(f"{result.contender} | {result.pages} | {result.case} | {figures} | {sizes} | {ratio}")
    return "\n".join([*lines, f"reference: {reference}"])


def _median(runs: Sequence[Run]) -> Run:
    return Run(
        median(run.seconds for run in runs),
        median(run.cpu_seconds for run in runs),
        median(run.peak_mb for run in runs),
    )


def _kb_per_page(site: Path) -> float:
    sizes = [file.stat().st_size for file in site.rglob("*.html")]
    return sum(sizes) / max(len(sizes), 1) / 1000


def main() -> None:
    """Compare at the sizes that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[40, 200], help="default: 804 and 4,004 pages")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="+", metavar="NAME", help=f"of {', '.join(peer.name for peer in PEERS)}")
    options = parser.parse_args()
    wanted = [peer for peer in PEERS if not options.only or peer.name in options.only]
    missing = [peer.name for peer in wanted if not peer.is_installed()]
    present = [peer for peer in wanted if peer.name not in missing]
    results: list[Result] = []
    for articles in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            results += compare(articles, runs=options.runs, peers=present, folder=Path(folder))
    print(table(results, reference=f"{os.cpu_count()} processors, Python {sys.version.split()[0]}"))
    print(f"not installed: {', '.join(missing) or 'none'}")
    found = {"missing": missing, "results": [asdict(result) for result in results]}
    (ROOT / "dist").mkdir(exist_ok=True)
    (ROOT / "dist" / "bench.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
