"""SARIF as its specification demands it (sections of SARIF 2.1.0 in the assertions)."""

import json
import re
from typing import Any

from helpcentre.diagnostics.problem import Rule, problem
from helpcentre.diagnostics.sarif import as_sarif

FOUND = [
    problem(Rule.ANCHOR_MISSING, file="docs/de/ä b.md", line=12, message="no #x", fix="did you mean y?"),
    problem(Rule.EXCEPTION_UNUSED, file="mkdocs.yml", message="idle", fix="remove it"),
]


def log() -> Any:
    return json.loads(as_sarif([*FOUND, *FOUND]))


def test_the_log_is_one_run_of_a_named_tool() -> None:
    found = log()
    assert set(found) == {"$schema", "version", "runs"}
    assert found["version"] == "2.1.0"  # 3.13.2
    (run,) = found["runs"]  # 3.13.4
    driver = run["tool"]["driver"]
    assert driver["name"] == "helpcentre"  # 3.19.8
    assert re.fullmatch(r"\d+\.\d+.*", driver["version"])  # 3.19.13
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")  # 3.14.17


def test_every_kind_is_a_rule_once() -> None:
    rules = log()["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({kind.code for kind in Rule})  # 3.49.3: unique
    for rule in rules:
        assert rule["shortDescription"]["text"]  # 3.11
        assert rule["help"]["text"]  # 3.49.13: text is required, Markdown is shown in its place where that can be
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}\n")
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")  # 3.50.3


def test_a_result_points_to_its_rule_and_its_line() -> None:
    run = log()["runs"][0]
    anchor, unused = run["results"]
    rules = run["tool"]["driver"]["rules"]
    for result in (anchor, unused):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]  # 3.27.6
    assert (anchor["level"], unused["level"]) == ("error", "warning")  # 3.27.10
    assert anchor["message"] == {"text": "no #x (did you mean y?)"}
    place = anchor["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "docs/de/%C3%A4%20b.md", "uriBaseId": "%SRCROOT%"}  # 3.4.3: RFC 3986
    assert place["region"] == {"startLine": 12}  # 3.30.5: from 1
    assert "region" not in unused["locations"][0]["physicalLocation"]
