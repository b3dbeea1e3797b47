"""Levels and exceptions of the project's settings: which findings are told, and how grave they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from helpcentre.diagnostics.problem import Problem, Rule, Severity, problem
from helpcentre.diagnostics.report import as_line

_INHERIT = re.compile(r"^INHERIT:\s*(?P<file>\S+)", re.MULTILINE)


@dataclass(frozen=True)
class SeverityPolicy:
    """What a project's settings make of problems on a day; ``config_file`` is where the settings are written.

    ``levels`` are by the problem's code.
    """

    levels: Mapping[str, Severity]
    allow: Sequence[Suppression]
    day: date
    config_file: Path

    def apply(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return what is to be told, by place and with its level; an exception past its date is told too.

        An exception takes away all problems whose line in the report its pattern matches.
        """
        holding = [each for each in self.allow if self.day <= each.expires]
        kept = [each for each in set(problems) if not any(_matches(allowed, each) for allowed in holding)]
        found = (
            replace(each, severity=self.levels.get(each.code, each.severity)) for each in [*kept, *self._expired()]
        )
        return sorted(each for each in found if each.severity is not Severity.OFF)

    def unused_suppressions(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return a problem for each exception that excuses none of ``problems``, which have to be all there can be."""
        lines = set(problems)
        fix = "remove it"
        return [
            self._about(allowed, Rule.EXCEPTION_UNUSED, "excuses nothing", fix)
            for allowed in self.allow
            if not any(_matches(allowed, each) for each in lines)
        ]

    def _expired(self) -> Iterator[Problem]:
        fix = "mend what it excuses, or give it another date"
        for allowed in self.allow:
            if self.day > allowed.expires:
                yield self._about(allowed, Rule.EXCEPTION_EXPIRED, f"ended on {allowed.expires}", fix)

    def _about(self, allowed: Suppression, kind: Rule, what: str, fix: str) -> Problem:
        file, line = _place(allowed.pattern, self.config_file)
        message = f"the exception {allowed.pattern!r} ({allowed.reason}) {what}"
        return problem(kind, file=file.name, line=line, message=message, fix=fix)


def _matches(allowed: Suppression, found: Problem) -> bool:
    is_about_exceptions = found.code in (Rule.EXCEPTION_EXPIRED.code, Rule.EXCEPTION_UNUSED.code)
    return not is_about_exceptions and re.search(allowed.pattern, as_line(found)) is not None


def _place(text: str, config_file: Path) -> tuple[Path, int]:
    """Return the file and line of ``text`` in a configuration or in one that it inherits from; line 0 if in none."""
    content = config_file.read_text(encoding="utf-8")
    for number, line in enumerate(content.splitlines(), start=1):
        if text in line:
            return config_file, number
    parent = _INHERIT.search(content)
    return _place(text, config_file.with_name(parent["file"])) if parent else (config_file, 0)


@dataclass(frozen=True)
class Suppression:
    """An exception: a problem whose line in the report matches its pattern is not reported, until a day."""

    pattern: str
    """Regular expression, searched for in ``file:line: rule: message (fix)``."""

    reason: str
    """Why the problem may stay for now."""

    expires: date
    """Last day of the suppression."""
