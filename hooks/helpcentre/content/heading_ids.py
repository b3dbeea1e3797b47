"""Ids for headings that have none: those of the source page, which all languages share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from helpcentre.content.frontmatter import Document
from helpcentre.content.headings import written_words
from helpcentre.content.markdown.structure import Heading
from helpcentre.content.units import units
from helpcentre.util.text import Names, slugify

ENGLISH = "en"
"""The language that ids are in by convention, where they cannot be in that of the source."""

_ATTRIBUTES = re.compile(r"(?<=\s)\{:?[ \t]*(?=[^{}]*\}$)")
_GLUED = re.compile(r"(?<=[^\s{}`$*_)\]])\{:?[ \t]*#(?P<id>[A-Za-z][\w-]*)[ \t]*\}$")
"""An id without a space before it, which Markdown would show."""
_ELEMENT = re.compile(
    r"""(?<![`\w])<(?P<tag>a|span)[ \t]+(?:id|name)=(["'])(?P<id>[A-Za-z][\w-]*)\2[ \t]*></(?P=tag)>[ \t]*"""
)
"""An empty element that is there for its id alone."""
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
    headings of the same levels there: in the whole page, or between two headings that both pages have. Else it is made
    of the heading, or of that of the ``english`` page where it has no letter that an id can keep, as in Japanese. An id
    that no space stands before, or that an empty element in the heading has, is that of its heading.
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
    theirs = _counterparts(own, source)
    others = _counterparts(own, english)
    names = Names(heading.id for heading in own if heading.id)
    return [
        MissingId(
            document.body_line + heading.start, heading.text, names.take(_written(heading) or _name(heading, *pair))
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
        element = _ELEMENT.search(plain)
        if element and element["id"] == each.id:
            plain = f"{plain[: element.start()]}{plain[element.end() :]}".rstrip()
        if glued := _GLUED.search(plain):
            named = f"{plain[: glued.start()]} {{#{each.id}}}"
        elif attributes := _ATTRIBUTES.search(plain):
            named = f"{plain[: attributes.end()]}#{each.id} {plain[attributes.end() :]}"
        else:
            named = f"{plain} {{#{each.id}}}"
        lines[each.line - 1] = named + line[len(line.rstrip()) :]
    return "".join(lines)


def _counterparts(own: Sequence[Heading], other: Document | None) -> list[Heading | None]:
    """Return for each heading that of the other page at its place, None where it is not known.

    Places are counted in the whole page if no heading that both name alike stands elsewhere, or else between two such
    headings. In a page that is sorted anew, as a glossary is in each language, places say nothing.
    """
    theirs = other.scan.headings if other else ()
    alike = _places_of_alike(own, theirs)
    if all(place == their_place for place, their_place in alike.items()) and (pairs := _in_parallel(own, theirs)):
        return pairs
    if list(alike.values()) != sorted(alike.values()):
        return [theirs[alike[place]] if place in alike else None for place in range(len(own))]
    found: list[Heading | None] = []
    start = their_start = 0
    for place, their_place in [*_anchors(own, theirs), (len(own), len(theirs))]:
        stretch, their_stretch = own[start:place], theirs[their_start:their_place]
        found += _in_parallel(stretch, their_stretch) or [None] * len(stretch)
        found += theirs[their_place : their_place + 1]
        start, their_start = place + 1, their_place + 1
    return found


def _places_of_alike(own: Sequence[Heading], theirs: Sequence[Heading]) -> dict[int, int]:
    """Return the place of each heading whose name stands once in either page, with its place in the other."""
    names, their_names = _names(own, theirs)
    counts, their_places = Counter(names), {name: place for place, name in enumerate(their_names)}
    once = {name for name, times in Counter(their_names).items() if name and times == 1 == counts[name]}
    return {place: their_places[name] for place, name in enumerate(names) if name in once}


def _in_parallel(own: Sequence[Heading], theirs: Sequence[Heading]) -> list[Heading | None]:
    """Return the other headings if there are as many of the same levels; else nothing."""
    return [*theirs] if [heading.level for heading in own] == [heading.level for heading in theirs] else []


def _anchors(own: Sequence[Heading], theirs: Sequence[Heading]) -> list[tuple[int, int]]:
    """Return the places of the headings that both pages have, by their ids or words, in an order that both share."""
    names, their_names = _names(own, theirs)
    blocks = SequenceMatcher(None, names, their_names, autojunk=False).get_matching_blocks()
    return [
        (block.a + number, block.b + number)
        for block in blocks
        for number in range(block.size)
        if names[block.a + number]
    ]


def _names(*sides: Sequence[Heading]) -> list[list[str]]:
    """Return what the headings of each of two pages are known by: words that both pages have, or else their ids."""
    shared = set.intersection(*({each.text for each in side} for side in sides))
    return [[each.text if each.text in shared else _written(each) or each.id for each in side] for side in sides]


def _written(heading: Heading) -> str:
    """Return the id that stands right behind a heading's words, or that an empty element there has."""
    found = _GLUED.search(heading.text.rstrip()) or _ELEMENT.search(heading.text)
    return found["id"] if found else ""


def _name(heading: Heading, source: Heading | None, english: Heading | None) -> str:
    if source and source.id:
        return source.id
    words = (written_words(_ATTRIBUTES.split(each.text)[0]) for each in (heading, english) if each)
    return next(filter(None, map(slugify, words)), _NAMELESS)
