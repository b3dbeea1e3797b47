"""The collector as a server of its own, behind the web server of the site."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence

import uvicorn

from helpcentre.collector.app import make_app
from helpcentre.collector.limits import RateLimit
from helpcentre.collector.store import Store

_CONNECTIONS = 200
_SENDERS = 60
"""So many senders may use their whole limit at once."""


def serve(
    store: Store, origins: Sequence[str], *, host: str, port: int, limit: int, tell: Callable[[str], None]
) -> None:
    """Take messages until the process is stopped; ``tell`` gets the address once it listens.

    ``limit`` is how many messages of one address are taken in a minute. That address is the one that a web server on
    this machine names (``X-Forwarded-For``), else that of the connection. Nothing of it is written anywhere.
    """
    store.create()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=_CONNECTIONS)
    config = uvicorn.Config(
        make_app(store, origins, RateLimit(limit, limit * _SENDERS)),
        access_log=False,
        log_level="error",
        log_config=None,
        lifespan="off",
        http="h11",
        ws="none",
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
    )
    shown = f"[{host}]" if ":" in host else host
    tell(f"http://{shown}:{listening.getsockname()[1]}/")
    uvicorn.Server(config).run(sockets=[listening])
