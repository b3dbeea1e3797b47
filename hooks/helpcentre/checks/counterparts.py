"""The blocks of a translation beside those of its source."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from helpcentre.content.frontmatter import Document
from helpcentre.content.units import Unit, units


def paired_units(source: Document, translation: Document, current: Collection[str]) -> Iterator[tuple[Unit, Unit]]:
    """Yield each unit of ``source`` whose id is in ``current``, with its translation, where there is one."""
    theirs = units(translation)
    for unit_id, unit in units(source).items():
        if unit_id in current and unit_id in theirs:
            yield unit, theirs[unit_id]
