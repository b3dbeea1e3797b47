"""LinkChecker, run as a program of its own: what it is told to do, and what it says of each address."""

from __future__ import annotations

import contextlib
import csv
import os
import re
import subprocess
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from configparser import RawConfigParser
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import IO

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.linkcheck import private_network

Options = Mapping[str, Mapping[str, object]]
"""Sections and options as in linkcheckerrc(5)."""

_START = 300.0
"""Seconds that LinkChecker may take to start, on the busiest machine."""

_INTERNAL_ERROR = re.compile(r"^(?:\w+\.)*\w+(?:Error|Exception): .+", re.MULTILINE)
"""The last line of a traceback."""

csv.field_size_limit(2**31 - 1)  # the addresses of several redirects are one field, as long as servers make them

_OUTPUT: Options = {
    "output": {"log": "csv", "status": 0},
    "csv": {"encoding": "utf-8", "parts": "intro,urlname,parentname,result,warningstring,infostring,valid,url"},
}


@dataclass(frozen=True)
class CheckResult:
    """What LinkChecker says of one address.

    ``url`` is the address as it was asked for or written in the page ``parent``, ``result`` the server's last status
    line or what kept LinkChecker from getting one; ``warnings`` and ``notes`` are LinkChecker's, one a line.
    """

    url: str
    result: str
    is_valid: bool
    parent: str = ""
    warnings: str = ""
    notes: str = ""


def check_addresses(
    urls: Sequence[str], options: Options, *, limit: float | None = None, private: bool = True
) -> Generator[CheckResult, None, None]:
    """Yield LinkChecker's answers as they arrive; closing the iterator stops it.

    Where it says nothing new for ``limit`` seconds after its start it is stopped, and that is the answer for the first
    address of ``urls`` without one, as it is where LinkChecker fails. It may leave out an address that it takes for the
    same as another. Without ``private`` it connects to no address of a private network. Raises HelpcentreError where it
    could not run.
    """
    runner = () if private else ("-m", private_network.__name__)
    with TemporaryDirectory(prefix="linkchecker-") as folder, _started(Path(folder), runner, urls, options) as process:
        assert process.stdout
        watch = _Watch(process, limit)
        output = TextIOWrapper(process.stdout, encoding="utf-8", errors="replace", newline="\n")
        rows = csv.DictReader(_data_lines(output, watch), delimiter=";")
        answered = set()
        try:
            for row in rows:
                if row.get("valid"):  # else the last row, cut short
                    answered.add(row["urlname"])
                    yield _answer(row)
            status = process.wait()
        finally:
            watch.stop()
            process.kill()
        reason = _reason(Path(folder, "stderr").read_text(encoding="utf-8", errors="replace"))
        if not rows.fieldnames and not watch.has_fired:
            message = f"LinkChecker could not run: {reason}"
            raise HelpcentreError(message, fix="try it alone: linkchecker --version")
        silent = next((url for url in urls if url not in answered), None)
        if silent and watch.has_fired:
            yield CheckResult(silent, f"Timeout: no answer within {limit:g} seconds", is_valid=False)
        elif silent and status not in (0, 1):  # 1: it found something
            yield CheckResult(silent, f"LinkChecker failed: {reason}", is_valid=False)


@contextlib.contextmanager
def _started(
    folder: Path, runner: Sequence[str], urls: Sequence[str], options: Options
) -> Iterator[subprocess.Popen[bytes]]:
    """Start LinkChecker with these options, whatever settings somebody made for it on this machine.

    ``runner`` is what Python is given to run LinkChecker's own module with.
    """
    settings = RawConfigParser()
    settings.read_dict({name: {**_OUTPUT.get(name, {}), **options.get(name, {})} for name in {**_OUTPUT, **options}})
    file = folder / "linkcheckerrc"
    with file.open("w", encoding="utf-8") as opened:
        settings.write(opened)
    command = [sys.executable, "-W", "ignore", *runner, "-m", "linkcheck", f"--config={file}", "--stdin"]
    environment = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C", "PYTHONUTF8": "1"}  # its words are read below
    with (
        (folder / "stderr").open("wb") as errors,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environment
        ) as process,
    ):
        assert process.stdin
        _tell(process.stdin, urls)
        yield process


def _data_lines(lines: Iterable[str], watch: _Watch) -> Iterator[str]:
    """Yield the lines that are no remarks; each is a sign of life, and the first, a remark, one of a good start.

    What another server says may have a carriage return, which ends no line.
    """
    for line in lines:
        watch.restart()
        if not line.startswith("#"):
            yield line.rstrip("\r\n").replace("\r", " ") + "\n"


def _reason(errors: str) -> str:
    """Return in one line why LinkChecker failed: the error that its long report of itself is of, or all it said."""
    *_, text = _INTERNAL_ERROR.findall(errors) or [errors]
    return " ".join(text.split())[-300:]


def _tell(stream: IO[bytes], urls: Sequence[str]) -> None:
    with contextlib.suppress(BrokenPipeError):  # it is gone already; that no answer comes says so
        stream.write("\n".join(urls).encode("utf-8", errors="replace"))
        stream.flush()
    with contextlib.suppress(BrokenPipeError):
        stream.close()


def _answer(row: Mapping[str, str]) -> CheckResult:
    return CheckResult(
        url=row["urlname"],
        result=row["result"],
        is_valid=row["valid"] == "True",
        parent=row["parentname"],
        warnings=row["warningstring"],
        notes=row["infostring"],
    )


class _Watch:
    """Kills a process that has not been heard of for ``limit`` seconds, or as many as it may take to start."""

    def __init__(self, process: subprocess.Popen[bytes], limit: float | None) -> None:
        self.process, self.limit = process, limit
        self.has_fired = False
        self.timer: Timer | None = None
        if limit is not None:
            self._start(max(limit, _START))

    def restart(self) -> None:
        """Count the seconds anew."""
        self.stop()
        if self.limit is not None:
            self._start(self.limit)

    def stop(self) -> None:
        """Count no longer."""
        if self.timer:
            self.timer.cancel()

    def _start(self, seconds: float) -> None:
        self.timer = Timer(seconds, self._fire)
        self.timer.daemon = True
        self.timer.start()

    def _fire(self) -> None:
        self.has_fired = True
        self.process.kill()
