"""Conflicts that git has left in a text: both sides of a merge, of which nobody has chosen one."""

from __future__ import annotations

import re

from helpcentre.diagnostics.problem import HelpcentreError

# The line of equals signs between them is left out: it underlines a heading, too.
_MARK = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?\r?$", re.MULTILINE)


def refuse_conflicts(text: str, *, file: str, line: int) -> None:
    """Raise HelpcentreError with the line of a mark of git's in a text of ``file`` whose first line is ``line``."""
    has_signs = "<<<<<<<" in text or ">>>>>>>" in text or "|||||||" in text
    if has_signs and (match := _MARK.search(text)):
        message = f"git has left a conflict here: {match[0].strip()!r}"
        fix = "choose what is to stay, and remove git's lines; one that is to be shown is indented"
        raise HelpcentreError(message, fix=fix, file=file, line=line + text.count("\n", 0, match.start()))
