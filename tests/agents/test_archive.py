"""The bundle's zip: reproducible, complete, and dated."""

import hashlib
import os
import random
import zipfile
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from helpcentre.agents.archive import open_archive
from helpcentre.agents.bundle import write_bundle
from helpcentre.agents.manifest import FILE, Manifest
from helpcentre.agents.verify import SUMS
from support import Project

MANIFEST = Manifest("1", "", "2026-01-01", "2026-01-31")


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
    pages = {
        file.relative_to(folder).as_posix(): LexborHTMLParser(file.read_text(encoding="utf-8"))
        for file in folder.rglob("*.html")
    }
    # All but those at former addresses, which lead on at once.
    shown = {
        name: page.css("[data-build-date]") for name, page in pages.items() if not page.css("meta[http-equiv=refresh]")
    }
    assert len(shown) > 28
    assert all(len(found) == 1 for found in shown.values())
    assert "21. September 2026" in shown["index.html"][0].text()
    assert "September 21, 2026" in shown["en/index.html"][0].text()


def test_the_public_site_has_neither_door_nor_disk_script(project: Project) -> None:
    assert not (project.folder / "site" / "START.html").exists()
    assert "trust.js" not in project.read("site/index.html")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with names that sort in several ways, one file empty and one large."""
    folder = tmp_path / "folder"
    (folder / "b").mkdir(parents=True)
    for name in ("b/x", "a", "ä", "empty"):
        (folder / name).write_text(name * 1000 if name != "empty" else "", encoding="utf-8")
    (folder / "large").write_bytes(random.Random(1).randbytes(3 << 20) + b"x" * (1 << 20))
    return folder


def test_zip_is_sorted_dated_and_says_nothing_of_this_machine(folder: Path, tmp_path: Path) -> None:
    written = []
    for mode in (0o600, 0o755):
        (folder / "a").chmod(mode)
        os.utime(folder / "a", (mode, mode))
        target = tmp_path / f"{mode}.zip"
        write_bundle(folder, target, MANIFEST, name="n", day=date(1970, 1, 1))
        written.append(target.read_bytes())
    with zipfile.ZipFile(target) as archive:
        names = ["n/a", "n/b/x", "n/empty", "n/large", "n/verify.py", "n/ä", f"n/{FILE}", f"n/{SUMS}"]
        assert archive.namelist() == names
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(entry.create_system, entry.external_attr >> 16) for entry in archive.infolist()} == {(3, 0o100644)}
        assert all(archive.read(name) == (folder / name.removeprefix("n/")).read_bytes() for name in names)
    assert len(set(written)) == 1


def test_checksum_of_a_file_is_of_its_packed_bytes(folder: Path, tmp_path: Path) -> None:
    with open_archive(tmp_path / "z.zip", folder="n", day=date(2026, 1, 1)) as archive:
        packed = [archive.add(folder, name) for name in ("large", "empty")]
    for file in packed:
        content = (folder / file.name).read_bytes()
        assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_zip_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a").symlink_to(folder / "nowhere")
    with pytest.raises(OSError, match="No such file"):
        write_bundle(folder, tmp_path / "z.zip", MANIFEST, name="n", day=date(2026, 1, 1))
    assert [file.name for file in tmp_path.iterdir()] == ["folder"]
