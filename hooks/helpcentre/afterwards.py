"""Work of the live preview for which nobody has to wait: it is done while the author looks at the page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Thread

from helpcentre.problems import HelpcentreError, reason

log = logging.getLogger("mkdocs.plugins.helpcentre")

_thread: Thread | None = None


def begin(work: Callable[[], None]) -> None:
    """Begin with a piece of work; an error that it raises is logged. There is one piece of it at a time."""
    global _thread
    wait()
    _thread = Thread(target=_done, args=(work,))
    _thread.start()


def wait() -> None:
    """Wait for the work to end, if there is any."""
    if _thread:
        _thread.join()


def _done(work: Callable[[], None]) -> None:
    try:
        work()
    except (HelpcentreError, OSError) as error:
        log.error(reason(error))
