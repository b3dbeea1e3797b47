"""The pages that are exchanged with translators: those of the source language, and their translations."""

from __future__ import annotations

from pathlib import Path

from helpcentre.content.frontmatter import parse
from helpcentre.content.heading_ids import ENGLISH
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.places import SNIPPETS
from helpcentre.translation.segments import Page, segment_named
from helpcentre.util.files import names_below, read_text, require_utf8


def page_paths(folder: Path) -> list[str]:
    """Return the paths of all pages in a language's folder, snippets last; raises HelpcentreError for other names."""
    found = [name for name in names_below(folder) if name.endswith(".md")]
    for name in found:
        require_utf8(name)
    return sorted(found, key=lambda path: (is_snippet(path), path))


def is_snippet(path: str) -> bool:
    """Whether a path is that of a text that pages include."""
    return SNIPPETS in path.split("/")


def read_source(docs_dir: Path, source: str, path: str, dialect: Dialect) -> Page:
    """Return a page of the source language; raises HelpcentreError where it cannot be read."""
    file, named_like = docs_dir / source / path, docs_dir / ENGLISH / path
    english = parse(read_text(named_like), file=str(named_like), dialect=dialect) if named_like.is_file() else None
    folder = None if is_snippet(path) else docs_dir / source
    return segment_named(read_text(file), english=english, file=str(file), folder=folder, dialect=dialect)


def read_translation(file: Path, source: Page) -> Page | None:
    """Return the translation in ``file``, if there is one; raises HelpcentreError where it cannot be read."""
    if not file.is_file():
        return None
    return segment_named(read_text(file), source.document, file=str(file), dialect=source.document.dialect)
