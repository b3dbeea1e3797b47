"""A polite client of one API: it waits when told to, asks again after a fault, and shows its token to no one else."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

import urllib3

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.addresses import join_address, split_address
from helpcentre.util.http import Requests, retry_seconds

MOST_BYTES = 100_000_000
"""The largest answer or file that is taken."""

ATTEMPTS = 5
LONGEST_WAIT = 600.0
"""Seconds that an API may ask us to wait."""

LONGEST_ANSWER = 600.0
"""Seconds that an answer may take."""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass
class Client:
    """Asks the API at ``site``, as in ``https://example.zendesk.com``; ``headers`` have the token, for it alone."""

    site: str
    headers: Mapping[str, str]
    sleep: Callable[[float], None] = time.sleep
    requests: Requests = field(default_factory=lambda: Requests(seconds=LONGEST_ANSWER, most_bytes=MOST_BYTES))

    def __post_init__(self) -> None:
        """Refuse a site that would get the token without encryption."""
        parts = split_address(self.site)
        is_local = (parts.hostname or "") in _LOOPBACK
        if not parts.hostname or parts.scheme not in ("https", *(("http",) if is_local else ())):
            fix = "name the site, as in https://example.zendesk.com"
            raise HelpcentreError(f"{self.site!r} is no address that begins with https://", fix=fix)

    def get_json(self, address: str) -> Any:
        """Return the answer of the API; raises HelpcentreError where it refuses, or where its answers stay broken."""
        url = join_address(self.site, address)
        if not self._is_own(url):
            message = f"the next page is on another host: {split_address(url).netloc}"
            raise HelpcentreError(message, fix="look at the API's answers, or name another site")
        reason = ""
        for attempt in range(ATTEMPTS):
            data, reason = self._ask(url, attempt)
            with contextlib.suppress(ValueError, RecursionError):
                if data is not None:
                    return json.loads(data)
            if data is not None:
                reason = "the answer is cut off"
                self.sleep(float(2**attempt))
        raise HelpcentreError(f"{url}: {reason}", fix="run the same command again later: it goes on where it stopped")

    def get_file(self, address: str) -> tuple[bytes, str]:
        """Return a file and its content type; an empty one, with the reason in place of the type, if there is none."""
        url = join_address(self.site, address)
        if not (self._is_own(url) or _is_public(url)):
            return b"", "its address is not one of the public web"
        reason = ""
        for attempt in range(ATTEMPTS):
            data, reason = self._ask(url, attempt, is_file=True)
            if data is not None:
                return data, reason
            if not reason.startswith("again"):
                break
        return b"", reason.removeprefix("again: ")

    def _is_own(self, url: str) -> bool:
        own, other = split_address(self.site), split_address(url)
        return (own.scheme, own.netloc) == (other.scheme, other.netloc)

    def _ask(self, url: str, attempt: int, *, is_file: bool = False) -> tuple[bytes | None, str]:
        """Return an answer and its type, or None and the reason, after the pause that the reason asks for."""
        is_own = self._is_own(url)
        try:
            # A redirect is followed without the token: storage hosts have signatures of their own.
            answer = self.requests.send("GET", url, headers=self.headers if is_own else {}, private=is_own)
            if is_file and answer.status in (301, 302, 303, 307, 308):
                url = join_address(url, answer.headers.get("Location", ""))
                if not (self._is_own(url) or _is_public(url)):
                    return None, "it redirects to an address that is not one of the public web"
                answer = self.requests.send("GET", url, headers={}, private=self._is_own(url))
        except urllib3.exceptions.HTTPError as error:
            self.sleep(float(2**attempt))
            return None, f"again: {type(error).__name__}"
        if answer.status != 200:
            return self._refused(url, answer.status, answer.headers.get("Retry-After", ""), attempt, is_file=is_file)
        if answer.content is None:
            return None, f"it has more than {MOST_BYTES / 1e6:.0f} MB"
        return answer.content, answer.headers.get("Content-Type", "")

    def _refused(self, url: str, status: int, retry_after: str, attempt: int, *, is_file: bool) -> tuple[None, str]:
        if status in (401, 403) and not is_file:
            message = f"{split_address(url).netloc} refuses the token ({status})"
            raise HelpcentreError(message, fix="set the token's variable, and give it the right to read articles")
        if status == 429 or status >= 500:
            self.sleep(min(retry_seconds(retry_after) or float(2**attempt), LONGEST_WAIT))
            return None, f"again: status {status}"
        if not is_file:
            raise HelpcentreError(f"{url}: status {status}", fix="look whether the site has a help centre")
        return None, f"status {status}"


def _is_public(url: str) -> bool:
    """Whether a file may be asked of a host that a text names: one of the web, by name, encrypted."""
    parts = split_address(url)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return parts.scheme == "https" and "." in host and not host.endswith((".local", ".internal", ".localhost"))
    return False
