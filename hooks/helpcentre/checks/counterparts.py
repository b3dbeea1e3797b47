"""The blocks of a translation beside those of its source."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from helpcentre.checks.footnotes import footnotes, without_footnotes
from helpcentre.content.frontmatter import Document
from helpcentre.content.markdown.unread_blocks import has_foreign_code
from helpcentre.content.units import Unit, units


def paired_units(source: Document, translation: Document, current: Collection[str]) -> Iterator[tuple[Unit, Unit]]:
    """Yield each unit of ``source`` whose id is in ``current``, with its translation, where there is one.

    The footnotes of a page are one unit, compared where all of the page is current: each language may write them in
    another section.
    Where code is opened in a way that nothing reads, nobody can tell text from code until that is mended.
    """
    theirs = units(translation)
    for unit_id, unit in units(source).items():
        own = theirs.get(unit_id) if unit_id in current else None
        if own and not (has_foreign_code(unit.scan) or has_foreign_code(own.scan)):
            yield without_footnotes(unit), without_footnotes(own)
    notes = footnotes(source), footnotes(translation)
    if notes[0] and notes[1] and units(source).keys() <= set(current):
        yield notes[0], notes[1]
