"""The blocks of a translation beside those of its source."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet

from helpcentre.checks.footnotes import footnotes, without_footnotes
from helpcentre.content.frontmatter import Document
from helpcentre.content.markdown.unread_blocks import has_foreign_code
from helpcentre.content.units import Unit, units

_KNOWN = "pairs"
"""What is known of a translation under this name: source, current ids, and its units beside those of its source."""


def paired_units(source: Document, translation: Document, current: Collection[str]) -> list[tuple[Unit, Unit]]:
    """Return each unit of ``source`` whose id is in ``current``, with its translation, where there is one.

    The footnotes of a page are one unit, compared where all of the page is current: each language may write them in
    another section.
    Where code is opened in a way that nothing reads, or that of the source is never closed, nobody can tell text from
    code until that is mended. Five checks of a page ask for the same units.
    """
    asked = source, frozenset(current)
    known = translation.known.get(_KNOWN)
    if not known or known[0] is not source or known[1] != asked[1]:
        known = translation.known[_KNOWN] = (*asked, list(_paired(*asked, translation)))
    found: list[tuple[Unit, Unit]] = known[2]
    return found


def _paired(source: Document, current: AbstractSet[str], translation: Document) -> Iterator[tuple[Unit, Unit]]:
    theirs = units(translation)
    end = _end_of_known(source)
    for unit_id, unit in units(source).items():
        is_known = end is None or unit.line + unit.text.count("\n") < end
        own = theirs.get(unit_id) if unit_id in current and is_known else None
        if own and not (has_foreign_code(unit.scan) or has_foreign_code(own.scan)):
            yield without_footnotes(unit), without_footnotes(own)
    notes = footnotes(source), footnotes(translation)
    if notes[0] and notes[1] and units(source).keys() <= current:
        yield notes[0], notes[1]


def unpaired_units(source: Document, translation: Document) -> tuple[list[Unit], list[Unit]]:
    """Return the units that only the source has, and those that only the translation has, which is told of headings."""
    theirs, ours = units(source), units(translation)
    return [theirs[each] for each in theirs if each not in ours], [ours[each] for each in ours if each not in theirs]


def _end_of_known(source: Document) -> int | None:
    """Return the line of the source where code is opened that is never closed, or None."""
    fence = source.scan.unclosed_fence
    return source.body_line + fence.start if fence else None
