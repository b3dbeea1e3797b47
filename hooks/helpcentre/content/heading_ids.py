"""Ids for headings that have none: those of the source page, which all languages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter import Document
from helpcentre.content.units import Unit, units
from helpcentre.util.text import unique


@dataclass(frozen=True)
class MissingId:
    """A heading without an id: the page's path, the line, the heading, and the id that fits it."""

    path: str
    line: int
    heading: str
    id: str


def missing_ids(documents: Documents, code: str) -> Iterator[MissingId]:
    """Yield the headings of all pages in a language that have no id, by page and line.

    In the source language the id is made of the heading. In a translation it is that of the source's heading at the
    same place, if both pages have headings of the same levels.
    """
    for path in documents.paths(code):
        document = documents.get(code, path)
        source = documents.get(documents.source.code, path)
        for unit, name in _named(document, source) if document else ():
            yield MissingId(path, unit.line, unit.heading, name)


def with_ids(text: str, missing: Iterable[MissingId]) -> str:
    """Return the text of a page with the missing ids after their headings; all other bytes stay as they are."""
    lines = text.splitlines(keepends=True)
    for each in missing:
        line = lines[each.line - 1]
        plain = line.rstrip()
        lines[each.line - 1] = f"{plain} {{#{each.id}}}{line[len(plain) :]}"
    return "".join(lines)


def _named(document: Document, source: Document | None) -> list[tuple[Unit, str]]:
    own = [unit for unit in units(document).values() if unit.head]
    theirs = [unit for unit in units(source).values() if unit.head] if source else []
    is_alike = [_level(unit) for unit in own] == [_level(unit) for unit in theirs]
    taken = {unit.id for unit in own if unit.has_explicit_id}
    wanted = [unit.id for unit in (theirs if is_alike else own)]
    return [(unit, unique(name, taken)) for unit, name in zip(own, wanted, strict=True) if not unit.has_explicit_id]


def _level(unit: Unit) -> int:
    return unit.head.level if unit.head else 0
