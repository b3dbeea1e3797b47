"""Everything that is checked of the built site: its links, and what it has to be as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from helpcentre.checks.links import LinkReport, check_links
from helpcentre.checks.metadata import SITEMAP, check_metadata
from helpcentre.checks.redirects import check_chains
from helpcentre.checks.translation import check_label
from helpcentre.content.headings import empty_lines
from helpcentre.diagnostics.finding import Finding, deduplicate
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.output.page import PageRecord
from helpcentre.output.site import BuiltSite
from helpcentre.output.source_map import SourceMap
from helpcentre.util.files import read_text
from helpcentre.util.results import Results

_MANY = 10
"""As many pages without a way have one reason, and are one problem."""

HOME = "index.md"
"""The path of the page that readers start from, in each language."""


def check_site(
    site: BuiltSite,
    site_dir: Path,
    *,
    source: str,
    tags: Mapping[str, str],
    results: Results | None = None,
    keys: Mapping[str, str] | None = None,
    led: Collection[str] = (),
    has_home_template: bool = False,
) -> LinkReport:
    """Return all problems of the site written below ``site_dir``; ``source`` is the code of the source language.

    ``tags`` are those of all languages by their codes, ``keys`` those of what each page is made of, by its file.
    ``led`` are the paths of the pages of guides, whose ways guide_check.py looks at. ``has_home_template`` says whether
    the source's home page, and so that of each language, has a template of its own. The bundle has neither metadata nor
    redirects. Search results are not among it, as the index is finished last: see check_results.
    """
    report = check_links(site, results, keys)
    orphans = check_orphans(site, report.ways, led=led, has_home_template=has_home_template)
    found: list[Iterable[Problem]] = [check_ids(site), orphans]
    if site.site_url:
        sitemap = (site_dir / SITEMAP).read_text(encoding="utf-8")
        found += [check_metadata(site, sitemap, source=source, tags=tags), check_chains(site)]
    found.append(check_headings(site))
    found += (check_label(page, site.scans[page.dest], tags=tags) for page in site.pages)
    report.problems += chain.from_iterable(found)
    return report


def check_ids(site: BuiltSite) -> Iterator[Problem]:
    """Yield a problem for each id that a second element of a page has too: a link gets to the first only."""
    places = SourceMap(site)
    return deduplicate(_repeated(site, places))


def check_headings(site: BuiltSite) -> Iterator[Problem]:
    """Yield a problem for each heading that says nothing: no reader, and no search result, can be led to it."""
    fix = "write what the part below is about, or remove the heading"
    for page in site.pages:
        count = site.scans[page.dest].empty_headings if not page.is_fallback else 0
        lines = list(empty_lines(read_text(site.project_dir / page.source), site.dialect)) if count else []
        for line in lines or [0] * bool(count):
            message = "a heading says nothing" + ("" if lines else ", in the page or in what it includes")
            yield problem(Rule.HEADING_EMPTY, file=page.source, line=line, message=message, fix=fix)


def check_orphans(
    site: BuiltSite,
    ways: Mapping[str, Iterable[str]],
    *,
    led: Collection[str] = (),
    has_home_template: bool = False,
) -> Iterator[Problem]:
    """Yield a problem for each page that no reader gets to from the home page of its language.

    ``ways`` gives for each built file those that its links lead to. Neither links to other languages count nor pages
    that are no Markdown, such as the list of all articles, which has everything. Pages in ``led`` are left out.
    What is proposed depends on ``has_home_template``, see check_site.
    """
    found = {page.dest for page in site.pages if page.path == HOME}
    if site.contested:  # what leads to the lost page leads to another
        return
    ahead = list(found)
    while ahead:
        new = (site.by_dest.keys() & ways.get(ahead.pop(), ())) - found
        found |= new
        ahead += new
    orphans = [page for page in site.pages if page.dest not in found and page.path not in led]
    cut_off = set(_cut_off(site, orphans))
    for code in sorted(cut_off):
        home = site.by_path[code, HOME]
        if home.language == home.text_language:
            message = "from the home page, most pages cannot be reached, the list of all articles left aside"
            fix = "write template: home.html into its front matter, or link to the topics"
            if has_home_template:
                fix = "let home_sections have topics, remove nav from mkdocs.yml, or link to the topics"
            yield problem(Rule.PAGE_ORPHANED, file=home.source, message=message, fix=fix)
    for page in orphans:
        if page.language not in cut_off:
            message = "no way leads here from the home page, the list of all articles left aside"
            fix = "put the page into a topic, or link to it from another page"
            yield problem(Rule.PAGE_ORPHANED, file=page.source, message=message, fix=fix)


def _cut_off(site: BuiltSite, orphans: Iterable[PageRecord]) -> Iterator[str]:
    """Yield the languages in which more than half of the pages, and more than a few, cannot be reached."""
    pages, lost = Counter(page.language for page in site.pages), Counter(page.language for page in orphans)
    for code, count in lost.items():
        if (code, HOME) in site.by_path and count >= _MANY and count * 2 > pages[code]:
            yield code


def check_results(site: BuiltSite, found: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Yield a problem for each search result, a file of the index and its address, that leads to no place on a page."""
    for file, url in found:
        target = site.resolve(site.root, url.lstrip("/"))
        ids = site.scans[target.dest].ids if target.dest in site.by_dest else frozenset()
        if target.dest not in site.by_dest or (target.anchor and target.anchor not in ids):
            message, fix = f"the search result {url} is no place on a page", "let the index be made of what was built"
            yield problem(Rule.SEARCH_RESULT_WRONG, file=file, message=message, fix=fix)


def _repeated(site: BuiltSite, places: SourceMap) -> Iterator[Finding]:
    for dest, page in site.scans.items():
        for name in page.repeated_ids:
            message, fix = f"the page has the id {name!r} already", "give each element an id of its own"
            for place in places.of_id(name, dest):
                yield Finding(Rule.ID_REPEATED, place, message, fix, subject=name)
