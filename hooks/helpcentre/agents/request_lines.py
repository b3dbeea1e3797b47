"""The lines that an assistant sends to the server: what is no request is answered as such, and goes no further.

The library drops what it cannot read without an answer, and a line without an end would fill the memory.
See https://www.jsonrpc.org/specification.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from anyio.to_thread import run_sync
from mcp.shared.message import SessionMessage
from mcp.types import (
    INVALID_REQUEST,
    PARSE_ERROR,
    ErrorData,
    JSONRPCError,
    JSONRPCNotification,
    jsonrpc_message_adapter,
)

MOST_BYTES = 1_000_000
"""The longest line that is read; the longest sensible request has some thousand bytes."""

Send = Callable[[SessionMessage], Awaitable[None]]


@dataclass
class RequestLines:
    """The lines of ``stream`` that are messages of the protocol; ``send`` takes the answers to the others."""

    stream: BinaryIO
    send: Send | None = None

    async def __aiter__(self) -> AsyncIterator[str]:
        """Yield each message as a line of text, until the stream ends."""
        while line := await run_sync(self._read_line, abandon_on_cancel=True):
            if not line.strip():
                continue
            if answer := refusal(line):
                if self.send:
                    await self.send(SessionMessage(answer))
            else:
                yield line.decode("utf-8")

    def _read_line(self) -> bytes:
        """Return the next line, of one that is too long its beginning, and nothing at the end."""
        line = self.stream.readline(MOST_BYTES + 1)
        rest = line
        while len(rest) > MOST_BYTES and not rest.endswith(b"\n"):
            rest = self.stream.readline(MOST_BYTES + 1)
        return line


def refusal(line: bytes) -> JSONRPCError | None:
    """Return the answer to a line that is no message of the protocol, and None for one that is."""
    if len(line) > MOST_BYTES:
        return _error(None, INVALID_REQUEST, f"the line has more than {MOST_BYTES} bytes")
    try:
        message = jsonrpc_message_adapter.validate_json(line.decode("utf-8"), by_name=False)
        is_known = not isinstance(message, JSONRPCNotification) or "id" not in json.loads(line)
    except (ValueError, RecursionError):
        is_known = False
    return None if is_known else _refused(line)


def _refused(line: bytes) -> JSONRPCError:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return _error(None, PARSE_ERROR, "the line is no JSON in UTF-8")
    name = given.get("id") if isinstance(given, dict) else None
    is_id = isinstance(name, int | str) and not isinstance(name, bool) and str(name).isprintable()
    return _error(name if is_id else None, INVALID_REQUEST, "the line is no message of JSON-RPC 2.0")


def _error(name: Any, code: int, message: str) -> JSONRPCError:
    return JSONRPCError(jsonrpc="2.0", id=name, error=ErrorData(code=code, message=message))
