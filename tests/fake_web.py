"""The rest of the world, played on loopback ports: servers that answer in many ways."""

import socket
import ssl
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import unquote

from helpcentre.settings.options import ExternalSettings

HURRIED = ExternalSettings(timeout=10, time_limit=600, requests_per_second=1000, retries=1, backoff=0.1, private=True)
"""Settings for servers that nobody else uses."""


@dataclass
class Outside:
    """A server: its address without a slash at the end, the paths it was asked for, and what stops its slow answers."""

    address: str = ""
    seen: list[str] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    robots: str | None = None
    over: Event = field(default_factory=Event)


class _Answers(BaseHTTPRequestHandler):
    """Answers ``/<status>`` with that status; what follows it, after a hyphen, tells how.

    ``/301-to-<path>`` leads on, ``/429-after-<seconds>`` and ``/503-after-...`` want a pause, and one with ``-once``
    is well when asked again. ``/200-slow``, ``-endless``, ``-dripping`` and ``-reset`` are no good to wait for.
    """

    def __init__(self, *arguments: Any, outside: Outside) -> None:
        self.outside = outside
        super().__init__(*arguments)

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self._robots()
            return
        self.outside.seen.append(self.path)
        self.outside.moments.append(time.monotonic())
        name = self.path.partition("?")[0].strip("/")
        status, _, how = name.partition("-")
        if how == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        if how == "slow":
            self.outside.over.wait(30)
        if name.endswith("-once") and self.outside.seen.count(self.path) > 1:
            status = "200"
        self.send_response(int(status) if status.isdigit() else 404)
        if how.startswith("to-"):
            self.send_header("Location", f"/{unquote(how.removeprefix('to-'))}")
        if how.startswith("after-"):
            self.send_header("Retry-After", how.split("-")[1])
        if how == "dripping":
            self._drip(b"X-Slow-")  # the name of one header, as a client takes no more than a hundred
        elif how == "endless":
            self.end_headers()
            self._drip(b"x" * 1024)
        else:
            self.send_header("Content-Length", "0")
            self.end_headers()

    def _robots(self) -> None:
        text = self.outside.robots
        self.send_response(404 if text is None else 200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(text or "")))
        self.end_headers()
        self.wfile.write((text or "").encode())

    def _drip(self, data: bytes) -> None:
        self.flush_headers()
        with suppress(OSError):
            while not self.outside.over.wait(0.1):
                self.wfile.write(data)
                self.wfile.flush()

    def log_message(self, *args: object) -> None:
        """Keep the tests' output free of requests."""


@contextmanager
def outside(*, robots: str | None = None, tls: ssl.SSLContext | None = None) -> Iterator[Outside]:
    """Run a server until the block ends."""
    world = Outside(robots=robots)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Answers, outside=world)) as http:
        http.daemon_threads = True
        http.handle_error = lambda *_: None  # type: ignore[method-assign]
        if tls:
            http.socket = tls.wrap_socket(http.socket, server_side=True)
        world.address = f"http{'s' if tls else ''}://127.0.0.1:{http.server_port}"
        Thread(target=http.serve_forever, daemon=True).start()
        try:
            yield world
        finally:
            world.over.set()
            http.shutdown()
