"""The real site as a whole: LinkChecker's second opinion, sub-paths, and what it asks of other hosts."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from helpcentre.scan import scan_site
from support import BuiltPage, Project, served


def crawl(address: str) -> str:
    command = [sys.executable, "-W", "ignore", "-m", "linkcheck", "--no-status", "--ignore-url=^mailto:", address]
    done = subprocess.run(
        command, check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    )
    return f"{done.stdout}\nstatus {done.returncode}"


def test_linkchecker_finds_no_error_on_the_whole_site(address: str) -> None:
    report = crawl(address)
    assert report.endswith("status 0"), report
    found = re.search(r"(\d+) links in (\d+) URLs checked\. 0 warnings found\. 0 errors found\.", report)
    assert found, report
    assert int(found[2]) >= 28


def test_linkchecker_would_find_one(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="nowhere.html">x</a>', encoding="utf-8")
    with served(tmp_path) as address:
        assert "1 error found" in crawl(address)


def test_the_site_works_below_a_path_of_its_host(project: Project, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    done = project.run(
        "mkdocs", "build", "--strict", "--site-dir", str(copy / "help"), SITE_URL="https://example.org/help/"
    )
    assert done.status == 0, done.output
    page = BuiltPage((copy / "help" / "en" / "404.html").read_text(encoding="utf-8"))
    assert page.attribute("html", "data-root") == "/help/"
    assert "https://example.org/help/en/contact/" in (copy / "help" / "sitemap.xml").read_text(encoding="utf-8")
    with served(copy) as address:
        assert crawl(f"{address}help/").endswith("status 0")
        assert crawl(f"{address}help/en/404.html").endswith("status 0")


@pytest.mark.parametrize("folder", ["site", "dist/helpcentre-agents"])
def test_nothing_is_loaded_from_another_host(folder: str, project: Project) -> None:
    pages = scan_site(project.folder / folder)
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
