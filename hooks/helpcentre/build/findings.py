"""The findings of a session, with their severities, as its log tells them."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from helpcentre.build.session import Session, log
from helpcentre.diagnostics import report as report_lines
from helpcentre.diagnostics.problem import Problem, Severity


def report(session: Session) -> None:
    """Give the findings of a session their severities and log them; the live preview logs those that are new."""
    session.report = session.policy.apply(session.all_findings)
    if not session.mode.checks_after_publish:
        log_problems(session.report)
        return
    new = session.preview.take_new(session.report)
    log_problems(new)
    if known := len(session.report) - len(new):
        log.info(f"Still there: {known} {'problem' if known == 1 else 'problems'} named before")


def log_problems(problems: Sequence[Problem]) -> None:
    """Log problems, errors as warnings, which strict mode counts, and their number by rule."""
    for each in problems:
        level = logging.WARNING if each.severity is Severity.ERROR else logging.INFO
        log.log(level, report_lines.as_line(each))
    for line in report_lines.count_by_rule(problems):
        log.info(line)
    if problems:
        log.info(report_lines.MORE)
