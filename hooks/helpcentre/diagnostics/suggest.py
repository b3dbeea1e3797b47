"""What somebody meant who wrote a name that does not exist."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from posixpath import relpath


@lru_cache(maxsize=1024)  # what a template says wrong is asked about once for each page
def nearest(name: str, names: frozenset[str]) -> str:
    """Return which of ``names`` differs from ``name`` only in letter case, or else a little, or an empty text."""
    known = sorted(names)
    close = [each for each in known if each.casefold() == name.casefold()]
    return next(iter(close or get_close_matches(name, known, n=1, cutoff=0.75)), "")


def did_you_mean(name: str, names: frozenset[str], otherwise: str, *, start: str = "") -> str:
    """Return the nearest of ``names`` as advice, relative to the folder ``start``, or ``otherwise``."""
    close = nearest(name, names)
    return f"did you mean {relpath(close, start) if start else close}?" if close else otherwise
