"""Checks of pages that are not for every audience."""

from __future__ import annotations

from helpcentre.content.documents import Documents
from helpcentre.diagnostics.problem import HelpcentreError

_HOME = "index.md"


def require_home(documents: Documents) -> None:
    """Raise HelpcentreError where the home page is not for the audience of a build: a site cannot be without."""
    code = documents.source.code
    if not documents.is_shown(code, _HOME):
        (mark, *_) = documents.marks(code, _HOME)
        message = f"the home page cannot be left out, and it is: {mark.reason.value}"
        file = documents.name(documents.file(code, _HOME))
        raise HelpcentreError(message, fix="remove the key from its front matter", file=file, line=1)
