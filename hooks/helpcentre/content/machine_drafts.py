"""Drafts of a machine that nobody has reviewed: which of a page's readers do not get, and the page without them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from helpcentre.content.asides import is_aside_id
from helpcentre.content.frontmatter import Document
from helpcentre.content.translation_record import MACHINE_KEY, RECORD_KEY, machine_drafts, recorded_fingerprints
from helpcentre.content.units import DESCRIPTION, TITLE, units

_META = {TITLE: "title", DESCRIPTION: "description"}


def hidden_drafts(document: Document, source: Document | None, *, are_shown: bool) -> frozenset[str]:
    """Return the units of a translation that readers do not get.

    Where drafts ``are_shown``, these are the ones that are not proved: somebody changed the text since it was compared
    with the source page, or the source has changed.
    """
    drafts = machine_drafts(document.meta)
    if not drafts:
        return frozenset()
    own, theirs = units(document), units(source) if source and are_shown else {}
    recorded = recorded_fingerprints(document.meta)
    # A reply without its section would stand in another one.
    proved = {
        unit_id
        for unit_id, draft in drafts.items()
        if unit_id in own and unit_id in theirs
        if own[unit_id].digest == draft.digest and theirs[unit_id].has_fingerprint(recorded.get(unit_id))
    }
    hidden = drafts.keys() - proved
    return frozenset(hidden | {unit_id for unit_id in own if _section(unit_id) in hidden})


def _section(unit_id: str) -> str:
    """Return the id of the section that a note or reply stands in; empty for other units."""
    return unit_id.partition(".")[0] if is_aside_id(unit_id) else ""


def is_whole_page(document: Document, hidden: Collection[str]) -> bool:
    """Whether nothing that readers could see is left of a page without the units in ``hidden``."""
    return all(is_aside_id(unit_id) or unit_id in hidden for unit_id in units(document))


def without_units(document: Document, hidden: Collection[str]) -> Document:
    """Return a page with empty lines in place of some units, and without what it records of them."""
    if not hidden:
        return document
    meta = {key: value for key, value in document.meta.items() if key not in {_META.get(unit) for unit in hidden}}
    for key in (RECORD_KEY, MACHINE_KEY):
        meta[key] = {unit: value for unit, value in document.meta.get(key, {}).items() if unit not in hidden}
    below = [unit for unit in units(document).values() if unit.line >= document.body_line and unit.id not in _META]
    begins = sorted(unit.line - document.body_line for unit in below)
    lines = document.body.splitlines(keepends=True)
    for unit in below:
        if unit.id in hidden:
            start = unit.line - document.body_line
            end = next((begin for begin in begins if begin > start), len(lines))
            lines[start:end] = ["\n"] * (end - start)
    return replace(document, meta=meta, body="".join(lines))
