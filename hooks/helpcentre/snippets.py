"""Text that pages share: ``--8<-- "_snippets/name.md"``, looked up in the folder of the page's own language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from markdown import Markdown
from pymdownx.snippets import SnippetExtension, SnippetMissingError

from helpcentre.problems import HelpcentreError

MARK = "--8<--"
"""What an include starts with; see https://facelessuser.github.io/pymdown-extensions/extensions/snippets/."""

_INCLUDE = re.compile(rf"^[ \t]*{MARK}[ \t]+[\"'](?P<name>[^\"']+)[\"']", re.MULTILINE)


def settings(folder: Path) -> dict[str, object]:
    """Return the options of the snippets extension for a page whose language's files are below ``folder``."""
    return {"base_path": [str(folder)], "check_paths": True, "restrict_base_path": True}


def expand(text: str, folder: Path, *, file: str = "") -> str:
    """Return ``text`` with its includes put in, as the page will show them.

    Raises HelpcentreError naming the page ``file`` where an included file does not exist.
    """
    if MARK not in text:
        return text
    markdown = Markdown(extensions=[SnippetExtension(**settings(folder))])
    try:
        return "\n".join(markdown.preprocessors["snippet"].run(text.splitlines()))
    except (SnippetMissingError, OSError, UnicodeDecodeError) as error:
        raise HelpcentreError(str(error), fix=f"write it below {folder.name}/", file=file) from error


def included(text: str, folder: Path) -> Iterator[Path]:
    """Yield the files that ``text`` includes, and those that they include, each if it is there."""
    for match in _INCLUDE.finditer(text):
        file = folder / match["name"]
        if file.is_file():
            yield file
            yield from included(file.read_text(encoding="utf-8"), folder)
