"""Search beside Material's own, on the same pages in the same run: time, main-thread stalls, and bytes, in Chromium.

Bytes are those of compressed answers. The first result is timed from the first letter: once typed with the opening of
the search, and once after a reader's usual pause between two keys (239 ms in Dhakal et al., Observations on Typing from
136 Million Keystrokes, CHI 2018). Later ones are timed from each further letter; the processor's time is that of the
page's main thread from the letter until its results are shown. Requests are in series that are made in turn, where each
answer takes a fifth of a second: all of them for a first letter at once, and those from the letter on after that pause.
All figures are medians of rounds, in which the sites take turns.
Prints a table; see ``--help`` for the size.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from subprocess import run
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter, sleep
from typing import Any, ClassVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from corpus import write_corpus
from helpcentre.search.files import index_files, results
from helpcentre.search.index import SearchPage, make_index
from helpcentre.search.passages import passages
from helpcentre.search.synonyms import Synonyms
from helpcentre.sitetest.browser import ARGUMENTS, find_browser

_MATERIAL = """\
site_name: Material
site_url: https://example.org/
docs_dir: docs/de
theme: { name: material, font: false, language: de, features: [navigation.prune] }
plugins: [search: { lang: de }]
exclude_docs: "*.yml"
markdown_extensions: [admonition, attr_list, sane_lists, tables]
"""

# Types a query letter by letter and waits for the list to change; resolves to [first, later ones] in milliseconds.
_TYPE = """
async ([field, list, item, open, pause, queries]) => {
  const stalls = [];
  new PerformanceObserver((seen) => stalls.push(...seen.getEntries().map((entry) => entry.duration)))
    .observe({ type: "longtask" });
  const until = (test) => new Promise((done) => {
    const box = document.querySelector(list) ?? document.body;
    const watch = new MutationObserver(() => { if (test()) { watch.disconnect(); clearTimeout(late); done(true); } });
    watch.observe(box, { childList: true, subtree: true, characterData: true });
    const late = setTimeout(() => { watch.disconnect(); done(false); }, 20000);
  });
  const type = (text) => {
    const input = document.querySelector(field);
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true, key: text.at(-1) }));
  };
  const later = [];
  if (open) document.querySelector(open).click();
  document.querySelector(field).focus();
  if (pause) await new Promise((done) => { setTimeout(done, pause); });
  const start = performance.now();
  const found = until(() => document.querySelector(item));
  type(queries[0][0]);
  await found;
  const first = performance.now() - start;
  for (const query of queries) {
    for (let length = 2; length <= query.length; length++) {
      const before = performance.now(), changed = until(() => true);
      type(query.slice(0, length));
      if (await changed) later.push(performance.now() - before);
    }
  }
  await new Promise((done) => { setTimeout(done, 200); });
  return { first, later, stall: Math.max(0, ...stalls) };
}
"""

# Types a text as a whole, and resolves when the list has changed and is drawn.
_TYPE_ALL = """
([field, list, , , text]) => new Promise((done) => {
  const box = document.querySelector(list) ?? document.body, input = document.querySelector(field);
  const end = () => { watch.disconnect(); clearTimeout(late); requestAnimationFrame(() => setTimeout(done)); };
  const watch = new MutationObserver(end), late = setTimeout(end, 5000);
  watch.observe(box, { childList: true, subtree: true, characterData: true });
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true, key: text.at(-1) }));
})
"""

_PAUSE, _DELAY = 239, 0.2
_OURS = ["dialog [role=combobox]", "dialog [role=listbox]", "dialog [role=option]", "[data-search-open]"]
_THEIRS = ["[data-md-component=search-query]", ".md-search-result", ".md-search-result__item", None]


class _Compressed(SimpleHTTPRequestHandler):
    """Serves a folder as web servers do, with gzip for all that is not compressed yet, and counts the bytes."""

    protocol_version = "HTTP/1.1"  # keeps connections, as web servers do
    disable_nagle_algorithm = True  # as they do: else an answer waits 40 ms for the browser's word on its first packet
    sent = 0
    delay = 0.0
    arrivals: ClassVar[list[float]] = []

    def do_GET(self) -> None:
        """Answer with a file."""
        _Compressed.arrivals.append(perf_counter())
        sleep(_Compressed.delay)
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        is_plain = content[:2] != b"\x1f\x8b"
        content = gzip.compress(content, 6) if is_plain else content
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if is_plain:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        _Compressed.sent += len(content)

    def log_message(self, *args: object) -> None:
        """Keep the output to the table."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with _Server(("127.0.0.1", 0), partial(_Compressed, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _measure(browser: Browser, address: str, selectors: Sequence[str | None], queries: list[str]) -> dict[str, float]:
    """Return what a reader meets on the page at ``address``: milliseconds, and bytes before and for the search."""
    page = _open(browser, address)
    before = _Compressed.sent
    at_once: dict[str, Any] = page.evaluate(_TYPE, [*selectors, 0, queries[:1]])
    loaded = _Compressed.sent - before
    page.close()
    page = _open(browser, address)
    typed: dict[str, Any] = page.evaluate(_TYPE, [*selectors, _PAUSE, queries])
    further = (_Compressed.sent - before - loaded) / max(1, len(queries) - 1)
    page.close()
    return {
        "first result at once, ms": at_once["first"],
        "first result, ms": typed["first"],
        "later, median ms": median(typed["later"]),
        "later, p95 ms": quantiles(typed["later"], n=20)[-1],
        "longest stall, ms": max(at_once["stall"], typed["stall"]),
        "page, KB": before / 1000,
        "first search, KB": loaded / 1000,
        "a further one, KB": further / 1000,
        "later, p95 ms of the processor": quantiles(_processor(browser, address, selectors, queries), n=20)[-1],
        "requests in series, at once": _series(browser, address, selectors, queries[0], 0),
        "requests in series, after a pause": _series(browser, address, selectors, queries[0], _PAUSE),
    }


def _processor(
    browser: Browser, address: str, selectors: Sequence[str | None], queries: Sequence[str]
) -> Iterator[float]:
    """Yield the milliseconds that the main thread works for each further letter; what it waits does not count."""
    page = _open(browser, address)
    page.evaluate(_TYPE, [*selectors, _PAUSE, [queries[0][:1]]])
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    for query in queries:
        for length in range(2, len(query) + 1):
            before = _worked(session)
            page.evaluate(_TYPE_ALL, [*selectors, query[:length]])
            yield _worked(session) - before
    page.close()


def _worked(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(each["value"]) for each in metrics if each["name"] == "TaskDuration")


def _series(browser: Browser, address: str, selectors: Sequence[str | None], query: str, pause: int) -> int:
    """Return how many requests wait for the answer of another from the first letter, typed after a pause."""
    page = _open(browser, address)
    _Compressed.arrivals.clear()
    _Compressed.delay = _DELAY
    opened = perf_counter()
    page.evaluate(_TYPE, [*selectors, pause, [query[:1]]])
    _Compressed.delay = 0.0
    page.close()
    times = [float("-inf"), *(time for time in _Compressed.arrivals if time >= opened + pause / 1000)]
    return sum(later - earlier > _DELAY / 2 for earlier, later in pairwise(times))


def _open(browser: Browser, address: str) -> Page:
    page = browser.new_page()
    _Compressed.sent = 0
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


def _index(site: Path) -> float:
    """Return the seconds that the index of the German pages takes, of which none was indexed before."""
    start = perf_counter()
    files = [(file.relative_to(site).as_posix(), file) for file in sorted(site.rglob("*.html"))]
    pages = [
        SearchPage(name.removesuffix("index.html"), name, found)
        for name, file in files
        if (found := tuple(passages(file.read_text(encoding="utf-8"))))
    ]
    index_files("de", make_index("de", pages, Synonyms("synonyms.yml")), pages)
    return perf_counter() - start


def _build(folder: Path, *options: str) -> float:
    start = perf_counter()
    run([sys.executable, "-m", "mkdocs", "build", "--quiet", *options], cwd=folder, check=True)
    return perf_counter() - start


def _queries(folder: Path) -> list[str]:
    """Return the titles' first words of some pages, which are words of the texts."""
    files = sorted((folder / "docs" / "de").glob("article-*/steps.md"))
    lines = [file.read_text(encoding="utf-8").split("title: ")[1].split("\n")[0] for file in files]
    return [" ".join(line.strip("'\"").split()[:2]) for line in lines[:: max(1, len(lines) // 5)]][:5]


def main() -> None:
    """Write the corpus, build it three times, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=60, help="of five pages with 17 sections in all (default: 60)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write the figures there too")
    options = parser.parse_args()
    with TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        write_corpus(folder, articles=options.articles, languages=["de"])
        (folder / "material.yml").write_text(_MATERIAL, encoding="utf-8")
        builds = [_build(folder), _build(folder, "-f", "agents.yml")]
        home = folder / "docs" / "de" / "index.md"
        home.write_text(home.read_text(encoding="utf-8").replace("template: home.html\n", ""), encoding="utf-8")
        builds.append(_build(folder, "-f", "material.yml", "-d", str(folder / "material")))
        sections, queries = len(results(folder / "site")), _queries(folder)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        rounds: dict[str, list[dict[str, float]]] = {}
        indexing = []
        disk = (folder / "dist" / "helpcentre-agents" / "index.html").as_uri()
        for _ in range(options.rounds):
            indexing.append(_index(folder / "site"))
            with _served(folder / "site") as address:
                rounds.setdefault("helpcentre, http", []).append(_measure(browser, address, _OURS, queries))
            rounds.setdefault("helpcentre, file", []).append(_measure(browser, disk, _OURS, queries))
            with _served(folder / "material") as address:
                rounds.setdefault("Material, http", []).append(_measure(browser, address, _THEIRS, queries))
        browser.close()
    rows = {name: {key: median(row[key] for row in found) for key in found[0]} for name, found in rounds.items()}
    print(
        f"{sections} sections on {options.articles * 5} pages; builds {', '.join(f'{each:.0f} s' for each in builds)}; "
        f"of the index {median(indexing):.1f} s"
    )
    names = list(next(iter(rows.values())))
    print(f"| | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}")
    for name, row in rows.items():
        print(f"| {name} | {' | '.join(f'{row[each]:.0f}' for each in names)} |")
    if options.json:
        options.json.write_text(
            json.dumps({"sections": sections, "index_s": median(indexing), "rows": rows}, indent=2) + "\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
