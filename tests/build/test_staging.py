"""Whatever happens to a build, the site is the old one or the new one, whole, and nothing else is left."""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from helpcentre.build import staging
from support import ON_FULL_DISK, Project, Run, files, small_project

_HURT = """\
import os, signal
def on_page_content(html, page, config, files):
    if page.file.dest_uri == {page!r}: {act}
"""
_PAGES = [f"{prefix}{page}index.html" for prefix in ("", "en/", "ar/") for page in ("", "topic/", "topic/second/")]


def hurt(project: Project, page: str, act: str) -> None:
    """Let something happen to the next build when it renders a page."""
    (project.folder / "hurt.py").write_text(_HURT.format(page=page, act=act), encoding="utf-8")


def is_clean(project: Project) -> bool:
    """Whether a project has no folder that a build did not finish."""
    return not [path.name for path in project.folder.iterdir() if path.name.startswith((".site", ".dist"))]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that is built, and calls one more hook; not to be changed."""
    project = small_project(tmp_path_factory.mktemp("ready") / "small")
    project.add_hook("hurt.py", "")
    hurt(project, "", "pass")
    assert project.build_apart().status == 0
    return project


@pytest.fixture
def small(ready: Project, tmp_path: Path) -> Project:
    """A copy of it."""
    shutil.copytree(ready.folder, tmp_path / "small", symlinks=True)
    return Project(tmp_path / "small")


@pytest.fixture
def old(small: Project) -> dict[str, bytes]:
    """The files of its site."""
    return files(small.folder / "site")


@settings(max_examples=3, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(page=st.sampled_from(_PAGES), number=st.sampled_from(["SIGKILL", "SIGTERM", "SIGSEGV"]))
def test_worker_that_dies_anywhere_fails_the_build_or_is_not_missed(
    page: str, number: str, small: Project, old: dict[str, bytes]
) -> None:
    hurt(small, page, f"os.getppid() == {os.getpid()} or os.kill(os.getpid(), signal.{number})")
    done = small.build_apart(HELPCENTRE_PROCESSES="3")
    if page.startswith(("en/", "ar/")):
        assert done.status == 1
        assert "a process of this build ended early, with exit code -" in done.output
    else:
        assert done.status == 0, done.output  # it is this process that builds the source language
    assert "Traceback" not in done.output
    assert files(small.folder / "site") == old
    assert is_clean(small)


_ALL, _PARENT = "os.killpg(os.getpgid(0)", "os.kill(int(os.environ['BUILD'])"


@pytest.mark.parametrize(("who", "page"), [(_ALL, _PAGES[1]), (_ALL, _PAGES[4]), (_PARENT, _PAGES[7])])
def test_ctrl_c_ends_all_processes_and_leaves_the_old_site(
    who: str, page: str, small: Project, old: dict[str, bytes]
) -> None:
    hurt(small, page, f"{who}, signal.SIGINT)")
    start = f"import os, sys; os.setsid(); os.environ['BUILD'] = str(os.getpid()); {_RUN_MKDOCS}"
    done = small.run(sys.executable, "-c", start, HELPCENTRE_PROCESSES="3")
    assert done.status == 1
    assert "Traceback" not in done.output
    assert done.output.splitlines()[-1] == "Aborted!"
    assert files(small.folder / "site") == old
    assert is_clean(small)


_RUN_MKDOCS = "sys.argv = ['mkdocs', 'build']; from mkdocs.__main__ import cli; cli()"


_TELL_WHO_WRITES = """
import multiprocessing, os, shutil, signal, sys
from helpcentre.util.processes import Task

begin, remove = Task.__init__, shutil.rmtree

def interrupted(self, *values, **named):
    begin(self, *values, **named)
    os.kill(os.getpid(), signal.SIGINT)

def told(*values, **named):
    print("at work:", len(multiprocessing.active_children()))
    remove(*values, **named)

Task.__init__, shutil.rmtree = interrupted, told
"""


def test_folder_of_a_build_is_removed_once_nothing_writes_to_it(small: Project, old: dict[str, bytes]) -> None:
    hurt(small, "index.html", "time.sleep(5)")  # of each language
    done = small.run(sys.executable, "-c", _TELL_WHO_WRITES + _RUN_MKDOCS, HELPCENTRE_PROCESSES="3")
    assert done.status == 1
    assert {line for line in done.output.splitlines() if line.startswith("at work")} == {"at work: 0"}
    assert files(small.folder / "site") == old
    assert is_clean(small)


def test_ctrl_c_ends_a_shard_in_one_line(small: Project, old: dict[str, bytes]) -> None:
    hurt(small, "en/index.html", "os.kill(os.getpid(), signal.SIGINT)")
    done = small.helpcentre("build", "--shard", "en")
    assert (done.status, done.output) == (1, "helpcentre: stopped\n")
    assert is_clean(small)
    assert not (small.folder / "dist").exists() or not list((small.folder / "dist").iterdir())


@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM"])
def test_folder_of_a_killed_build_is_removed_by_the_next(number: str, small: Project, old: dict[str, bytes]) -> None:
    hurt(small, "topic/index.html", f"os.kill(os.getpid(), signal.{number})")
    assert small.build_apart(HELPCENTRE_PROCESSES="3").status < 0
    assert not is_clean(small)
    hurt(small, "", "pass")
    assert small.build_apart(HELPCENTRE_CACHE="false").status == 0
    assert files(small.folder / "site") == old
    assert is_clean(small)


def test_folder_of_a_build_killed_at_its_end_is_removed(small: Project) -> None:
    assert small.build_apart().status == 0
    shutil.copytree(small.folder / "site", small.folder / ".site-abcdefgh" / "site-old")
    done = small.build_apart()
    assert (done.status, "Nothing has changed" in done.output) == (0, True), done.output
    assert is_clean(small)


def test_site_that_is_a_link_stays_one_and_leads_to_the_new_site(small: Project) -> None:
    elsewhere = small.folder.parent / "webroot" / "www"
    elsewhere.parent.mkdir()
    (small.folder / "site").rename(elsewhere)
    (small.folder / "site").symlink_to(elsewhere, target_is_directory=True)
    small.edit("docs/de/topic/first.md", "Kirschkuchen", "Apfelmus")
    done = small.run("mkdocs", "build")
    assert done.status == 0, done.output
    assert (small.folder / "site").is_symlink()
    assert "Apfelmus" in (elsewhere / "topic" / "first" / "index.html").read_text(encoding="utf-8")
    assert [path.name for path in elsewhere.parent.iterdir() if path.is_dir()] == ["www"]


_HOLD = """
import sys, time
from pathlib import Path
from helpcentre.build import staging
print(staging.make_folder(Path(sys.argv[1])), flush=True)
sys.stdin.read()
"""


def test_folder_of_a_running_build_stays_until_it_is_killed(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    for foreign in (".site-abcdefgh", ".site-with-a-longer-name", ".other-abcdefgh"):
        (tmp_path / foreign).mkdir()
        (tmp_path / foreign / "mine.txt").touch()
    before = sorted(tmp_path.iterdir())
    command = [sys.executable, "-c", _HOLD, str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        theirs = Path(other.stdout.readline().strip())
        staging.discard(staging.make_folder(target))
        assert theirs.is_dir()
        other.kill()
        other.wait()
    assert theirs.is_dir()
    staging.discard(staging.make_folder(target))
    assert sorted(tmp_path.iterdir()) == before


def test_folder_of_a_killed_build_without_a_site_stays(tmp_path: Path) -> None:
    (tmp_path / ".site-abcdefgh" / "site-old").mkdir(parents=True)
    staging.discard(staging.make_folder(tmp_path / "site"))
    assert [path.name for path in tmp_path.iterdir()] == [".site-abcdefgh"]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=450k", "tmpfs", folder], check=False)
    if mounted.returncode:
        pytest.skip("only root may mount a disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("size", [300, 450])
@pytest.mark.parametrize("processes", [1, 2, 3])
def test_full_disk_leaves_the_old_site_and_is_told_in_one_line(
    processes: int, size: int, disk: Path, small: Project
) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}k", disk], check=True)  # full at another place of the build
    site = disk / "site"
    site.mkdir()
    (site / "index.html").write_text("old", encoding="utf-8")
    full = small.run("mkdocs", "build", "--site-dir", str(site), HELPCENTRE_PROCESSES=str(processes))
    assert full.status == 1
    (told,) = [line for line in full.output.splitlines() if "No space left on device" in line]
    assert "No space left on device (free some space" in told
    assert re.search(rf"{disk}/\.site-[^/]+/site/\S+: No space", told)  # and not the file that was copied
    assert "Traceback" not in full.output
    assert files(disk) == {"site/index.html": b"old"}
    assert [path.name for path in disk.iterdir()] == ["site"]


def test_shard_fits_where_a_site_does_not(disk: Path, small: Project) -> None:
    shard = small.helpcentre("build", "--shard", "de,en,ar", "-o", str(disk / "folder" / "all.zip"))
    assert shard.status == 0, shard.output


def test_index_of_a_language_that_failed_is_not_read(small: Project, old: dict[str, bytes]) -> None:
    folder = "folder = config.site_dir + '/assets/search'; os.makedirs(folder, exist_ok=True)"
    write = "file = folder + '/de.js'; open(file, 'w')"
    hurt(small, "en/index.html", f"{folder}; {write}; raise OSError(28, 'No space left on device', file)")
    done = small.build_apart()
    assert done.status == 1
    assert "de.js: No space left on device" in done.output
    assert "Traceback" not in done.output
    assert files(small.folder / "site") == old


@pytest.mark.parametrize("blocks", [1, 50])
def test_write_that_fails_at_any_size_leaves_the_old_site(blocks: int, small: Project, old: dict[str, bytes]) -> None:
    small.edit("docs/de/topic/first.md", "Pflaumenmus", "Mus " * 20_000)
    done = small.run("sh", "-c", f"ulimit -f {blocks} && mkdocs build", HELPCENTRE_CACHE="false", **ON_FULL_DISK)
    assert done.status == 1
    assert "File too large" in done.output
    assert "Traceback" not in done.output
    assert files(small.folder / "site") == old
    assert is_clean(small)


def test_cache_on_a_full_disk_changes_no_byte_of_the_site(small: Project, disk: Path, tmp_path: Path) -> None:
    (disk / "filler").write_bytes(bytes(440 * 1024))
    shutil.rmtree(small.folder / ".cache", ignore_errors=True)
    (small.folder / ".cache").symlink_to(disk, target_is_directory=True)
    assert small.build_apart().status == 0
    shutil.move(small.folder / "site", tmp_path / "site")
    (small.folder / ".cache").unlink()
    assert small.build_apart(HELPCENTRE_CACHE="false").status == 0
    assert files(tmp_path / "site") == files(small.folder / "site")


def test_builds_at_the_same_time_do_no_harm(small: Project, old: dict[str, bytes]) -> None:
    found: list[Run] = []
    builds = [threading.Thread(target=lambda: found.append(small.build_apart())) for _ in range(3)]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert [done.status for done in found] == [0] * 3, [done.output for done in found]
    assert files(small.folder / "site") == old
    assert is_clean(small)


_WATCH = """
import os, sys
misses = looks = 0
print("watching", flush=True)
while not os.path.exists(sys.argv[2]):
    looks += 1
    try:
        os.stat(sys.argv[1])
    except FileNotFoundError:
        misses += 1
print(looks > 0, misses)
"""


def test_swap_leaves_no_moment_without_a_site(tmp_path: Path) -> None:
    target, end = tmp_path / "site", tmp_path / "end"
    for name in ("site", "probe"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text("0", encoding="utf-8")
    if not staging._is_exchanged(tmp_path / "probe", target):
        pytest.skip("the system cannot exchange two folders at once")
    command = [sys.executable, "-c", _WATCH, str(target / "index.html"), str(end)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watcher:
        assert watcher.stdout
        assert watcher.stdout.readline() == "watching\n"
        for number in range(500):
            made = staging.make_folder(target)
            (made / "index.html").write_text(str(number), encoding="utf-8")
            staging.swap_in(made, target)
        end.touch()
        assert watcher.stdout.readline() == "True 0\n"
    assert (target / "index.html").read_text(encoding="utf-8") == "499"


@pytest.mark.parametrize("can_exchange", [True, False])
def test_swaps_at_the_same_time_leave_one_whole_folder(
    can_exchange: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_exchange:
        monkeypatch.setattr(staging, "_is_exchanged", lambda *_: False)
    target = tmp_path / "site"
    failed: list[OSError] = []

    def swap(number: int) -> None:
        try:
            for _ in range(50):
                made = staging.make_folder(target)
                for name in "abc":
                    (made / name).write_text(str(number), encoding="utf-8")
                staging.swap_in(made, target)
        except OSError as error:
            failed.append(error)

    threads = [threading.Thread(target=swap, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    texts = {file.read_text(encoding="utf-8") for file in target.iterdir()}
    assert len(texts) == 1
    assert len(list(target.iterdir())) == 3


def test_written_file_takes_the_place_of_one_that_the_former_site_shares(tmp_path: Path) -> None:
    former, site = tmp_path / "former", tmp_path / "site"
    for folder in (former, site):
        folder.mkdir()
    for name in ("other.txt", "same.txt"):
        (former / name).write_text("before", encoding="utf-8")
        os.link(former / name, site / name)
    staging.write_files({"other.txt": b"after", "same.txt": b"before"}, site, former=former)
    assert set(files(former).values()) == {b"before"}
    assert files(site) == {"other.txt": b"after", "same.txt": b"before"}
    assert (site / "same.txt").stat().st_ino == (former / "same.txt").stat().st_ino
