"""Where an export goes: the project's languages and Markdown, and the places and ids that its articles get there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helpcentre.content.markdown.fences import Dialect
from helpcentre.importer.bodies.writer import Render
from helpcentre.importer.media import Media
from helpcentre.importer.old_addresses import OldAddresses
from helpcentre.importer.places import Places
from helpcentre.importer.sections import SectionIds
from helpcentre.util.text import slugify


@dataclass(frozen=True)
class Site:
    """Where an export goes: the project's languages, its Markdown, and what is known of the whole export."""

    codes: tuple[str, ...]
    locales: Mapping[str, str]
    render: Render
    dialect: Dialect
    addresses: OldAddresses
    places: Places
    media: Media
    sections: Mapping[str, Mapping[str, SectionIds]]
    """The ids of each article's headings by its id and language."""
    has_drafts: bool = False

    @property
    def source(self) -> str:
        """The code of the source language."""
        return self.codes[0]


def page_id(path: str) -> str:
    """Return the id of a page's title: the name of its file, or of its folder."""
    name = path.removesuffix(".md").removesuffix("/index").rpartition("/")[2]
    return slugify(name, default="page")
