"""Work of the live preview for which nobody has to wait: it is done while the author looks at the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Event, Thread

from helpcentre.diagnostics.problem import HelpcentreError, reason
from helpcentre.mkdocs_adapter.errors import log

_PAUSE = 0.3
"""Seconds in which browsers can load the page before other work keeps the server from answering."""


class BackgroundWork:
    """Pieces of work that a thread does one after the other."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._thread: Thread | None = None
        self._is_ending = Event()

    def begin(self, pieces: Iterable[Callable[[], None]]) -> None:
        """Begin with pieces of work; an error that one raises is logged, and ends them. The first is always done."""
        self.wait()
        self._is_ending.clear()
        self._thread = Thread(target=self._run, args=(pieces,))
        self._thread.start()

    def wait(self) -> None:
        """Wait for the work to end, if there is any."""
        if self._thread:
            self._thread.join()

    def end(self) -> None:
        """Wait for the piece of work in progress; those after it are left undone, but for the very first."""
        self._is_ending.set()
        self.wait()

    def _run(self, pieces: Iterable[Callable[[], None]]) -> None:
        self._is_ending.wait(_PAUSE)
        try:
            for number, work in enumerate(pieces):
                if number == 0 or not self._is_ending.is_set():
                    work()
        except (HelpcentreError, OSError) as error:
            log.error(reason(error))
