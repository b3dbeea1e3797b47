"""Errors as MkDocs reports them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.exceptions import PluginError

from helpcentre.diagnostics.problem import CombinedError, HelpcentreError

log = logging.getLogger("mkdocs.plugins.helpcentre")
"""Below ``mkdocs``, so that strict mode counts what is logged here."""


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn a HelpcentreError into the error that MkDocs prints as one line before it exits with status 1.

    Of several, each is printed as a line before.
    """
    try:
        yield
    except CombinedError as errors:
        lines = str(errors).splitlines()
        if len(lines) == 1:
            raise PluginError(lines[0]) from errors
        for line in lines:
            log.error(line)
        raise PluginError(f"{len(lines)} faults keep the site from being built") from errors
    except HelpcentreError as error:
        raise PluginError(str(error)) from error
