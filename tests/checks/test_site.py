"""The site as a whole: repeated ids, pages without a way to them, search results."""

from pathlib import Path

import pytest

from helpcentre.checks.site import check_ids, check_orphans, check_results
from helpcentre.output.layout import SEARCH
from helpcentre.output.page import PageRecord
from helpcentre.output.scan import scan
from helpcentre.output.site import BuiltSite
from helpcentre.search.files import index_files, results
from helpcentre.search.index import SearchPage, make_index
from helpcentre.search.passages import Passage
from helpcentre.search.synonyms import Synonyms

PATHS = ("index.md", "a.md", "b.md")


def site(folder: Path, html: str = "") -> BuiltSite:
    (folder / "page.md").write_text('# A {#a}\n\n<i id="b"></i>\n\n## A {: .x #a }\n', encoding="utf-8")
    pages = tuple(
        PageRecord("de", "en" if path == "b.md" else "de", path, dest, dest, "page.md", "", None)
        for path in PATHS
        for dest in [path.replace(".md", ".html")]
    )
    scanned = {page.dest: scan(html, page.dest) for page in pages}
    return BuiltSite(folder, "https://example.org/", frozenset(scanned), scanned, pages)


def test_an_id_is_told_where_it_is_repeated(tmp_path: Path) -> None:
    problems = check_ids(site(tmp_path, '<h1 id="a"></h1><i id="b"></i><h2 id="a"></h2>'))
    assert {f"{each.place} {each.code}" for each in problems} == {"page.md:5 id-repeated"}


def test_an_id_that_a_template_repeats_is_told_once(tmp_path: Path) -> None:
    problems = check_ids(site(tmp_path, '<p id="nav"></p><p id="nav"></p>'))
    assert [f"{each.place} {each.message}" for each in problems] == [
        "page.md the page has the id 'nav' already; in a template or an included text, seen on 3 pages"
    ]


def test_each_of_many_repeated_ids_is_told_where_it_is(tmp_path: Path) -> None:
    count = 5_000  # to read the page anew for each would take hours
    built = site(tmp_path, "".join(f'<p id="x{number}"></p>' * 2 for number in range(count)))
    (tmp_path / "page.md").write_text("".join(f'<p id="x{number}">\n' for number in range(count)), encoding="utf-8")
    assert {each.line for each in check_ids(built)} == set(range(1, count + 1))


@pytest.mark.parametrize(
    ("ways", "orphans"),
    [
        ({"index.html": {"a.html"}, "a.html": {"b.html"}}, 0),
        ({"index.html": {"a.html"}}, 1),
        ({"a.html": {"b.html"}, "b.html": {"a.html"}}, 2),
    ],
)
def test_a_page_is_no_orphan_if_a_reader_gets_there_from_home(
    ways: dict[str, set[str]], orphans: int, tmp_path: Path
) -> None:
    assert [each.code for each in check_orphans(site(tmp_path), ways)] == ["page-orphaned"] * orphans


def test_many_pages_that_the_home_page_leads_to_none_of_are_one_problem(tmp_path: Path) -> None:
    names = ("index", *(f"p{number}" for number in range(12)))
    pages = tuple(
        PageRecord("de", "de", f"{name}.md", f"{name}.html", f"{name}.html", f"{name}.md", "", None) for name in names
    )
    scanned = {page.dest: scan("", page.dest) for page in pages}
    built = BuiltSite(tmp_path, "https://example.org/", frozenset(scanned), scanned, pages)
    (found,) = check_orphans(built, {})
    assert (found.file, found.code) == ("index.md", "page-orphaned")
    assert "write template: home.html" in found.fix
    (found,) = check_orphans(built, {}, has_home_template=True)
    assert "home.html" not in found.fix
    few = {"index.html": {f"p{number}.html" for number in range(7)}}
    assert {each.file for each in check_orphans(built, few)} == {f"p{number}.md" for number in range(7, 12)}


def test_a_search_result_is_a_place_on_a_page(tmp_path: Path) -> None:
    found = [("w", "/a.html#"), ("x", "/a.html#deep"), ("y", "/b.html#deeper"), ("z", "/c.html#deep")]
    assert [each.message for each in check_results(site(tmp_path, '<h2 id="deep"></h2>'), found)] == [
        "the search result /b.html#deeper is no place on a page",
        "the search result /c.html#deep is no place on a page",
    ]


def test_results_are_all_places_that_the_files_of_the_index_lead_to(tmp_path: Path) -> None:
    passages = tuple(Passage(anchor, "A", "A); B", "", 'x ("y")', "de") for anchor in ("", "b"))
    pages = [SearchPage("a/", "a.md", passages)]
    for name, content in index_files("de", make_index("de", pages, Synonyms("")), pages).items():
        file = tmp_path / SEARCH / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    found = results(tmp_path)
    assert [url for _, url in found] == ["a/", "a/#b"]
    assert {(tmp_path / file).is_file() for file, _ in found} == {True}
