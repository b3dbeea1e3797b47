"""Work on one text ends in time: no text that some program reads ever more slowly stops a build."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from helpcentre.diagnostics.problem import HelpcentreError

SECONDS = 20.0
"""How long a processor may work on one page at a time. Usual pages take hundredths of a second, 100 KB of text two."""

_AGAIN = 0.5
"""Seconds after which the work is ended once more: some libraries go on after any error."""

_PARAGRAPH = re.compile(r"\S.*(?:\n.*\S.*)*")


@contextmanager
def in_time(text: Callable[[], str], *, file: str, line: int = 1) -> Iterator[None]:
    """End the work on a text after :data:`SECONDS` of a processor.

    Raises HelpcentreError then, which names the longest paragraph. The text begins in this ``line`` of ``file``. Within
    other work that has to end in time, in threads, and on Windows, nothing is limited.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not (is_main and hasattr(signal, "setitimer")) or signal.getitimer(signal.ITIMER_VIRTUAL)[0]:
        yield
        return

    is_late = False

    def end(_: int, __: FrameType | None) -> None:
        nonlocal is_late
        is_late = True
        raise _too_slow(text(), file=file, line=line)

    former = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)
    if is_late:  # some library kept the error to itself, so what it returned is not to be relied on
        raise _too_slow(text(), file=file, line=line)


def _too_slow(text: str, *, file: str, line: int) -> HelpcentreError:
    longest = max(_PARAGRAPH.finditer(text), key=lambda found: len(found[0]), default=None)
    size, place = (len(longest[0]), longest.start()) if longest else (0, 0)
    message = f"to read this page takes more than {SECONDS:g} seconds: its longest paragraph, of {size} signs, is here"
    fix = "part the paragraph, or take out what repeats in it"
    return HelpcentreError(message, fix=fix, file=file, line=line + text.count("\n", 0, place))
