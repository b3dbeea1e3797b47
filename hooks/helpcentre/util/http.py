"""Requests to servers of others: each ends in time, has a limit of size, and goes into no private network unasked."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Timer
from weakref import WeakSet

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from helpcentre.util.private_addresses import is_private_address

LONGEST_SILENCE = 60.0
"""Seconds that a server may say nothing."""


@dataclass(frozen=True)
class Answer:
    """What a server answered; ``content`` is unpacked, and None where there is more than the limit."""

    status: int
    headers: Mapping[str, str]
    content: bytes | None


class RefusedError(HTTPError):
    """A request that was not sent, or was cut off; the text says why."""


class Requests:
    """Sends one request after the other; none is repeated, and no redirect is followed.

    A request ends after ``seconds``, however slowly its server drips; ``most_bytes`` of an answer are taken.
    """

    def __init__(self, *, seconds: float, most_bytes: int) -> None:
        self.seconds, self.most_bytes = seconds, most_bytes
        self.may_be_private, self._is_cut = False, False
        self.open: WeakSet[_Watched] = WeakSet()
        self._pool = urllib3.PoolManager(retries=False)
        self._pool.pool_classes_by_scheme = _pool_classes(self)

    def send(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes | None = None, private: bool = False
    ) -> Answer:
        """Return the answer; ``private`` is whether it may come from a private network.

        What a name server says of a host is looked at when the connection is there, before anything is sent. Raises
        HTTPError of urllib3 for whatever fails.
        """
        self.may_be_private, self._is_cut = private, False
        timeout = urllib3.Timeout(connect=min(20.0, self.seconds), read=min(LONGEST_SILENCE, self.seconds))
        timer = Timer(self.seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            answer = self._pool.request(
                method, url, body=body, headers=dict(headers), redirect=False, preload_content=False, timeout=timeout
            )
            try:
                content = answer.read(self.most_bytes + 1)
                is_whole = len(content) <= self.most_bytes
                if self._is_cut:  # what was dripped until then looks like all there is
                    raise RefusedError(f"no whole answer within {self.seconds:g} seconds")
                return Answer(answer.status, answer.headers, content if is_whole else None)
            finally:
                answer.close()  # what is left of it is not waited for
        except (OSError, ValueError) as error:  # of a socket that was cut off, or of an address that is none
            raise RefusedError(str(error)) from error
        finally:
            timer.cancel()

    def _cut(self) -> None:
        """End all connections: whoever waits for an answer gets an error."""
        self._is_cut = True
        for connection in list(self.open):
            with suppress(OSError):
                if connection.line:
                    connection.line.shutdown(socket.SHUT_RDWR)


class _Watched(HTTPConnection):
    """A connection that ``owner`` can cut off at any moment, and that refuses private networks for it."""

    owner: Requests
    line: socket.socket | None = None
    """The connection once more, for encryption takes hold of the first one."""

    def _new_conn(self) -> socket.socket:
        made = super()._new_conn()
        if not self.owner.may_be_private and is_private_address(made.getpeername()[0]):
            made.close()
            raise RefusedError("its name leads into a private network")
        self.line = made.dup()
        self.owner.open.add(self)
        return made

    def close(self) -> None:
        super().close()
        if self.line:
            self.line.close()


class _WatchedEncrypted(_Watched, HTTPSConnection):
    """The same with encryption."""


def _pool_classes(owner: Requests) -> dict[str, type[HTTPConnectionPool]]:
    plain = type("Connection", (_Watched,), {"owner": owner})
    encrypted = type("EncryptedConnection", (_WatchedEncrypted,), {"owner": owner})
    return {
        "http": type("Pool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("EncryptedPool", (HTTPSConnectionPool,), {"ConnectionCls": encrypted}),
    }


def retry_seconds(retry_after: str) -> float:
    """Return how long ``Retry-After`` asks us to wait (RFC 9110, 10.2.3): seconds, or until a date; 0 if it is none."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        return max((parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds(), 0.0) if text else 0.0
    except (ValueError, TypeError):
        return 0.0
