"""All tests of a site, one after the other, each with what it found."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpcentre.agents.verify import differences, read_sums
from helpcentre.build.run import build_site
from helpcentre.build.session import Session
from helpcentre.content.addresses import Addresses
from helpcentre.content.documents import Documents
from helpcentre.content.guides import step_of
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.publishable_files import QUERIES
from helpcentre.diagnostics.problem import Severity
from helpcentre.diagnostics.report import as_line
from helpcentre.insights.project import read_project_search
from helpcentre.insights.queries import rank
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.mkdocs_adapter.i18n import read_languages
from helpcentre.search.files import count_passages
from helpcentre.sitetest import browser
from helpcentre.sitetest.browser import Visited
from helpcentre.sitetest.canaries import copy_project, leaked_canaries, missing_canaries, plant_canaries

_MOST = 20
"""So many pages of a language are looked for by name."""


@dataclass(frozen=True)
class TestOutcome:
    """A test, what it looked at, and what it found wrong; ``skipped`` says why it was not made."""

    name: str
    about: str = ""
    faults: tuple[str, ...] = ()
    skipped: str = ""


def run_tests(config_file: Path, agents_file: Path) -> Iterator[TestOutcome]:
    """Yield the result of each test of the project's site, which is built into a scratch folder.

    Raises HelpcentreError where a build fails.
    """
    config_file, agents_file = config_file.resolve(), agents_file.resolve()
    with tempfile.TemporaryDirectory(prefix="helpcentre-test-") as scratch:
        site, bundle = Path(scratch, "site"), Path(scratch, "bundle")
        public = build_site(config_file, strict=False, site_dir=str(site))
        yield _pages("website: pages, links, translations", public)
        yield TestOutcome("website: search", *_searchable(public, site))
        yield TestOutcome("website: what readers type", *_typed(public, site))
        agents = build_site(agents_file, strict=False, site_dir=str(bundle))
        yield _pages("bundle: pages, links, paths", agents)
        yield TestOutcome("bundle: checksums", "each file", tuple(differences(str(bundle), read_sums(str(bundle))[0])))
        yield _leaks(config_file, agents_file, Path(scratch, "copy"))
        if why := browser.why_no_browser():
            yield TestOutcome("browser", skipped=why)
        else:
            yield from _in_browser(public, site, bundle)


def _pages(name: str, session: Session) -> TestOutcome:
    findings = session.policy.apply(session.all_findings)
    errors = [as_line(each) for each in findings if each.severity is Severity.ERROR]
    more = [f"{session.other_warnings} warnings of MkDocs' own, above"] if session.other_warnings else []
    return TestOutcome(name, f"{len(session.page_records)} pages", (*errors, *more))


def _searchable(session: Session, site: Path) -> tuple[str, tuple[str, ...]]:
    """Return what the search was asked about, and the languages that have no index of their pages."""
    counts = count_passages(site)
    codes = [language.code for language in session.project.languages]
    faults = [f"{code}: the search knows no page" for code in codes if not counts.get(code)]
    return f"{sum(counts.values())} passages in {len(codes)} languages", tuple(faults)


def _typed(session: Session, site: Path) -> tuple[str, tuple[str, ...]]:
    """Return how many queries of ``queries.yml`` were typed, and those that do not lead where they should."""
    documents = session.project.documents
    search = read_project_search(site, documents.docs_dir, [language.code for language in documents.languages])
    faults = []
    for code, queries in search.queries.items():
        for query in queries:
            place = f"{documents.name(documents.file(code, QUERIES))}:{query.line}"
            found = search.finders[code].find(query.text) if code in search.finders else []
            if not rank(found, query.targets).is_right:
                faults.append(f"{place}: {query.text!r} leads to {found[0] if found else 'nothing'}")
    return f"{sum(map(len, search.queries.values()))} queries", tuple(faults)


def _leaks(config_file: Path, agents_file: Path, copy: Path) -> TestOutcome:
    """Return whether words that are planted into notes, replies and stray files come out on the website."""
    copy_project(config_file.parent, copy, without=copy.parent)
    config = load_config(copy / config_file.name)
    dialect = Dialect.of(config.markdown_extensions)
    canaries = plant_canaries(Documents(copy, Path(config.docs_dir), read_languages(config), dialect=dialect))
    site, bundle = copy.parent / "canaries", copy.parent / "canaries-bundle"
    build_site(copy / config_file.name, strict=False, site_dir=str(site))
    build_site(copy / agents_file.name, strict=False, site_dir=str(bundle))
    faults = [f"{place} is in {name} of the website" for place, name in leaked_canaries(site, canaries)]
    faults += [f"{place} is not in the bundle" for place in missing_canaries(bundle, canaries).values()]
    return TestOutcome("website: no note or reply leaks", f"{len(canaries.places)} planted words", tuple(faults))


def searched_pages(addresses: Addresses, code: str) -> list[str]:
    """Return the paths of the pages of a language that search leads to by their names; the home page is none."""
    steps = {path: step_of(addresses, code, path) for path in addresses.documents.paths(code) if path != "index.md"}
    return [path for path, step in steps.items() if not step or step.is_searched]


def _in_browser(session: Session, site: Path, bundle: Path) -> Iterator[TestOutcome]:
    project = session.project
    pages = []
    for language in project.languages:
        paths = searched_pages(project.addresses, language.code)
        visited = [
            Visited(project.addresses.url(language, path), project.documents.title(language.code, path))
            for path in paths[:: max(1, len(paths) // _MOST)]
        ]
        pages.append((language.prefix, visited))
    faults = tuple(browser.look_at(site, pages))
    yield TestOutcome("browser: website", f"{sum(len(each) + 1 for _, each in pages)} pages", faults)
    yield TestOutcome("browser: bundle from disk", "START.html", tuple(browser.open_bundle(bundle)))
