"""Problems as SARIF 2.1.0, which code hosts show beside the lines they are about.

The format is specified at https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from helpcentre.diagnostics.problem import Problem, Rule, Severity
from helpcentre.diagnostics.rule_pages import explain, summary

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARN: "warning", Severity.OFF: "none"}


def as_sarif(problems: Iterable[Problem]) -> str:
    """Return the problems, sorted by place, as a SARIF log with one run; paths are relative to the project."""
    kinds = sorted(Rule, key=lambda kind: kind.code)
    places = {kind.code: number for number, kind in enumerate(kinds)}
    driver = {"name": "helpcentre", "version": version("helpcentre"), "rules": [_rule(kind) for kind in kinds]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(row, places[row.code]) for row in sorted(set(problems))],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(kind: Rule) -> dict[str, Any]:
    return {
        "id": kind.code,
        "shortDescription": {"text": kind.value},
        "help": {"text": summary(kind), "markdown": explain(kind)},
        "defaultConfiguration": {"level": _LEVELS[kind.level]},
    }


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.file), "uriBaseId": "%SRCROOT%"}}
    if problem.line:
        place["region"] = {"startLine": problem.line}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message} ({problem.fix})"},
        "locations": [{"physicalLocation": place}],
    }
