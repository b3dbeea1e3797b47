"""Finished work kept from one build to the next, each piece under a key made of all that it depends on.

It is only ever an optimisation: what is missing, damaged or not to be read is not there, and what cannot be written is
not kept.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
V = TypeVar("V")

_SPARE = 2
"""How many unused entries are kept for each one in use: those of another branch, or of before an edit."""

_DIGEST = hashlib.sha256().digest_size


def key_of(*parts: object) -> str:
    """Return a key for values whose ``repr`` is equal only where they are."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


class Cache:
    """Values by key, each in a file of its own below ``folder``; builds at the same time do not harm each other."""

    def __init__(self, folder: Path | None) -> None:
        """Keep values below ``folder``, or none at all."""
        self.folder = folder or Path(os.devnull)
        self.used: set[str] = set()
        self.made: set[str] = set()
        self._is_writable = folder is not None

    def get(self, key: str) -> Any:
        """Return the value that was kept under ``key``, or None."""
        self.used.add(key)
        try:
            data = self._file(key).read_bytes()
            if hashlib.sha256(data[_DIGEST:]).digest() == data[:_DIGEST]:
                return _Reader(io.BytesIO(data[_DIGEST:])).load()
        except Exception:  # a file of another version can fail in any way; its work is done anew
            return None
        return None

    def put(self, key: str, value: object) -> None:
        """Keep ``value`` under ``key``, if that is possible."""
        if not self._is_writable:
            return
        data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        file = self._file(key)
        made = file.with_name(f"{key}.{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.write_bytes(hashlib.sha256(data).digest() + data)
            made.replace(file)
            self.made.add(key)
        except OSError:
            self._is_writable = False
            with suppress(OSError):
                made.unlink(missing_ok=True)

    def each(self, key: str, things: Mapping[str, T], make: Callable[[T], V]) -> dict[str, V]:
        """Return what ``make`` gives for each of many small things by the thing's own key, in their order.

        What is known of them is kept together, under ``key``.
        """
        known: dict[str, V] = self.get(key) or {}
        found = {own: known[own] if own in known else make(thing) for own, thing in things.items()}
        if found.keys() != known.keys():
            self.put(key, found)
        return found

    def settle(self, *, is_clean: bool) -> None:
        """Keep what was put here since the last call, or remove it: work that gave a warning is to give it again."""
        for key in () if is_clean else self.made:
            with suppress(OSError):
                self._file(key).unlink(missing_ok=True)
        self.made.clear()

    def prune(self) -> None:
        """Remove the oldest of the entries that nobody asked for, if there are many."""
        with suppress(OSError):
            entries = [entry for folder in self.folder.iterdir() for entry in os.scandir(folder)]
            unused = [entry for entry in entries if entry.name not in self.used]
            surplus = len(unused) - _SPARE * len(self.used)
            for entry in sorted(unused, key=lambda entry: entry.stat().st_mtime)[: max(surplus, 0)]:
                Path(entry).unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key


class _Reader(pickle.Unpickler):
    """Reads values of this package only: a file in a folder that others may write to must not run anything."""

    def find_class(self, module: str, name: str) -> Any:
        """Return one of the classes that values are made of; raises UnpicklingError for any other."""
        if (module, name) == ("builtins", "getattr"):  # up to Python 3.11.3 members of enumerations are written so
            return _member
        if module.startswith("helpcentre.") or (module, name) == ("datetime", "date"):
            found = super().find_class(module, name)  # in a module stands also what it imports
            if isinstance(found, type) and (found.__module__, found.__qualname__) == (module, name):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def _member(kind: object, name: str) -> Enum:
    """Return a member of an enumeration; raises UnpicklingError for the attribute of anything else."""
    if not (isinstance(kind, type) and issubclass(kind, Enum)):
        raise pickle.UnpicklingError(f"{kind!r} is no enumeration")
    return kind[name]
