"""A client of one engine's address: it sends and gets JSON, waits when told to, and shows its key to no one else."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import urllib3

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.drafts.engines.engine import EngineError
from helpcentre.util.addresses import split_address
from helpcentre.util.http import Requests, retry_seconds
from helpcentre.util.private_addresses import is_private_host

MOST_BYTES = 20_000_000
"""The largest answer that is taken."""

LONGEST_WAIT = 300.0
"""Seconds that a server may ask us to wait."""

_TIMES_OVER = frozenset({408, 425, 429, 500, 502, 503, 504, 529})


@dataclass
class Client:
    """Sends JSON to addresses below ``url``; ``headers`` have the key, which ``variable`` of the environment names.

    An address without encryption has to be within a private network. No redirect is followed: the answer would come
    from somebody else than the operator named, and the key would go there.
    """

    url: str
    headers: Mapping[str, str] = field(repr=False)
    variable: str
    timeout: float = 120
    """Seconds that an answer may take."""
    retries: int = 4
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        """Refuse an address that would get the texts, and the key, without encryption."""
        parts = split_address(self.url)
        if parts.scheme != "https" and not is_private_host(parts.hostname or ""):
            fix = "write https:// in extra.helpcentre.translate.url"
            raise HelpcentreError(f"{self.url} would get the texts without encryption", fix=fix)

    def post(self, path: str, data: Mapping[str, Any]) -> Any:
        """Return the answer to ``data``.

        Raises EngineError where the server refuses it or its answers stay broken, HelpcentreError where it refuses the
        key or has no more budget.
        """
        return self._call("POST", path, json.dumps(data, ensure_ascii=False).encode("utf-8"))

    def get(self, path: str) -> Any:
        """Return what the server has at ``path``; raises as :meth:`post` does."""
        return self._call("GET", path, None)

    def _call(self, method: str, path: str, body: bytes | None) -> Any:
        url = self.url.rstrip("/") + path
        why = ""
        for attempt in range(self.retries + 1):
            pause = float(2**attempt)
            try:
                status, retry_after, content = self._request(method, url, body)
            except urllib3.exceptions.HTTPError as error:
                why = type(error).__name__
            else:
                if status in (200, 201):
                    try:
                        return json.loads(content)
                    except (ValueError, RecursionError):
                        why = "the answer is not JSON"
                else:
                    self._refuse(status)
                    why, pause = f"status {status}", retry_seconds(retry_after) or pause
            if attempt < self.retries:
                self.sleep(min(pause, LONGEST_WAIT))
        is_of_texts = why == "the answer is not JSON"
        raise EngineError(f"{split_address(url).netloc}: {why}", is_of_texts=is_of_texts)

    def _request(self, method: str, url: str, body: bytes | None) -> tuple[int, str, bytes]:
        headers = {**self.headers, "Content-Type": "application/json", "User-Agent": "helpcentre"}
        requests = Requests(seconds=self.timeout, most_bytes=MOST_BYTES)
        # The operator named the address, which may be one of their own network.
        answer = requests.send(method, url, headers=headers, body=body, private=True)
        if answer.content is None:
            raise EngineError(f"{split_address(url).netloc}: the answer has more than {MOST_BYTES / 1e6:.0f} MB")
        return answer.status, answer.headers.get("Retry-After", ""), answer.content

    def _refuse(self, status: int) -> None:
        """Raise an error for a status that will not be another one if the same is asked again."""
        host = split_address(self.url).netloc
        if status in (401, 403):
            raise HelpcentreError(f"{host} refuses the key ({status})", fix=f"set the variable {self.variable}")
        if status in (402, 456):  # https://developers.deepl.com/docs/best-practices/error-handling
            raise HelpcentreError(f"{host} has no budget left ({status})", fix="raise it there, then run this again")
        if 300 <= status < 400:
            fix = "name the address that it leads to, if that is the right one, in extra.helpcentre.translate.url"
            raise HelpcentreError(f"{host} redirects ({status})", fix=fix)
        if status not in _TIMES_OVER:
            raise EngineError(f"{host}: status {status}")
