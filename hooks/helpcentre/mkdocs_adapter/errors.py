"""Errors as MkDocs reports them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.exceptions import PluginError

from helpcentre.diagnostics.problem import HelpcentreError


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn a HelpcentreError into the error that MkDocs prints as one line before it exits with status 1."""
    try:
        yield
    except HelpcentreError as error:
        raise PluginError(str(error)) from error
