"""Languages built in processes of their own: the same bytes and words as in one, and a clean end if one dies."""

import errno
import logging
import os
import signal
import subprocess
import sys
from functools import partial

import pytest

from helpcentre.util import processes
from support import Project, files

_PROBLEMS = {"ar": "docs/ar/topic/first.md", "de": "docs/de/topic/first.md", "en": "docs/en/topic/second.md"}


def test_build_in_any_number_of_processes_has_the_same_bytes(small: Project) -> None:
    built = {}
    for count in ("1", "2", "3"):
        assert small.build_apart(HELPCENTRE_PROCESSES=count).status == 0
        built[count] = files(small.folder / "site")
    assert built["1"] == built["2"] == built["3"]


_OTHER_SYSTEM = """
import asyncio, builtins, io, multiprocessing.connection, os, sys  # two of these read which system it is once only
sys.platform = "win32"
del os.fork, os.sched_getaffinity
ours = io.open
def theirs(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, *more):
    if "b" not in mode:
        encoding = "cp1252" if encoding in (None, "locale") else encoding
        newline = "\\r\\n" if newline is None and not mode.startswith("r") else newline
    return ours(file, mode, buffering, encoding, errors, newline, *more)
io.open = builtins.open = theirs
"""
"""A hook that makes of this system, for a build, one that copies no process and has other line ends and letters."""


@pytest.mark.parametrize("config", ["mkdocs.yml", "agents.yml"])
def test_build_on_a_system_without_fork_has_the_same_bytes(config: str, small: Project) -> None:
    built = {}
    small.add_hook("more.py", "")
    for name, code in (("here", ""), ("elsewhere", _OTHER_SYSTEM)):
        (small.folder / "more.py").write_text(code, encoding="utf-8")
        done = small.build_apart("--config-file", config, HELPCENTRE_CACHE="false")
        assert done.status == 0, done.output
        built[name] = files(small.folder / ("site" if config == "mkdocs.yml" else "dist"))
        built[name] |= {file.name: file.read_bytes() for file in small.folder.glob("*.conf")}
    assert built["here"] == built["elsewhere"]


def test_properdocs_builds_the_same_bytes_as_mkdocs(small: Project) -> None:
    built = {}
    for program in ("mkdocs", "properdocs"):
        done = small.run(program, "build", "--strict", "--config-file", "mkdocs.yml", HELPCENTRE_CACHE="false")
        assert done.status == 0, done.output
        built[program] = files(small.folder / "site")
    assert built["mkdocs"] == built["properdocs"]


def test_warnings_of_all_processes_have_one_order_and_fail_a_strict_build(small: Project) -> None:
    code = (
        "import logging\n"
        "def on_page_content(html, page, config, files):\n"
        "    logging.getLogger('mkdocs.plugins.more').warning('seen %s', page.file.dest_uri)\n"
    )
    small.add_hook("more.py", code)
    alone, shared = (small.build_apart(HELPCENTRE_PROCESSES=count) for count in ("1", "3"))
    assert alone.warnings == shared.warnings
    assert sorted(alone.warnings)[:2] == ["seen ar/index.html", "seen ar/topic/first/index.html"]
    assert alone.status == shared.status == 1


@pytest.mark.parametrize("count", ["1", "3"])
def test_error_in_one_language_is_told_and_leaves_the_old_site(count: str, small: Project) -> None:
    assert small.build_apart().status == 0
    before = files(small.folder / "site")
    with (small.folder / "docs" / "ar" / "topic" / "first.md").open("a", encoding="utf-8") as page:
        page.write('\n--8<-- "none.md"\n')
    built = small.build_apart(HELPCENTRE_PROCESSES=count)
    assert built.status == 1
    assert "docs/ar/topic/first.md:19: includes 'none.md', which is not in _snippets/" in built.output
    assert "Traceback" not in built.output
    assert files(small.folder / "site") == before


def test_a_killed_process_fails_the_build_and_leaves_the_old_site(small: Project) -> None:
    assert small.build_apart().status == 0
    before = files(small.folder / "site")
    code = (
        "import os\n"
        "def on_page_content(html, page, config, files):\n"
        "    if page.file.dest_uri.startswith('ar/'): os.kill(os.getpid(), 9)\n"
    )
    small.add_hook("more.py", code)
    built = small.build_apart(HELPCENTRE_PROCESSES="3")
    assert built.status == 1
    assert "a process of this build ended early, with exit code -9" in built.output
    assert "Traceback" not in built.output
    assert files(small.folder / "site") == before
    assert [path.name for path in small.folder.iterdir() if path.name.startswith(".site")] == []


def test_task_that_fails_unforeseen_is_told_with_its_place(caplog: pytest.LogCaptureFixture) -> None:
    def work() -> int:
        logging.getLogger("mkdocs.test").warning("%s came first", "this")
        return int("x")

    done = processes.Task(lambda: processes.run(work)).result()
    assert done is not None
    assert caplog.messages == []
    assert processes.replay([done]) == [None]
    assert caplog.messages[0] == "this came first"
    assert "ValueError: invalid literal" in caplog.messages[1]


def _fail(number: int, file: str) -> None:
    raise OSError(number, os.strerror(number), file)


def test_full_disk_that_several_meet_is_told_once_and_each_other_fault_by_itself(
    caplog: pytest.LogCaptureFixture,
) -> None:
    faults = [(errno.ENOENT, "a"), (errno.ENOSPC, "b"), (errno.ENOENT, "c"), (errno.ENOSPC, "d"), (errno.ENOSPC, "e")]
    outcomes = [processes.Task(partial(processes.run, partial(_fail, *fault))).result() for fault in faults]
    assert processes.replay(filter(None, outcomes)) == [None] * len(faults)
    assert [message.partition(":")[0] for message in caplog.messages] == ["a", "b", "c"]


def test_task_that_is_stopped_or_killed_is_gone(caplog: pytest.LogCaptureFixture) -> None:
    task = processes.Task(signal.pause)
    task.stop()
    killed: processes.Task[None] = processes.Task(lambda: os.kill(os.getpid(), signal.SIGKILL))
    assert killed.result() is None
    assert caplog.messages == ["a process of this build ended early, with exit code -9: build again"]


_KILLED = """
import os, signal
from helpcentre.util.processes import Task
tasks = []
for _ in range(3):
    tasks.append(Task(lambda: bytes(1_000_000), siblings=tasks))
os.kill(os.getpid(), signal.{number})
"""


@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM"])
def test_task_ends_with_the_process_that_waits_for_it(number: str) -> None:
    command = [sys.executable, "-c", _KILLED.format(number=number)]
    # What it prints ends when the last process ends that could print to it.
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, timeout=120)
    assert done.returncode == -getattr(signal, number)
