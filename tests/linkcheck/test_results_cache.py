"""What is remembered of other sites: for how long, across interruptions, and with a file that is damaged."""

from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.linkcheck.results_cache import RESUME, ResultsCache
from helpcentre.linkcheck.status import LinkStatus, Outcome

GOOD, BROKEN = LinkStatus(Outcome.GOOD), LinkStatus(Outcome.BROKEN, "404 Not Found")
MOVED = LinkStatus(Outcome.MOVED, moved_to="b")
UNCERTAIN = LinkStatus(Outcome.UNCERTAIN, "403 Forbidden")
DAY = 86400


def memory(folder: Path, now: float) -> ResultsCache:
    return ResultsCache(folder / "new" / "memory.json", keep_days=7, clock=lambda: now)


def recalled(folder: Path, now: float) -> list[Outcome | None]:
    found = [memory(folder, now).recall(url) for url in "abcd"]
    return [verdict.outcome if verdict else None for verdict in found]


def fill(folder: Path) -> ResultsCache:
    done = memory(folder, 1000)
    for url, verdict in zip("abcd", (GOOD, MOVED, BROKEN, UNCERTAIN), strict=True):
        done.note(url, verdict)
    return done


def test_finished_check_leaves_what_is_good(tmp_path: Path) -> None:
    fill(tmp_path).finish("abcd")
    assert recalled(tmp_path, 1001) == [Outcome.GOOD, Outcome.MOVED, None, None]
    assert memory(tmp_path, 1001).recall("b") == MOVED
    assert recalled(tmp_path, 1000 + 7 * DAY) == [None] * 4
    assert recalled(tmp_path, 999) == [None] * 4, "found in the future"


def test_an_interrupted_check_leaves_everything_for_a_while(tmp_path: Path) -> None:
    fill(tmp_path)
    assert recalled(tmp_path, 1001) == [Outcome.GOOD, Outcome.MOVED, Outcome.BROKEN, Outcome.UNCERTAIN]
    assert recalled(tmp_path, 1000 + RESUME) == [Outcome.GOOD, Outcome.MOVED, None, None]


def test_the_first_day_of_doubt_is_kept_until_the_address_is_good_or_gone(tmp_path: Path) -> None:
    fill(tmp_path).finish("abcd")
    later = memory(tmp_path, 1000 + 3 * DAY)
    later.note("d", UNCERTAIN)
    assert [later.since("d").isoformat(), later.today().isoformat()] == ["1970-01-01", "1970-01-04"]
    later.note("d", GOOD)
    later.note("d", UNCERTAIN)
    assert later.since("d").isoformat() == "1970-01-04"
    later.finish("abc")
    assert memory(tmp_path, 1000 + 4 * DAY).since("d").isoformat() == "1970-01-05"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"addresses": []}',
        '{"addresses": {"a": 1}}',
        '{"addresses": {"a": {"outcome": "good"}}}',
        '{"addresses": {"a": {"outcome": "no", "reason": "", "moved_to": "", "checked": 1, "since": 1, "until": 1}}}',
        '{"finished": "yes", "addresses": {}}',
        "[" * 100_000,
        "\x00",
    ],
)
def test_results_file_that_is_unreadable_is_empty(text: str, tmp_path: Path) -> None:
    file = tmp_path / "new" / "memory.json"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    assert recalled(tmp_path, 1001) == [None] * 4
    fill(tmp_path)
    assert recalled(tmp_path, 1001)[0] is Outcome.GOOD


def test_results_file_that_is_damaged_is_empty(tmp_path: Path) -> None:
    fill(tmp_path)
    file = tmp_path / "new" / "memory.json"
    whole = file.read_bytes()
    for broken in (whole[:-10], whole.replace(b'"moved"', b'"lost"'), whole.replace(b"1000", b'"x"'), b"\xff" + whole):
        assert broken != whole
        file.write_bytes(broken)
        assert recalled(tmp_path, 1001) == [None] * 4


def test_results_file_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("a file", encoding="utf-8")
    with pytest.raises(HelpcentreError, match=r"new.*: cannot be written: "):
        fill(tmp_path)
