"""The project's commands in processes that begin with Python and MkDocs loaded, which is half of what they would do.

Each is a copy of one process that has loaded them and done nothing else. Sets have the same order in all copies, so of
two builds whose bytes are compared one has to be a process of its own.
"""

import atexit
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import TextIO

_COPIES = get_context("forkserver")
_COPIES.set_forkserver_preload(
    [
        "helpcentre.build.lifecycle",
        "helpcentre.build.pipeline",
        "helpcentre.cli.builds",
        "helpcentre.cli.main",
        "helpcentre.cli.publishers",
        "helpcentre.elements.extension",
        "helpcentre.shards.assembly",
        "material.plugins.search.plugin",
        "mkdocs.commands.build",
        "mkdocs_static_i18n.plugin",
        "pymdownx.blocks.html",
        "pymdownx.superfences",
        "pymdownx.twemoji_db",
    ]
)


def run_loaded(command: Sequence[str], *, folder: Path, environment: Mapping[str, str], output: Path) -> int:
    """Run ``mkdocs`` or ``helpcentre`` in a folder and return its exit status, below 0 for the signal that ended it.

    What it prints goes into the file ``output``.
    """
    process = _COPIES.Process(target=_become, args=(list(command), folder, dict(environment), output))
    process.start()
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def _become(command: list[str], folder: Path, environment: dict[str, str], output: Path) -> None:
    """Go on as the command that was asked for."""
    os.chdir(folder)
    sys.path.insert(0, str(folder))  # as ``python -m`` does
    os.environ.clear()
    os.environ.update(environment)
    with output.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.stdout, sys.stderr = _stream(1, "strict"), _stream(2, "backslashreplace")
    sys.argv, sys.dont_write_bytecode = command, "PYTHONDONTWRITEBYTECODE" in environment
    atexit._clear()  # what the process that this is a copy of would do at its end
    try:
        runpy.run_module(command[0], run_name="__main__", alter_sys=True)
    finally:
        atexit._run_exitfuncs()  # multiprocessing leaves them out


def _stream(number: int, errors: str) -> TextIO:
    """Return what writes to a file descriptor as Python's own streams do."""
    return os.fdopen(number, "w", encoding="utf-8", errors=errors, buffering=1 if number == 2 else -1, closefd=False)
