"""Addresses outside the site: LinkChecker's verdicts on a server that answers in many ways."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from helpcentre.external import check_external
from helpcentre.links import ExternalUse
from helpcentre.problems import HelpcentreError
from support import Project


class _Answers(BaseHTTPRequestHandler):
    """Answers ``/<status>`` with that status, and counts the requests."""

    seen: list[str] = []  # noqa: RUF012 - one server, one list

    def do_GET(self) -> None:
        self.seen.append(self.path)
        name = self.path.partition("?")[0].strip("/")
        status = int(name) if name.isdigit() else 404
        self.send_response(status)
        self.send_header("LinkChecker", "welcome")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - the server's name for it

    def log_message(self, *args: object) -> None:
        """Keep the tests' output free of requests."""


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server, without a slash at its end."""
    _Answers.seen.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()


def test_gone_is_a_problem_at_each_place_and_blocked_is_not(server: str) -> None:
    uses = [ExternalUse(f"{server}/{status}", "docs/de/a.md", 3) for status in (200, 404, 410, 401, 403, 429, 500, 503)]
    uses += [ExternalUse(f"{server}/404#x", "docs/en/a.md", 4), ExternalUse("http://127.0.0.1:1/", "docs/en/a.md", 5)]
    found = [(problem.place, problem.message) for problem in sorted(check_external(uses))]
    assert [(place, message.split(": ")[0]) for place, message in found] == [
        ("docs/de/a.md:3", f"{server}/404"),
        ("docs/de/a.md:3", f"{server}/410"),
        ("docs/en/a.md:4", f"{server}/404#x"),
        ("docs/en/a.md:5", "http://127.0.0.1:1/"),
    ]
    assert "404 Not Found" in found[0][1]


def test_an_address_is_asked_for_once_however_many_pages_use_it(server: str) -> None:
    uses = [ExternalUse(f"{server}/200", f"docs/{code}/a.md", 3) for code in ("de", "en", "ar")]
    assert check_external(uses) == []
    assert _Answers.seen.count("/200") == 1


def test_no_addresses_need_no_linkchecker() -> None:
    assert check_external([]) == []


def test_the_command_names_the_markdown_line(server: str, small: Project) -> None:
    small.edit("docs/de/topic/second.md", "[Zurück](first.md)", f"[Zurück]({server}/404)")
    assert small.build().status == 0, "a build never asks the network"
    assert _Answers.seen == []
    done = small.helpcentre("check", "--external")
    assert done.status == 1
    assert f"docs/de/topic/second.md:9: link-external-broken: {server}/404: " in done.output
    assert done.output.splitlines()[-1] == "1 problem"


def test_an_address_that_linkchecker_says_nothing_of_is_no_good_news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(HelpcentreError, match=r"LinkChecker said nothing of 1 of 1 addresses, http://127\.0\.0\.1:1/"):
        check_external([ExternalUse("http://127.0.0.1:1/", "docs/de/a.md", 1)])


def test_addresses_are_asked_for_in_ascii(server: str) -> None:
    uses = [ExternalUse(f"{server}/200?q=a b", "a.md", 1), ExternalUse(f"{server}/Gründe", "a.md", 2)]
    found = check_external(uses)
    assert [problem.line for problem in found] == [2]
    assert {"/200?q=a%20b", "/Gr%C3%BCnde"} <= set(_Answers.seen)
