"""Links against a site that exists only on paper: addresses, sub-paths, and sites opened from disk."""

from pathlib import Path

import pytest

from helpcentre.checks.links import check_links
from helpcentre.output.page import PageRecord
from helpcentre.output.scan import scan
from helpcentre.output.site import BuiltSite


def page(code: str, path: str, dest: str, *, text: str = "") -> PageRecord:
    return PageRecord(code, text or code, path, dest, dest, "page.md", "A", None)


def check(tmp_path: Path, link: str, *, site_url: str = "https://example.org/help/", markdown: str = "") -> list[str]:
    """The problems and outside addresses of one link in ``en/a/index.html``, as ``line code`` and addresses."""
    files = frozenset(
        {"index.html", "en/a/index.html", "en/b c/index.html", "en/d.html", "assets/ä.png", "old/index.html", "de.html"}
    )
    (tmp_path / "page.md").write_text(markdown, encoding="utf-8")
    pages = (page("en", "a.md", "en/a/index.html"), page("en", "d.md", "en/d.html"), page("de", "d.md", "de.html"))
    scanned = {"en/a/index.html": scan(link, "en/a/index.html")}
    scanned |= {
        name: scan('<h2 id="ü b"></h2>', name) for name in files if name.endswith(".html") and "/a/" not in name
    }
    scanned["old/index.html"] = scan('<meta http-equiv="refresh" content="0; url=../en/d.html">', "old/index.html")
    found = check_links(BuiltSite(tmp_path, site_url, files, scanned, pages))
    if found.problems:
        return [f"{p.line} {p.code}" for p in found.problems]
    return [f"{use.line} {use.url}" for use in found.external]


@pytest.mark.parametrize(
    "url",
    ["../b%20c/", "../b c/", "/help/", "/help/en/a/", "../d.html#%C3%BC%20b",
     "../../assets/%C3%A4.png", "#top", "", "?q=x", "mailto:a@example.org", "tel:+49", "javascript:void(0)", "data:,x"],
)  # fmt: skip
def test_links_that_lead_somewhere(url: str, tmp_path: Path) -> None:
    assert check(tmp_path, f'<a href="{url}">x</a>') == []


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ('<a href="../c/">', "link-target-missing"),
        ('<a href="/">', "link-target-missing"),
        ('<a href="../../../">', "link-target-missing"),
        ('<a href="../b c/#x">', "anchor-missing"),
        ('<a href="../d.html#Ü b">', "anchor-missing"),
        ('<a href="../D.html">', "link-target-missing"),
        ('<a href="../file.pdf">', "asset-missing"),
        ('<img src="x.png">', "asset-missing"),
        ('<link rel="alternate" href="https://example.org/help/fr/">', "link-target-missing"),
        ('<a href="https://example.org/help/en/d.html">', "link-absolute"),
        ('<a href="http://example.org/help/">', "link-absolute"),
        ('<a href="//example.org/help/">', "link-absolute"),
        ('<img src="https://other.org/x.png">', "asset-foreign"),
        ('<a href="http://[x">', "link-target-missing"),
        ('<a href="../../old/">', "link-redirected"),
        ('<a href="../../de.html">', "link-leaves-language"),
        ('<a href="https://other.org/a"></a><a href="http://other.org/b">', "link-insecure"),
    ],
)
def test_links_that_lead_nowhere(html: str, code: str, tmp_path: Path) -> None:
    assert check(tmp_path, html) == [f"0 {code}"]


def test_from_disk_a_folder_shows_no_page(tmp_path: Path) -> None:
    assert check(tmp_path, '<a href="../d.html">', site_url="") == []
    assert check(tmp_path, '<a href="../../en/a/">', site_url="") == ["0 link-target-missing"]


@pytest.mark.parametrize(
    "url", ["/en/d.html", "//other.org/", "\\\\host\\share", "../../../en/d.html", "../../../../.."]
)
def test_from_disk_no_path_starts_at_a_root_or_leaves_the_bundle(url: str, tmp_path: Path) -> None:
    assert check(tmp_path, f'<a href="{url}">', site_url="") == ["0 link-from-disk"]


def test_a_link_may_say_that_it_leads_to_another_language(tmp_path: Path) -> None:
    assert check(tmp_path, '<a hreflang="de" href="../../de.html">') == []


def test_other_hosts_are_left_to_linkchecker(tmp_path: Path) -> None:
    markdown = "\nText [x](https://other.org/p) und <https://other.org/p>"
    assert check(tmp_path, '<a href="https://other.org/p">', markdown=markdown) == ["2 https://other.org/p"]


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("[x](a.md#no)", 1),
        ("\n[x](#no)", 2),
        ("\n\n[x](./a.md#no)", 3),
        ('\n<a href="#no">x</a>', 2),
        ("[x][r]\n\n[r]: a.md#no", 3),
    ],
)
def test_a_problem_is_placed_where_the_author_wrote_the_link(markdown: str, line: int, tmp_path: Path) -> None:
    assert check(tmp_path, '<a href="#no">', markdown=markdown) == [f"{line} anchor-missing"]


def footnotes(folder: Path, *, lost: str) -> list[str]:
    """The problems of pages in two languages with the same footnote; the page ``lost`` has a link to one it lacks."""
    dests = {"de": "a/index.html", "en": "en/a/index.html"}
    (folder / "page.md").write_text("", encoding="utf-8")
    notes = '<a href="#fn:1">1</a><p id="fn:1"><a href="../a/#:~:text=A">A</a></p>'
    more = {code: '<a href="#fn:2">2</a>' if code == lost else '<p id="fn:2"></p>' for code in dests}
    scanned = {dest: scan(notes + more[code], dest) for code, dest in dests.items()}
    pages = tuple(page(code, "a.md", dest) for code, dest in dests.items())
    found = check_links(BuiltSite(folder, "https://example.org/", frozenset(scanned), scanned, pages))
    assert found.ways == {dest: (dest,) for dest in dests.values()}
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(("lost", "codes"), [("", []), ("de", ["anchor-missing"]), ("en", ["anchor-missing"])])
def test_a_footnote_is_looked_for_on_its_own_page(lost: str, codes: list[str], tmp_path: Path) -> None:
    assert footnotes(tmp_path, lost=lost) == codes
