"""Other hosts asked politely: one address of a host at a time, with pauses, and again where that may help."""

from __future__ import annotations

import contextlib
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

from helpcentre.linkcheck.linkchecker import CheckResult, Options, check_addresses
from helpcentre.linkcheck.status import LinkStatus, classify
from helpcentre.settings.options import ExternalSettings
from helpcentre.util.addresses import split_address

HOSTS_AT_ONCE = 8

_SLACK = 5.0
"""Seconds that LinkChecker may take for itself, beside what it waits for."""

Found = Callable[[str, LinkStatus], None]


def check_politely(urls: Iterable[str], *, settings: ExternalSettings, found: Found) -> list[str]:
    """Call ``found`` with each address and its verdict as soon as it is known; return those there was no time for.

    ``found`` is called from several threads. Raises HelpcentreError where LinkChecker could not run.
    """
    by_host = defaultdict(list)
    for url in sorted(urls):
        by_host[split_address(url).netloc].append(url)
    stop = Event()
    deadline = time.monotonic() + settings.time_limit
    hosts = [_Host(own, settings, found, stop, deadline) for own in by_host.values()]
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        try:
            return sorted(url for unasked in pool.map(_Host.check_all, hosts) for url in unasked)
        finally:
            stop.set()


class _Host:
    """The addresses of one host, asked for by a LinkChecker of its own, one after the other."""

    def __init__(self, urls: list[str], settings: ExternalSettings, found: Found, stop: Event, deadline: float) -> None:
        self.waiting = deque(urls)
        self.settings, self.found, self.stop, self.deadline = settings, found, stop, deadline
        self.tries: Counter[str] = Counter()
        self.last: dict[str, LinkStatus] = {}

    @property
    def seconds_left(self) -> float:
        """The time that the check as a whole still has; none once it is to stop."""
        return 0.0 if self.stop.is_set() else self.deadline - time.monotonic()

    def check_all(self) -> list[str]:
        """Ask for every address until there is a verdict on it; return those there was no time for."""
        while self.waiting and self.seconds_left > 0:
            pause = self._round()
            if self.waiting:
                self.stop.wait(min(pause, max(0.0, self.seconds_left)))
        for url in self.waiting:
            if url in self.last and not self.stop.is_set():
                self.found(url, self.last[url])
        return [url for url in self.waiting if url not in self.last]

    def _round(self) -> float:
        """Ask for what is waiting, up to where the host wants a pause; return the seconds to wait before the next."""
        pause = 0.0
        with contextlib.closing(self._answers()) as arriving:
            for answer in arriving:
                if self.stop.is_set():  # LinkChecker was interrupted too: this is no verdict
                    break
                verdict = classify(answer)
                self.waiting.remove(answer.url)
                wait = verdict.wait if verdict.wait is not None else self._back_off(answer.url)
                if verdict.is_temporary and self.tries[answer.url] < self.settings.retries and wait < self.seconds_left:
                    self._put_off(answer.url, verdict)
                else:
                    self.found(answer.url, verdict)
                if verdict.is_temporary:
                    pause = max(pause, wait)
                if verdict.wants_pause and wait >= self.seconds_left:
                    self._spare(verdict)
                if verdict.wants_pause or self.seconds_left <= 0:
                    break
        return pause

    def _answers(self) -> Generator[CheckResult, None, None]:
        """Yield what LinkChecker says of the waiting addresses, at least of the first."""
        urls = tuple(self.waiting)
        pacing = 6 / self.settings.requests_per_second  # LinkChecker waits between once and six times this
        options = _options(self.settings)
        is_silent = True
        limit = self.settings.timeout + pacing + _SLACK
        with contextlib.closing(check_addresses(urls, options, limit=limit, private=self.settings.private)) as arriving:
            for answer in arriving:
                if answer.url in self.waiting:
                    is_silent = False
                    yield answer
        if is_silent:
            yield CheckResult(urls[0], "LinkChecker said nothing of it", is_valid=False)

    def _back_off(self, url: str) -> float:
        return float(self.settings.backoff * 2 ** self.tries[url])

    def _put_off(self, url: str, verdict: LinkStatus) -> None:
        self.tries[url] += 1
        self.last[url] = verdict
        self.waiting.append(url)

    def _spare(self, verdict: LinkStatus) -> None:
        """Ask a host for nothing more in this check: it wants a longer pause than there is time for."""
        reason = f"not asked for: its host answered {verdict.reason} to another address"
        for url in self.waiting:
            self.found(url, self.last.get(url, replace(verdict, reason=reason)))
        self.waiting.clear()


def _options(settings: ExternalSettings) -> Options:
    """Return what LinkChecker is told: these addresses and no further, in their order, as robots.txt allows."""
    checking = {
        "recursionlevel": 0,
        "threads": 0,
        "timeout": max(1, int(settings.timeout / 2)),  # twice for an address: robots.txt, then the page
        "maxrequestspersecond": settings.requests_per_second,
    }
    return {
        "checking": checking,
        "filtering": {"checkextern": 1},
        "output": {"verbose": 1},
        "HttpHeaderInfo": {"prefixes": "Retry-After"},
    }
