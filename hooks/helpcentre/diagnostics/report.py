"""Problems as text for people and as JSON for tools."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from helpcentre.diagnostics.problem import Problem, Severity, in_one_line

_COLOURS = {Severity.ERROR: 31, Severity.WARN: 33}
_BOLD, _FAINT = 1, 2
_NAMES = {Severity.ERROR: "error", Severity.WARN: "warning"}

_MANY = 20
"""How many problems are counted by their rules."""

MORE = "helpcentre explain RULE says more about a problem"
"""The last line of a report that has problems."""


def as_line(problem: Problem) -> str:
    """Return one problem as ``place: code: message (fix)``."""
    return in_one_line(f"{problem.place}: {problem.code}: {problem.message} ({problem.fix})")


def as_text(problems: Iterable[Problem], *, coloured: bool = False) -> str:
    """Return the problems by file and line, their number, and where to read more; ``coloured`` for a terminal."""

    def painted(text: str, colour: int) -> str:
        return f"\033[{colour}m{text}\033[0m" if coloured else text

    rows = sorted(set(problems))
    lines = []
    for file, group in groupby(rows, key=lambda row: row.file):
        lines.append(painted(in_one_line(file), _BOLD))
        for row in group:
            level = painted(_NAMES[row.severity], _COLOURS[row.severity])
            place = f"{row.place}: " if row.line else ""
            fix = painted(in_one_line(f"({row.fix})"), _FAINT)
            lines.append(f"  {in_one_line(place)}{level}: {row.code}: {in_one_line(row.message)} {fix}")
    return "\n".join([*lines, *count_by_rule(rows), _count(rows), *([MORE] if rows else [])])


def count_by_rule(problems: Iterable[Problem]) -> list[str]:
    """Return a line for each rule with its number of problems, most first; none for a few, which can be read."""
    rows = list(problems)
    if len(rows) < _MANY:
        return []
    found = Counter((row.severity, row.code) for row in rows)
    order = sorted(found, key=lambda each: (each[0] is not Severity.ERROR, -found[each], each[1]))
    return [f"{found[each]:>6} {_NAMES[each[0]]}{'s' * (found[each] != 1)}: {each[1]}" for each in order]


def as_json(problems: Iterable[Problem]) -> str:
    """Return the problems sorted by place as a JSON array of objects with the fields of :class:`Problem`."""
    return json.dumps([as_dict(row) for row in sorted(set(problems))], ensure_ascii=False, indent=2)


def as_dict(problem: Problem) -> dict[str, str | int]:
    """Return the fields of a problem."""
    return {
        "file": problem.file,
        "line": problem.line,
        "code": problem.code,
        "level": problem.severity.value,
        "message": problem.message,
        "fix": problem.fix,
    }


def _count(rows: list[Problem]) -> str:
    if not rows:
        return "no problems"
    found = Counter(row.severity for row in rows)
    parts = [f"{found[level]} {name}{'s' * (found[level] != 1)}" for level, name in _NAMES.items() if found[level]]
    files = len({row.file for row in rows})
    return f"{', '.join(parts)} in {files} file{'s' * (files != 1)}"
