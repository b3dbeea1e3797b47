"""The list of published addresses: what is gone is told, and the list only grows."""

from pathlib import Path

import pytest

from addressed_pages import addresses
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.hosting.published import check_lost_addresses, publish, read_addresses_list


def test_published_list_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read_addresses_list(tmp_path / "published.txt") == {}


def test_published_address_that_shows_nothing_is_told_with_its_line() -> None:
    published = {"": 2, "a/": 3, "first/": 4, "x.html": 5}
    problems = list(
        check_lost_addresses(published, {"index.html", "a/index.html", "frist/index.html"}, ["./", "a/", "frist/"])
    )
    assert [each.place for each in problems] == ["published.txt:4", "published.txt:5"]
    assert "perhaps that at /frist/" in problems[0].fix
    assert "perhaps" not in problems[1].fix


def test_published_list_keeps_what_it_has_and_is_written_for_new_only(tmp_path: Path) -> None:
    file = tmp_path / "published.txt"
    file.write_text("# by hand\n\n/gone/\n", encoding="utf-8")
    found = addresses(tmp_path / "docs", {"de/index.md": "", "en/a.md": "slug: b"})
    assert publish(file, found) == (3, 4)
    assert file.read_text(encoding="utf-8").splitlines()[1:] == ["/", "/en/", "/en/b/", "/gone/"]
    before = file.stat().st_mtime_ns
    assert publish(file, found) == (0, 4)
    assert file.stat().st_mtime_ns == before


def test_published_line_that_is_no_address_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "published.txt"
    file.write_text("/a/\nhttps://example.org/\n", encoding="utf-8")
    with pytest.raises(HelpcentreError, match=r"published\.txt:2: 'https://example\.org/' is no address"):
        read_addresses_list(file)


def test_a_lost_address_is_compared_with_pages_of_its_own_language_only() -> None:
    pages = ["nl/topic/page/", "topic/page/"]
    (found,) = check_lost_addresses({"en/topic/page/": 2}, [], pages, prefixes=["en/", "nl/"])
    assert "perhaps" not in found.fix
