"""The collector over HTTP, as a process of its own: floods, hostile input, no room, and ends in mid-write."""

import asyncio
import http.client
import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from helpcentre.collector import app
from helpcentre.collector.limits import RateLimit
from helpcentre.collector.messages import FORM, JSON, LARGEST, Feedback, MissedQuery
from helpcentre.collector.store import Store, read_messages

SITE = "https://help.example.org"
QUERY = {"query": "konto zu", "language": "de"}
YES = {"page": f"{SITE}/de/a/", "source": "docs/de/a.md", "language": "de", "helpful": True}
WIDE = ("--limit", "1000000")
IMPOSSIBLE = (
    "https://[",
    "https://[::1",
    "https://x]y/",
    "https://℀.de/",
    "https://a..b/",
    f"https://{'a' * 64}.de/",
    "//",
)


@dataclass(frozen=True)
class Answer:
    """What the server says."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Collector:
    """A running server."""

    process: subprocess.Popen[str]
    port: int
    file: Path

    def ask(
        self, body: bytes | str | None, method: str = "POST", *, origin: str = SITE, kind: str = JSON, **more: str
    ) -> Answer:
        """Send a request of its own connection; names in ``more`` are headers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Type": kind, **({"Origin": origin} if origin else {})}
        headers |= {name.replace("_", "-"): value for name, value in more.items()}
        try:
            connection.request(method, "/feedback", body, headers)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode())
        finally:
            connection.close()

    def send(self, message: Mapping[str, object], **more: str) -> int:
        """Send a message and return the status of the answer."""
        return self.ask(json.dumps(message), **more).status

    def stop(self) -> tuple[str, str]:
        """Stop it, and return what it has printed."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.communicate()


@contextmanager
def collector(file: Path, *options: str) -> Iterator[Collector]:
    """A server on ``file``, at a free port."""
    command = [sys.executable, "-m", "helpcentre", "collect", str(file), "--site", f"{SITE}/help/", "--port", "0"]
    with subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout
        line = process.stdout.readline()
        assert line.startswith("listening at http://127.0.0.1:"), process.communicate()
        try:
            yield Collector(process, int(line.split(":")[2].partition("/")[0]), file)
        finally:
            if process.poll() is None:
                process.kill()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Collector]:
    with collector(tmp_path / "f.sqlite", *WIDE) as server:
        yield server


def kept(server: Collector) -> list[object]:
    return list(read_messages(server.file))


def test_what_the_site_sends_is_kept(running: Collector) -> None:
    assert running.send(QUERY) == 204
    assert running.send(YES) == 204
    text = "page=https%3A%2F%2Fhelp.example.org%2Fde%2Fa%2F&source=s&language=tr&helpful=false&reason=wrong&text="
    thanks = running.ask(text, kind=FORM)
    assert (thanks.status, '<html lang="tr"' in thanks.text) == (200, True)
    assert f'href="{SITE}/de/a/"' in thanks.text
    assert kept(running) == [
        Feedback(f"{SITE}/de/a/", "docs/de/a.md", "de", True),
        Feedback(f"{SITE}/de/a/", "s", "tr", False, "wrong"),
        MissedQuery("konto zu", "de"),
    ]


def test_a_form_leads_back_to_pages_of_the_site_only(running: Collector) -> None:
    for page in ("https://evil.example/", "javascript:alert(1)", '"><script>alert(1)</script>'):
        body = f"page={page}&source=s&language=xx&helpful=true".replace(":", "%3A").replace('"', "%22")
        answer = running.ask(body, kind=FORM)
        assert (answer.status, "href" in answer.text, "<script" in answer.text) == (200, False, False)
        assert '<html lang="en"' in answer.text


def test_a_form_with_an_impossible_address_is_thanked_for(running: Collector) -> None:
    for page in IMPOSSIBLE:
        answer = running.ask(f"page={quote(page)}&source=s&language=de&helpful=true", kind=FORM)
        assert (answer.status, "href" in answer.text) == (200, False), page
    assert len(kept(running)) == len(IMPOSSIBLE)
    assert running.stop() == ("", "")


def test_only_pages_of_the_site_may_send(running: Collector) -> None:
    for origin in ("", "null", "http://help.example.org", f"{SITE}.evil.example", f"{SITE}:8443", "https://x.example"):
        answer = running.ask(json.dumps(QUERY), origin=origin)
        assert answer.status == 403, origin
        assert "access-control-allow-origin" not in answer.headers
        ask = running.ask(None, "OPTIONS", origin=origin, Access_Control_Request_Method="POST")
        assert ask.headers.get("access-control-allow-origin") is None, origin
    asked = {"Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "content-type"}
    allowed = running.ask(None, "OPTIONS", **asked)
    assert (allowed.status, allowed.headers["access-control-allow-origin"]) == (200, SITE)
    assert "access-control-allow-credentials" not in allowed.headers
    assert kept(running) == []


def test_other_methods_and_contents_are_refused(running: Collector) -> None:
    for method in ("GET", "HEAD", "PUT", "DELETE", "PATCH"):
        assert running.ask(None, method).status == 405
    assert running.ask(json.dumps(QUERY), kind="text/plain").status == 415
    hostile = [b"", b"\xff\xfe", b"[" * 60_000, b'{"query": "\xff"}', b'{"query": "\\ud800", "language": "de"}', b"{}"]
    assert [running.ask(body).status for body in hostile] == [400] * len(hostile)
    for size in (LARGEST + 1, 3 * LARGEST):
        assert running.ask(b'{"query": "' + b"x" * size).status == 413
    assert running.send(QUERY) == 204
    assert kept(running) == [MissedQuery("konto zu", "de")]


def test_connections_that_say_no_http_harm_nobody(running: Collector) -> None:
    for said in (b"\x16\x03\x01\x02", b"GET\r\n\r\n", b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"x" * 100_000):
        with socket.create_connection(("127.0.0.1", running.port), timeout=60) as raw:
            raw.sendall(said)
    head = f"POST / HTTP/1.1\r\nHost: x\r\nOrigin: {SITE}\r\nContent-Type: {JSON}\r\nContent-Length: 90\r\n\r\n"
    with socket.create_connection(("127.0.0.1", running.port), timeout=60) as raw:
        raw.sendall(head.encode() + b'{"query": "cut')
    assert running.send(QUERY) == 204
    assert running.stop() == ("", "")
    assert kept(running) == [MissedQuery("konto zu", "de")]


@pytest.mark.parametrize("origin", [SITE, "https://x.example"])
@pytest.mark.parametrize("rest", [b"zz\r\n", b"1\r\nxx", b"\x00\r\n\r\n", b"-1\r\n"])
def test_a_request_that_stops_being_http_is_answered_once(origin: str, rest: bytes, running: Collector) -> None:
    head = f"POST / HTTP/1.1\r\nHost: a\r\nOrigin: {origin}\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(("127.0.0.1", running.port), 30) as connection:
        connection.sendall(head.encode() + rest)
        answer = b""
        while part := connection.recv(1000):
            answer += part
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1") == 1
    assert running.send(QUERY) == 204
    assert running.stop() == ("", "")


def test_a_request_that_stops_being_http_after_its_answer_ends(running: Collector) -> None:
    head = b"POST / HTTP/1.1\r\nHost: a\r\nOrigin: https://x.example\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(("127.0.0.1", running.port), 30) as connection:
        connection.sendall(head)
        assert connection.recv(1000).startswith(b"HTTP/1.1 403 ")
        with suppress(OSError):
            connection.sendall(b"zz\r\n")
            while connection.recv(1000):
                pass
    assert running.send(QUERY) == 204
    assert running.stop() == ("", "")


def test_a_flood_is_let_in_up_to_the_limit_of_its_sender(tmp_path: Path) -> None:
    with collector(tmp_path / "f.sqlite", "--limit", "5") as server:
        with ThreadPoolExecutor(16) as threads:
            done = list(threads.map(lambda _: server.ask(json.dumps(QUERY)), range(60)))
        refused = [answer for answer in done if answer.status == 429]
        # The minute may be over in between, once.
        assert len(done) - len(refused) in (5, 10)
        assert {answer.headers["retry-after"] for answer in refused} == {"60"}
        assert server.send(QUERY, X_Forwarded_For="203.0.113.7") == 204  # whom the web server names
        assert len(kept(server)) == len(done) - len(refused) + 1


def test_nothing_personal_is_kept_or_printed(tmp_path: Path) -> None:
    secrets = {
        "X_Forwarded_For": "203.0.113.77",
        "User_Agent": "Secret/1.0",
        "Cookie": "id=secretcookie",
        "Referer": f"{SITE}/secretpage?q=secretquery",
        "Accept_Language": "secret-lang",
        "Authorization": "Basic secretauth",
    }
    with collector(tmp_path / "f.sqlite", "--limit", "3") as server:
        said = {
            **YES,
            "page": f"{SITE}/a/?secret=1",
            "helpful": False,
            "text": "I am secret@example.org, +49 170 7654321",
        }
        statuses = [server.send(said, **secrets) for _ in range(5)]
        assert statuses == [204, 204, 204, 429, 429]
        server.send({"query": "secret.name@example.org 0049-170-7654321", "language": "de"})
        server.ask(b"secret", **secrets)
        output = "".join(server.stop())
    for file in tmp_path.iterdir():
        data = file.read_bytes()
        assert b"I am" in data
        for word in (b"secret", b"203.0.113", b"127.0.0.1", b"7654321"):
            assert word not in data.lower()
    assert output == ""


def test_a_full_file_is_told_and_loses_nothing(tmp_path: Path) -> None:
    with collector(tmp_path / "f.sqlite", *WIDE, "--most", "1") as server:
        said = {**YES, "helpful": False, "text": "x" * 4000}
        statuses: list[int] = []
        while 507 not in statuses and len(statuses) < 1000:
            statuses.append(server.send(said))
        statuses += [server.send(said) for _ in range(5)]
        assert set(statuses) == {204, 507}
        assert len(kept(server)) == statuses.count(204)


def test_what_was_answered_is_there_after_an_end_in_mid_write(tmp_path: Path) -> None:
    file, answered, sent = tmp_path / "f.sqlite", set[str](), set[str]()

    def post(server: Collector, words: list[str]) -> None:
        for word in words:
            sent.add(word)
            try:
                if server.send({"query": word, "language": "de"}) == 204:
                    answered.add(word)
            except (OSError, http.client.HTTPException):
                return
            if len(answered) % 40 == 39:  # in the middle of what the others are sending
                server.process.kill()

    for turn in range(3):
        with collector(file, *WIDE) as server, ThreadPoolExecutor(8) as threads:
            words = [[f"t{turn}w{worker}n{number}" for number in range(200)] for worker in range(8)]
            list(threads.map(lambda each: post(server, each), words))
            server.process.wait()
    found = [message.query for message in read_messages(file) if isinstance(message, MissedQuery)]
    assert len(answered) >= 39
    assert answered <= set(found) <= sent
    assert len(found) == len(set(found))


def test_two_servers_share_a_file(tmp_path: Path) -> None:
    file = tmp_path / "f.sqlite"
    with collector(file, *WIDE) as one, collector(file, *WIDE) as two, ThreadPoolExecutor(8) as threads:
        servers = [one, two] * 40
        numbered = list(enumerate(servers))
        statuses = list(threads.map(lambda each: each[1].send({**QUERY, "query": f"n{each[0]}"}), numbered))
        copy = tmp_path / "copy.sqlite"
        command = [sys.executable, "-m", "helpcentre", "collect", str(file), "--backup", str(copy)]
        assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    assert statuses == [204] * 80
    assert {message.query for message in read_messages(copy) if isinstance(message, MissedQuery)} == {
        f"n{number}" for number in range(80)
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["f.sqlite"], "no site that may send (say --site"),
        (["f.sqlite", "--site", "help"], "'help' is no web address"),
        (["none/f.sqlite", "--site", SITE], "none/f.sqlite: cannot be opened"),
        (["text.md", "--site", SITE], "text.md: not a file of the collector"),
        (
            ["f.sqlite", "--site", SITE, "--host", "192.0.2.1"],
            "cannot listen on port 8080 of '192.0.2.1': Cannot assign requested address",
        ),
        (
            ["f.sqlite", "--site", SITE, "--port", "99999999"],
            "no address of this machine: bind(): port must be 0-65535",
        ),
        (["f.sqlite", "--site", SITE, "--host", ""], "--host is empty"),
        (["f.sqlite", "--site", SITE, "--host", "no.invalid"], "cannot listen on port 8080 of 'no.invalid': "),
        (["f.sqlite", "--site", SITE, "--host", "ü" * 80], "and 8080 are no address of this machine"),
    ],
)
def test_a_start_that_cannot_be_is_told_in_one_line(arguments: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text("# Text", encoding="utf-8")
    command = [sys.executable, "-m", "helpcentre", "collect", *arguments]
    done = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


def test_a_message_that_does_not_arrive_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "PATIENCE", 0.01)
    store = Store(tmp_path / "f.sqlite")
    store.create()
    said: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    async def send(event: dict[str, Any]) -> None:
        said.append(event)

    headers = [(b"origin", SITE.encode()), (b"content-type", JSON.encode())]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "headers": headers,
        "query_string": b"",
        "client": ("::1", 1),
    }
    program = app.make_app(store, [SITE], RateLimit(1, 1))
    with ThreadPoolExecutor() as threads:  # this one may have the loop of the browser tests
        threads.submit(asyncio.run, program(scope, receive, send)).result()  # type: ignore[arg-type]
    assert said[0]["status"] == 408


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Help.Example.org/a/b", SITE),
        ("https://help.example.org:443", SITE),
        ("http://[::1]:8000/", "http://[::1]:8000"),
        ("https://hilfe-für.example/", "https://xn--hilfe-fr-d6a.example"),
        ("https://u:p@help.example.org/", ""),
        ("ftp://help.example.org/", ""),
        ("https://help.example.org:99999/", ""),
        ("help.example.org", ""),
        *((address, "") for address in IMPOSSIBLE),
    ],
)
def test_origins_are_as_browsers_write_them(address: str, origin: str) -> None:
    assert app.origin_of(address) == origin


def test_a_message_is_kept_under_the_day_of_utc(running: Collector) -> None:
    import sqlite3

    days = {datetime.now(UTC).date().isoformat()}
    assert running.send(QUERY) == 204
    days.add(datetime.now(UTC).date().isoformat())
    with sqlite3.connect(running.file) as connection:
        assert connection.execute("SELECT day FROM missed_query").fetchone()[0] in days
