"""Links against a site that exists only on paper: addresses, sub-paths, and sites opened from disk."""

from pathlib import Path

import pytest

from cases import parametrize_from_file
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


@parametrize_from_file
def test_link_that_leads_somewhere_is_no_problem(url: str, tmp_path: Path) -> None:
    assert check(tmp_path, f'<a href="{url}">x</a>') == []


@parametrize_from_file
def test_link_that_leads_nowhere_is_a_problem_of_its_kind(html: str, code: str, tmp_path: Path) -> None:
    assert check(tmp_path, html) == [f"0 {code}"]


def test_link_from_disk_to_a_folder_is_a_problem(tmp_path: Path) -> None:
    assert check(tmp_path, '<a href="../d.html">', site_url="") == []
    assert check(tmp_path, '<a href="../../en/a/">', site_url="") == ["0 link-target-missing"]


@parametrize_from_file
def test_link_from_disk_to_a_root_or_out_of_the_bundle_is_a_problem(url: str, tmp_path: Path) -> None:
    assert check(tmp_path, f'<a href="{url}">', site_url="") == ["0 link-from-disk"]


def test_link_that_says_it_leads_to_another_language_is_no_problem(tmp_path: Path) -> None:
    assert check(tmp_path, '<a hreflang="de" href="../../de.html">') == []


def test_link_to_another_host_is_left_to_linkchecker(tmp_path: Path) -> None:
    markdown = "\nText [x](https://other.org/p) und <https://other.org/p>"
    assert check(tmp_path, '<a href="https://other.org/p">', markdown=markdown) == ["2 https://other.org/p"]


@parametrize_from_file
def test_link_problem_is_placed_where_the_author_wrote_it(markdown: str, line: int, tmp_path: Path) -> None:
    assert check(tmp_path, '<a href="#no">', markdown=markdown) == [f"{line} anchor-missing"]


@pytest.mark.parametrize("name", ["1", "ä-2", "a.b"])
def test_a_note_that_nothing_leads_to_is_told_where_it_is_written(name: str, tmp_path: Path) -> None:
    markdown = f"Text.\n\n`[^{name}]`: no.\n\n[^{name}]: Note.\n"
    (tmp_path / "page.md").write_text(markdown, encoding="utf-8")
    record, dest = page("en", "a.md", "en/a/index.html"), "en/a/index.html"
    scanned = {dest: scan(f'<li id="fn:{name}"><a href="#fnref:{name}">back</a></li>', dest)}
    site = BuiltSite(tmp_path, "https://example.org/", frozenset(scanned), scanned, (record,))
    (problem,) = check_links(site).problems
    assert (problem.line, problem.code) == (5, "anchor-missing")
    assert problem.message == f"the note [^{name}] stands nowhere in the text: no reader is led to it"


@pytest.mark.parametrize(
    ("code", "file", "source", "advice"),
    [
        ("en", "en/topic/lock.png", "docs/en/topic/lock.png", "lock.png"),
        ("en", "en/topik/lock.png", "docs/en/topik/lock.png", "../topik/lock.png"),
        ("de", "topic/lock.png", "docs/de/topic/lock.png", "lock.png"),
        ("de", "topik/lock.png", "docs/topik/lock.png", "../../topik/lock.png"),
        ("de", "topic/lock.png", "elsewhere/lock.png", "topic/lock.png"),
    ],
)
def test_missing_picture_gets_advice_that_an_author_can_write(
    code: str, file: str, source: str, advice: str, tmp_path: Path
) -> None:
    written, dest = f"docs/{code}/topic/a.md", f"{'' if code == 'de' else 'en/'}topic/a/index.html"
    for name, text in ((written, "![x](lok.png)"), (source, "")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    scans = {dest: scan('<img src="../lok.png">', dest)}
    record = PageRecord(code, code, "topic/a.md", dest, dest, written, "A", None)
    site = BuiltSite(tmp_path, "", frozenset({dest, file}), scans, (record,))
    assert [problem.fix for problem in check_links(site).problems] == [f"did you mean {advice}?"]


def fault_of_a_link(folder: Path, link: str, *pages: PageRecord, files: tuple[str, ...] = ()) -> str:
    """What is wrong with a link on the first of some pages, and the advice."""
    for each in pages:
        (folder / each.source).parent.mkdir(parents=True, exist_ok=True)
        (folder / each.source).touch()
    scans = {page.dest: scan(link if page is pages[0] else "", page.dest) for page in pages}
    site = BuiltSite(folder, "https://example.org/", frozenset({*scans, *files}), scans, pages)
    (problem,) = check_links(site).problems
    return f"{problem.message.partition(';')[0]} ({problem.fix})"


def test_advice_for_a_translation_names_the_picture_of_the_source_as_its_own(tmp_path: Path) -> None:
    (tmp_path / "docs/de/topic").mkdir(parents=True)
    (tmp_path / "docs/de/topic/lock.png").touch()
    own, source = (
        PageRecord(code, code, "topic/a.md", dest, dest, f"docs/{code}/topic/a.md", "A", None)
        for code, dest in (("en", "en/topic/a/index.html"), ("de", "topic/a/index.html"))
    )
    found = fault_of_a_link(tmp_path, '<img src="../lok.png">', own, source, files=("en/topic/lock.png",))
    assert found == "../lok.png: there is no such file (did you mean lock.png?)"


@pytest.mark.parametrize("url", ["#size", "./#size", "../a/#size", "../a/index.html#size"])
def test_a_heading_of_the_own_page_is_named_alone(url: str, tmp_path: Path) -> None:
    found = fault_of_a_link(tmp_path, f'<a href="{url}">', page("en", "a.md", "en/a/index.html"))
    assert found == "#size: the page has no #size (use the id of a heading on that page)"


@pytest.mark.parametrize("url", ["../b/#size", "../b/index.html#size"])
def test_a_heading_of_another_page_is_named_with_its_file(url: str, tmp_path: Path) -> None:
    own, other = page("en", "a.md", "en/a/index.html"), page("en", "b.md", "en/b/index.html")
    found = fault_of_a_link(tmp_path, f'<a href="{url}">', own, other)
    assert found == "b.md#size: the page has no #size (use the id of a heading on that page)"


def test_link_of_a_text_that_stands_in_says_which_language_alone_has_the_page(tmp_path: Path) -> None:
    pages = (
        page("fr", "a.md", "fr/a/index.html", text="de"),
        page("de", "a.md", "a/index.html"),
        page("de", "b.md", "b/index.html"),
    )
    advice = "write that page in the source language too, or remove the link: it is in 'de' only"
    assert fault_of_a_link(tmp_path, '<a href="b.md">', *pages) == f"b.md: there is no such page in 'fr' ({advice})"


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
def test_link_of_a_footnote_is_looked_for_on_its_own_page(lost: str, codes: list[str], tmp_path: Path) -> None:
    assert footnotes(tmp_path, lost=lost) == codes
