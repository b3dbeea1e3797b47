"""The former ids that headings list with ``former=``, of their own page and of others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from helpcentre.content.frontmatter import Document
from helpcentre.content.page_ids import Place
from helpcentre.content.published_places import PublishedPlaces
from helpcentre.content.reads import recorded, remembered
from helpcentre.content.units import units

FORMER = re.compile(r"""\bformer=(?:"(?P<quoted>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s}"']+))""")
"""How a heading lists its former ids."""

_REMOTE = re.compile(r"/(?P<address>[^#\s]*)#(?P<id>\S+)")


@dataclass(frozen=True)
class FormerIds(PublishedPlaces):
    """Which page and heading of the source answers for a former id, as its authors wrote it."""

    @recorded
    @remembered
    def claims(self) -> dict[str, dict[str, list[tuple[str | None, str]]]]:
        """By path and heading, the former ids that it lists, each with the address before it, if there is one."""
        found: dict[str, dict[str, list[tuple[str | None, str]]]] = {}
        code = self.documents.source.code
        for path in self.documents.paths(code):
            document = self.documents.get(code, path)
            if document and "former=" in document.body:
                found[path] = dict(claims_in(document))
        return found

    @recorded
    @remembered
    def taken_away(self) -> dict[str, dict[str, Place]]:
        """By path, the ids of which a heading of another page says that they are its own."""
        found = defaultdict[str, dict[str, Place]](dict)
        for path, headings in self.claims().items():
            for heading, claims in headings.items():
                for address, each in claims:
                    before = self.path_of(address) if address is not None else path
                    if before and before != path:
                        found[before][each] = Place(path, heading)
        return dict(found)

    def former(self, path: str) -> dict[str, tuple[str, ...]]:
        """Return the former ids that the headings of a page answer for on this very page."""
        present = units(self.text(path))
        former = {
            heading: tuple(
                dict.fromkeys(
                    each
                    for address, each in claims
                    if each not in present and (address is None or self.path_of(address) == path)
                )
            )
            for heading, claims in self.claims().get(path, {}).items()
        }
        return {heading: ids for heading, ids in former.items() if ids}

    def returned(self, path: str) -> set[str]:
        """Return the ids of sections and their steps that came back from another page: translations may lack them."""
        claims = (claim for claims in self.claims().get(path, {}).values() for claim in claims)
        found = {each for address, each in claims if address is not None and self.path_of(address) == path}
        steps = (each for section in self.sections_of(path) if section.id in found for each in section.ids)
        return found.union(steps)

    def text(self, path: str) -> Document:
        """Return a page of the source; raises KeyError where there is none."""
        document = self.documents.get(self.documents.source.code, path)
        if document is None:
            raise KeyError(path)
        return document


def former_ids(line: str) -> list[str]:
    """Return what a heading, as it is written, lists as its former ids."""
    match = FORMER.search(line)
    return (match["quoted"] or match["single"] or match["bare"] or "").split() if match else []


def claims_in(document: Document) -> Iterator[tuple[str, list[tuple[str | None, str]]]]:
    """Yield each heading of a page that lists former ids, with these; before one of another page stands its address."""
    for each, unit in units(document).items():
        if unit.head and (written := former_ids(document.scan.lines[unit.head.start])):
            claims = [
                (match["address"], match["id"]) if (match := _REMOTE.fullmatch(one)) else (None, one) for one in written
            ]
            yield each, claims
