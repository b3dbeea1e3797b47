"""Answers of engines, kept as they come, so that a run that was stopped goes on and nothing is paid for twice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from helpcentre.content.places import CACHE_DIR
from helpcentre.util.files import make_folder, replace_text


class Answers:
    """The answers in a file, a line of JSON each. A line that cannot be read, as of a run that was stopped, is none."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, str] = {}
        written = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        self._is_whole = not written or written.endswith("\n")
        for line in written.split("\n"):
            self._read(line)

    def get(self, key: str) -> str | None:
        """Return the answer that was kept, or None."""
        return self._known.get(key)

    def keep(self, answers: Mapping[str, str]) -> None:
        """Add answers by their keys."""
        make_folder(self._file.parent)
        with self._file.open("a", encoding="utf-8", newline="\n") as file:
            file.write("" if self._is_whole else "\n")
            file.writelines(_line(key, text) for key, text in answers.items())
        self._is_whole = True
        self._known |= answers

    def forget(self, keys: set[str]) -> None:
        """Remove answers, as to texts whose draft was rejected."""
        if keys.isdisjoint(self._known):
            return
        self._known = {key: text for key, text in self._known.items() if key not in keys}
        if self._file.is_file():
            replace_text(self._file, "".join(_line(*row) for row in self._known.items()))

    def _read(self, line: str) -> None:
        try:
            row = json.loads(line)
            key, text = row["key"], row["text"]
        except (ValueError, LookupError, TypeError, RecursionError):
            return
        if isinstance(key, str) and isinstance(text, str):
            self._known[key] = text


def answers_file(root: Path, code: str) -> Path:
    """Return where the answers in a language are kept, below a project's folder."""
    return root / CACHE_DIR / "drafts" / f"{code}.jsonl"


def _line(key: str, text: str) -> str:
    line = json.dumps({"key": key, "text": text}, ensure_ascii=False) + "\n"
    return line.encode("utf-8", "backslashreplace").decode("utf-8")  # half of a pair of surrogates, as JSON writes it
