"""Work done in a copy of this process: what it returns, logs and fails at reaches this one as if it were done here."""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from jinja2 import TemplateError

from helpcentre.diagnostics.problem import HelpcentreError, reason
from helpcentre.diagnostics.system_errors import lacks_room

T = TypeVar("T")

log = logging.getLogger("mkdocs.plugins.helpcentre")
_ROOT = "mkdocs"
"""The logger whose handlers print, and count for strict mode."""
_FILTERED = "mkdocs.commands.build"
"""The logger on which MkDocs filters what was told before; that is to happen once, where it is told."""
_LACKED_ROOM = "lacked_room"
"""What a line of the log has that tells of a full disk."""
_ENDS = [signal.SIGTERM] if sys.platform == "win32" else [signal.SIGTERM, signal.SIGHUP]
"""Signals that end a process from outside."""


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """How a piece of work ended: its value, None where it failed, and what it logged from WARNING up."""

    value: T | None
    records: list[logging.LogRecord]


class Task(Generic[T]):
    """A piece of work that is being done in a copy of this process.

    ``siblings`` are the tasks that this process has begun and not ended.
    """

    def __init__(self, work: Callable[[], T], *, siblings: Iterable[Task[Any]] = ()) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe(duplex=False)
        inherited = [self._pipe, *(sibling._pipe for sibling in siblings)]
        self._process = context.Process(target=_serve, args=(work, theirs, inherited), daemon=True)
        with _uninterrupted():
            self._process.start()
            atexit.register(self.stop)  # before the folders that it writes to are removed, as these were made earlier
        theirs.close()

    def result(self) -> T | None:
        """Wait for the work to end and return its value; None, with an error logged, where the process was killed."""
        value: T | None = None
        try:
            value = self._pipe.recv()
            self._process.join()
        except (EOFError, OSError, pickle.UnpicklingError):
            self._process.join()
            log.error(f"a process of this build ended early, with exit code {self._process.exitcode}: build again")
        self._close()
        return value

    def stop(self) -> None:
        """End work whose result nobody waits for any more."""
        self._process.terminate()
        self._process.join()
        self._close()

    def _close(self) -> None:
        atexit.unregister(self.stop)
        self._pipe.close()


def worker_count(wanted: int | None) -> int:
    """Return how many processes to use, this one included: as many as wanted, or as there are processors.

    It is 1 where this process cannot be copied safely: a copy has its memory but none of its threads, and on other
    systems than Linux libraries rely on theirs. To start others from nothing takes as long there as a small site;
    shards, built side by side, are for large ones.
    """
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    return (wanted or len(os.sched_getaffinity(0))) if can_fork else 1


def run(work: Callable[[], T | None]) -> Outcome[T]:
    """Do the work here and return how it ended; what it logs is kept for later."""
    with _kept_records() as records:
        try:
            return Outcome(work(), records)
        except (HelpcentreError, OSError) as error:
            log_reason(error)
            return Outcome(None, records)
        except TemplateError as error:
            log.error(template_reason(error))
            return Outcome(None, records)
        except Exception:
            log.error(traceback.format_exc())
            return Outcome(None, records)


def template_reason(error: TemplateError) -> str:
    """Return in one line why a template could not be filled in, with the last line of a template that was reached."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    file, line = getattr(error, "filename", None), getattr(error, "lineno", 0)
    if not file and frames:
        file, line = frames[-1].filename, frames[-1].lineno
    return f"{file}:{line}: {error} (see the template, or choose another)" if file else f"a template: {error}"


def replay(outcomes: Iterable[Outcome[T]]) -> list[T | None]:
    """Log here what was logged there, and return the values.

    A disk that is full is told once: whatever was written to it at the time met it.
    """
    values, is_full = [], False
    for outcome in outcomes:
        for record in outcome.records:
            lacked = getattr(record, _LACKED_ROOM, False)
            if not (lacked and is_full):
                logging.getLogger(record.name).handle(record)
            is_full = is_full or lacked
        values.append(outcome.value)
    return values


def log_reason(error: Exception) -> None:
    """Log in one line why something could not be done."""
    log.error(reason(error), extra={_LACKED_ROOM: lacks_room(error)})


@contextmanager
def _kept_records() -> Iterator[list[logging.LogRecord]]:
    keeper, root, filtered = _Keeper(), logging.getLogger(_ROOT), logging.getLogger(_FILTERED)
    handlers, root.handlers = root.handlers, [keeper]
    propagate, root.propagate = root.propagate, False
    filters, filtered.filters = filtered.filters, []
    try:
        yield keeper.records
    finally:
        root.handlers, root.propagate, filtered.filters = handlers, propagate, filters


class _Keeper(logging.Handler):
    """Keeps what is worth telling in another process, as plain text."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record without the objects in it; none of a page that is not at fault, as the disk is full."""
        if record.name == _FILTERED and lacks_room(sys.exc_info()[1]):
            return
        record.msg, record.args, record.exc_info = record.getMessage(), None, None
        self.records.append(record)


def interrupt_when_ended() -> None:
    """Let what ends this process from outside do so as Ctrl-C does: it removes what it has made.

    That is SIGTERM, and the end of its terminal unless that is ignored, as under nohup.
    """
    for number in _ENDS:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupt)


def _interrupt(*_: object) -> None:
    for number in _ENDS:
        signal.signal(number, signal.SIG_IGN)  # it is ending, and needs to be told only once
    raise KeyboardInterrupt


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait: Python prints a traceback where it comes while a copy is made, and the copy works on."""
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *_ENDS})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def _serve(work: Callable[[], object], pipe: Connection, inherited: Iterable[Connection]) -> None:
    for end in inherited:  # while a copy can read, others would wait for ever when the first process is killed
        end.close()
    with suppress(BrokenPipeError, KeyboardInterrupt):  # the process that waited for this one has ended
        for number in _ENDS:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, *_ENDS})
        pipe.send(work())
