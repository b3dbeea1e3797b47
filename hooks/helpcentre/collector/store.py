"""The file that the collector keeps messages in: SQLite, without anything that says who sent them.

A message is on the disk when ``add`` returns: ``synchronous`` is ``EXTRA``, which outlasts a loss of power right after
a commit (https://www.sqlite.org/pragma.html#pragma_synchronous). There is no write-ahead log, so between two messages
everything is in the one file. Each message opens it anew, so another process may write to it too.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from helpcentre.collector.messages import Feedback, Message, MissedQuery
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import behind_links, require_no_source, require_replaceable

PAGE_SIZE = 4096
_APPLICATION = 0x68636C72
"""What tells the file from others of SQLite (``PRAGMA application_id``)."""
_VERSION = 1
_WAIT = 10.0
"""Seconds to wait for another process."""
_SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS feedback (
  id INTEGER PRIMARY KEY, day TEXT NOT NULL, page TEXT NOT NULL, source TEXT NOT NULL, language TEXT NOT NULL,
  helpful INTEGER NOT NULL, reason TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS missed_query (
  id INTEGER PRIMARY KEY, day TEXT NOT NULL, language TEXT NOT NULL, query TEXT NOT NULL);
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_VERSION};
COMMIT;
"""


class FullError(Exception):
    """There is no room for a message."""


class BusyError(Exception):
    """A message cannot be written just now."""


@dataclass(frozen=True)
class Store:
    """The file ``path``, its upper limit in bytes, and how many days it keeps a message."""

    path: Path
    largest: int = 256 * 1024 * 1024
    days: int = 365

    def create(self) -> None:
        """Make the file, for its owner's eyes only, where it does not exist; raises HelpcentreError."""
        try:
            if not self.path.exists():
                os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600))
            if self.path.stat().st_size:
                require_store(self.path)
            with closing(self._connect()) as connection:
                connection.executescript(_SCHEMA)
        except OSError as error:
            fix = "name a file that can be written"
            raise HelpcentreError(f"cannot be opened: {error.strerror}", fix=fix, file=str(self.path)) from error
        except sqlite3.Error as error:
            fix = "name a file that can be written"
            raise HelpcentreError(f"cannot be opened: {error}", fix=fix, file=str(self.path)) from error

    def add(self, message: Message, day: date) -> None:
        """Write a message, and return when it is on the disk; else raises FullError or BusyError."""
        try:
            with closing(self._connect()) as connection, connection:
                self._forget(connection, day)
                _insert(connection, message, day.isoformat())
        except sqlite3.Error as error:
            is_full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
            raise (FullError if is_full else BusyError)(str(error)) from error

    def _forget(self, connection: sqlite3.Connection, day: date) -> None:
        """Delete what is older than it may be; what is oldest comes first."""
        first = date.fromordinal(max(1, day.toordinal() - self.days)).isoformat()
        for table in ("feedback", "missed_query"):
            oldest = connection.execute(f"SELECT day FROM {table} ORDER BY id LIMIT 1").fetchone()
            if oldest and oldest[0] < first:
                connection.execute(f"DELETE FROM {table} WHERE day < ?", (first,))

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=rw", uri=True, timeout=_WAIT)
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute(f"PRAGMA max_page_count = {max(1, self.largest // PAGE_SIZE)}")
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is gone from the file
        return connection


def read_messages(path: Path) -> Iterator[Message]:
    """Yield all messages of a collector's file, which may be in use; raises HelpcentreError where it is none."""
    require_store(path)
    try:
        with closing(_open_to_read(path)) as connection:
            names = ("page", "source", "language", "helpful", "reason", "text")
            for row in connection.execute(f"SELECT {', '.join(names)} FROM feedback ORDER BY id"):
                given = dict(zip(names, row, strict=True))
                yield Feedback(**{**given, "helpful": bool(given["helpful"])})
            for query, language in connection.execute("SELECT query, language FROM missed_query ORDER BY id"):
                yield MissedQuery(query, language)
    except sqlite3.Error as error:
        raise HelpcentreError(f"cannot be read: {error}", fix="restore a backup", file=str(path)) from error


def back_up(path: Path, copy: Path) -> None:
    """Write a whole copy of a collector's file, which may be in use, in place of ``copy``; or raise HelpcentreError."""
    require_store(path)
    require_replaceable(copy)
    require_no_source(copy, [path])
    if not copy.name:
        raise HelpcentreError("is no file", fix="name a file to write", file=str(copy))
    place = behind_links(copy)
    new = place.with_name(f".{place.name}.new")
    try:
        new.unlink(missing_ok=True)
        os.close(os.open(new, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600))
        with closing(_open_to_read(path)) as source, closing(sqlite3.connect(new)) as target:
            source.backup(target)
        new.replace(place)
    except (sqlite3.Error, OSError) as error:
        new.unlink(missing_ok=True)
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        raise HelpcentreError(message, fix="name a file in a folder with room", file=str(copy)) from error


def is_store(path: Path) -> bool:
    """Whether a file begins as those of SQLite do (https://www.sqlite.org/fileformat.html)."""
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def require_store(path: Path) -> None:
    """Raise HelpcentreError unless a file is a collector's."""
    fix = "name the file of helpcentre collect"
    try:
        if not is_store(path):
            raise HelpcentreError("not a file of the collector", fix=fix, file=str(path))
        with closing(_open_to_read(path)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
    except OSError as error:
        raise HelpcentreError(f"cannot be read: {error.strerror}", fix=fix, file=str(path)) from error
    except sqlite3.Error as error:
        raise HelpcentreError(f"cannot be read: {error}", fix=fix, file=str(path)) from error
    if application != _APPLICATION:
        raise HelpcentreError("not a file of the collector", fix=fix, file=str(path))
    if version > _VERSION:
        message = f"written by a newer version of the collector ({version})"
        raise HelpcentreError(message, fix="upgrade Helpcentre", file=str(path))


def _open_to_read(path: Path) -> sqlite3.Connection:
    """Return a connection that changes no message; it may have to undo what a killed process has left half-written."""
    mode = "rw" if os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK) else "ro"
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=_WAIT)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _insert(connection: sqlite3.Connection, message: Message, day: str) -> None:
    if isinstance(message, MissedQuery):
        values: tuple[object, ...] = (day, message.language, message.query)
        connection.execute("INSERT INTO missed_query (day, language, query) VALUES (?, ?, ?)", values)
        return
    values = (day, message.page, message.source, message.language, message.helpful, message.reason, message.text)
    connection.execute(
        "INSERT INTO feedback (day, page, source, language, helpful, reason, text) VALUES (?, ?, ?, ?, ?, ?, ?)", values
    )
