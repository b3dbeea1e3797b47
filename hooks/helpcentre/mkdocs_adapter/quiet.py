"""What MkDocs prints: no warnings with ``--quiet``, which count all the same, and no notes that look like faults."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator

from mkdocs.utils import CountHandler, DuplicateFilter

from helpcentre.diagnostics.system_errors import lacks_room

_logger = logging.getLogger("mkdocs")

_builder = logging.getLogger("mkdocs.commands.build")


def _is_told(record: logging.LogRecord) -> bool:
    """Whether a line is for people: static pages are written after the languages, so MkDocs finds them empty.

    A page that is not written as the disk is full is not at fault; that is told by itself.
    """
    return not lacks_room(sys.exc_info()[1]) and not record.getMessage().startswith("Template skipped: ")


def hide_notes() -> None:
    """Let MkDocs not print what looks like a fault and is none; doing it again changes nothing."""
    _builder.addFilter(_is_told)


def print_log(*, quiet: bool = False) -> None:
    """Let MkDocs print its log as its own command does: coloured in a terminal, and only what is wrong if ``quiet``."""
    from mkdocs.__main__ import State  # noqa: PLC0415  # under the mkdocs command, it would be there a second time

    level = logging.WARNING if quiet else logging.INFO  # in a strict build, a warning is a reason to refuse the site
    handler = State(level=level).stream  # type: ignore[no-untyped-call]  # MkDocs' own, without types
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        handler.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    _logger.addHandler(handler)  # the state has taken it away at its own end
    _builder.addFilter(DuplicateFilter())


def count_all() -> None:
    """Let warnings that are not to be printed still count: for strict mode, and for what is kept of a build.

    MkDocs silences its logger, so that nobody gets to know of them.
    """
    if _logger.level > logging.WARNING:
        for handler in _printing():
            handler.setLevel(max(handler.level, _logger.level))
        _logger.setLevel(logging.WARNING)


def is_quiet() -> bool:
    """Whether warnings are not to be seen."""
    hidden = [handler.level > logging.WARNING for handler in _printing()]
    return not _logger.isEnabledFor(logging.WARNING) or (bool(hidden) and all(hidden))


def _printing() -> Iterator[logging.Handler]:
    return (handler for handler in _logger.handlers if not isinstance(handler, CountHandler))
