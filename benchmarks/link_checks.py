"""What the link check costs: its share of a build, and LinkChecker on the same site in the same run.

All times are of the processor, so that other work on the machine counts little.
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread

from corpus import write_corpus
from helpcentre.build.run import build_site
from helpcentre.checks.site import check_site
from helpcentre.content.language import tags_of
from helpcentre.output.site import read_site

LANGUAGES = ("de", "en", "fr", "ar")
_ADDRESS = "https://example.org/"


def measure(project: Path) -> dict[str, float]:
    """Build a project, check its site once more and return the seconds of both, and the pages and addresses.

    The build's seconds are those with its own check in it.
    """
    start = _seconds()
    build = build_site(project / "mkdocs.yml", strict=True)
    built = _seconds()
    source = build.project.source.code
    site = read_site(
        build.output.target_dir,
        build.page_records,
        project_dir=project,
        docs=project / "docs" / source,
        theme_dirs=(project / "overrides",),
        site_url=_ADDRESS,
        dialect=build.project.documents.dialect,
    )
    found = check_site(site, build.output.target_dir, source=source, tags=tags_of(build.project.languages))
    done = _seconds()
    if found.problems:
        raise SystemExit(f"the corpus has a fault: {found.problems[0]}")
    uses = sum(len(page.uses) for page in site.scans.values())
    return {"pages": len(site.pages), "addresses": uses, "build": built - start, "check": done - built}


def crawl(site: Path) -> float:
    """Return the seconds LinkChecker takes to crawl a site over loopback; fails unless it finds no error."""
    with _served(site) as address:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-W", "ignore", "-m", "linkcheck", "--no-status", "--ignore-url=^mailto:", address]
        done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(done.stdout[-2000:])
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _seconds() -> float:
    """Return the processor time of this process and of all it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder; the header lifts LinkChecker's limit of ten requests a second."""

    def end_headers(self) -> None:
        self.send_header("LinkChecker", "welcome")
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Keep the output to the table."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _size(articles: int, *, runs: int, seed: int) -> dict[str, float]:
    """Return the medians for a corpus; each run builds in a process of its own, as a user's build does."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "project")
        project.mkdir()
        write_corpus(project, articles=articles, languages=LANGUAGES, seed=seed)
        rows = []
        for _ in range(runs):
            command = [sys.executable, __file__, "--project", str(project)]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8")
            rows.append(json.loads(done.stdout.splitlines()[-1]) | {"linkchecker": crawl(project / "site")})
    found = {name: median(row[name] for row in rows) for name in rows[0]}
    # What the build would take without its check.
    share = found["check"] / (found["build"] - found["check"])
    return found | {"share": share, "times_faster": found["linkchecker"] / found["check"]}


def _table(sizes: list[dict[str, float]]) -> str:
    lines = [
        "| pages | addresses | build s | check s | check ms a page | of the build | LinkChecker s | times faster |"
    ]
    lines.append("| --- " * 8 + "|")
    for row in sizes:
        cells = [f"{row['pages']:.0f}", f"{row['addresses']:.0f}", f"{row['build']:.2f}", f"{row['check']:.2f}"]
        cells += [f"{row['check'] / row['pages'] * 1000:.2f}", f"{row['share']:.1%}", f"{row['linkchecker']:.1f}"]
        lines.append(f"| {' | '.join(cells)} | {row['times_faster']:.0f} |")
    return "\n".join(lines)


def main() -> None:
    """Measure each size and print a table; with --json write all figures to a file too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", default="40,200", help="sizes, five pages in four languages each: 40,200")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--project", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.project:
        logging.basicConfig(level=logging.ERROR)
        print(json.dumps(measure(options.project)))
        return
    sizes = [_size(int(number), runs=options.runs, seed=options.seed) for number in options.articles.split(",")]
    print(_table(sizes))
    if options.json:
        options.json.write_text(json.dumps(sizes, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
