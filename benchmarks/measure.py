"""What a command takes: time, processors, memory; and how soon a preview shows what was saved."""

from __future__ import annotations

import os
import signal
import socket
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import IO

_READY, _SEEN = 900, 120
"""Seconds that a preview may take to start, and to show an edit."""


@dataclass(frozen=True)
class Run:
    """What one command took: seconds, seconds of all processors together, and the largest process in MB."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


def middle(runs: Sequence[Run]) -> Run:
    """Return the medians."""
    return Run(
        median(run.seconds for run in runs),
        median(run.cpu_seconds for run in runs),
        median(run.peak_mb for run in runs),
    )


def measure(command: Sequence[str], folder: Path) -> Run:
    """Run a command in a folder and return what it took; raises RuntimeError, with its output, where it fails."""
    with tempfile.TemporaryFile() as output:
        start = perf_counter()
        process = _started(command, folder, output)
        _, status, usage = os.wait4(process, 0)
        seconds = perf_counter() - start
        if status:
            raise RuntimeError(f"{' '.join(command)}: {_end_of(output)}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure_edits(command: Sequence[str], folder: Path, *, url: str, page: Path, edits: int) -> Run:
    """Start a preview, save a page so many times, and return how long it took until the preview answered with the edit.

    ``command`` has ``{port}`` where the port goes, ``url`` is the page's path. The seconds are the median; CPU and
    memory are those of the preview from its start to its end. Raises RuntimeError where it does not start or follow.
    """
    port = _free_port()
    with tempfile.TemporaryFile() as output:
        process = _started([part.format(port=port) for part in command], folder, output)
        taken = []
        try:
            _wait_for("", port, url, seconds=_READY)
            before = page.read_text(encoding="utf-8").count("\nedited")  # by a run before this one
            for number in range(before, before + edits):
                sleep(1)  # as a writer would
                mark = f"edited{'again' * number}."  # no digits: a translation has none of its own
                start = perf_counter()
                with page.open("a", encoding="utf-8") as file:
                    file.write(f"\n{mark}\n")
                _wait_for(mark, port, url, seconds=_SEEN)
                taken.append(perf_counter() - start)
        except TimeoutError as error:
            raise RuntimeError(f"{' '.join(command)}: {error}: {_end_of(output)}") from error
        finally:
            os.killpg(process, signal.SIGTERM)
            _, _, usage = os.wait4(process, 0)
    return Run(median(taken), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _started(command: Sequence[str], folder: Path, output: IO[bytes]) -> int:
    actions = [(os.POSIX_SPAWN_DUP2, output.fileno(), number) for number in (1, 2)]
    arguments = ["sh", "-c", 'cd "$0" && exec "$@"', str(folder), *command]
    # Python keeps what it compiled, as it does where nobody forbids it: else each run would compile our code anew.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return os.posix_spawnp("/bin/sh", arguments, environment, file_actions=actions, setpgroup=0)


def _end_of(output: IO[bytes]) -> str:
    output.seek(0)
    return output.read().decode("utf-8", "replace")[-2000:]


def _wait_for(text: str, port: int, url: str, *, seconds: float) -> None:
    end = perf_counter() + seconds
    while perf_counter() < end:
        with _connected(port) as connection:
            try:
                connection.request("GET", url)
                answer = connection.getresponse()
                if text.encode() in answer.read() and answer.status == 200:
                    return
            except (OSError, HTTPException):  # not there yet, or busy
                pass
        sleep(0.02)
    raise TimeoutError(f"{url} did not show {text or 'anything'} within {seconds} s")


@contextmanager
def _connected(port: int) -> Iterator[HTTPConnection]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        yield connection
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
