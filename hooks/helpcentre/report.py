"""Problems as text for people and as JSON for tools."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from helpcentre.problems import Problem


def as_line(problem: Problem) -> str:
    """Return one problem as ``place: code: message (fix)``."""
    return f"{problem.place}: {problem.code}: {problem.message} ({problem.fix})"


def as_text(problems: Iterable[Problem]) -> str:
    """Return the problems sorted by place, one a line, and a closing line with their number."""
    rows = sorted(set(problems))
    count = "no problems" if not rows else "1 problem" if len(rows) == 1 else f"{len(rows)} problems"
    return "\n".join([*map(as_line, rows), count])


def as_json(problems: Iterable[Problem]) -> str:
    """Return the problems sorted by place as a JSON array of objects with the fields of :class:`Problem`."""
    return json.dumps(
        [{**asdict(row), "level": row.level.value} for row in sorted(set(problems))], ensure_ascii=False, indent=2
    )
