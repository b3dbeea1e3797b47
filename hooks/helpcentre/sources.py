"""From a link in a built page back to the line of the Markdown file that wrote it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import urljoin

from helpcentre.prose import links_in


def lines_of(file: Path, url: str, *, resolve: Callable[[str], str], built: str) -> list[int]:
    """Return the lines of ``file`` whose links became ``url`` in the page built to the address ``built``.

    ``resolve`` gives the absolute address that a Markdown target was built to. Empty where a template wrote the link.
    """
    links = links_in(file.read_text(encoding="utf-8"), line=1)
    exact = [link.line for link in links if link.target == url]
    return exact or [link.line for link in links if resolve(link.target) == urljoin(built, url)]


def page_path(target: str, path: str) -> str:
    """Return the path of the page that a Markdown link means, ``path`` being that of the page it stands in."""
    return normpath(join(dirname(path), target.partition("#")[0]))
