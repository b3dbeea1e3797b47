"""Connections to the collector: each ends in time, whatever its sender does, and there are only so many of them."""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle
from typing import Any, cast

from h11 import LocalProtocolError
from uvicorn.protocols.http.h11_impl import H11Protocol

from helpcentre.collector.messages import LARGEST

CONNECTIONS = 200
"""From so many connections on, a message is answered with 503; no more than twice as many are there at all."""

HEAD_PATIENCE = 15.0
"""Seconds in which the head of a request has to arrive, and what is left of a message after its answer."""

WHOLE_PATIENCE = 60.0
"""Seconds from the head of a request to the end of its answer, which the sender has to fetch."""

MOST_BYTES = 8 * LARGEST
"""What one connection may send between two answers; a message that is refused as too large has half of it."""


class Connection(H11Protocol):
    """One connection, from its beginning to its end."""

    _timer: TimerHandle | None = None
    _timed: object = None
    """The request that the timer runs for."""
    _received = 0

    def connection_made(self, transport: BaseTransport) -> None:
        """Begin, or end at once where there are too many connections."""
        super().connection_made(cast(Any, transport))
        if len(self.connections) > 2 * CONNECTIONS:
            self.transport.abort()
        else:
            self._end_after(HEAD_PATIENCE)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the timer of a connection that has ended."""
        if self._timer:
            self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a part of a request, or end where nothing that is taken is as long."""
        self._received += len(data)
        if self._received > MOST_BYTES:
            self.transport.abort()
        else:
            super().data_received(data)

    def handle_events(self) -> None:
        """Act on what has arrived. A new request has its own time, however many parts it comes in."""
        super().handle_events()
        if self.cycle is not self._timed:
            self._timed = self.cycle
            if not self.cycle.response_complete:
                self._end_after(WHOLE_PATIENCE)

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP. A request that began as one has no other answer any more."""
        try:
            super().send_400_response(msg)
        except LocalProtocolError:  # it has an answer already
            self.transport.abort()
        if self.cycle and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        self._received = 0
        self._end_after(HEAD_PATIENCE)
        super().on_response_complete()

    def _end_after(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = self.loop.call_later(seconds, self.transport.abort)
