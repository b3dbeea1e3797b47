"""What every program does that is made of this package."""

from __future__ import annotations

import subprocess
import sys

_CYCLE = """
class Cycle:
    def __init__(self):
        self.own = self
    def __del__(self):
        print("found")
cycle = Cycle()
"""


def _output_of(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def test_a_program_ends_without_a_look_for_cycles() -> None:
    assert _output_of(_CYCLE) == "found\n"
    assert _output_of(f"import helpcentre\n{_CYCLE}") == ""
