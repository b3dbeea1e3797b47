"""Work on one text ends in time: no text that some program reads ever more slowly, or ever deeper, stops a build."""

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

    Raises HelpcentreError then, which names the longest paragraph, and where a program calls itself too often. The text
    begins in this ``line`` of ``file``. Within other work that has to end in time, in threads, and on Windows, the time
    is not limited.
    """
    try:
        with _limited(lambda: _too_slow(text(), file=file, line=line)):
            yield
    except RecursionError as error:
        message = (
            "some of this page stands within too much else to be read: its longest paragraph, of {size} signs, is here"
        )
        fix = "put empty lines between the items of lists and terms, or nest less"
        raise _told(message, text(), fix=fix, file=file, line=line) from error


@contextmanager
def _limited(error: Callable[[], HelpcentreError]) -> Iterator[None]:
    is_main = threading.current_thread() is threading.main_thread()
    if not (is_main and hasattr(signal, "setitimer")) or signal.getitimer(signal.ITIMER_VIRTUAL)[0]:
        yield
        return

    is_late = False

    def end(_: int, __: FrameType | None) -> None:
        nonlocal is_late
        is_late = True
        raise error()

    former = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)
    if is_late:  # some library kept the error to itself, so what it returned is not to be relied on
        raise error()


def _too_slow(text: str, *, file: str, line: int) -> HelpcentreError:
    message = (
        f"to read this page takes more than {SECONDS:g} seconds: its longest paragraph, of {{size}} signs, is here"
    )
    fix = "part the paragraph, or take out what repeats in it"
    return _told(message, text, fix=fix, file=file, line=line)


def _told(message: str, text: str, *, fix: str, file: str, line: int) -> HelpcentreError:
    """Return an error of a text at its longest paragraph, with the ``size`` of that in the message."""
    longest = max(_PARAGRAPH.finditer(text), key=lambda found: len(found[0]), default=None)
    size, place = (len(longest[0]), longest.start()) if longest else (0, 0)
    return HelpcentreError(message.format(size=size), fix=fix, file=file, line=line + text.count("\n", 0, place))
