"""The collector as a program for web servers (https://asgi.readthedocs.io/): one answer to each message."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from helpcentre.collector.limits import MINUTE, RateLimit
from helpcentre.collector.messages import FORM, LARGEST, Feedback, Message, RefusedMessageError, parse_message
from helpcentre.collector.store import BusyError, FullError, Store
from helpcentre.content.ui_strings import PRODUCT_FOLDER, product_strings

PATIENCE = 15.0
"""Seconds in which a message has to arrive."""
_DAY = 24 * 3600
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_PAGE_POLICY = {"Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"}


def make_app(store: Store, origins: Sequence[str], limit: RateLimit) -> Starlette:
    """Return the program; ``origins`` are the sites whose pages may send, as in ``https://help.example.org``."""
    lock = asyncio.Lock()  # one message after the other: SQLite has one writer

    async def take(request: Request) -> Response:
        try:
            return await _take(request)
        except RefusedMessageError as refused:
            retry = {"Retry-After": str(round(MINUTE))} if refused.status in (429, 503) else {}
            end = {"Connection": "close"} if refused.status in (408, 413) else {}  # the rest of it is not waited for
            return PlainTextResponse(f"{refused.reason}\n", refused.status, _HEADERS | retry | end)

    async def _take(request: Request) -> Response:
        if request.headers.get("origin") not in origins:
            raise RefusedMessageError(403, "not from a page of the site")
        if not limit.allows(request.client.host if request.client else ""):
            raise RefusedMessageError(429, "too many messages")
        kind = request.headers.get("content-type", "")
        message = parse_message(await _body(request), kind)
        async with lock:
            await _write(store, message)
        if kind.lower().startswith(FORM) and isinstance(message, Feedback):
            return HTMLResponse(_thanks(message, origins), headers=_HEADERS | _PAGE_POLICY)
        return Response(status_code=204, headers=_HEADERS)

    cors = Middleware(
        CORSMiddleware, allow_origins=origins, allow_methods=["POST"], allow_headers=["Content-Type"], max_age=_DAY
    )
    return Starlette(routes=[Route("/{path:path}", take, methods=["POST"])], middleware=[cors])


def origin_of(address: str) -> str:
    """Return the origin of a web address as browsers write it, or an empty text where it is no such address."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
        name = parts.hostname or ""
        host = f"[{name}]" if ":" in name else name.encode("idna").decode("ascii")
    except ValueError:  # brackets, signs, numbers and names that no address has
        return ""
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return ""
    is_default = port in (None, {"http": 80, "https": 443}[parts.scheme])
    return f"{parts.scheme}://{host}" + ("" if is_default else f":{port}")


async def _body(request: Request) -> bytes:
    """Return the body of a request; raises RefusedMessageError where it is too large or too slow.

    What is too large is read on for a while, so that the sender gets the answer.
    """
    body, length = b"", 0
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.stream():
                length += len(chunk)
                body = body + chunk if length <= LARGEST else b""
                if length > 4 * LARGEST:
                    break
    except TimeoutError as error:
        raise RefusedMessageError(408, "the message did not arrive in time") from error
    except ClientDisconnect as error:
        raise RefusedMessageError(400, "the message did not arrive") from error
    if length > LARGEST:
        raise RefusedMessageError(413, f"more than {LARGEST} bytes")
    return body


async def _write(store: Store, message: Message) -> None:
    """Write a message, or raise RefusedMessageError."""
    try:
        await asyncio.to_thread(store.add, message, datetime.now(UTC).date())
    except FullError as error:
        raise RefusedMessageError(507, "there is no room left") from error
    except BusyError as error:
        raise RefusedMessageError(503, "cannot be written just now") from error


def _thanks(message: Feedback, origins: Sequence[str]) -> str:
    """Return the page that a reader without scripts gets: thanks, and the way back to a page of the site."""
    code = message.language if (PRODUCT_FOLDER / f"{message.language}.yml").is_file() else "en"
    is_ours = origin_of(message.page) in origins
    link = f'<p><a href="{escape(message.page)}">{escape(message.page)}</a></p>' if is_ours else ""
    thanks = escape(str(product_strings(code)["feedback_thanks"]))
    return (
        f'<!doctype html>\n<html lang="{code}" dir="auto"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{thanks}</title><h1>{thanks}</h1>{link}</html>\n'
    )
