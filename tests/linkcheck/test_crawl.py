"""LinkChecker's second opinion: where it agrees with our own check, where it cannot, and when it is asked."""

from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.linkcheck.crawl import crawl
from support import SITES, Project, Run, small_project

AGREED = {"link-target-missing", "asset-missing"}
"""What both find, at the same lines."""

NOT_SEEN = {
    "author-named": "it is about what stands in a file, not about an address",
    "anchor-missing": "LinkChecker would fetch each page once more for each anchor that leads to it",
    "heading-id-missing": "a rule of ours: the link works",
    "heading-empty": "it is about what a heading says, not about an address",
    "file-unpublished": "it cannot see what was not copied",
    "page-misnamed": "as above",
    "fallback-unlabelled": "it is about the language of a text, not about an address",
    "translation-orphan": "a rule of ours, on texts and not on addresses",
    "translation-unrecorded": "as above",
    "asset-foreign": "it looks at this site only, and the picture may well be there",
    "id-repeated": "a rule of ours: links lead to the first",
    "label-wrong": "a rule of ours, on texts and not on addresses",
    "label-unknown": "as above",
    "label-unexplained": "as above",
    "link-absolute": "the address works on the server, not from disk or on a test host",
    "link-disguised": "a rule of ours: the link works",
    "link-insecure": "a rule of ours: the link works",
    "link-leaves-language": "as above, in another language than the reader's",
    "link-redirected": "as above, by way of a page that leads on",
    "name-shared": "a rule of ours: each page has an address of its own",
    "page-orphaned": "it is given every page, so it cannot tell which have no way to them",
    "policy-blocked": "it does not read styles in attributes as browsers do under a policy",
    "published-gone": "it does not know what was published",
    "redirect-chain": "it follows one page after the other",
    "redirect-collision": "it cannot see what was not written",
    "redirect-loop": "it asks for each page once",
}
"""What only our own check finds, and why."""

OWN_PAGE = {
    "date-ahead",
    "front-matter-open",
    "heading-skipped",
    "key-unknown",
    "link-empty",
    "markdown-unread",
    "page-empty",
    "picture-undescribed",
    "published-id-gone",
    "published-id-reused",
}
"""What is wrong with a page by itself, whatever its addresses, or with ids that were published."""


def places(built: Run) -> list[tuple[str, str]]:
    """The place and code of each problem."""
    return [(line.split(": ")[0], line.split(": ")[1]) for line in built.warnings]


def test_crawl_of_the_planted_faults_agrees_with_the_checks(tmp_path: Path) -> None:
    built = small_project(tmp_path / "planted", "planted").mkdocs("build", CRAWL="true")
    found = places(built)
    expected = {line.split()[1] for line in (SITES / "planted" / "expected.txt").read_text("utf-8").splitlines()}
    assert {code for _, code in found} == expected, "what LinkChecker finds is told already"
    assert expected - AGREED - OWN_PAGE == set(NOT_SEEN)
    site = tmp_path / "planted" / "site"
    theirs = {(page, url) for page, url, _ in crawl(site, site_url="https://example.org/")}
    assert len(theirs) >= 8


def test_crawl_runs_if_it_is_set_and_the_site_has_changed(small: Project, tmp_path: Path) -> None:
    (tmp_path / "linkcheck").mkdir()
    (tmp_path / "linkcheck" / "__init__.py").touch()
    (tmp_path / "linkcheck" / "__main__.py").write_text("raise SystemExit('LinkChecker was called')", encoding="utf-8")
    without = {"CRAWL": "true", "PYTHONPATH": str(tmp_path)}
    assert small.build(PYTHONPATH=str(tmp_path)).status == 0
    first = small.build(**without)
    assert first.status == 1
    assert "LinkChecker could not run: LinkChecker was called" in first.output
    assert "Traceback" not in first.output
    assert small.build(CRAWL="true").status == 0
    again = small.build(**without)
    assert again.status == 0, again.output
    small.edit("docs/de/topic/second.md", "Apfelstrudel", "Apfelkuchen")
    assert small.build(**without).status == 1
    assert small.mkdocs("build", "-f", "agents.yml", **without).status == 0, "only the website is crawled"


def test_crawl_of_a_site_with_a_fault_runs_each_time(small: Project, tmp_path: Path) -> None:
    small.edit("docs/de/topic/second.md", "[Zurück](first.md)", "[Zurück](none.md)")
    assert places(small.build(CRAWL="true")) == [("docs/de/topic/second.md:9", "link-target-missing")]
    (tmp_path / "linkcheck").mkdir()
    (tmp_path / "linkcheck" / "__init__.py").touch()
    (tmp_path / "linkcheck" / "__main__.py").write_text("raise SystemExit('LinkChecker was called')", encoding="utf-8")
    assert "LinkChecker was called" in small.build(CRAWL="true", PYTHONPATH=str(tmp_path)).output


def test_crawl_looks_at_every_page_below_the_path_of_the_site(tmp_path: Path) -> None:
    pages = {
        "index.html": '<a href="a/">x</a><img src="/help/b c.svg"><a href="mailto:a@example.invalid">m</a>',
        "a/index.html": '<a href="../none.html">x</a><a href="/help/index.html">y</a>',
        "alone.html": '<link rel="stylesheet" href="style.css"><a href="/outside/">not below</a>',
        "ä.html": '<meta http-equiv="refresh" content="0; url=./gone/">',
    }
    for name, html in pages.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"<!doctype html><title>x</title>{html}", encoding="utf-8")
    (tmp_path / "b c.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (tmp_path / "style.css").write_text("p { background: url(no.png) }", encoding="utf-8")
    assert sorted(crawl(tmp_path, site_url="https://example.org/help")) == [
        ("a/index.html", "../none.html", "404 File not found"),
        ("style.css", "no.png", "404 File not found"),
        ("ä.html", "./gone/", "404 File not found"),
    ]


def test_crawl_that_did_not_take_place_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").write_text("x", encoding="utf-8")
    monkeypatch.setattr("sys.executable", "/bin/true")
    with pytest.raises(HelpcentreError, match="LinkChecker could not run"):
        crawl(tmp_path, site_url="https://example.org/")
