"""The website as a good host serves it: compressed, with the headers of its ``_headers``, and with its 404 pages."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from helpcentre.hosting.headers import HEADERS_FILE, headers_for

_MISSING = "404.html"
_COMPRESSED = ("text/", "application/json", "application/javascript", "image/svg+xml")


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """Serve the folder on a port of this machine until the block ends, and yield the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site)) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{http.server_port}/"
        finally:
            http.shutdown()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are used again, as anywhere

    def __init__(self, site: Path, *arguments: Any) -> None:
        self.site = site
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Answer with a file of the site, or with the 404 page of the language."""
        path = unquote(urlsplit(self.path).path)
        file = self.site / path.strip("/")
        file = file / "index.html" if path.endswith("/") else file
        status = 200 if file.is_file() and ".." not in path else 404
        if status == 404:
            own = self.site / path.split("/")[1] / _MISSING
            file = own if own.is_file() else self.site / _MISSING
        self._answer(status, file, path)

    def _answer(self, status: int, file: Path, path: str) -> None:
        content, kind = file.read_bytes(), guess_type(file.name)[0] or "application/octet-stream"
        self.send_response(status)
        if kind.startswith(_COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers_for(path, self.site / HEADERS_FILE).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Print nothing."""
