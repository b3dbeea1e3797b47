"""The folder of the editor: what is in it, and what is not overwritten."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.editor.folder import policy, write_editor
from helpcentre.editor.package import SCRIPT, read_package

PACKAGE = {SCRIPT: b"run()", "icons.woff2": b"icons"}


def test_a_folder_is_written_and_all_of_an_earlier_editor_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "dist" / "editor"
    write_editor(folder, {**PACKAGE, SCRIPT: b"old()"}, {"name": "ü"}, [])
    write_editor(folder, PACKAGE, {"name": "ä"}, ["https://git.example.org"])
    assert sorted(file.name for file in folder.iterdir()) == [
        "_headers", "config.json", "icons.woff2", "index.html", SCRIPT,
    ]  # fmt: skip
    assert json.loads((folder / "config.json").read_text(encoding="utf-8")) == {"name": "ä"}
    assert policy(["https://git.example.org"]) in (folder / "index.html").read_text(encoding="utf-8")
    assert (folder / SCRIPT).read_bytes() == PACKAGE[SCRIPT]
    assert [each.name for each in folder.parent.iterdir()] == ["editor"]


def test_what_others_put_beside_the_editor_stays(tmp_path: Path) -> None:
    write_editor(tmp_path, PACKAGE, {}, [])
    (tmp_path / ".git").mkdir()
    (tmp_path / "CNAME").write_text("edit.example.org", encoding="utf-8")
    write_editor(tmp_path, PACKAGE, {"name": "ä"}, [])
    assert (tmp_path / ".git").is_dir()
    assert (tmp_path / "CNAME").read_text(encoding="utf-8") == "edit.example.org"
    assert "ä" in (tmp_path / "config.json").read_text(encoding="utf-8")


def test_a_link_stays_one_and_leads_to_the_editor(tmp_path: Path) -> None:
    for name in ("there", "not/there"):
        link = tmp_path / f"link-{name[:3]}"
        link.symlink_to(name)
        write_editor(link, PACKAGE, {}, [])
        assert link.is_symlink()
        assert (tmp_path / name / SCRIPT).is_file()


@pytest.mark.parametrize("name", ["file", "pipe", "circle", "file/x", "n" * 256])
def test_what_is_no_folder_is_told_and_stays(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    before = sorted(tmp_path.iterdir())
    with pytest.raises((HelpcentreError, OSError)):
        write_editor(tmp_path / name, PACKAGE, {}, [])
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_folder_of_very_many_folders_is_written(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["d"] * 1_500)
    try:
        write_editor(folder, PACKAGE, {}, [])
        assert (folder / SCRIPT).is_file()
    finally:  # to remove it, Python calls itself for each, too
        subprocess.run(["rm", "-r", tmp_path / "d"], check=True)


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
