"""Work of the live preview for which nobody has to wait: it is done while the author looks at the page."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from threading import Event, Thread

from helpcentre.problems import HelpcentreError, reason

log = logging.getLogger("mkdocs.plugins.helpcentre")

_thread: Thread | None = None
_is_ending = Event()


def begin(works: Iterable[Callable[[], None]]) -> None:
    """Begin with pieces of work, one after the other; an error that one raises is logged, and ends them."""
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
    """Wait for the piece of work that is being done; those after it are left undone."""
    _is_ending.set()
    wait()


def _done(works: Iterable[Callable[[], None]]) -> None:
    try:
        for work in works:
            if not _is_ending.is_set():
                work()
    except (HelpcentreError, OSError) as error:
        log.error(reason(error))
