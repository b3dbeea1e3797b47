"""Digests of folders that others write to."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpcentre.util.cache import Cache
from helpcentre.util.files import entries_below
from helpcentre.util.hashes import FileHashes


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
