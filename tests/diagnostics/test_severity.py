"""Levels and exceptions: what they do to findings, and what is told of the exceptions themselves."""

from datetime import date
from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import Problem, Rule, Severity, problem
from helpcentre.diagnostics.severity import SeverityPolicy
from helpcentre.settings.reading import read_settings
from support import DAY, Project

FOUND = [
    problem(Rule.ASSET_MISSING, file="docs/de/a.md", line=3, message="http://x.org/: ...", fix="..."),
    problem(Rule.ANCHOR_MISSING, file="docs/de/b.md", line=1, message="#x: ...", fix="..."),
]


def levels(tmp_path: Path, options: dict[str, object], *, day: date = date(2026, 9, 21)) -> SeverityPolicy:
    file = tmp_path / "mkdocs.yml"
    lines = "".join(f"      - pattern: {entry['pattern']}\n" for entry in options.get("allow", []))  # type: ignore[attr-defined]
    file.write_text(f"extra:\n  helpcentre:\n    allow:\n{lines}", encoding="utf-8")
    (tmp_path / "agents.yml").write_text("INHERIT: mkdocs.yml\n", encoding="utf-8")
    settings = read_settings({"helpcentre": options}, file="mkdocs.yml")
    return SeverityPolicy(settings.levels, settings.allow, day, tmp_path / "agents.yml")


def allowed(pattern: str, expires: str) -> dict[str, object]:
    return {"allow": [{"pattern": pattern, "reason": "under repair", "expires": expires}]}


def told(found: list[Problem]) -> list[str]:
    return [f"{each.severity.value} {each.place} {each.code}" for each in found]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["error docs/de/a.md:3 asset-missing", "error docs/de/b.md:1 anchor-missing"]),
        ({"levels": {"asset-missing": "warn", "anchor-missing": False}}, ["warn docs/de/a.md:3 asset-missing"]),
        (allowed(r"a\.md:3: asset-missing: http://x\.org/", "2026-09-21"), ["error docs/de/b.md:1 anchor-missing"]),
        (
            allowed("http://x", "2026-09-20"),
            [
                "error docs/de/a.md:3 asset-missing",
                "error docs/de/b.md:1 anchor-missing",
                "error mkdocs.yml:4 exception-expired",
            ],
        ),
    ],
)
def test_levels_and_exceptions_until_their_day(options: dict[str, object], expected: list[str], tmp_path: Path) -> None:
    assert told(levels(tmp_path, options).apply([*FOUND, *FOUND])) == expected


def test_an_exception_that_excuses_nothing_is_told_as_a_warning(tmp_path: Path) -> None:
    unused = levels(tmp_path, allowed("nowhere", "2026-12-31")).unused_suppressions(FOUND)
    assert told(unused) == ["warn mkdocs.yml:4 exception-unused"]
    assert unused[0].severity is Severity.WARN
    assert levels(tmp_path, allowed("http://x", "2026-12-31")).unused_suppressions(FOUND) == []


def test_settings_apply_to_builds_and_to_checks(small: Project) -> None:
    small.edit("docs/de/topic/second.md", "first.md", "none.md")
    entry = "edition: public\n    allow:\n      - { pattern: none.md, reason: not written yet, expires: 2026-09-21 }"
    small.edit("base.yml", "edition: public", entry)
    line = small.read("base.yml").splitlines().index(entry.splitlines()[2]) + 1
    assert small.build().status == 0
    assert small.helpcentre("check").output == "no problems\n"
    late = small.build(SOURCE_DATE_EPOCH=str(int(DAY) + 86400))
    assert [warning.split(": ")[:2] for warning in late.warnings] == [
        [f"base.yml:{line}", "exception-expired"],
        ["docs/de/topic/second.md:9", "link-target-missing"],
    ]
    small.edit("docs/de/topic/second.md", "none.md", "first.md")
    done = small.helpcentre("check", "--external")
    assert done.status == 0
    assert "exception-unused: the exception 'none.md' (not written yet) excuses nothing" in done.output
