"""Connections to the collector that are slow, endless or too many: each ends, and nobody else waits for it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState

from helpcentre.collector import connections
from helpcentre.collector.app import make_app
from helpcentre.collector.limits import RateLimit
from helpcentre.collector.messages import LARGEST
from helpcentre.collector.store import Store

SITE = "https://help.example.org"
HEAD = f"POST / HTTP/1.1\r\nHost: x\r\nOrigin: {SITE}\r\nContent-Type: application/json\r\n".encode()
BODY = b'{"query": "konto zu", "language": "de"}'
WHOLE = HEAD + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
LONG = HEAD + b"Content-Length: 999999999999\r\n\r\n"

Open = Callable[[], Coroutine[Any, Any, tuple[asyncio.StreamReader, asyncio.StreamWriter]]]


@asynccontextmanager
async def collector(folder: Path) -> AsyncIterator[Open]:
    """A collector within this process; what it yields opens a connection to it."""
    store = Store(folder / "f.sqlite")
    store.create()
    config = uvicorn.Config(make_app(store, [SITE], RateLimit(10**6, 10**6)), log_config=None, lifespan="off")
    config.load()
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: connections.Connection(config, state, {}), "127.0.0.1", 0
    )
    port = server.sockets[0].getsockname()[1]
    try:
        yield lambda: asyncio.open_connection("127.0.0.1", port)
    finally:
        server.close()


def run(work: Coroutine[Any, Any, None]) -> None:
    """Do it in a loop of its own: the browser tests may have this thread's."""
    with ThreadPoolExecutor() as threads:
        threads.submit(asyncio.run, work).result()


async def send_until_it_ends(open_one: Open, first: bytes, then: bytes, pause: float = 0.0) -> tuple[bytes, int]:
    """Send ``first`` and, as often as is taken, ``then``; return what is answered, and how many bytes were sent."""
    reader, writer = await open_one()
    writer.write(first)
    sent, answer = len(first), b""
    try:
        async with asyncio.timeout(60):
            while not reader.at_eof():
                writer.write(then)
                await writer.drain()
                sent += len(then)
                await asyncio.sleep(pause)
            answer = await reader.read()
    except ConnectionError:
        pass
    writer.close()
    return answer, sent


SLOW = {
    "nothing at all": (b"", b""),
    "a head that drips": (HEAD, b"X: y\r\n"),
    "a head in mid-line": (b"PO", b"S"),
    "a body that drips": (LONG, b" "),
    "a second request that drips": (WHOLE + HEAD, b"X: y\r\n"),
    "a refused message that drips": (LONG.replace(b"help.", b"evil."), b" "),
}


@pytest.mark.parametrize(("first", "then"), SLOW.values(), ids=SLOW)
def test_connection_that_is_slow_ends(
    first: bytes, then: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEAD_PATIENCE", 0.05)
    monkeypatch.setattr(connections, "WHOLE_PATIENCE", 0.1)

    async def work() -> None:
        async with collector(tmp_path) as open_one:
            await send_until_it_ends(open_one, first, then, pause=0.01)

    run(work())


ENDLESS = {
    "a body": (LONG, b"x" * 4096),
    "a body in chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n"),
    "a refused message": (LONG.replace(b"help.", b"evil."), b"x" * 4096),
    "a head": (HEAD, b"X: " + b"y" * 100 + b"\r\n"),
    "a line": (b"GET /", b"x" * 4096),
}


@pytest.mark.parametrize(("first", "then"), ENDLESS.values(), ids=ENDLESS)
def test_connection_without_end_ends(first: bytes, then: bytes, tmp_path: Path) -> None:
    async def work() -> None:
        async with collector(tmp_path) as open_one:
            _, sent = await send_until_it_ends(open_one, first, then)
            in_the_buffers_of_two_sockets = 16 * 1024 * 1024
            assert sent < connections.MOST_BYTES + in_the_buffers_of_two_sockets

    run(work())


def test_connection_ends_after_a_message_that_is_too_large(tmp_path: Path) -> None:
    async def work() -> None:
        async with collector(tmp_path) as open_one:
            reader, writer = await open_one()
            writer.write(HEAD + b"Content-Length: %d\r\n\r\n" % (LARGEST + 1) + b"x" * (LARGEST + 1))
            answer = await asyncio.wait_for(reader.read(), 60)
            assert answer.startswith(b"HTTP/1.1 413 ")
            assert b"\r\nconnection: close\r\n" in answer.lower()
            writer.close()

    run(work())


def test_connection_more_than_there_may_be_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "CONNECTIONS", 3)

    async def work() -> None:
        async with collector(tmp_path) as open_one:
            waiting = [await open_one() for _ in range(6)]
            reader, writer = await open_one()
            assert await asyncio.wait_for(reader.read(), 60) == b""
            writer.close()
            for reader, writer in waiting:
                writer.write(WHOLE)
                assert (await asyncio.wait_for(reader.readline(), 60)).startswith(b"HTTP/1.1 204 ")
                writer.close()

    run(work())


def test_connection_may_send_one_message_after_the_other(tmp_path: Path) -> None:
    many = connections.MOST_BYTES // LARGEST * 3
    large = BODY[:-1] + b" " * (LARGEST // 2) + BODY[-1:]

    async def work() -> None:
        async with collector(tmp_path) as open_one:
            reader, writer = await open_one()
            for _ in range(many):
                writer.write(HEAD + b"Content-Length: %d\r\n\r\n" % len(large) + large)
                assert (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)).startswith(b"HTTP/1.1 204 ")
            writer.close()

    run(work())
