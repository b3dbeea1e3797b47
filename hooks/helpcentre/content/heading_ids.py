"""Ids for headings that have none: those of the source page, which all languages share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from helpcentre.content.frontmatter import Document
from helpcentre.content.heading_pairs import ELEMENT, GLUED, counterparts, written_id
from helpcentre.content.headings import written_words
from helpcentre.content.markdown.structure import Heading
from helpcentre.content.units import units
from helpcentre.util.text import Names, slugify

ENGLISH = "en"
"""The language that ids are in by convention, where they cannot be in that of the source."""

_ATTRIBUTES = re.compile(r"(?<=\s)\{:?[ \t]*(?=[^{}]*\}$)")
_TWO_IDS = re.compile(r"(?:[ \t]\{:?[ \t]*#[^{}]*\}){2,}$")
"""More ids than one, which Markdown would show."""
_NAMELESS = "section"
_COUNTED = re.compile(rf"{_NAMELESS}(?:-\d+)?")


@dataclass(frozen=True)
class MissingId:
    """A heading without an id: the line in its file, the heading, and the id that it is given."""

    line: int
    heading: str
    id: str

    @property
    def is_counted(self) -> bool:
        """Whether the id says nothing of the heading, but that it is one: its words have no letter that ids keep."""
        return _COUNTED.fullmatch(self.id) is not None and not slugify(written_words(self.heading))


def with_given_ids(document: Document, source: Document | None = None, english: Document | None = None) -> Document:
    """Return a page in which each heading with words has an id; those that it was given are ``unnamed``.

    The id is that of the heading at the same place of ``source``, the page that this one translates, if both have
    headings of the same levels there: in the whole page, or between two headings that both pages have. So is that of a
    section which is clearly the same part. Else the id is made of the heading, or of that of the ``english`` page where
    it has no letter that an id can keep, as in Japanese. An id that no space stands before, or that an empty element in
    the heading has, is that of its heading.
    """
    missing = find_missing(document, source, english)
    if not missing:
        return document
    above = document.body_line - 1
    body = with_ids(document.body, (replace(each, line=each.line - above) for each in missing))
    return replace(document, body=body, unnamed=frozenset(each.line for each in missing))


def find_missing(document: Document, source: Document | None, english: Document | None) -> list[MissingId]:
    """Return the headings of a page that have no id, with those that they are given as :func:`with_given_ids` does."""
    own = document.scan.headings
    if all(heading.id for heading in own):
        return []
    theirs = counterparts(document, source)
    others = counterparts(document, english)
    names = Names(heading.id for heading in own if heading.id)
    return [
        MissingId(
            document.body_line + heading.start, heading.text, names.take(written_id(heading) or _name(heading, *pair))
        )
        for heading, *pair in zip(own, theirs, others, strict=True)
        if not heading.id and heading.text.strip()  # Markdown would show an id that stands alone
    ]


def given_ids(document: Document) -> list[MissingId]:
    """Return the headings of a page as it was read that have no id in its file, with those that they were given.

    One that has several shows them, and is to be mended by its author: nothing says which is right.
    """
    found = (
        unit
        for unit in units(document).values()
        if unit.line in document.unnamed and unit.head and not _TWO_IDS.search(unit.heading)
    )
    return [MissingId(unit.line, unit.heading, unit.id) for unit in found]


def with_ids(text: str, missing: Iterable[MissingId]) -> str:
    """Return the text of a page with the missing ids after their headings; all other bytes stay as they are.

    An element that is there for the same id goes.
    """
    lines = text.splitlines(keepends=True)
    for each in missing:
        line = lines[each.line - 1]
        plain = line.rstrip()
        element = ELEMENT.search(plain)
        if element and element["id"] == each.id:
            plain = f"{plain[: element.start()]}{plain[element.end() :]}".rstrip()
        if glued := GLUED.search(plain):
            named = f"{plain[: glued.start()]} {{#{each.id}}}"
        elif attributes := _ATTRIBUTES.search(plain):
            named = f"{plain[: attributes.end()]}#{each.id} {plain[attributes.end() :]}"
        else:
            named = f"{plain} {{#{each.id}}}"
        lines[each.line - 1] = named + line[len(line.rstrip()) :]
    return "".join(lines)


def _name(heading: Heading, source: Heading | None, english: Heading | None) -> str:
    if source and source.id:
        return source.id
    words = (written_words(_ATTRIBUTES.split(each.text)[0]) for each in (heading, english) if each)
    return next(filter(None, map(slugify, words)), _NAMELESS)
