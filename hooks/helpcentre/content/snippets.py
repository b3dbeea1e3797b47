"""Text that pages share: ``--8<-- "_snippets/name.md"``, from that folder of the page's own language and no other.

What stands there is in the key of each page that includes something, and is looked through for notes. Nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from posixpath import normpath
from typing import Any

from markdown import Markdown
from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor

from helpcentre.content import asides, merge_conflicts
from helpcentre.content.frontmatter_schema import FENCED, key_lines
from helpcentre.content.markdown.fences import PLAIN, Dialect
from helpcentre.content.places import SNIPPETS
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.diagnostics.suggest import did_you_mean
from helpcentre.util.files import read_text, require_plain
from helpcentre.util.line_ends import plain_lines

MARK = "-8<-"
"""What each include has; see https://facelessuser.github.io/pymdown-extensions/extensions/snippets/."""

_MAX_INCLUDES = 300
"""How many texts a page may include; each level of them takes some of what Python can nest."""

_FIXED = {"check_paths": True, "restrict_base_path": True, "url_download": False}
"""Options of the extension that are the same in every project; ``base_path`` is the folder of a page's language."""
_INSTEAD = {
    "auto_append": f"include the file at the end of each page that needs it, from {SNIPPETS}/",
    "base_path": f"put the files into {SNIPPETS}/ in the folder of each language, and remove the option",
}

_FIX = f"move it to {SNIPPETS}/ of its language and include it from there"
_UNENDED_FIX = "write a file's name in quotes behind it, or ; before it where it is to be shown"


def settings(folder: Path) -> dict[str, object]:
    """Return the options of the snippets extension for a page whose language's files are below ``folder``."""
    return {"base_path": [str(folder)], **_FIXED}


def require_options(given: Mapping[str, object], *, file: str) -> None:
    """Raise HelpcentreError for an option of the extension that a project sets and nothing here follows."""
    if given.keys() == settings(Path()).keys():  # as an earlier build with these settings left them
        return
    for name, value in given.items():
        if name not in _FIXED or value != _FIXED[name]:
            message = f"markdown_extensions: pymdownx.snippets: {name}: {value!r} has no effect here"
            raise HelpcentreError(message, fix=_INSTEAD.get(name, "remove the option"), file=file)


def expand(text: str, folder: Path, *, file: str = "", line: int = 0, dialect: Dialect = PLAIN) -> str:
    """Return ``text`` with its includes put in, as the page will show them.

    Raises HelpcentreError naming the page ``file`` where an included file does not exist, stands elsewhere, is too much
    or has what no page may take over: a note, a reply, a conflict that git has left. ``line`` is that of the text's
    first, if it is known.
    """
    if MARK not in text:
        return text
    markdown = Markdown(extensions=[SnippetExtension(**settings(folder))])
    reader = _Reader(folder, markdown, file)
    try:
        expanded = "\n".join(reader.run(text.splitlines()))
        for included in reader.read:
            _require_shareable(included, folder, file, dialect)
    except (SnippetMissingError, OSError, UnicodeDecodeError) as error:
        number, path = next(_missing(text, folder), (0, ""))
        known = frozenset(f"{SNIPPETS}/{each.name}" for each in (folder / SNIPPETS).glob("*"))
        fix = did_you_mean(path, known, f"write it below {folder.name}/{SNIPPETS}/")
        raise HelpcentreError(str(error), fix=fix, file=file, line=line + number if line and path else 0) from error
    return expanded


def _missing(text: str, folder: Path) -> Iterator[tuple[int, str]]:
    """Yield what a text itself includes and is not there, each with the number of its line from 0."""
    for number, path in _paths(text.splitlines()):
        if not (folder / path.partition(":")[0]).is_file():
            yield number, path


def included_files(text: str, folder: Path) -> Iterator[Path]:
    """Yield the files that ``text`` includes, and those that they include, each once if it is there."""
    seen: set[Path] = set()
    texts = [text]
    while texts:
        for _, path in _paths(texts.pop().splitlines()):
            file = folder / path.partition(":")[0]
            if file not in seen and file.is_file():
                seen.add(file)
                yield file
                texts.append(read_text(file))


def require_snippets_folder(text: str, *, file: str, line: int) -> None:
    """Raise HelpcentreError with the line where a text, whose first line is ``line``, includes from another folder."""
    if MARK in text:
        lines = text.splitlines()
        opened = _open_block(lines)
        for number, path in _paths(lines):
            if not _is_shared(path) and opened is not None and number > opened:
                message = f"{lines[opened].strip()!r} begins a list of files to include that nothing ends"
                raise HelpcentreError(message, fix=_UNENDED_FIX, file=file, line=line + opened)
            if not _is_shared(path):
                message = f"includes {path!r}, which is not in {SNIPPETS}/"
                raise HelpcentreError(message, fix=_FIX, file=file, line=line + number)


def _paths(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield what is included, each with the number of its line from 0: in a line of its own, or in a block of them."""
    in_block = False
    for number, line in enumerate(lines):
        match = SnippetPreprocessor.RE_ALL_SNIPPETS.match(line)
        if match and match["escape"]:
            continue
        if match and match["block_marker"]:
            in_block = not in_block
        elif match or in_block:
            path = (match["snippet"][1:-1] if match else line).strip()
            if path and not path.startswith(";"):
                yield number, path


def _open_block(lines: Iterable[str]) -> int | None:
    """Return the line that begins the last block of includes, if none ends it."""
    opened = None
    for number, line in enumerate(lines):
        match = SnippetPreprocessor.RE_ALL_SNIPPETS.match(line)
        if match and match["block_marker"] and not match["escape"]:
            opened = number if opened is None else None
    return opened


def _is_shared(path: str) -> bool:
    return normpath(path).startswith(f"{SNIPPETS}/")


def _require_shareable(included: Path, folder: Path, file: str, dialect: Dialect) -> None:
    """Raise HelpcentreError for what the whole of a file has of which a part is shown: front matter, or a note.

    The error of a note names the page ``file``.
    """
    text = read_text(included)
    name = f"{folder.name}/{included.relative_to(folder).as_posix()}"
    merge_conflicts.refuse_conflicts(text, file=name, line=1)
    head = FENCED.match(plain_lines(text.removeprefix("\ufeff")))
    if head and key_lines(head["yaml"]):  # readers would see what is for authors
        message, fix = "an included text has front matter", "remove the lines from '---' to '---' at its beginning"
        raise HelpcentreError(message, fix=fix, file=name, line=1)
    if asides.has_notes(text, dialect):
        message, fix = "an included text has a note or reply", "write it in the page itself"
        raise HelpcentreError(message, fix=fix, file=file)


class _Reader(SnippetPreprocessor):  # type: ignore[misc]  # pymdownx has no types
    """Puts the includes into a text, and notes the files that it ``read``."""

    def __init__(self, folder: Path, markdown: Markdown, page: str) -> None:
        extension = SnippetExtension(**settings(folder))
        super().__init__(extension.getConfigs(), markdown)
        self.folder = folder
        self.read: dict[Path, None] = {}
        self._page, self._left = page, _MAX_INCLUDES

    def parse_snippets(self, *given: Any, **more: Any) -> Any:
        """Return the lines of a text with its includes; raises HelpcentreError where they never end."""
        self._left -= 1
        if self._left < 0:
            message = f"snippets include each other: more than {_MAX_INCLUDES} texts"
            raise HelpcentreError(message, fix="include each where it is needed only", file=self._page)
        return super().parse_snippets(*given, **more)

    def get_snippet_path(self, path: str) -> str | None:
        """Return where a file is; raises SnippetMissingError where that is not below the folder of snippets."""
        found: str | None = super().get_snippet_path(path)
        if found is None:
            return None
        shared = (self.folder / SNIPPETS).resolve()
        if not _is_shared(path) or not Path(found).resolve().is_relative_to(shared):
            raise SnippetMissingError(f"includes {path!r}, which is not in {SNIPPETS}/")
        require_plain(Path(found), found)
        self.read[Path(found)] = None
        return found
