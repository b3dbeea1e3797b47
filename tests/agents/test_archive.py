"""The bundle's zip: reproducible, complete, and dated."""

import hashlib
import random
import zipfile
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from helpcentre.agents import zipformat
from helpcentre.agents.archive import pack
from support import Project


def test_bundle_of_the_same_commit_has_the_same_zip(small: Project) -> None:
    archives = []
    for _ in range(2):
        assert small.helpcentre("bundle").status == 0
        archives.append((small.folder / "dist" / "helpcentre-agents.zip").read_bytes())
    assert archives[0] == archives[1]


def test_the_zip_holds_the_folder_and_nothing_of_this_machine(project: Project) -> None:
    folder = project.folder / "dist" / "helpcentre-agents"
    with zipfile.ZipFile(project.folder / "dist" / "helpcentre-agents.zip") as archive:
        names = archive.namelist()
        assert names[:-2] == sorted(names[:-2])
        assert names[-2:] == ["helpcentre-agents/manifest.json", "helpcentre-agents/SHA256SUMS"]
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(2026, 9, 21, 0, 0, 0)}
        for file in folder.rglob("*"):
            if file.is_file():
                content = archive.read(f"helpcentre-agents/{file.relative_to(folder).as_posix()}")
                assert content == file.read_bytes()
                assert str(project.folder).encode() not in content


def test_every_page_of_the_bundle_shows_the_builds_day(project: Project) -> None:
    folder = project.folder / "dist" / "helpcentre-agents"
    shown = {
        file.relative_to(folder).as_posix(): LexborHTMLParser(file.read_text(encoding="utf-8")).css("[data-build-date]")
        for file in folder.rglob("*.html")
    }
    assert len(shown) > 28
    assert all(len(found) == 1 for found in shown.values())
    assert "21. September 2026" in shown["index.html"][0].text()
    assert "September 21, 2026" in shown["en/index.html"][0].text()


def test_the_public_site_has_neither_door_nor_disk_script(project: Project) -> None:
    assert not (project.folder / "site" / "START.html").exists()
    assert "bundle-files.js" not in project.read("site/index.html")


def test_zip_of_any_number_of_processes_is_sorted_dated_and_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "b").mkdir(parents=True)
    for name in ("b/x", "a", "ä", "empty", "b-light"):
        (folder / name).write_text(name * 1000 if name != "empty" else "", encoding="utf-8")
    (folder / "large").write_bytes(random.Random(1).randbytes(3 << 20) + b"x" * (1 << 20))
    made = []
    for number in (1, 2, 3, 9):
        target = tmp_path / f"{number}.zip"
        packed = pack(folder, target, name="n", day=date(1970, 1, 1), processes=number, light=("b-",))
        files = list(packed.files())
        packed.finish(target)
        packed.discard()
        made.append(target.read_bytes())
        with zipfile.ZipFile(target) as archive:
            assert archive.namelist() == ["n/a", "n/b-light", "n/b/x", "n/empty", "n/large", "n/ä"]
            assert archive.testzip() is None
            assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
            assert [archive.read(f"n/{file.name}") for file in files] == [
                (folder / file.name).read_bytes() for file in files
            ]
            assert [file.sha256 for file in files] == [
                hashlib.sha256((folder / file.name).read_bytes()).hexdigest() for file in files
            ]
    assert len(set(made)) == 1
    assert sorted(file.name for file in tmp_path.iterdir()) == ["1.zip", "2.zip", "3.zip", "9.zip", "folder"]


def test_a_zip_may_have_more_files_than_its_first_format_counts(tmp_path: Path) -> None:
    count, day, data = 70_000, date(2026, 1, 1), bytearray()
    files = [zipformat.Packed(f"{number}", 0, "", 0, 2) for number in range(count)]
    entries = bytearray()
    for file in files:
        entries += zipformat.entry(file, len(data), folder="n", day=day)
        data += zipformat.local_header(file, folder="n", day=day) + b"\3\0"
    target = tmp_path / "many.zip"
    target.write_bytes(data + entries + zipformat.end(count, len(data), len(entries)))
    with zipfile.ZipFile(target) as archive:
        assert len(archive.namelist()) == count
        assert archive.read("n/69999") == b""


def test_zip_whose_part_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a").symlink_to(folder / "nowhere")
    with pytest.raises(OSError, match="No such file"):
        pack(folder, tmp_path / "z.zip", name="n", day=date(2026, 1, 1), processes=2)
    assert [file.name for file in tmp_path.iterdir()] == ["folder"]
