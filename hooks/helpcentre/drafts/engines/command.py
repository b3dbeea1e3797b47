"""Any program as an engine: a line of JSON for each text on its input, and one for each on its output."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.drafts.engines.engine import EngineError, Task


@dataclass(frozen=True)
class Command:
    """The engine ``command``: a program that is started in ``folder`` for each batch, without a shell.

    It reads ``{"id": 1, "source": "de", "target": "fr", "text": "…", "terms": {…}}`` and writes
    ``{"id": 1, "text": "…"}``.
    """

    arguments: tuple[str, ...]
    folder: Path
    timeout: float = 120
    most_texts: int = 20
    name: str = "command"

    def translate(self, texts: Sequence[str], task: Task) -> list[str]:
        """Return what the program answers; see :class:`~helpcentre.drafts.engines.engine.Engine`."""
        rows = [
            {"id": number, "source": task.source, "target": task.target, "text": text, "terms": dict(task.terms)}
            for number, text in enumerate(texts, start=1)
        ]
        given = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return read_answers(self._run(given), len(texts))

    def _run(self, given: str) -> str:
        try:
            done = subprocess.run(
                self.arguments,
                check=False,
                cwd=self.folder,
                input=given.encode("utf-8"),
                capture_output=True,
                timeout=self.timeout,
            )
        except subprocess.TimeoutExpired as error:
            message = f"{self.arguments[0]}: no answer after {self.timeout:g} seconds"
            raise EngineError(message, is_of_texts=False) from error
        except OSError as error:
            fix = "correct extra.helpcentre.translate.command"
            raise HelpcentreError(f"{self.arguments[0]} cannot be run: {error.strerror}", fix=fix) from error
        if done.returncode:
            told = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise EngineError(f"{self.arguments[0]}: exit status {done.returncode}" + (f", {told[-1]}" if told else ""))
        return done.stdout.decode("utf-8", "replace")


def read_answers(output: str, count: int) -> list[str]:
    """Return the answers in lines of JSON, by their ids from 1 to ``count``; raises EngineError if one is missing."""
    found: dict[int, str] = {}
    for line in filter(str.strip, output.split("\n")):
        try:
            row = json.loads(line)
            number, text = row["id"], row["text"]
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise EngineError("a line of the answer is not {id, text} in JSON") from error
        if not isinstance(text, str) or not isinstance(number, int) or number in found:
            raise EngineError("a line of the answer is not {id, text} in JSON, each id once")
        found[number] = text
    if sorted(found) != list(range(1, count + 1)):
        raise EngineError(f"{len(found)} answers to {count} texts")
    return [found[number] for number in range(1, count + 1)]
