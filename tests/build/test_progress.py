"""How far a build is: one line that is drawn anew on a terminal, plain lines elsewhere."""

import os
import pty
import subprocess
import sys

import pytest

from support import DAY, Project


def at_a_terminal(project: Project, *command: str, **environment: str) -> str:
    """Return what a command writes to a terminal."""
    ours, theirs = pty.openpty()
    given = {**os.environ, "SOURCE_DATE_EPOCH": DAY, "NO_MKDOCS_2_WARNING": "1", "TERM": "xterm", **environment}
    with subprocess.Popen(
        [sys.executable, "-m", *command], cwd=project.folder, env=given, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        found = b""
        try:
            while some := os.read(ours, 4096):
                found += some
        except OSError:  # the terminal's way to say that nobody writes any more
            pass
    os.close(ours)
    return found.decode("utf-8")


@pytest.mark.parametrize("count", ["1", "3"])
def test_at_a_terminal_one_line_is_drawn_anew_and_removed(count: str, small: Project) -> None:
    seen = at_a_terminal(small, "mkdocs", "build", HELPCENTRE_PROCESSES=count, COLUMNS="70")
    drawn = [text for text in seen.split("\r") if "pages, " in text]
    assert len(drawn) > 1
    assert all(len(text) <= 70 and text.endswith(" of 3 languages") for text in drawn), drawn
    assert " of 12 pages" in drawn[-1]
    left = [line.rpartition("\r")[2] for line in seen.split("\r\n")]
    assert left[0].startswith("INFO ")
    assert not [line for line in left if "pages, " in line]


def test_elsewhere_each_language_is_a_line(small: Project) -> None:
    for count in ("1", "3"):
        built = small.run("mkdocs", "build", HELPCENTRE_PROCESSES=count, HELPCENTRE_CACHE="false")
        assert "\r" not in built.output
        told = [line for line in built.output.splitlines() if line.endswith(" pages")]
        assert sorted(told) == [f"INFO    -  {code}: 4 pages" for code in ("ar", "de", "en")]


def test_nothing_is_drawn_where_nobody_wants_to_know(small: Project) -> None:
    assert at_a_terminal(small, "mkdocs", "build", "-q") == ""
    seen = at_a_terminal(small, "mkdocs", "build", TERM="dumb", HELPCENTRE_CACHE="false")
    assert "de: 4 pages" in seen
    assert "pages, " not in seen
