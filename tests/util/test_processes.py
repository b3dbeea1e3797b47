"""Copies of this process: what Ctrl-C, or an end from outside, does to one that has not begun yet."""

import subprocess
import sys

import pytest

_BEGIN = """
import os, signal
from helpcentre.util.processes import Task, interrupt_when_ended
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # ignored where the tests are run in the background
interrupt_when_ended()
os.register_at_fork(after_in_{where}=lambda: os.kill(os.getpid(), signal.{number}))
task = Task(lambda: "done")
print(task.result())
"""


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize(("where", "told"), [("child", "None\n"), ("parent", "")])
def test_ctrl_c_while_a_copy_is_made_ends_it_and_is_not_lost(where: str, told: str, number: str) -> None:
    """Where it comes before any code of ours runs in a copy, Python prints a traceback, and the copy works on."""
    code = _BEGIN.format(where=where, number=number)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.stdout == told
    assert "Exception ignored" not in done.stderr
    assert ("KeyboardInterrupt" in done.stderr) == (where == "parent")


_WAIT = """
import os, signal
signal.signal(signal.SIGHUP, signal.SIG_IGN)
from helpcentre.util.processes import interrupt_when_ended
interrupt_when_ended()
try:
    os.kill(os.getpid(), signal.SIGHUP)
    os.kill(os.getpid(), signal.SIGTERM)
except KeyboardInterrupt:
    os.kill(os.getpid(), signal.SIGTERM)
    print("all removed")
"""


def test_end_from_outside_is_told_once_and_ignored_signals_stay_so() -> None:
    done = subprocess.run([sys.executable, "-c", _WAIT], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "all removed\n", "")
