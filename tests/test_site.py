"""The real site as a whole: LinkChecker's second opinion, sub-paths, and what it asks of other hosts."""

import re
from pathlib import Path

import pytest

from helpcentre.builtsite import files_of
from helpcentre.crawl import crawl
from helpcentre.scan import scan_site
from support import BuiltPage, Project


def test_linkchecker_finds_no_fault_in_the_whole_site(project: Project) -> None:
    assert crawl(project.folder / "site", site_url="https://example.org/") == []


def test_the_site_works_below_a_path_of_its_host(project: Project, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    done = project.run(
        "mkdocs", "build", "--strict", "--site-dir", str(copy / "help"), SITE_URL="https://example.org/help/"
    )
    assert done.status == 0, done.output
    page = BuiltPage((copy / "help" / "en" / "404.html").read_text(encoding="utf-8"))
    assert page.attribute("html", "data-root") == "/help/"
    assert "https://example.org/help/en/contact/" in (copy / "help" / "sitemap.xml").read_text(encoding="utf-8")
    assert crawl(copy / "help", site_url="https://example.org/help/") == []


@pytest.mark.parametrize("folder", ["site", "dist/helpcentre-agents"])
def test_nothing_is_loaded_from_another_host(folder: str, project: Project) -> None:
    pages = scan_site(project.folder / folder, files_of(project.folder / folder))
    loaded = {use.url for page in pages.values() for use in page.uses if not use.leads}
    assert loaded
    assert [url for url in loaded if re.match(r"(?:[a-z]+:)?//", url)] == []
    styles = [file.read_text(encoding="utf-8") for file in (project.folder / folder).rglob("*.css")]
    assert [url for style in styles for url in re.findall(r"url\(['\"]?(?:https?:)?//[^)]*", style)] == []


def test_hreflang_is_mutual(project: Project) -> None:
    site = project.folder / "site"
    seen: dict[str, set[str]] = {}
    for file in site.rglob("*.html"):
        page = BuiltPage(file.read_text(encoding="utf-8"))
        canonical = page.attributes("link[rel=canonical]", "href")
        if canonical and not page.attributes("meta[name=robots]", "content"):
            assert "x-default" in page.attributes("link[hreflang]", "hreflang")
            seen[canonical[0]] = set(page.attributes("link[hreflang]", "href"))
    assert len(seen) >= 28
    for address, alternates in seen.items():
        assert address in alternates
        assert all(seen[other] == alternates for other in alternates)


def test_every_page_exists_in_every_language_and_is_current(project: Project) -> None:
    done = project.helpcentre("status", "--strict")
    assert done.status == 0, done.output
