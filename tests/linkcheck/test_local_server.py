"""A folder on a port of this machine: what ends with it."""

import socket
from pathlib import Path
from urllib.parse import urlsplit

from helpcentre.linkcheck.local_server import serve_folder


def test_connection_that_asked_nothing_yet_ends_with_the_server(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("former", encoding="utf-8")
    with serve_folder(tmp_path) as server:
        port = urlsplit(server.address).port
        spare = socket.create_connection(("127.0.0.1", port), timeout=30)
        with socket.create_connection(("127.0.0.1", port), timeout=30) as asked:  # connections are taken in their order
            asked.sendall(b"GET / HTTP/1.0\r\n\r\n")
            assert b"former" in b"".join(iter(lambda: asked.recv(4096), b""))
    with spare:
        assert spare.recv(1) == b""
