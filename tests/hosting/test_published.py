"""The list of published addresses and ids: what is gone is told, and the list only grows."""

from pathlib import Path

import pytest

from addressed_pages import addresses
from helpcentre.content.addresses import Addresses
from helpcentre.content.anchors import Anchors
from helpcentre.content.likeness import LONG, likeness, sketch
from helpcentre.content.published import as_text, read_published
from helpcentre.content.steps import StepReader
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.hosting.published import check_lost_addresses, publish, read_anchors


def anchors(found: Addresses, file: Path) -> Anchors:
    return read_anchors(found, read_published(file), StepReader())


def test_published_list_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert not read_published(tmp_path / "published.txt").addresses


def test_published_address_that_shows_nothing_is_told_with_its_line() -> None:
    published = {"": 2, "a/": 3, "first/": 4, "x.html": 5}
    problems = list(
        check_lost_addresses(published, {"index.html", "a/index.html", "frist/index.html"}, ["./", "a/", "frist/"])
    )
    assert [each.place for each in problems] == ["published.txt:4", "published.txt:5"]
    assert "perhaps that at /frist/" in problems[0].fix
    assert "perhaps" not in problems[1].fix


def test_a_lost_address_is_compared_with_pages_of_its_own_language_only() -> None:
    pages = ["nl/topic/page/", "topic/page/"]
    (found,) = check_lost_addresses({"en/topic/page/": 2}, [], pages, prefixes=["en/", "nl/"])
    assert "perhaps" not in found.fix


def test_published_list_keeps_what_it_has_and_is_written_for_new_only(tmp_path: Path) -> None:
    file = tmp_path / "published.txt"
    file.write_text("# by hand\n\n/gone/\n", encoding="utf-8")
    found = addresses(tmp_path / "docs", {"de/index.md": "", "en/a.md": "slug: b"})
    assert publish(file, anchors(found, file)) == (3, 4, 1)
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    assert [line.split(" ")[0] for line in lines] == ["/", "/#a", "/en/", "/en/b/", "/gone/"]
    before = file.stat().st_mtime_ns
    assert publish(file, anchors(found, file)) == (0, 4, 0)
    assert file.stat().st_mtime_ns == before


def test_published_line_that_is_no_address_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "published.txt"
    file.write_text("/a/\nhttps://example.org/\n", encoding="utf-8")
    with pytest.raises(HelpcentreError, match=r"published\.txt:2: 'https://example\.org/' is no address"):
        read_published(file)


@pytest.mark.parametrize("line", ["/a/#rest 12", "/a/#rest 0123456789ab 01234567 short", "/a/#rest - -", "/a/#"])
def test_published_line_of_an_id_that_is_cut_off_is_refused(line: str, tmp_path: Path) -> None:
    file = tmp_path / "published.txt"
    file.write_text(f"/a/\n{line}\n", encoding="utf-8")
    with pytest.raises(HelpcentreError, match=r"published\.txt:2: the line of a heading is not as it was written"):
        read_published(file)


def test_published_list_is_read_as_it_was_written_and_a_line_may_be_there_twice(tmp_path: Path) -> None:
    mark = "01234567" + "Aa0_-.zz9Q.."
    lines = [
        "/a/",
        f"/a/# 0123456789ab 89abcdef Aa0_-.zz9Q.. 1:{mark}",
        f"/a/#rest 0123456789ab 89abcdef Aa0_-.zz9Q.. 1:{mark} 7f3a:{mark} #mine:{mark} #step:2:{mark}",
        "/a/#rest-step-2 -",
        "/a/#über 0123456789ab 89abcdef ............",
        "/b & c/",
        "/b & c/# 0123456789ab 89abcdef ............",
        "/b & c/#rest -",
    ]
    file = tmp_path / "published.txt"
    file.write_text("".join(f"{line}\n" for line in [*lines, *lines]), encoding="utf-8")
    read = read_published(file)
    assert as_text(read).splitlines()[1:] == lines
    assert list(read.sections[0].ids) == ["step-1"]
    assert list(read.sections[1].ids) == ["rest", "rest-step-1", "rest-step-7f3a", "mine", "step:2"]


def test_five_thousand_sections_with_steps_stay_below_a_megabyte(tmp_path: Path) -> None:
    mark = "01234567" + "Aa0_-.zz9Q.."
    steps = "".join(f" {number}:{mark}" for number in range(1, 4))
    line = (
        f"/getting-started/first-steps-with-the-app/page#settings-of-the-app 0123456789ab 89abcdef Aa0_-.zz9Q..{steps}"
    )
    assert 5000 * len(f"{line}\n") < 1_000_000


@pytest.mark.parametrize(
    ("one", "other", "is_like"),
    [
        ("Open **Settings** and tap *Account*.", "Open settings and tap Account", True),
        ("Open Settings and tap Account on your phone.", "Open Settings and tap Profile on your phone.", True),
        ("Open Settings and tap Account on your phone.", "Wait until the countdown has ended.", False),
        ("在设置中打开帐户，然后点按“请求审核”。", "在设置中打开帐户，再点按“请求审核”。", True),
        ("在设置中打开帐户，然后点按“请求审核”。", "等待屏幕上的倒计时结束。", False),
        ("", "", False),
    ],
)
def test_likeness_tells_other_words_from_another_step(one: str, other: str, *, is_like: bool) -> None:
    assert (likeness(sketch(one), sketch(other)) >= 0.5) is is_like
    assert (likeness(sketch(one, LONG), sketch(other, LONG)) >= 0.3) is is_like
