"""The headings of an article in all its languages: paired by order and structure, with one English id for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from helpcentre.importer.bodies.blocks import Block, Heading, Paragraph, text_of, walk
from helpcentre.util.text import Names, slugify

ID_LENGTH = 60


@dataclass(frozen=True)
class Outline:
    """The headings of a text: their levels, the old anchors that lead to each, and at ``top`` those above the first."""

    levels: tuple[int, ...]
    titles: tuple[str, ...]
    anchors: tuple[tuple[str, ...], ...]
    top: tuple[str, ...] = ()


@dataclass
class SectionIds:
    """The ids of an article's headings in one language, and the id that each old anchor leads to."""

    ids: list[str]
    anchors: dict[str, str] = field(default_factory=dict)
    is_paired: bool = True


def read_outline(blocks: Sequence[Block]) -> Outline:
    """Return the outline of a text; an anchor within a section leads to its heading."""
    levels, titles = [], []
    anchors: list[list[str]] = [[]]
    for block in walk(blocks):
        if isinstance(block, Heading):
            levels.append(block.level)
            titles.append(text_of(block.inlines))
            anchors.append(list(block.anchors))
        elif isinstance(block, Paragraph):
            anchors[-1] += block.anchors
    top, *others = anchors
    return Outline(tuple(levels), tuple(titles), tuple(map(tuple, others)), tuple(top))


def name_sections(outlines: Mapping[str, Outline], *, source: str, page: str) -> dict[str, SectionIds]:
    """Return the ids of each language's headings; ``source`` is the source language, ``page`` the id of the title.

    Headings are paired with those of the source where both texts have as many, of the same levels. Where they have not,
    they get ids of their own: none is guessed.
    """
    origin = outlines.get(source) or next(iter(outlines.values()))
    named = outlines["en"] if "en" in outlines and outlines["en"].levels == origin.levels else origin
    ids = _ids(named.titles, origin.titles, page)
    found = {}
    for code, outline in outlines.items():
        is_paired = outline.levels == origin.levels
        own = ids if is_paired else _ids(outline.titles, outline.titles, page)
        anchors = {old: key for key, olds in zip(own, outline.anchors, strict=True) for old in olds}
        found[code] = SectionIds(own, dict.fromkeys(outline.top, page) | anchors, is_paired)
    return found


def _ids(titles: Sequence[str], others: Sequence[str], page: str) -> list[str]:
    names = Names([page])
    slugs = (
        slugify(title) or slugify(other) or f"section-{number}"
        for number, (title, other) in enumerate(zip(titles, others, strict=True), 1)
    )
    return [names.take(_cut(slug)) for slug in slugs]


def _cut(slug: str) -> str:
    if len(slug) <= ID_LENGTH:
        return slug
    cut = slug[: ID_LENGTH + 1]
    return cut.rpartition("-")[0] or cut[:ID_LENGTH]
