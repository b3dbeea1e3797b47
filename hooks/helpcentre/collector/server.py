"""The collector as a server of its own, behind the web server of the site."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence

import uvicorn

from helpcentre.collector.app import make_app
from helpcentre.collector.connections import CONNECTIONS, Connection
from helpcentre.collector.limits import RateLimit
from helpcentre.collector.store import Store
from helpcentre.diagnostics.problem import HelpcentreError

_SENDERS = 60
"""So many senders may use their whole limit at once."""


def serve(
    store: Store, origins: Sequence[str], *, host: str, port: int, limit: int, tell: Callable[[str], None]
) -> None:
    """Take messages until the process is stopped; ``tell`` gets the address once it listens.

    ``limit`` is how many messages of one address are taken in a minute. That address is the one that a web server on
    this machine names (``X-Forwarded-For``), else that of the connection. Nothing of it is written anywhere. Raises
    HelpcentreError where ``host`` and ``port`` cannot be had, and OSError where the store cannot be written.
    """
    if not host:  # which Python takes for all of this machine's addresses
        raise HelpcentreError("--host is empty", fix="say --host 127.0.0.1, or 0.0.0.0 for all")
    store.create()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=CONNECTIONS)
    except OSError as error:
        message = f"cannot listen on port {port} of {host!r}: {error.strerror}"
        raise HelpcentreError(message, fix="say another --port, or --host 127.0.0.1") from error
    except (OverflowError, UnicodeError, TypeError) as error:  # the last one of a name that IDNA cannot encode
        message = f"{host!r} and {port} are no address of this machine: {error}"
        raise HelpcentreError(message, fix="say --host 127.0.0.1 --port 8080") from error
    config = uvicorn.Config(
        make_app(store, origins, RateLimit(limit, limit * _SENDERS)),
        access_log=False,
        log_level="error",
        log_config=None,
        lifespan="off",
        http=Connection,
        ws="none",
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
    )
    shown = f"[{host}]" if ":" in host else host
    tell(f"http://{shown}:{listening.getsockname()[1]}/")
    uvicorn.Server(config).run(sockets=[listening])
