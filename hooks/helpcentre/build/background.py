"""Work of the live preview for which nobody has to wait: it is done while the author looks at the page."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from threading import Event, Thread

from helpcentre.diagnostics.problem import HelpcentreError, reason

log = logging.getLogger("mkdocs.plugins.helpcentre")

_PAUSE = 0.3
"""Seconds in which browsers can load the page before other work keeps the server from answering."""

_thread: Thread | None = None
_is_ending = Event()


def begin(works: Iterable[Callable[[], None]]) -> None:
    """Begin with pieces of work, one after the other; an error that one raises is logged, and ends them.

    The first is done in any case.
    """
    global _thread
    wait()
    _is_ending.clear()
    _thread = Thread(target=_done, args=(works,))
    _thread.start()


def wait() -> None:
    """Wait for the work to end, if there is any."""
    if _thread:
        _thread.join()


def end() -> None:
    """Wait for the piece of work that is being done; those after it are left undone, but for the very first."""
    _is_ending.set()
    wait()


def _done(works: Iterable[Callable[[], None]]) -> None:
    _is_ending.wait(_PAUSE)
    try:
        for number, work in enumerate(works):
            if number == 0 or not _is_ending.is_set():
                work()
    except (HelpcentreError, OSError) as error:
        log.error(reason(error))
