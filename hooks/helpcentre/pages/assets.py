"""The files that the site's templates load: only those of the project, its style sheet being joined from parts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from helpcentre.diagnostics.problem import HelpcentreError

PARTS = "assets/stylesheets/helpcentre"
"""The folder of the parts that it is joined from, one for each job, in the order of their names."""

_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
_FOR_AGENTS = re.compile(r"assets/agents/|(?:assets/javascripts|pagefind)/(?:disk|trust)\.js$")


def is_part(path: str) -> bool:
    """Whether the file at ``path`` is a part of the style sheet, which readers do not load by itself."""
    return path.startswith(f"{PARTS}/")


_NOT_FOR_PAGES = frozenset({"404.html", "START.html", "articles.html", "changes.html", "status.html"})
"""Templates of pages that are made of what the build knows."""


def is_for_agents(path: str) -> bool:
    """Whether only the agents' edition loads the theme's file at ``path``."""
    return _FOR_AGENTS.match(path) is not None


def style_sheet(folder: Path) -> tuple[str, str]:
    """Return the one style sheet of every page, its path and its text, from the parts below the theme's ``folder``.

    Comments are left out. Its name has a hash of its content, so that a browser that has it need not ask for it again.
    """
    parts = sorted((folder / PARTS).glob("*.css"))
    text = "".join(_COMMENT.sub("", part.read_text(encoding="utf-8")) for part in parts)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]
    return f"{PARTS}.{digest}.css", text


def require_in_theme(folders: Iterable[str], name: str, *, file: str) -> None:
    """Raise HelpcentreError where none of the theme's folders has the template or icon that a page ``file`` names."""
    if name in _NOT_FOR_PAGES:
        message = f"the template {name} is for no page that is written in Markdown"
        raise HelpcentreError(message, fix="use another template, or none", file=file, line=1)
    if not any(Path(folder, name).is_file() for folder in folders):
        raise HelpcentreError(f"the theme has no {name}", fix="correct template or icon", file=file, line=1)
