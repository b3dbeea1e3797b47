"""Copies of this process: what Ctrl-C does to one that has not begun yet."""

import subprocess
import sys

import pytest

_BEGIN = """
import os, signal
from helpcentre.util.processes import Task
os.register_at_fork(after_in_{where}=lambda: os.kill(os.getpid(), signal.SIGINT))
task = Task(lambda: "done")
print(task.result())
"""


@pytest.mark.parametrize(("where", "told"), [("child", "None\n"), ("parent", "")])
def test_ctrl_c_while_a_copy_is_made_ends_it_and_is_not_lost(where: str, told: str) -> None:
    """Where it comes before any code of ours runs in a copy, Python prints a traceback, and the copy works on."""
    code = _BEGIN.format(where=where)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.stdout == told
    assert "Exception ignored" not in done.stderr
    assert ("KeyboardInterrupt" in done.stderr) == (where == "parent")
