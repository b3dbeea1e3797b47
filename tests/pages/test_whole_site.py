"""A site as a whole: below a path, what it asks of other hosts, and how its languages know each other."""

import re

import pytest

from helpcentre.linkcheck.crawl import crawl
from helpcentre.output.scan import scan_site
from helpcentre.output.site import files_of
from support import BuiltPage, Project


def test_a_site_works_below_a_path_of_its_host(small: Project) -> None:
    done = small.mkdocs("build", "--strict", "--site-dir", "copy/help", SITE_URL="https://example.org/help/")
    assert done.status == 0, done.output
    assert small.page("copy/help/en/404.html").attribute("html", "data-root") == "/help/"
    assert "https://example.org/help/en/" in small.read("copy/help/sitemap.xml")
    assert crawl(small.folder / "copy" / "help", site_url="https://example.org/help/") == []


@pytest.mark.parametrize("folder", ["site", "dist/helpcentre-agents"])
def test_site_loads_nothing_from_another_host(folder: str, project: Project) -> None:
    pages = scan_site(project.folder / folder, files_of(project.folder / folder))
    loaded = {use.url for page in pages.values() for use in page.uses if not use.leads}
    assert loaded
    assert [url for url in loaded if re.match(r"(?:[a-z]+:)?//", url)] == []
    styles = [file.read_text(encoding="utf-8") for file in (project.folder / folder).rglob("*.css")]
    assert [url for style in styles for url in re.findall(r"url\(['\"]?(?:https?:)?//[^)]*", style)] == []


def test_hreflang_of_the_real_site_is_mutual(project: Project) -> None:
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
