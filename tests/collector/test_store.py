"""The file of messages: what is in it, what happens without room, and its copies."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from helpcentre.collector.messages import Feedback, Message, MissedQuery
from helpcentre.collector.store import BusyError, FullError, Store, back_up, read_messages
from helpcentre.diagnostics.problem import HelpcentreError

DAY = date(2026, 11, 29)
NO = Feedback("p", "s", "de", False, "unclear", "x" * 4000)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "Rück #1?.sqlite")
    made.create()
    return made


def fill(store: Store) -> int:
    """Write until there is no more room, and return how many messages were written."""
    for taken in range(100):
        try:
            store.add(NO, DAY)
        except (FullError, BusyError):
            return taken
    raise AssertionError("there is room without end")


def test_messages_come_back_as_they_were(store: Store) -> None:
    sent: list[Message] = [NO, Feedback("p", "s", "ar", True), MissedQuery("قفل", "ar")]
    for message in sent:
        store.add(message, DAY)
    store.create()  # a second start
    assert list(read_messages(store.path)) == sent
    assert oct(store.path.stat().st_mode & 0o777) == "0o600"
    assert [file.name for file in store.path.parent.iterdir()] == [store.path.name]


def test_any_number_of_days_and_bytes_is_a_limit(tmp_path: Path) -> None:
    for number in (1, 10**7, 10**30):
        kept = Store(tmp_path / "f.sqlite", largest=number * 400_000, days=number)
        kept.create()
        kept.add(MissedQuery("konto", "de"), date(2026, 11, 30))
    assert len(list(read_messages(tmp_path / "f.sqlite"))) == 3


def test_the_file_has_days_and_no_times(store: Store) -> None:
    store.add(MissedQuery("a", "de"), DAY)
    with sqlite3.connect(store.path) as connection:
        assert connection.execute("SELECT * FROM missed_query").fetchall() == [(1, "2026-11-29", "de", "a")]


def test_what_is_too_old_is_gone_from_the_file(store: Store) -> None:
    store.add(MissedQuery("oldoldold", "de"), date(2025, 11, 28))
    store.add(MissedQuery("young", "de"), date(2025, 11, 29))
    assert [message.query for message in read_messages(store.path) if isinstance(message, MissedQuery)] == [
        "oldoldold",
        "young",
    ]
    store.add(MissedQuery("new", "de"), DAY)
    assert list(read_messages(store.path)) == [MissedQuery("young", "de"), MissedQuery("new", "de")]
    assert b"oldoldold" not in store.path.read_bytes()


def test_a_full_file_takes_nothing_and_loses_nothing(store: Store) -> None:
    small = Store(store.path, largest=64 * 1024)
    taken = fill(small)
    assert 0 < taken < 20
    assert list(read_messages(store.path)) == [NO] * taken
    store.add(NO, DAY)  # with room again
    assert list(read_messages(store.path)) == [NO] * (taken + 1)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 96 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    made = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(place)], check=False, capture_output=True
    )
    if not made or made.returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_takes_nothing_and_loses_nothing(disk: Path) -> None:
    store = Store(disk / "f.sqlite")
    store.create()
    rest = disk / "rest"
    with rest.open("wb") as file:
        file.write(bytes(os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - 40_960))
    taken = fill(store)
    assert taken < 20
    assert list(read_messages(store.path)) == [NO] * taken
    rest.unlink()
    store.add(NO, DAY)
    assert list(read_messages(store.path)) == [NO] * (taken + 1)


def test_a_file_that_is_gone_is_not_made_again_unseen(store: Store) -> None:
    store.path.unlink()
    with pytest.raises(BusyError):
        store.add(NO, DAY)
    assert not store.path.exists()


def test_a_copy_is_whole_and_takes_the_place_of_the_last_one(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    for number in range(3):
        store.add(MissedQuery(str(number), "de"), DAY)
        back_up(store.path, copy)
        assert list(read_messages(copy)) == list(read_messages(store.path))
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([copy.name, store.path.name])
    with pytest.raises(HelpcentreError, match="cannot be written"):
        back_up(store.path, tmp_path / "none" / "copy.sqlite")


def test_files_that_are_no_collectors_are_refused(tmp_path: Path) -> None:
    text, other, newer = tmp_path / "a.txt", tmp_path / "b.sqlite", tmp_path / "c.sqlite"
    text.write_text("# Text", encoding="utf-8")
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE feedback (a)")
    Store(newer).create()
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 99")
    for file, why in (
        (text, "not a file"),
        (other, "not a file"),
        (newer, "newer"),
        (tmp_path / "d", "cannot be read"),
    ):
        with pytest.raises(HelpcentreError, match=why):
            list(read_messages(file))
    for file in (text, other, newer):
        before = file.read_bytes()
        with pytest.raises(HelpcentreError):
            Store(file).create()
        assert file.read_bytes() == before
    with pytest.raises(HelpcentreError, match="cannot be opened"):
        Store(tmp_path / "none" / "f.sqlite").create()
    broken = tmp_path / "e.sqlite"
    Store(broken).create()
    broken.write_bytes(broken.read_bytes()[:4096] + b"x" * 8192)
    with pytest.raises(HelpcentreError, match="cannot be read"):
        list(read_messages(broken))


def test_file_without_content_is_no_store_to_copy(tmp_path: Path) -> None:
    (tmp_path / "empty.sqlite").touch()
    with pytest.raises(HelpcentreError, match=r"empty\.sqlite: not a file of the collector"):
        back_up(tmp_path / "empty.sqlite", tmp_path / "copy.sqlite")
    assert [file.name for file in tmp_path.iterdir()] == ["empty.sqlite"]
