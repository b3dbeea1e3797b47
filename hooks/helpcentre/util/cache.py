"""Finished work kept from one build to the next, each piece under a key made of all that it depends on.

Values are MessagePack, read as the type that is asked for: data alone, so that nothing in a file can run anything.
The cache is only ever an optimisation: what is missing, damaged or of another type is not there, and what cannot be
written is not kept.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Hashable, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from helpcentre.util.files import make_folder

T = TypeVar("T")

_SPARE = 2
"""How many unused entries are kept for each one in use: those of another branch, or of before an edit."""

_DIGEST_SIZE = hashlib.sha256().digest_size


_ATOMS = frozenset({str, bytes, int, float, bool, type(None), date, datetime, time, timedelta})


def digest(*values: object) -> str:
    """Return the SHA-256 of plain values: numbers, texts, dates, dataclasses, and collections of them.

    Equal values have equal digests, in every process. An object that is more than a value has a ``cache_key`` of all
    that is seen of it. Raises TypeError for any other, so that nothing a result depends on can be left out of its key.
    """
    return hashlib.sha256(repr(_plain(values)).encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> object:
    """Return a value as lists, tuples and what ``repr`` says all of."""
    if type(value) in _ATOMS:
        return value
    if isinstance(value, (list, tuple)):
        return [each if type(each) in _ATOMS else _plain(each) for each in value]
    found: object = getattr(value, "cache_key", None)
    if isinstance(found, str):
        return type(value).__name__, found
    if isinstance(value, Mapping):
        found = [(_plain(name), _plain(each)) for name, each in value.items()]
    elif isinstance(value, (set, frozenset)):
        found = sorted(repr(_plain(each)) for each in value)
    elif isinstance(value, Enum):
        found = value.name
    elif is_dataclass(value) and not isinstance(value, type):
        found = [_plain(getattr(value, name)) for name in _compared(type(value))]
    elif isinstance(value, (str, int)):  # of a type of its own, as YAML and MkDocs have them
        found = repr(value)
    else:
        raise TypeError(f"{type(value).__name__} is no plain value: give the step what it needs of it")
    return type(value).__name__, found


@cache  # there are as many as kinds of values
def _compared(kind: type[Any]) -> list[str]:
    """Return the names of a dataclass's fields that make its values equal."""
    return [each.name for each in fields(kind) if each.compare]


class Cache:
    """Values by key, each in a file of its own below ``folder``; builds at the same time do not harm each other."""

    def __init__(self, folder: Path | None) -> None:
        """Keep values below ``folder``, or none at all."""
        self.folder = folder or Path(os.devnull)
        self.used: set[str] = set()
        self.made: set[str] = set()
        self._is_writable = folder is not None

    def get(self, key: str, kind: type[T]) -> T | None:
        """Return the value of the type ``kind`` that was kept under ``key``, or None."""
        self.used.add(key)
        try:
            entry = self._file(key).read_bytes()
            digest, data = entry[:_DIGEST_SIZE], entry[_DIGEST_SIZE:]
            value: T | None = _decoder(cast(Hashable, kind)).decode(data) if digest == _digest(key, data) else None
        except (OSError, ValueError, RecursionError):  # an entry of another version; its work is done anew
            return None
        return value

    def put(self, key: str, value: object) -> None:
        """Keep ``value`` under ``key``, if that is possible; raises TypeError for a value that is more than data."""
        if not self._is_writable:
            return
        try:
            data = msgspec.msgpack.encode(value)
        except (UnicodeEncodeError, OverflowError):  # half a pair of surrogates, or a number beyond 64 bits
            return
        file = self._file(key)
        made = file.with_name(f"{key}.{os.getpid()}")
        try:
            _write(made, _digest(key, data) + data)
            made.replace(file)
            self.made.add(key)
            self.used.add(key)
        except OSError:
            self._is_writable = False
            with suppress(OSError):
                made.unlink(missing_ok=True)

    def settle(self, *, is_clean: bool) -> None:
        """Keep what was put here since the last call, or remove it: work that gave a warning is to give it again."""
        for key in () if is_clean else self.made:
            with suppress(OSError):
                self._file(key).unlink(missing_ok=True)
        self.made.clear()

    def prune(self) -> None:
        """Remove the oldest of the entries that nobody asked for or made, if there are many."""
        with suppress(OSError):
            entries = [entry for folder in self.folder.iterdir() for entry in os.scandir(folder)]
            unused = [entry for entry in entries if entry.name not in self.used]
            surplus = len(unused) - _SPARE * len(self.used)
            for entry in sorted(unused, key=lambda entry: entry.stat().st_mtime)[: max(surplus, 0)]:
                Path(entry).unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key


def _write(file: Path, content: bytes) -> None:
    """Write a file, and make its folder if that is missing."""
    try:
        file.write_bytes(content)
    except FileNotFoundError:
        make_folder(file.parent)
        file.write_bytes(content)


def _digest(key: str, data: bytes) -> bytes:
    """Return the digest of a value under its key: a file that is copied to another key is no entry there."""
    return hashlib.sha256(key.encode("utf-8") + b"\0" + data).digest()


@cache  # there are as many as kinds of entries
def _decoder(kind: Hashable) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
