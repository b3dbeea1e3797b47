"""The folder of the editor: what is in it, and what is not overwritten."""

import json
from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.editor.folder import policy, write_editor
from helpcentre.editor.package import SCRIPT, read_package

PACKAGE = {SCRIPT: b"run()", "icons.woff2": b"icons"}


def test_a_folder_is_written_and_replaced_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "dist" / "editor"
    write_editor(folder, {**PACKAGE, "old.js": b""}, {"name": "ü"}, [])
    write_editor(folder, PACKAGE, {"name": "ä"}, ["https://git.example.org"])
    assert sorted(file.name for file in folder.iterdir()) == [
        "_headers", "config.json", "icons.woff2", "index.html", SCRIPT,
    ]  # fmt: skip
    assert json.loads((folder / "config.json").read_text(encoding="utf-8")) == {"name": "ä"}
    assert policy(["https://git.example.org"]) in (folder / "index.html").read_text(encoding="utf-8")
    assert [each.name for each in folder.parent.iterdir()] == ["editor"]


def test_another_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("# A", encoding="utf-8")
    with pytest.raises(HelpcentreError, match="something else"):
        write_editor(tmp_path, PACKAGE, {}, [])
    assert (tmp_path / "index.md").is_file()


def test_another_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cms.tgz").write_bytes(b"other")
    with pytest.raises(HelpcentreError, match="as it was published"):
        read_package(tmp_path / "cms.tgz")


def test_without_npm_the_file_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(HelpcentreError, match="--package FILE"):
        read_package()
