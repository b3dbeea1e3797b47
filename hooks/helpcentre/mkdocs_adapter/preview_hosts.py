"""Names that the live preview answers to: a page of another site must not read it through a name of its own."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_NO_FILE = b"No file can be called so.\n"
_REFUSAL = b"The live preview answers to localhost, to IP addresses and to the host of dev_addr only.\n"


def restrict_hosts(server: LiveReloadServer) -> None:
    """Let the server answer requests for this machine only, and others with status 403.

    This is the defence against DNS rebinding, where a name of another site leads to this machine. An address that no
    file can have is answered with 404, where MkDocs alone fails with a traceback.
    """
    application = server.get_app()
    if application:
        server.set_app(_restricted(application, str(server.server_address[0])))


def is_local_host(host: str, own: str) -> bool:
    """Whether a ``Host`` header names this machine: by an IP address, as localhost, or as its ``own`` name.

    No name leads to an IP address in a header, so these are safe. Names below ``localhost`` stay on the machine
    (RFC 6761, section 6.3).
    """
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    return name in ("localhost", own.lower()) or name.endswith(".localhost") or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _restricted(application: WSGIApplication, own: str) -> WSGIApplication:
    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        is_local, has_null = is_local_host(environ.get("HTTP_HOST", ""), own), "\0" in environ["PATH_INFO"]
        if is_local and not has_null:
            return application(environ, start_response)
        status, text = ("404 Not Found", _NO_FILE) if is_local else ("403 Forbidden", _REFUSAL)
        start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
        return [text]

    return answer
