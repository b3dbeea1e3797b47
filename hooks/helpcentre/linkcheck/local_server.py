"""A folder shown on a port of this machine, to programs on this machine only."""

from __future__ import annotations

import io
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from helpcentre.hosting.headers import HEADERS_FILE, headers_for


@dataclass(frozen=True)
class Server:
    """Where the folder is shown, with a slash at its end, and the paths below it that were asked for."""

    address: str
    requests: set[str] = field(default_factory=set)


@contextmanager
def serve_folder(folder: Path, *, below: str = "/", port: int = 0) -> Iterator[Server]:
    """Serve ``folder`` at the path ``below``, which starts and ends with a slash, until the block ends.

    Without a ``port``, it is any that is free.
    """
    seen: set[str] = set()
    handler = partial(_Handler, directory=str(folder), below=below, seen=seen)
    with _Server(("127.0.0.1", port), handler) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        try:
            yield Server(f"http://127.0.0.1:{http.server_port}{below}", seen)
        finally:
            http.shutdown()
            http.end_connections()


class _Server(ThreadingHTTPServer):
    """Ends with all its connections: browsers open some before they need them, and would ask the ended server."""

    request_queue_size = 128
    """How many connections may wait. Where only 5 may, as by default, the last of 24 at once took over a second."""

    def __init__(self, *arguments: Any) -> None:
        self._open: set[socket.socket] = set()
        super().__init__(*arguments)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer a connection in a thread of its own."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """End a connection that is answered."""
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print what went wrong, but for a browser that wants no more of a film or a large picture."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def end_connections(self) -> None:
        """End those that are open."""
        for each in list(self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below a path with the headers of its ``_headers``; one more lets LinkChecker hurry."""

    def __init__(self, *arguments: Any, below: str, seen: set[str], **options: Any) -> None:
        self.below, self.seen = below, seen
        super().__init__(*arguments, **options)

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer 404 outside the served path, and as for any folder below it."""
        if not self.path.startswith(self.below):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        self.seen.add(urlsplit(self.path.removeprefix(self.below)).path)
        return super().send_head()

    def translate_path(self, path: str) -> str:
        """Return the file for a path below the served one."""
        return super().translate_path(f"/{path.removeprefix(self.below)}")

    def end_headers(self) -> None:
        """Add the headers."""
        self.send_header("LinkChecker", "welcome")
        path = f"/{self.path.removeprefix(self.below)}"
        for name, value in headers_for(path, Path(self.directory, HEADERS_FILE)).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Print nothing."""
