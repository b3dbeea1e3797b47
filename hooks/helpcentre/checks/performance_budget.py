"""What pages weigh: bytes of HTML, elements, and what a first view loads, held against the site's budget."""

from __future__ import annotations

import functools
import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.output.page import PageRecord
from helpcentre.output.scan import ReferenceKind, ScannedPage
from helpcentre.output.static_pages import ARTICLES
from helpcentre.settings.options import Budget
from helpcentre.util.addresses import join_address, split_address
from helpcentre.util.cache import Cache
from helpcentre.util.files import ending
from helpcentre.util.results import KnownFile, Results

_KB = 1024
_PLAIN = re.compile(r"(?:\.\./)*[\w.-]+(?:/[\w.-]+)*", re.ASCII)
_PARTS = (".css", ".js")
_PICTURES = frozenset({"avif", "gif", "jpeg", "jpg", "png", "svg", "webp"})
_WIDTH = re.compile(r"-\d+(?=\.webp$)")
"""The width in the name of a picture's copy; see elements/pictures.py."""
_LISTS = (ARTICLES, "status.html")  # of the whole site: they grow with it by nature


@dataclass(frozen=True)
class Weight:
    """What one page costs its readers; sizes are in bytes.

    ``first_view`` is the page with its style sheets and scripts, each gzipped. ``pictures`` are all that it shows, also
    further down, each in the largest copy that a browser may choose; ``largest`` is the file of the largest one.
    """

    dest: str
    html: int
    elements: int
    first_view: int
    pictures: int = 0
    largest: str = ""


def weigh(
    site_dir: Path,
    scanned: Mapping[str, ScannedPage],
    *,
    site_url: str,
    light: float = 0,
    results: Results | None = None,
    digests: Mapping[str, str] | None = None,
) -> list[Weight]:
    """Return the weight of each page but lists of the whole site, the heaviest first view first.

    A first view that has no more than ``light`` bytes even with the page as it is counts so: to compress takes long.
    ``results`` has how small pages became, by their SHA-256 in ``digests``: a tenth of a build after one edit.
    """
    root, files = site_url.rstrip("/") + "/", _Files(site_dir, results or Results(Cache(None), ""), digests or {})
    pages = {dest: page for dest, page in scanned.items() if not page.refresh and basename(dest) not in _LISTS}

    @functools.cache
    def name(folder: str, url: str) -> str:
        return _name(folder, url, root)

    names = {dest: _loaded(page, name) for dest, page in pages.items()}
    loaded = {dest: sum(files.size(file) for file in own if file.endswith(_PARTS)) for dest, own in names.items()}
    own = {dest: page.size for dest, page in pages.items()}
    own |= files.page_sizes([dest for dest, bytes_ in own.items() if bytes_ + loaded[dest] > light])

    def weight(dest: str, page: ScannedPage) -> Weight:
        pictures = _pictures(names[dest], files.stored)
        largest = max(pictures, key=lambda file: (files.stored(file), file), default="")
        return Weight(
            dest, page.size, page.elements, own[dest] + loaded[dest], sum(map(files.stored, pictures)), largest
        )

    found = [weight(dest, page) for dest, page in pages.items()]
    return sorted(found, key=lambda weight: (-weight.first_view, weight.dest))


class _Files:
    """The sizes of a site's files, each looked up once."""

    def __init__(self, site_dir: Path, results: Results, digests: Mapping[str, str]) -> None:
        self._site_dir, self._results, self._digests = site_dir, results, digests
        self.size, self.stored = functools.cache(self._size), functools.cache(self._stored)

    def page_sizes(self, dests: Iterable[str]) -> dict[str, int]:
        """Return how many bytes pages have gzipped: those with a digest as it was found once."""
        digests = {dest: self._digests.get(dest, "") for dest in dests}
        known = {digest: KnownFile(digest, self._site_dir / dest) for dest, digest in digests.items() if digest}
        compressed = self._results.of_each("pages", _compressed_page, known)
        return {dest: compressed[digest] if digest else self.size(dest) for dest, digest in digests.items()}

    def _size(self, name: str) -> int:
        """Return how many bytes a file has gzipped, and none where it is missing."""
        file = self._site_dir / name
        return _compressed_size(file.read_bytes()) if file.is_file() else 0

    def _stored(self, name: str) -> int:
        file = self._site_dir / name
        return file.stat().st_size if file.is_file() else 0


def _compressed_page(page: KnownFile) -> int:
    return _compressed_size(page.read())


def _compressed_size(content: bytes) -> int:
    return len(gzip.compress(content, 6, mtime=0))  # as servers do by default


def check_budget(weights: Sequence[Weight], budget: Budget, *, pages: Iterable[PageRecord]) -> Iterator[Problem]:
    """Yield a problem for each figure of the budget that is exceeded, shown at the source of the heaviest page."""
    if not weights:
        return
    sources = {page.dest: page.source for page in pages}

    def source(weight: Weight) -> str:
        return sources.get(weight.dest, weight.dest)

    mean, heaviest = _mean(weights), max(weights, key=lambda weight: weight.html)
    if mean > budget.html_kb:
        message = f"HTML has {mean:.1f} KB on average, the budget is {budget.html_kb:g} KB; the most, "
        message += f"{heaviest.html / _KB:.1f} KB, has {heaviest.dest}"
        yield _exceeded(source(heaviest), message, "shorten the page or the templates")
    largest = max(weights, key=lambda weight: weight.elements)
    if largest.elements > budget.elements:
        over = _count(sum(weight.elements > budget.elements for weight in weights))
        message = f"{largest.dest} has {largest.elements} elements, the budget is {budget.elements:g}; {over}"
        yield _exceeded(source(largest), message, "split the page")
    slowest = max(weights, key=lambda weight: weight.first_view)
    if slowest.first_view > budget.first_view_kb * _KB:
        over = _count(sum(weight.first_view > budget.first_view_kb * _KB for weight in weights))
        message = f"the first view of {slowest.dest} loads {slowest.first_view / _KB:.1f} KB gzipped, "
        message += f"the budget is {budget.first_view_kb:g} KB; {over}"
        yield _exceeded(source(slowest), message, "shorten the page, the style sheets or the scripts")
    fullest = max(weights, key=lambda weight: weight.pictures)
    if fullest.pictures > budget.pictures_kb * _KB:
        over = _count(sum(weight.pictures > budget.pictures_kb * _KB for weight in weights))
        message = f"the pictures of {fullest.dest} have {fullest.pictures / _KB:.0f} KB, the budget is "
        message += f"{budget.pictures_kb:g} KB; the largest is {fullest.largest}; {over}"
        yield _exceeded(source(fullest), message, "show fewer or smaller pictures")


def as_table(weights: Sequence[Weight], budget: Budget) -> str:
    """Return weights as :func:`weigh` sorts them as a table for a terminal, with what the budget is held against."""
    rows = [("first view", "HTML", "elements", "pictures", "page")]
    rows += [
        (_kb(each.first_view), _kb(each.html), str(each.elements), _kb(each.pictures), each.dest) for each in weights
    ]
    if weights:
        elements, pictures = max(each.elements for each in weights), max(each.pictures for each in weights)
        most = (_kb(weights[0].first_view), f"{_mean(weights):.1f}", str(elements), _kb(pictures))
        rows.append((*most, "the most; of HTML the mean"))
    limits = (f"{budget.first_view_kb:.1f}", f"{budget.html_kb:.1f}", f"{budget.elements:g}")
    rows.append((*limits, f"{budget.pictures_kb:.1f}", "budget"))
    table = "\n".join(f"{a:>10}  {b:>6}  {c:>8}  {d:>8}  {page}" for a, b, c, d, page in rows)
    return f"{table}\nSizes are KB of 1,024 bytes; a first view is HTML, style sheets and scripts, gzipped."


def as_json(weights: Sequence[Weight]) -> str:
    """Return the weights as a JSON array of objects with the fields of :class:`Weight`."""
    return json.dumps([asdict(weight) for weight in weights], ensure_ascii=False, indent=2)


def _loaded(page: ScannedPage, name: Callable[[str, str], str]) -> set[str]:
    """Return what a page loads; ``name`` gives the file that an address means in a folder."""
    folder = dirname(page.dest)
    return {name(folder, use.url) for use in page.uses if use.role is ReferenceKind.LOADS}


def _pictures(names: Iterable[str], size: Callable[[str], int]) -> list[str]:
    """Return the pictures among files, of copies in several widths the largest."""
    found: dict[str, str] = {}
    for name in sorted(each for each in names if ending(each) in _PICTURES):
        picture = _WIDTH.sub("", name)
        found[picture] = max(found.get(picture, name), name, key=size)
    return list(found.values())


def _name(folder: str, url: str, root: str) -> str:
    """Return the file below the site that ``url`` means on a page in ``folder``."""
    if _PLAIN.fullmatch(url):  # nearly all; urllib is slow
        return normpath(join(folder, url))
    return unquote(split_address(join_address(f"{root}{folder}/", url)).path.removeprefix(split_address(root).path))


def _mean(weights: Sequence[Weight]) -> float:
    return sum(weight.html for weight in weights) / max(len(weights), 1) / _KB


def _kb(size: int) -> str:
    return f"{size / _KB:.1f}"


def _count(number: int) -> str:
    return "1 page is over it" if number == 1 else f"{number} pages are over it"


def _exceeded(file: str, message: str, fix: str) -> Problem:
    return problem(Rule.BUDGET_EXCEEDED, file=file, message=message, fix=f"{fix}, or raise extra.helpcentre.budget")
