"""From a link in a built page back to the line of the Markdown file that wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import urljoin

_TARGET = re.compile(
    r"\]\(\s*<?(?P<inline>[^)\s>]+)"
    r"|^\s{0,3}\[[^\]]+\]:\s*<?(?P<reference>[^\s>]+)"
    r"|\b(?:href|src|poster|srcset)\s*=\s*[\"'](?P<html>[^\"'\s]+)"
    r"|<(?P<auto>https?://[^>\s]+)>"
)


def link_targets(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the line (from 1) and the target of each link and picture in a Markdown file, in its order."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        for match in _TARGET.finditer(line):
            yield number, match["inline"] or match["reference"] or match["html"] or match["auto"]


def lines_of(file: Path, url: str, *, resolve: Callable[[str], str], built: str) -> list[int]:
    """Return the lines of ``file`` whose links became ``url`` in the page built to the address ``built``.

    ``resolve`` gives the absolute address that a Markdown target was built to. Empty where a template wrote the link.
    """
    targets = list(link_targets(file))
    exact = [line for line, target in targets if target == url]
    return exact or [line for line, target in targets if resolve(target) == urljoin(built, url)]


def page_path(target: str, path: str) -> str:
    """Return the path of the page that a Markdown link means, ``path`` being that of the page it stands in."""
    return normpath(join(dirname(path), target.partition("#")[0]))
