"""Checks of what front matter says of audiences and days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from helpcentre.content.documents import Documents
from helpcentre.diagnostics.problem import HelpcentreError, Problem, Rule, problem
from helpcentre.util.text import as_date

_HOME = "index.md"
_UPDATED = "updated"
_AHEAD = timedelta(days=366)
"""No page is updated that long after the day of a build: its year is a slip."""


def require_home(documents: Documents) -> None:
    """Raise HelpcentreError where the home page is not for the audience of a build: a site cannot be without."""
    code = documents.source.code
    if not documents.is_shown(code, _HOME):
        (mark, *_) = documents.marks(code, _HOME)
        message = f"the home page cannot be left out, and it is: {mark.reason.value}"
        file = documents.name(documents.file(code, _HOME))
        raise HelpcentreError(message, fix="remove the key from its front matter", file=file, line=1)


def check_dates(documents: Documents, day: date) -> Iterator[Problem]:
    """Yield a problem for each page that says it was updated more than a year after the ``day`` of the build."""
    for code, path in (
        (language.code, path) for language in documents.languages for path in documents.paths(language.code)
    ):
        document = documents.get(code, path)
        updated = as_date(document.meta.get(_UPDATED)) if document else None
        if document and updated and updated - day > _AHEAD:
            message = f"{_UPDATED} is {updated.isoformat()}, more than a year ahead"
            line, file = document.key_lines.get(_UPDATED, 1), documents.name(documents.file(code, path))
            yield problem(Rule.DATE_AHEAD, file=file, line=line, message=message, fix="correct the date")
