"""The files that this process opens to read, as Python tells of them (PEP 578), whoever opens them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import get_ident

_WRITING = os.O_WRONLY | os.O_RDWR


class OpenedFiles:
    """Tells one listener of each file that one thread opens to read."""

    def __init__(self) -> None:
        """Tell nobody yet."""
        self._listener: Callable[[str], None] | None = None
        self._thread = 0
        self._is_installed = False

    def tell(self, listener: Callable[[str], None] | None) -> None:
        """Tell ``listener`` the path of each file that the present thread opens from now on, or nobody."""
        if not self._is_installed:
            sys.addaudithook(self._notice)  # it stays to the end of the process
            self._is_installed = True
        self._listener, self._thread = listener, get_ident()

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """Tell nobody of the files that are opened within."""
        listener, self._listener = self._listener, None
        try:
            yield
        finally:
            self._listener = listener

    def _notice(self, event: str, arguments: tuple[object, ...]) -> None:
        if event != "open" or self._listener is None or get_ident() != self._thread:
            return
        path, _, flags = arguments
        if isinstance(path, str) and isinstance(flags, int) and not flags & _WRITING:
            self._listener(path)
