"""Files to download: their links say of which kind and how large they are."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from helpcentre.content.media_addresses import FILMS, SOUNDS
from helpcentre.elements.page_files import PageFile, PageSurroundings
from helpcentre.util.picture_metadata import ENDINGS as PICTURES

_SHOWN_IN_PLACE = FILMS | SOUNDS | PICTURES | {"html", "htm", "md"}
"""Endings of what a browser shows when the link is followed."""


def name_download(link: Element, file: PageFile, around: PageSurroundings) -> None:
    """Add kind and size, as in *PDF, 1.2 MB*, to a link that leads to a ``file`` to download."""
    if file.ending in _SHOWN_IN_PLACE or not file.digest:
        return
    note = SubElement(link, "span", {"class": "hc-file"})
    note.text = f" ({file.ending.upper()}, {around.language.format_size(file.place.stat().st_size)})"
