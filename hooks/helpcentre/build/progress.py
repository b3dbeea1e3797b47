"""How far a build is: a line that is drawn anew on a terminal, and a line for each finished language elsewhere."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Sequence
from mmap import mmap
from time import monotonic

from helpcentre.mkdocs_adapter.quiet import is_quiet

log = logging.getLogger("mkdocs.plugins.helpcentre")

_EVERY = 0.1
"""Seconds between two drawings: more cannot be read."""


class Progress:
    """The pages of each language that are done, counted together with the copies of this process."""

    def __init__(self, codes: Sequence[str], *, pages: int) -> None:
        """Begin with nothing done; ``pages`` is what a language has as far as is known."""
        self._codes = list(codes)
        # Memory that processes share once they are copied; each language is written by the one that builds it.
        self._done, self._total = (memoryview(mmap(-1, 8 * len(codes))).cast("Q") for _ in range(2))
        for number in range(len(codes)):
            self._total[number] = pages
        self._told: set[str] = set()
        self._process, self._drawn, self._length = os.getpid(), 0.0, 0
        self._is_quiet = is_quiet()
        self._is_terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._keeper = _Keeper(self)

    def begin(self, code: str, *, total: int, done: int) -> None:
        """Note how many pages a language has, and how many of them were known."""
        self._total[self._codes.index(code)] = total
        self.add(code, done)

    def add(self, code: str, pages: int = 1) -> None:
        """Count pages that are done."""
        self._done[self._codes.index(code)] += pages
        if self._is_terminal:
            self.show()

    def show(self) -> None:
        """Draw the line, if it is time to; where there is no terminal, log the languages that are done since."""
        if self._is_quiet or os.getpid() != self._process:
            return
        if self._is_terminal:
            if monotonic() - self._drawn >= _EVERY:
                self._draw()
        else:
            for code in self._finished():
                if code not in self._told:
                    self._told.add(code)
                    log.info(f"{code}: {self._total[self._codes.index(code)]} pages")

    def clear(self) -> None:
        """Remove the line from the terminal."""
        if self._length and os.getpid() == self._process:
            sys.stderr.write(f"\r{' ' * self._length}\r")
            sys.stderr.flush()
            self._length = 0

    def start(self) -> None:
        """Keep out of the way of what is logged from now on."""
        logging.getLogger("mkdocs").handlers.insert(0, self._keeper)

    def end(self) -> None:
        """Remove the line for good."""
        logging.getLogger("mkdocs").removeHandler(self._keeper)
        self.clear()

    def _draw(self) -> None:
        done, total, languages = sum(self._done), sum(self._total), len(self._finished())
        text = f" {done} of {total} pages, {languages} of {len(self._codes)} languages"
        width = min(shutil.get_terminal_size().columns - len(text) - 3, 40)
        filled = width * done // max(total, 1)
        bar = f"[{'#' * filled}{'-' * (width - filled)}]" if width > 0 else ""
        self.clear()
        sys.stderr.write(f"\r{bar}{text}")
        sys.stderr.flush()
        self._drawn, self._length = monotonic(), len(bar) + len(text)

    def _finished(self) -> list[str]:
        return [code for code, done, all_ in zip(self._codes, self._done, self._total, strict=True) if done >= all_]


class _Keeper(logging.Handler):
    """Stands before the handlers that print, and removes the line before they do."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002  # the signature is logging's
        """Remove the line."""
        self._progress.clear()
