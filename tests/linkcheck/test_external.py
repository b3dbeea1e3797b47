"""Addresses outside the site: each answer gets its verdict, at each place, and is asked for once."""

import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import trustme

from fake_web import HURRIED, Outside, outside
from helpcentre.checks.links import ExternalReference
from helpcentre.diagnostics.problem import HelpcentreError, Severity
from helpcentre.linkcheck import host_queue
from helpcentre.linkcheck.external import (
    ExternalReport,
    check_external,
    is_trustworthy_move,
    with_fragment,
    without_fragment,
)
from helpcentre.settings.options import ExternalSettings
from support import Project

DAY = 86400


@pytest.fixture
def world() -> Iterator[Outside]:
    """A server that answers in many ways."""
    with outside() as server:
        yield server


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., ExternalReport]:
    """The check, with a memory of its own; addresses stand in ``a.md``, one a line."""

    def run(*urls: str, settings: ExternalSettings = HURRIED, days: float = 0) -> ExternalReport:
        uses = [ExternalReference(url, "a.md", line) for line, url in enumerate(urls, start=1)]
        clock = 1_790_000_000 + days * DAY
        file = tmp_path / "memory.json"
        return check_external(uses, settings=settings, memory_file=file, config_file="mkdocs.yml", clock=lambda: clock)

    return run


def told(report: ExternalReport) -> list[str]:
    """Each problem as its line, its code after ``link-external-`` and its message without the address."""
    return [
        f"{problem.line} {problem.code.rpartition('-')[2]}: {problem.message.partition(': ')[2]}"
        for problem in sorted(report.problems)
    ]


def test_external_answer_gets_its_verdict(world: Outside, check: Callable[..., ExternalReport]) -> None:
    certificate = trustme.CA().issue_cert("127.0.0.1")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(tls)
    paths = ["200", "204", "302-to-200", "200-endless", "301-to-200", "308-to-204#part", "302-to-301-to-200"]
    paths += ["401", "403", "404", "405", "410", "418", "429-after-1", "500", "200-slow", "200-reset", "301-to-404"]
    with outside(tls=tls) as secure:
        found = check(
            *(f"{world.address}/{path}" for path in paths),
            f"{secure.address}/200",
            "http://nobody.invalid/x",
            f"{world.address.replace('http:', 'https:')}/200",
        )
    assert told(found) == [
        f"5 moved: moved to {world.address}/200",
        f"6 moved: moved to {world.address}/204#part",
        "8 uncertain: 401 Unauthorized",
        "9 uncertain: 403 Forbidden",
        "10 broken: 404 Not Found",
        "11 uncertain: 405 Method Not Allowed",
        "12 broken: 410 Gone",
        "13 uncertain: 418 I'm a Teapot",
        "14 uncertain: 429 Too Many Requests",
        "15 uncertain: 500 Internal Server Error",
        "16 uncertain: no answer in time",
        "17 uncertain: connection reset",
        "18 broken: 404 Not Found",
        "19 broken: bad certificate",
        "20 broken: unknown host",
        "21 broken: the server answers without encryption",
    ]
    levels = {problem.code: problem.severity for problem in found.problems}
    assert {code for code, level in levels.items() if level is Severity.ERROR} == {"link-external-broken"}


def test_external_address_on_many_pages_is_asked_for_once(world: Outside, check: Callable[..., ExternalReport]) -> None:
    found = check(f"{world.address}/404", f"{world.address}/404#a", f"{world.address}/404#b", f"{world.address}/200")
    assert [(problem.line, problem.message.split(": ")[0]) for problem in found.problems] == [
        (1, f"{world.address}/404"),
        (2, f"{world.address}/404#a"),
        (3, f"{world.address}/404#b"),
    ]
    assert sorted(world.seen) == ["/200", "/404"]


def test_external_target_of_a_moved_address_is_not_itself_moved(
    world: Outside, check: Callable[..., ExternalReport]
) -> None:
    found = check(f"{world.address}/301-to-302-to-301-to-200", f"{world.address}/302-to-301-to-200")
    assert told(found) == [f"1 moved: moved to {world.address}/302-to-301-to-200"]


def test_external_good_answer_counts_for_a_week_and_a_failure_never(
    world: Outside, check: Callable[..., ExternalReport]
) -> None:
    urls = [f"{world.address}/{path}" for path in ("200", "301-to-200", "404", "403")]
    first = check(*urls)
    world.seen.clear()
    assert told(check(*urls, days=6.9)) == told(first)
    assert sorted(world.seen) == ["/403", "/404"]
    world.seen.clear()
    check(*urls, days=7)
    assert sorted(world.seen) == ["/200", "/200", "/301-to-200", "/403", "/404"]


def test_external_host_that_blocks_us_for_days_is_an_error(
    world: Outside, check: Callable[..., ExternalReport]
) -> None:
    url = f"{world.address}/403"
    assert [problem.fix for problem in check(url).problems] == [
        "see whether a browser shows the page; this is an error from 2026-10-05 on"
    ]
    assert told(check(url, days=13)) == ["1 uncertain: 403 Forbidden"]
    late = check(url, days=14)
    assert told(late) == ["1 broken: 403 Forbidden, and not better since 2026-09-21"]
    assert [problem.severity for problem in late.problems] == [Severity.ERROR]
    check(f"{world.address}/200", days=15)  # no page uses it any more, so that it starts anew
    assert told(check(url, days=16)) == ["1 uncertain: 403 Forbidden"]


def test_external_address_is_asked_again_after_a_while(world: Outside, check: Callable[..., ExternalReport]) -> None:
    urls = [f"{world.address}/{path}" for path in ("429-after-2-once", "503-once")]
    assert told(check(*urls)) == []
    assert sorted(world.seen) == ["/429-after-2-once"] * 2 + ["/503-once"] * 2
    first_429 = world.seen.index("/429-after-2-once")
    assert world.moments[first_429 + 1] - world.moments[first_429] >= 2, "its host is left in peace as a whole"


def test_external_pause_longer_than_the_check_holds_for_the_next(
    world: Outside, check: Callable[..., ExternalReport]
) -> None:
    urls = [f"{world.address}/{path}" for path in ("200", "429-after-3600", "500")]
    found = [
        "2 uncertain: 429 Too Many Requests",
        "3 uncertain: not asked for: its host answered 429 Too Many Requests to another address",
    ]
    assert told(check(*urls)) == found
    assert told(check(*urls, days=0.04)) == found
    assert world.seen == ["/200", "/429-after-3600"]
    check(*urls, days=0.05)
    assert world.seen == ["/200", "/429-after-3600", "/429-after-3600"]


def test_external_robots_txt_is_respected_and_no_fault(check: Callable[..., ExternalReport]) -> None:
    with outside(robots="User-agent: *\nDisallow: /private") as world:
        assert told(check(f"{world.address}/private/404", f"{world.address}/404")) == ["2 broken: 404 Not Found"]
        assert world.seen == ["/404"]


def test_external_private_address_that_a_page_names_is_not_looked_at(
    world: Outside, check: Callable[..., ExternalReport]
) -> None:
    assert told(check(f"{world.address}/404", settings=replace(HURRIED, private=False))) == []
    assert world.seen == []


def test_external_server_that_never_ends_its_answer_delays_no_other(
    world: Outside, check: Callable[..., ExternalReport]
) -> None:
    once = replace(HURRIED, retries=0)
    found = check(f"{world.address}/200-dripping", f"{world.address}/404", settings=once)
    assert told(found) == ["1 uncertain: no answer in time", "2 broken: 404 Not Found"]


def test_external_addresses_out_of_time_are_one_line_and_come_next(
    world: Outside, check: Callable[..., ExternalReport], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = [f"{world.address}/200?{number}" for number in range(30)]
    slowly = replace(HURRIED, time_limit=2, requests_per_second=5)
    with monkeypatch.context() as patched:  # a second passes with each request
        patched.setattr(host_queue, "time", SimpleNamespace(monotonic=lambda: len(world.seen)))
        found = check(*urls, settings=slowly)
    # The server may have seen one more, whose answer came too late: that is asked for again.
    recorded = (tmp_path / "memory.json").read_text(encoding="utf-8")
    known = [url for url in urls if f'"{url}"' in recorded]
    assert 0 < len(known) < 30
    assert [problem.message for problem in found.problems] == [
        f"{30 - len(known)} addresses of other sites not looked at within 2 seconds"
    ]
    assert told(check(*urls)) == []
    assert set(world.seen) == {f"/200?{number}" for number in range(30)}
    assert [url for url in known if world.seen.count(url.removeprefix(world.address)) != 1] == []


def test_external_check_without_a_network_fails_in_one_line(check: Callable[..., ExternalReport]) -> None:
    found = check(*(f"https://www{number}.invalid/" for number in range(300)))
    assert [(problem.place, problem.message) for problem in found.problems] == [
        ("mkdocs.yml", "no network: 300 addresses of other sites not looked at")
    ]


def test_external_check_that_was_killed_goes_on_where_it_stopped(world: Outside, small: Project) -> None:
    links = "\n\n".join(f"[x]({world.address}/{'404' if number % 3 else '200'}?{number:02})" for number in range(12))
    small.edit("docs/de/topic/second.md", "[Zurück](first.md)", links)
    small.edit(
        "base.yml", "edition: public", "edition: public\n    external: { private: true, requests_per_second: 10 }"
    )
    command = [sys.executable, "-m", "helpcentre", "check", "--external"]
    with subprocess.Popen(command, cwd=small.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        memory = small.folder / ".cache" / "helpcentre" / "external.json"
        while not memory.exists() or memory.read_text(encoding="utf-8").count('"checked"') < 5:
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
    recorded = memory.read_text(encoding="utf-8")
    done = small.helpcentre("check", "--external")
    assert done.output.count("link-external-broken") == 8, done.output
    asked_twice = {path for path in world.seen if world.seen.count(path) > 1}
    assert len(set(world.seen)) == 12
    assert not [path for path in asked_twice if f"{world.address}{path}" in recorded], "known, and asked for again"


def test_external_check_names_the_markdown_line_and_a_build_asks_nobody(world: Outside, small: Project) -> None:
    small.edit("base.yml", "edition: public", "edition: public\n    external: { private: true }")
    small.edit("docs/de/topic/second.md", "[Zurück](first.md)", f"[Zurück]({world.address}/404)")
    assert small.build().status == 0
    assert world.seen == []
    done = small.helpcentre("check", "--external")
    assert done.status == 1
    assert "docs/de/topic/second.md:9: " in done.output
    assert f"link-external-broken: {world.address}/404: 404 Not Found" in done.output


def test_external_check_with_warnings_alone_has_status_0(world: Outside, small: Project) -> None:
    small.edit("base.yml", "edition: public", "edition: public\n    external: { private: true }")
    small.edit("docs/de/topic/second.md", "[Zurück](first.md)", f"[Zurück]({world.address}/403)")
    done = small.helpcentre("check", "--external")
    assert done.status == 0, done.output
    assert "link-external-uncertain" in done.output


def test_external_check_without_addresses_needs_no_linkchecker(
    check: Callable[..., ExternalReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    assert check() == ExternalReport()


def test_external_check_whose_linkchecker_cannot_run_is_an_error(
    world: Outside, check: Callable[..., ExternalReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(HelpcentreError, match="LinkChecker could not run"):
        check(f"{world.address}/200")


def test_external_address_is_asked_for_in_ascii(world: Outside, check: Callable[..., ExternalReport]) -> None:
    check(f"{world.address}/200?q=a b", f"{world.address}/Gründe", f"{world.address}/../200?q=a%20b")
    assert sorted(set(world.seen)) == ["/200?q=a%20b", "/Gr%C3%BCnde"]
    assert without_fragment("https://bücher.example#x") == "https://xn--bcher-kva.example/"


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [("/b", "/a", "/b"), ("/b", "/a#x", "/b#x"), ("/b#y", "/a#x", "/b#y"), ("/b#y", "/a", "/b#y")],
)
def test_external_address_that_moved_keeps_the_part_of_the_page(new: str, old: str, expected: str) -> None:
    assert with_fragment(new, old) == expected


@pytest.mark.parametrize(
    ("old", "new", "is_trustworthy"),
    [
        ("https://a.example/x", "https://b.example/y", True),
        ("http://a.example/x", "https://a.example/x", True),
        ("http://a.example/x", "http://a.example/y", True),
        ("https://a.example/x", "http://a.example/x", False),
        ("https://a.example/x", "https://127.0.0.1/x", False),
        ("https://a.example/x", "https://169.254.169.254/latest", False),
        ("https://a.example/x", "https://[::1]/x", False),
        ("https://a.example/x", "https://wiki.internal/x", False),
        ("https://a.example/x", "https://localhost./x", False),
        ("https://a.example/x", "https://2130706433/x", False),
        ("https://a.example/x", "https://127.1/x", False),
        ("https://a.example/x", "https://[::ffff:10.0.0.1]/x", False),
        ("https://a.example/x", "https://[::bad/", False),
        ("https://a.example/x", "https://93.184.215.14/x", True),
        ("http://10.0.0.1/x", "http://10.0.0.2/x", True),
        ("https://a.example/x", "https://a.example/" + "x" * 2000, False),
    ],
)
def test_move_is_trustworthy_if_it_stays_public_encrypted_and_short(old: str, new: str, is_trustworthy: bool) -> None:
    assert is_trustworthy_move(old, new) is is_trustworthy


def test_new_address_that_cannot_be_one_keeps_the_part_of_the_page() -> None:
    assert with_fragment("https://[::bad/", "https://a.example/x#part") == "https://[::bad/#part"
    assert with_fragment("https://b.example/y#own", "https://a.example/x#part") == "https://b.example/y#own"
