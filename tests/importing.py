"""Imports in a test's own folder, without a project around it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from markdown import Markdown

from helpcentre.content.markdown.fences import Dialect
from helpcentre.importer.move_in import Destination, Outcome, move_in
from helpcentre.importer.recognise import recognise
from helpcentre.mkdocs_adapter.config import load_config
from support import ROOT, TESTS

EXPORTS = TESTS / "importer" / "exports"
EXPECTED = TESTS / "importer" / "expected"
CODES = ("de", "en", "fr")


@cache
def markdown() -> tuple[Markdown, Dialect]:
    """Return what the product renders pages with, and its dialect."""
    config = load_config(ROOT / "mkdocs.yml")
    names = config.markdown_extensions
    return Markdown(extensions=names, extension_configs=config.mdx_configs), Dialect.of(names)


def render(text: str) -> str:
    """Return a page's Markdown as the product renders it."""
    return markdown()[0].reset().convert(text)


def destination(folder: Path, codes: tuple[str, ...] = CODES) -> Destination:
    """Return a project in a folder of a test."""
    return Destination(folder / "docs", codes, render, markdown()[1])


def import_into(
    folder: Path,
    source: Path,
    *,
    languages: Mapping[str, str] | None = None,
    codes: tuple[str, ...] = CODES,
    **options: Any,
) -> Outcome:
    """Import an export into the project of a test."""
    system = recognise(source)
    return move_in(source, destination(folder, codes), system=system, languages=languages or {}, **options)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder by its path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }
