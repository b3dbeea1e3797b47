"""Digests of folders that others write to."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpcentre.util.cache import Cache
from helpcentre.util.files import entries_below
from helpcentre.util.hashes import _SETTLED, FileHashes


def test_file_removed_while_its_folder_is_read_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a/stays", "b/goes", "goes"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(name, encoding="utf-8")

    def disturbed(folder: str) -> Iterator[os.DirEntry[str]]:
        yield from list(entries_below(folder))
        shutil.rmtree(tmp_path / "site" / "b", ignore_errors=True)
        (tmp_path / "site" / "goes").unlink(missing_ok=True)

    monkeypatch.setattr("helpcentre.util.hashes.entries_below", disturbed)
    assert list(FileHashes(Cache(None), name="x").below(tmp_path / "site")) == ["a/stays"]
    assert FileHashes(Cache(None), name="x").below(tmp_path / "gone") == {}


def test_edit_is_seen_though_size_time_and_file_are_those_of_before(tmp_path: Path) -> None:
    cache, file = Cache(tmp_path / "cache"), tmp_path / "docs" / "file"
    file.parent.mkdir()
    file.write_text("one", encoding="utf-8")
    os.utime(file, (1, 1))
    _wait_for_the_clock(file)
    hashes = FileHashes(cache, name="x")
    before = hashes.of(file)
    hashes.save()
    file.write_text("two", encoding="utf-8")
    os.utime(file, (1, 1))
    assert FileHashes(cache, name="x").of(file) != before


def test_link_to_a_file_of_the_site_does_not_let_it_be_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, file = Cache(tmp_path / "cache"), tmp_path / "site" / "file"
    file.parent.mkdir()
    file.write_text("one", encoding="utf-8")
    os.utime(file, (1, 1))
    hashes = FileHashes(cache, name="x", linked=str(file.parent))
    before = hashes.of(file)
    hashes.save()
    _wait_for_the_clock(file)
    os.link(file, tmp_path / "link")
    opened: list[Path] = []
    real = Path.read_bytes

    def noting(path: Path) -> bytes:
        opened.append(path)
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", noting)
    assert FileHashes(cache, name="x", linked=str(file.parent)).of(file) == before
    assert file not in opened
    assert FileHashes(cache, name="x").of(file) == before
    assert file in opened


def _wait_for_the_clock(file: Path) -> None:
    """Wait until a change of the file would show in its time for sure."""
    while time.time_ns() - file.stat().st_ctime_ns < 2 * _SETTLED:
        time.sleep(0.02)
