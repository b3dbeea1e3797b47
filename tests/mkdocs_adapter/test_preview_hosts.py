"""The live preview answers to this machine only."""

from io import BytesIO, StringIO
from pathlib import Path
from wsgiref.handlers import SimpleHandler
from wsgiref.util import setup_testing_defaults

import pytest
from mkdocs.livereload import LiveReloadServer

from helpcentre.mkdocs_adapter.preview_hosts import is_local_host, restrict_hosts


@pytest.mark.parametrize(
    ("host", "is_answered"),
    [
        ("127.0.0.1:8000", True),
        ("localhost:8000", True),
        ("LOCALHOST", True),
        ("docs.localhost", True),
        ("[::1]:8000", True),
        ("192.168.1.20:8000", True),
        ("author.example:8000", True),
        ("other.example:8000", False),
        ("127.0.0.1.other.example", False),
        ("localhost.other.example", False),
        ("notlocalhost", False),
        ("", False),
        ("[", False),
        ("127.0.0.1@other.example", False),
    ],
)
def test_host_is_answered_if_it_names_this_machine(host: str, is_answered: bool) -> None:
    assert is_local_host(host, "author.example") is is_answered


def test_preview_asked_by_another_name_refuses(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<body>a draft</body>")
    server = LiveReloadServer(lambda: None, host="127.0.0.1", port=8000, root=str(tmp_path))
    restrict_hosts(server)
    assert _answer(server, "127.0.0.1:8000")[0] == "200 OK"
    assert b"a draft" in _answer(server, "localhost:8000")[1]
    status, body = _answer(server, "other.example:8000")
    assert status == "403 Forbidden"
    assert b"dev_addr" in body
    assert b"a draft" not in body
    server.server_close()


def test_address_that_no_file_can_have_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<body>a draft</body>")
    server = LiveReloadServer(lambda: None, host="127.0.0.1", port=8000, root=str(tmp_path))
    restrict_hosts(server)
    assert _answer(server, "localhost", "/\0")[0] == "404 Not Found"
    assert _answer(server, "other.example", "/index.html\0.png")[0] == "403 Forbidden"
    server.server_close()


def _answer(server: LiveReloadServer, host: str, path: str = "/index.html") -> tuple[str, bytes]:
    """The status line and the body of the answer to a request with this ``Host`` header."""
    said = BytesIO()
    environ = {"HTTP_HOST": host, "PATH_INFO": path}
    setup_testing_defaults(environ)
    application = server.get_app()
    assert application
    handler = SimpleHandler(BytesIO(), said, StringIO(), environ)
    handler.run(application)
    head, _, body = said.getvalue().partition(b"\r\n\r\n")
    return head.splitlines()[0].decode().partition(" ")[2], body
