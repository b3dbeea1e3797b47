"""Servers that mean harm, on loopback: each request ends with an answer or an error, and takes no more than it may."""

import gc
import gzip
import socket
import ssl
import struct
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
import trustme
from urllib3.exceptions import HTTPError

from helpcentre.util import http
from helpcentre.util.http import Answer, Requests

HEAD = b"HTTP/1.1 200 OK\r\n"
Talk = Callable[[socket.socket, Event], None]


@contextmanager
def server(talk: Talk, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Run a server on a port of loopback that calls ``talk`` with each connection, until the block ends."""
    over = Event()

    def serve(listening: socket.socket) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            Thread(target=one, args=(connection,), daemon=True).start()

    def one(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            if tls:
                connection = tls.wrap_socket(connection, server_side=True)
            talk(connection, over)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        Thread(target=serve, args=(listening,), daemon=True).start()
        try:
            yield listening.getsockname()[1]
        finally:
            over.set()


def says(*parts: bytes, drip: bytes = b"") -> Talk:
    """Return a server that says these parts, then ``drip`` again and again for ever."""

    def talk(connection: socket.socket, over: Event) -> None:
        connection.recv(65536)
        for part in parts:
            connection.sendall(part)
        while drip and not over.wait(0.01):
            connection.sendall(drip)

    return talk


def mute(connection: socket.socket, over: Event) -> None:
    over.wait()


def ask(talk: Talk, *, scheme: str = "http", tls: ssl.SSLContext | None = None, seconds: float = 60) -> Answer:
    with server(talk, tls) as port:
        requests = Requests(seconds=seconds, most_bytes=1000)
        return requests.send("GET", f"{scheme}://127.0.0.1:{port}/", headers={}, private=True)


@pytest.mark.parametrize(
    "talk",
    [
        mute,
        says(drip=b"H"),
        says(HEAD, drip=b"X-Slow: yes\r\n"),
        says(HEAD + b"X-Slow: ", drip=b"x"),
        says(HEAD + b"Content-Length: 900\r\n\r\n", drip=b"x"),
        says(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", drip=b"1\r\nx\r\n"),
        says(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", drip=b"0"),
        says(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
        says(HEAD + b"Content-Length: 900\r\n\r\nshort"),
        says(HEAD + b"Content-Encoding: gzip\r\n\r\nno gzip"),
        says(HEAD + b"X: y\r\n" * 1000 + b"\r\n"),
        says(b"\0" * 100_000),
        says(b"HTTP/1.1 99999999999999999999 OK\r\n\r\n"),
    ],
)
def test_request_to_a_server_that_drips_or_breaks_off_ends_in_an_error(talk: Talk) -> None:
    with pytest.raises(HTTPError):
        ask(talk, seconds=1)


@pytest.fixture
def cut_connections() -> Iterator[None]:
    """Drop what Python leaves open where a connection is reset between ``connect`` and ``SSLContext.wrap_socket``."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "unclosed <ssl.SSLSocket", ResourceWarning)
        yield
        gc.collect()


@pytest.mark.usefixtures("cut_connections")
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_encryption_that_never_comes_about_ends_in_an_error(scheme: str) -> None:
    with pytest.raises(HTTPError):
        ask(says(b"\x16\x03\x03\xff\xff", drip=b"\0"), scheme="https", seconds=1)
    with pytest.raises(HTTPError):
        ask(mute, scheme=scheme, seconds=1)


def test_certificate_of_nobody_is_refused() -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(tls)
    with pytest.raises(HTTPError, match="certificate verify failed"):
        ask(says(HEAD + b"Content-Length: 0\r\n\r\n"), scheme="https", tls=tls)


_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "begins", "why"),
    [
        ("127.0.0.1", -2, "certificate has expired"),
        ("127.0.0.1", 1, "certificate is not yet valid"),
        ("help.example.org", -0.5, "IP address mismatch"),
    ],
)
def test_certificate_of_a_known_authority_is_refused_where_it_does_not_fit(
    name: str, begins: float, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, now = trustme.CA(), datetime.now(UTC)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    begin = now + begins * _DAY
    certificate = authority.issue_cert(name, not_before=begin, not_after=begin + _DAY)
    certificate.configure_cert(tls)
    with pytest.raises(HTTPError, match=why):
        ask(says(HEAD + b"Content-Length: 0\r\n\r\n"), scheme="https", tls=tls)


def reset(connection: socket.socket, _over: Event) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def reset_within_the_handshake(connection: socket.socket, over: Event) -> None:
    connection.recv(100)
    connection.sendall(b"\x16\x03\x03\0\x7a")
    reset(connection, over)


@pytest.mark.usefixtures("cut_connections")
@pytest.mark.parametrize(
    "talk",
    [
        reset,
        reset_within_the_handshake,
        says(HEAD + b"Content-Length: 0\r\n\r\n"),
        says(b"\x15\x03\x03\0\x02\x02\x28"),
    ],
    ids=["reset before the handshake", "reset within it", "no encryption at all", "refused by the server"],
)
def test_server_without_encryption_is_an_error(talk: Talk) -> None:
    with pytest.raises(HTTPError):
        ask(talk, scheme="https", seconds=5)


def test_endless_answer_and_one_that_unpacks_to_gigabytes_are_not_taken() -> None:
    assert ask(says(HEAD + b"\r\n", drip=b"x" * 500)).content is None
    bomb = gzip.compress(b"\0" * 50_000_000)
    head = HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb)
    assert ask(says(head, bomb)).content is None


def test_answer_is_taken_as_it_is_and_no_redirect_is_followed() -> None:
    answer = ask(says(b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 2\r\n\r\nhi"))
    assert (answer.status, answer.content) == (302, b"hi")
    packed = gzip.compress(b"x" * 1000)
    head = HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed)
    assert ask(says(head, packed)).content == b"x" * 1000


def test_name_that_leads_into_a_private_network_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bytes] = []

    def talk(connection: socket.socket, over: Event) -> None:
        heard.append(connection.recv(65536))

    with server(talk) as port:
        real = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", lambda _, *more, **named: real("127.0.0.1", *more, **named))
        requests = Requests(seconds=60, most_bytes=10)
        for scheme in ("http", "https"):
            with pytest.raises(http.RefusedError, match="private network"):
                requests.send("GET", f"{scheme}://rebound.example:{port}/", headers={"Authorization": "secret"})
    assert not any(heard)


@pytest.mark.parametrize("url", ["http://[x", "http://", "http://a b/", "ftp://a.example/", "http://a.example:99999/"])
def test_address_that_is_none_is_an_error(url: str) -> None:
    with pytest.raises(HTTPError):
        Requests(seconds=1, most_bytes=10).send("GET", url, headers={})
