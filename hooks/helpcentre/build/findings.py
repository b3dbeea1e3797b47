"""The findings of a session, with their severities, as its log tells them."""

from __future__ import annotations

from helpcentre.build.records import log_problems
from helpcentre.build.session import Session
from helpcentre.mkdocs_adapter.errors import log


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
