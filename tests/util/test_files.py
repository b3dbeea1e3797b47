"""Files are written whole or not at all, and read as long as no other build has replaced them."""

import hashlib
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import pytest

from helpcentre.cli.main import main
from helpcentre.collector.store import Store, back_up
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.shards import archive
from helpcentre.shards.archive import About
from helpcentre.shards.provenance import Origin
from helpcentre.util.files import (
    DEEPEST,
    entries_below,
    make_folder,
    names_below,
    read_same,
    read_text,
    replace_text,
    require_replaceable,
    write_texts,
)
from support import ON_FULL_DISK, files, small_project


def test_file_that_is_replaced_keeps_who_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("old", encoding="utf-8")
    for mode in (0o644, 0o600, 0o664):
        file.chmod(mode)
        replace_text(file, f"new {mode}")
        assert file.stat().st_mode & 0o777 == mode


def test_new_file_is_for_whom_the_umask_says(tmp_path: Path) -> None:
    former = os.umask(0o022)
    try:
        for number, umask in enumerate((0o022, 0o077, 0o002)):
            os.umask(umask)
            names = [f"{number}.html", f"{number}.md", f"{number}.zip"]
            replace_text(tmp_path / names[0], "new")
            write_texts({tmp_path / names[1]: "new"}, folder=tmp_path)
            _write_shard(tmp_path / names[2])
            assert [(tmp_path / name).stat().st_mode & 0o777 for name in names] == [0o666 & ~umask] * 3
    finally:
        os.umask(former)


def _copy_messages(target: Path) -> None:
    store = Store(target.parent / "messages.sqlite")
    store.create()
    back_up(store.path, target)


def _write_shard(target: Path) -> None:
    origin = Origin("public", ("en",), "", "", {}, {}, {})
    archive.write(target, About(archive.FORMAT, (), origin), {}, folder=target.parent)


_WRITERS: list[Callable[[Path], None]] = [lambda file: replace_text(file, "new"), _copy_messages, _write_shard]
_ALL_WRITERS = [*_WRITERS, lambda file: write_texts({file: "new"}, folder=file.parent)]


@pytest.mark.parametrize("write", _ALL_WRITERS)
def test_pipe_or_device_is_never_replaced_by_a_file(write: Callable[[Path], None], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(HelpcentreError, match="is a pipe or device"):
        write(tmp_path / "pipe")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    with pytest.raises(HelpcentreError, match="is in the folder of devices"):
        require_replaceable(Path("/dev/none"))


@pytest.mark.parametrize("write", _WRITERS)
def test_link_that_is_named_as_output_stays_and_its_file_is_replaced(
    write: Callable[[Path], None], tmp_path: Path
) -> None:
    (tmp_path / "shared").mkdir()
    for name in ("old", "none"):
        (tmp_path / name).symlink_to(tmp_path / "shared" / name)
    (tmp_path / "shared" / "old").write_text("old", encoding="utf-8")
    for name in ("old", "none"):
        write(tmp_path / name)
        assert (tmp_path / name).is_symlink()
        assert (tmp_path / "shared" / name).read_bytes() not in (b"", b"old")


@pytest.mark.parametrize("write", _ALL_WRITERS)
def test_folder_that_is_named_as_output_is_told_and_nothing_is_left(
    write: Callable[[Path], None], tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "kept").touch()
    (tmp_path / "link").symlink_to("folder", target_is_directory=True)
    Store(tmp_path / "messages.sqlite").create()
    before = sorted(tmp_path.rglob("*"))
    for name in ("folder", "link")[: 1 + (write in _WRITERS)]:
        with pytest.raises(HelpcentreError, match=rf"/{name}: cannot be written: Is a directory"):
            write(tmp_path / name)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["a" * 255, "長" * 85, "😀" * 63])
def test_text_is_replaced_in_a_file_with_the_longest_name(name: str, tmp_path: Path) -> None:
    replace_text(tmp_path / name, "new")
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [(name, "new")]


@pytest.mark.parametrize("write", [replace_text, lambda file, text: write_texts({file: text}, folder=file.parent)])
def test_name_that_is_too_long_is_told_in_one_line(write: Callable[[Path, str], None], tmp_path: Path) -> None:
    with pytest.raises(HelpcentreError, match=r"a{256}: cannot be written: File name too long \(check the folder\)$"):
        write(tmp_path / ("a" * 256), "new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["ids", "typography"])
def test_pages_stay_whole_where_a_new_one_has_no_room(command: str, tmp_path: Path) -> None:
    project = small_project(tmp_path / "small")
    page = project.folder / "docs" / "de" / "topic" / "first.md"
    page.write_text(f'---\ntitle: A\n---\n\n# A\n\n## B\n\nEin "Wort".\n\n{"Wort " * 1_000}\n', encoding="utf-8")
    before = files(project.folder / "docs")
    done = project.run("bash", "-c", f"ulimit -f 2; exec helpcentre {command} --fix", **ON_FULL_DISK)
    assert done.status == 1
    assert "cannot be written: File too large" in done.output
    assert "Traceback" not in done.output
    assert files(project.folder / "docs") == before


@pytest.mark.parametrize("content", [b"other", None])
def test_file_that_another_build_replaced_is_not_read(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(b"page")
    digest = hashlib.sha256(b"page").hexdigest()
    assert read_same(file, digest) == b"page"
    file.unlink()
    if content:
        file.write_bytes(content)
    with pytest.raises(HelpcentreError, match="another build ended meanwhile"):
        read_same(file, digest)


def test_folder_that_cannot_be_written_to_is_named_itself() -> None:
    with pytest.raises(HelpcentreError) as told:
        write_texts({Path("/proc/x"): "text"}, folder=Path("/proc"))
    assert str(told.value).startswith("/proc: cannot be written: ")


def test_folders_are_made_however_deep_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("top", *["a"] * (sys.getrecursionlimit() + 200))
    try:
        for _ in range(2):
            make_folder(folder)
        assert folder.is_dir()
    finally:
        subprocess.run(["rm", "-r", "top"], check=True)  # Python's own functions call themselves


def test_folder_that_would_be_in_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for below in ("", "a", "a/b"):
        with pytest.raises(OSError, match="file"):
            make_folder(tmp_path / "file" / below)


@contextmanager
def without_rights(folder: Path) -> Iterator[None]:
    """Take from this process the rights of root, if it has them, in a folder that anybody may enter."""
    user, former = os.geteuid(), Path.cwd()
    os.chdir(folder)  # tests' folders are in one that only their user may enter
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)
        os.chdir(former)


def test_a_folder_without_the_right_to_read_it_is_no_empty_one(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    locked = tmp_path / "docs" / "locked"
    make_folder(locked)
    (locked / "page.md").touch()
    locked.chmod(0)
    try:
        with without_rights(tmp_path), pytest.raises(PermissionError, match="locked"):
            names_below(Path("docs"))
    finally:
        locked.chmod(0o755)
    assert names_below(Path(tmp_path, "docs")) == ["locked/page.md"]
    assert names_below(tmp_path / "nowhere") == names_below(locked / "page.md") == []


def test_a_file_without_the_right_to_read_it_is_told_with_what_helps(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "page.md").touch(0)
    with without_rights(tmp_path), pytest.raises(HelpcentreError) as error:
        read_text(Path("page.md"))
    told = "page.md: cannot be read: Permission denied (give your account the right to read and write it)"
    assert str(error.value) == told


@pytest.mark.parametrize("list_all", [names_below, lambda folder: list(entries_below(str(folder)))])
def test_folders_in_each_other_without_end_are_told(list_all: Callable[[Path], list[object]], tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    last = docs.joinpath(*["a"] * DEEPEST)
    make_folder(last)
    (last / "page.md").write_text("", encoding="utf-8")
    assert len(list_all(docs)) == 1
    (last / "a").mkdir()
    with pytest.raises(HelpcentreError, match=r"^docs/a/a/a/\.\.\.: there are more than 100 folders in each other \("):
        list_all(docs)


@pytest.mark.parametrize(
    ("command", "output"),
    [
        *product(
            (
                ["collect", "f.sqlite", "--backup"],
                ["insights", "f.sqlite", "--html"],
                ["import", "f.sqlite", "--from", "zendesk", "--to", "docs", "--json"],
            ),
            ("f.sqlite", "link", "hard", "folder/../f.sqlite"),
        ),
        *product((["import", "export", "--to", "docs", "--json"],), ("export/a.json", "linked/a.json")),
    ],
)
def test_command_writes_over_no_file_that_it_reads(
    command: list[str], output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Store(Path("f.sqlite")).create()
    Path("folder").mkdir()
    Path("export").mkdir()
    Path("export/a.json").write_text('{"articles": []}', encoding="utf-8")
    Path("link").symlink_to("f.sqlite")
    Path("hard").hardlink_to("f.sqlite")
    Path("linked").symlink_to("export", target_is_directory=True)
    before = files(tmp_path)
    assert main([*command, output]) == 1
    assert re.fullmatch(
        r"helpcentre: .*: is (read|part of export), and would be lost \(.*\)\n", capsys.readouterr().err
    )
    assert files(tmp_path) == before
