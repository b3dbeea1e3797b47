"""LinkChecker as a program: answers as they arrive, and what becomes of them where it stops, fails or hangs."""

import contextlib
from pathlib import Path

import pytest

from fake_web import outside
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.linkcheck.linkchecker import CheckResult, Options, check_addresses

ONE_BY_ONE: Options = {
    "checking": {"recursionlevel": 0, "threads": 0, "timeout": 1},
    "filtering": {"checkextern": 1},
    "output": {"verbose": 1},
}


@pytest.fixture
def instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program that is run in LinkChecker's place."""
    (tmp_path / "linkcheck").mkdir()
    (tmp_path / "linkcheck" / "__init__.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path / "linkcheck" / "__main__.py"


HEAD = "print('# intro\\nurlname;parentname;result;warningstring;infostring;valid;url', flush=True)\n"
ROW = "print('http://a/;;200 OK;;;True;http://a/', flush=True)\n"


def test_linkchecker_answers_in_the_order_of_the_questions() -> None:
    with outside() as world:
        urls = [f"{world.address}/{path}" for path in ("404", "302-to-200?a;b", "200?q=1")]
        found = list(check_addresses(urls, ONE_BY_ONE))
    assert [answer.url for answer in found] == urls
    assert found[0] == CheckResult(urls[0], "404 Not Found", is_valid=False)
    assert found[1].warnings == f"Redirected to `{world.address}/200' status: 302 Found."


def test_linkchecker_whose_answers_nobody_reads_on_is_stopped() -> None:
    with outside() as world:
        urls = [f"{world.address}/200?{number}" for number in range(9)]
        with contextlib.closing(check_addresses(urls, ONE_BY_ONE)) as arriving:
            assert next(arriving).url == urls[0]
        seen = len(world.seen)
    assert seen < 9


def test_linkchecker_that_fails_says_so_of_the_next_address(instead: Path) -> None:
    instead.write_text(HEAD + ROW + "import sys; print('oops', file=sys.stderr); sys.exit(2)\n", encoding="utf-8")
    assert [(answer.url, answer.result) for answer in check_addresses(["http://a/", "http://b/"], {})] == [
        ("http://a/", "200 OK"),
        ("http://b/", "LinkChecker failed: oops"),
    ]


def test_linkchecker_that_hangs_is_stopped(instead: Path) -> None:
    instead.write_text(HEAD + ROW + "import time; time.sleep(600)\n", encoding="utf-8")
    assert [(answer.url, answer.result) for answer in check_addresses(["http://a/", "http://b/"], {}, limit=6)][1:] == [
        ("http://b/", "Timeout: no answer within 6 seconds")
    ]


def test_linkchecker_row_cut_short_is_no_answer(instead: Path) -> None:
    instead.write_text(HEAD + ROW + "print('http://b/;;404', end='')\n", encoding="utf-8")
    assert [answer.url for answer in check_addresses(["http://a/", "http://b/"], {})] == ["http://a/"]


def test_linkchecker_that_cannot_run_is_an_error(instead: Path) -> None:
    instead.write_text("import sys; sys.exit('no such module')\n", encoding="utf-8")
    with pytest.raises(HelpcentreError, match="LinkChecker could not run: no such module"):
        list(check_addresses(["http://a/"], {}))
