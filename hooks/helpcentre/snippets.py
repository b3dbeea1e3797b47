"""Text that pages share: ``--8<-- "_snippets/name.md"``, looked up in the folder of the page's own language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markdown import Markdown
from pymdownx.snippets import SnippetExtension, SnippetMissingError

from helpcentre.files import read_text, require_plain
from helpcentre.problems import HelpcentreError

MARK = "-8<-"
"""What each include has; see https://facelessuser.github.io/pymdown-extensions/extensions/snippets/."""

_MAX_INCLUDES = 300
"""How many texts a page may include; each level of them takes some of what Python can nest."""

_INCLUDE = re.compile(r"^[ \t]*-+8<-+[ \t]+[\"'](?P<name>[^\"']+)[\"']", re.MULTILINE)


def settings(folder: Path) -> dict[str, object]:
    """Return the options of the snippets extension for a page whose language's files are below ``folder``."""
    return {"base_path": [str(folder)], "check_paths": True, "restrict_base_path": True}


def expand(text: str, folder: Path, *, file: str = "") -> str:
    """Return ``text`` with its includes put in, as the page will show them.

    Raises HelpcentreError naming the page ``file`` where an included file does not exist, or is too much.
    """
    if MARK not in text:
        return text
    markdown = Markdown(extensions=[SnippetExtension(**settings(folder))])
    found: Any = markdown.preprocessors["snippet"]
    read, find, left = found.parse_snippets, found.get_snippet_path, [_MAX_INCLUDES]

    def counted(*given: Any, **more: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            message = f"snippets include each other: more than {_MAX_INCLUDES} texts"
            raise HelpcentreError(message, fix="include each where it is needed only", file=file)
        return read(*given, **more)

    def plain(path: str) -> Any:
        place = find(path)
        if isinstance(place, str):
            require_plain(Path(place), place)
        return place

    found.parse_snippets, found.get_snippet_path = counted, plain
    try:
        return "\n".join(found.run(text.splitlines()))
    except (SnippetMissingError, OSError, UnicodeDecodeError) as error:
        raise HelpcentreError(str(error), fix=f"write it below {folder.name}/", file=file) from error


def included(text: str, folder: Path) -> Iterator[Path]:
    """Yield the files that ``text`` includes, and those that they include, each once if it is there."""
    seen: set[Path] = set()
    texts = [text]
    while texts:
        for match in _INCLUDE.finditer(texts.pop()):
            file = folder / match["name"]
            if file not in seen and file.is_file():
                seen.add(file)
                yield file
                texts.append(read_text(file))
