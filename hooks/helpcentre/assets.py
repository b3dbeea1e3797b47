"""The theme's files that the site's own templates load, and those they do not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from helpcentre.problems import HelpcentreError

# Material's scripts are replaced by a few small ones of ours; its palettes by our colours; maps are for debugging.
_UNUSED = re.compile(
    r"assets/javascripts/(?:bundle\.|workers/|lunr/)|assets/stylesheets/palette\.|assets/images/favicon\.png|\.map$|^sitemap\.xml$"
)
_FOR_AGENTS = re.compile(r"assets/agents/|assets/javascripts/(?:disk|trust)\.js$")


def is_unused(path: str) -> bool:
    """Whether the theme's file at ``path`` would be published for nothing."""
    return _UNUSED.search(path) is not None


def is_for_agents(path: str) -> bool:
    """Whether only the agents' edition loads the theme's file at ``path``."""
    return _FOR_AGENTS.match(path) is not None


def is_style_sheet(path: str) -> bool:
    """Whether the file is the theme's main style sheet, whose name changes with each version of the theme."""
    return re.fullmatch(r"assets/stylesheets/main\.\w+\.min\.css", path) is not None


def require_in_theme(folders: Iterable[str], name: str, *, file: str) -> None:
    """Raise HelpcentreError where none of the theme's folders has the template or icon that a page ``file`` names."""
    if not any(Path(folder, name).is_file() for folder in folders):
        raise HelpcentreError(f"the theme has no {name}", fix="correct template or icon", file=file, line=1)
