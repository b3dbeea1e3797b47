"""What is remembered of addresses outside the site from one check to the next; only ever a saving of questions."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock

import msgspec

from helpcentre.linkcheck.status import LinkStatus, Outcome
from helpcentre.util.files import replace_text

RESUME = 3600
"""For how many seconds the failures that an interrupted check had found count for the one that goes on with it."""

_DAY = 86400


@dataclass(frozen=True)
class _Entry:
    """A verdict, when it was found, since when it has been uncertain, and until when not to ask; seconds since 1970."""

    outcome: Outcome
    reason: str
    moved_to: str
    checked: float
    since: float
    until: float


@dataclass(frozen=True)
class _File:
    """What is in the file; ``finished`` says that the last check came to its end."""

    finished: bool = True
    addresses: dict[str, _Entry] = field(default_factory=dict)


class ResultsCache:
    """The verdicts of earlier checks in a JSON file, which is written anew with each verdict.

    Good and moved addresses are known for ``keep_days``. Failures are never known, but to the check that goes on
    where another was interrupted, and where a server wants to be left in peace. An unreadable file is an empty one.
    """

    def __init__(self, file: Path, *, keep_days: float, clock: Callable[[], float] = time.time) -> None:
        self.file, self.clock = file, clock
        self._keep = keep_days * _DAY
        self._lock = Lock()
        content = _read(file)
        self._entries, self._is_finished = content.addresses, content.finished

    def recall(self, url: str) -> LinkStatus | None:
        """Return the verdict on an address if it still counts."""
        entry = self._entries.get(url)
        return LinkStatus(entry.outcome, entry.reason, entry.moved_to) if entry and self._counts(entry) else None

    def note(self, url: str, verdict: LinkStatus) -> None:
        """Remember a verdict at once, so that a check that is stopped now need not ask again."""
        with self._lock:
            now = self.clock()
            entry = _Entry(
                outcome=verdict.outcome,
                reason=verdict.reason,
                moved_to=verdict.moved_to,
                checked=now,
                since=self._since(url, now) if verdict.outcome is Outcome.UNCERTAIN else now,
                until=now + (verdict.wait or 0),
            )
            self._entries[url] = entry
            self._save(is_finished=False)

    def since(self, url: str) -> date:
        """Return the day (UTC) since when an address has been uncertain at each check, today if that is new."""
        now = self.clock()
        return datetime.fromtimestamp(self._since(url, now), tz=UTC).date()

    def today(self) -> date:
        """Return the present day (UTC)."""
        return datetime.fromtimestamp(self.clock(), tz=UTC).date()

    def finish(self, urls: Collection[str]) -> None:
        """End a check of all of ``urls``, which are what the site uses; the rest is forgotten."""
        with self._lock:
            self._entries = {
                url: entry
                for url, entry in self._entries.items()
                if url in urls and entry.outcome is not Outcome.BROKEN
            }
            self._save(is_finished=True)

    def _since(self, url: str, now: float) -> float:
        entry = self._entries.get(url)
        return entry.since if entry and entry.outcome is Outcome.UNCERTAIN else now

    def _counts(self, entry: _Entry) -> bool:
        age = self.clock() - entry.checked
        if age < 0:  # somebody set the clock
            return False
        if entry.outcome in (Outcome.GOOD, Outcome.MOVED):
            return age < self._keep
        return self.clock() < entry.until or (not self._is_finished and age < RESUME)

    def _save(self, *, is_finished: bool) -> None:
        content = msgspec.json.encode(_File(is_finished, dict(sorted(self._entries.items()))))
        replace_text(self.file, msgspec.json.format(content, indent=1).decode("utf-8"))


def _read(file: Path) -> _File:
    try:
        return msgspec.json.decode(file.read_bytes(), type=_File)
    except (OSError, ValueError, RecursionError):
        return _File()
