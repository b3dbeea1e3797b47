"""The bundle's zip: reproducible, complete, and dated."""

import zipfile
from datetime import date
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from helpcentre.archive import write_zip
from support import Project


def test_the_same_commit_gives_the_same_zip(small: Project) -> None:
    archives = []
    for _ in range(2):
        assert small.helpcentre("bundle").status == 0
        archives.append((small.folder / "dist" / "helpcentre-agents.zip").read_bytes())
    assert archives[0] == archives[1]


def test_the_zip_holds_the_folder_and_nothing_of_this_machine(project: Project) -> None:
    folder = project.folder / "dist" / "helpcentre-agents"
    with zipfile.ZipFile(project.folder / "dist" / "helpcentre-agents.zip") as archive:
        names = archive.namelist()
        assert names == sorted(names)
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
    assert "disk.js" not in project.read("site/index.html")


def test_a_zip_is_sorted_and_dated(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "b").mkdir(parents=True)
    for name in ("b/x", "a", "ä"):
        (folder / name).write_text(name, encoding="utf-8")
    write_zip(folder, tmp_path / "z.zip", name="n", day=date(1970, 1, 1))
    with zipfile.ZipFile(tmp_path / "z.zip") as archive:
        assert archive.namelist() == ["n/a", "n/b/x", "n/ä"]
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
