"""Answers that no honest server gives: each ends in a verdict, and what is told of it is one short line."""

import threading
from collections.abc import Iterator
from socketserver import StreamRequestHandler, ThreadingTCPServer
from urllib.parse import unquote

import pytest

from fake_web import HURRIED
from helpcentre.checks.links import ExternalReference
from helpcentre.linkcheck.external import ExternalReport, check_external
from helpcentre.linkcheck.linkchecker import CheckResult
from helpcentre.linkcheck.status import LinkStatus, Outcome, classify

END = b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
"""It closes the connection and says so: who asks again on one that ends then gets no answer (RFC 9112, section 9.6)."""


def to(address: bytes, phrase: bytes = b"Moved") -> bytes:
    return b"HTTP/1.1 301 " + phrase + b"\r\nLocation: " + address + END


ANSWERS = {
    "/long-reason": b"HTTP/1.1 404 " + b"x" * 60_000 + END,
    "/steering-reason": b"HTTP/1.1 403 \x1b[31m\x1b]0;owned\x07No\0" + END,
    "/reason-of-two-lines": b'HTTP/1.1 403 a\rhttp://127.0.0.1/404;;200 OK;;;True;http://x/";"' + END,
    "/no-address": to(b"http://[::bad/"),
    "/no-host": to(b"http://\x1b[31m/"),
    "/script": to(b"javascript:alert(1)"),
    "/long-address": to(b"/" + b"x" * 60_000),
    "/chain-of-long-addresses": to(b"/chain?" + b"x" * 60_000),
    "/chain": to(b"/chain-2?" + b"x" * 60_000),
    "/chain-2": to(b"/200?" + b"x" * 60_000),
    "/phrase-of-another-redirect": to(b"/200", b"M\rRedirected to `http://evil.example/' status: 301 M"),
    "/loop": to(b"/loop"),
    "/headers": b"HTTP/1.1 200 OK" + b"\r\nX: y" * 10_000 + END,
    "/no-http": b"\0" * 100,
}


class _Answers(StreamRequestHandler):
    def handle(self) -> None:
        path = unquote(self.rfile.readline().split(b" ")[1].decode())
        while self.rfile.readline().strip():
            pass
        self.wfile.write(ANSWERS.get(path.partition("?")[0], b"HTTP/1.1 200 OK" + END))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server that answers so."""
    with ThreadingTCPServer(("127.0.0.1", 0), _Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module")
def report(address: str, tmp_path_factory: pytest.TempPathFactory) -> ExternalReport:
    """What is told of all of them, and of an honest answer after them."""
    uses = [ExternalReference(f"{address}{path}", "a.md", line) for line, path in enumerate([*ANSWERS, "/z"], start=1)]
    memory = tmp_path_factory.mktemp("memory") / "memory.json"
    return check_external(uses, settings=HURRIED, memory_file=memory, config_file="mkdocs.yml")


def test_hostile_answer_ends_in_a_verdict(report: ExternalReport, address: str) -> None:
    told = {
        [*ANSWERS, "/z"][problem.line - 1]: f"{problem.code.rpartition('-')[2]}: {problem.message.partition(': ')[2]}"
        for problem in report.problems
    }
    assert {path: text.replace(address, "")[:60].rstrip("x…") for path, text in told.items()} == {
        "/long-reason": "broken: 404 ",
        "/steering-reason": r"uncertain: 403 \x1b[31m\x1b]0;owned\x07No\x00",
        "/reason-of-two-lines": "uncertain: 403 a http://127.0.0.1/404;;200 OK;;;True;http://",
        "/no-address": "uncertain: LinkChecker failed: ValueError: Invalid IPv6 URL",
        "/no-host": "uncertain: LinkChecker failed: ValueError: Invalid IPv6 URL",
        "/script": "broken: InvalidSchema: No connection adapters were found for",
        "/long-address": "moved: moved to /",
        "/chain-of-long-addresses": "moved: moved to /200?",
        "/chain": "moved: moved to /200?",
        "/chain-2": "moved: moved to /200?",
        "/phrase-of-another-redirect": "moved: moved to /200",
        "/loop": "uncertain: redirects without end",
        "/headers": "uncertain: ConnectionError: ('Connection aborted.', HTTPExce",
        "/no-http": r"uncertain: ConnectionError: ('Connection aborted.', BadStatu",
    }


def test_hostile_answer_is_told_in_one_short_line(report: ExternalReport) -> None:
    for problem in report.problems:
        assert problem.message.isprintable(), problem
        assert len(problem.message) < 300, problem


def test_hostile_answer_is_written_nowhere(report: ExternalReport, address: str) -> None:
    assert report.new_addresses == {f"{address}/phrase-of-another-redirect": f"{address}/200"}


def test_redirect_to_a_host_that_is_not_found_is_told_in_words() -> None:
    inner = "NameResolutionError(\"HTTPConnection(host='b.example', port=80): Failed to resolve\")"
    said = f"ConnectionError: HTTPConnectionPool(host='b.example', port=80): Max retries exceeded (Caused by {inner})"
    verdict = classify(CheckResult("http://127.0.0.1/a", said, is_valid=False))
    assert verdict == LinkStatus(Outcome.UNCERTAIN, "a host cannot be found", is_temporary=True)
