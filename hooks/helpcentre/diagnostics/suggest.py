"""What somebody meant who wrote a name that does not exist."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from posixpath import relpath

_ALIKE = 0.75
"""How much of two names has to be equal, from 0 to 1."""
_MOST = 5


@lru_cache(maxsize=1024)  # what a template says wrong is asked about once for each page
def nearest(name: str, names: frozenset[str]) -> str:
    """Return which of ``names`` was meant by ``name``, or an empty text.

    It differs in letter case only, or is the only path with the same last part, or differs a little. A path differs a
    little if its last part does: a folder in common makes no two pages alike.
    """
    known = sorted(names)
    close = [each for each in known if each.casefold() == name.casefold()]
    if not close:
        moved = [each for each in known if _last(each) == _last(name)]
        close = moved if len(moved) == 1 and not _last(name).startswith("index.") else []
    alike = close or get_close_matches(name, known, n=_MOST, cutoff=_ALIKE)
    return next((each for each in alike if close or _are_alike(_last(each), _last(name))), "")


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _are_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def did_you_mean(name: str, names: frozenset[str], otherwise: str, *, start: str = "") -> str:
    """Return the nearest of ``names`` as advice, relative to the folder ``start``, or ``otherwise``."""
    close = nearest(name, names)
    return f"did you mean {relpath(close, start) if start else close}?" if close else otherwise
