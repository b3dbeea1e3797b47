"""A folder on a port of this machine: what ends with it, and what ends before."""

import socket
import struct
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

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


@pytest.mark.parametrize("asked", ["GET /film.mp4 HTTP/1.0\r\n\r\n", "GET /film.mp4 HTTP"])
def test_program_that_wants_no_more_of_a_file_is_no_fault(
    asked: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Browsers end a connection in the middle of a film or a large picture, and then ask for the rest."""
    (tmp_path / "film.mp4").write_bytes(bytes(8_000_000))
    before = {*threading.enumerate()}
    with serve_folder(tmp_path) as server:
        with socket.create_connection(("127.0.0.1", urlsplit(server.address).port)) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # it ends with a reset
            client.sendall(asked.encode())
            if asked.endswith("\n"):
                client.recv(1000)
        with socket.create_connection(("127.0.0.1", urlsplit(server.address).port)) as other:
            other.sendall(b"GET / HTTP/1.0\r\n\r\n")  # connections are taken in their order
            assert b"200 OK" in b"".join(iter(lambda: other.recv(4096), b""))
        for _ in range(1000):
            if not [each for each in {*threading.enumerate()} - before if "process_request" in each.name]:
                break
            time.sleep(0.01)
    assert capsys.readouterr().err == ""
