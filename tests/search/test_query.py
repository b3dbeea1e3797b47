"""How a query is read in the browser: the unit tests of query.js, in node's own runner."""

import os
import shutil
import subprocess
from pathlib import Path

import playwright
import pytest

UNITS = Path(__file__).with_name("query.test.mjs")
OWN = Path(playwright.__file__).parent / "driver" / "node"
"""Playwright brings a node along on most systems."""


def test_query_is_read_as_its_unit_tests_say() -> None:
    node = shutil.which("node") or shutil.which(OWN)
    if node is None:
        pytest.skip("no node, which is no part of the set-up: install it to run the unit tests of query.js")
    done = subprocess.run(
        [node, "--test", "--test-reporter=tap", UNITS],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={name: value for name, value in os.environ.items() if name != "NODE_OPTIONS"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# pass 0" not in done.stdout
