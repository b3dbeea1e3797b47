"""What ``mkdocs --quiet`` means: warnings are not printed, and count all the same."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from mkdocs.utils import CountHandler

_logger = logging.getLogger("mkdocs")


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
