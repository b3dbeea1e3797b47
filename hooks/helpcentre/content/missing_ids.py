"""Headings without an id in all pages of a language, and the files that get these ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpcentre.content.documents import Documents
from helpcentre.content.heading_ids import MissingId, given_ids, with_ids
from helpcentre.content.language import Language
from helpcentre.util.files import write_texts


@dataclass(frozen=True)
class PageWithoutIds:
    """A page with headings that have no id: those that can be given one, and those that only a translator can name."""

    file: Path
    named: tuple[MissingId, ...]
    unnamed: tuple[MissingId, ...]


def pages_without_ids(documents: Documents, language: Language) -> Iterator[PageWithoutIds]:
    """Yield the pages of a language that have headings without an id, in the order of their paths."""
    for path in documents.paths(language.code):
        document = documents.get(language.code, path)
        missing = given_ids(document) if document else []
        unnamed = tuple(each for each in missing if each.is_counted and not language.is_source)
        named = tuple(each for each in missing if each not in unnamed)
        if missing:
            yield PageWithoutIds(documents.file(language.code, path), named, unnamed)


def write_ids(page: PageWithoutIds, *, folder: Path) -> None:
    """Write the ids into the file of a page below ``folder``; raises HelpcentreError where that is not possible."""
    if page.named:
        text = page.file.read_bytes().decode("utf-8")
        write_texts({page.file: with_ids(text, page.named)}, folder=folder)
