"""What a translator has to look at: the source's sections then and now, beside the present translation."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from helpcentre.content.documents import Documents
from helpcentre.content.translation_record import recorded_fingerprints
from helpcentre.content.units import Unit, units
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.history import former_unit
from helpcentre.translation.state import Status, TranslationStates, UnitState


def compare(states: TranslationStates, page: str, *, code: str) -> str:
    """Return each section of a page that is not current in a language: its source then and now, and its translation.

    Raises HelpcentreError where there is no such page.
    """
    documents = states.documents
    if page not in documents.paths(documents.source.code):
        raise HelpcentreError("no such page", fix="name it as in article/reasons.md", file=page)
    state = states.of(code, page)
    open_units = [unit for unit in state.units if unit.status is not Status.CURRENT]
    parts = [part for unit in open_units for part in _part(documents, page, code, unit)]
    return "\n".join(parts) if parts else f"{code}/{page} is current"


def _part(documents: Documents, page: str, code: str, found: UnitState) -> Iterator[str]:
    translation = documents.get(code, page)
    theirs = units(translation).get(found.unit.id) if translation else None
    source_file, file = (documents.name(documents.file(c, page)) for c in (documents.source.code, code))
    yield f"== {page}#{found.unit.id}: {found.status.value}"
    if found.status is not Status.ORPHAN:
        yield from _source_change(documents, page, code, found.unit, name=source_file)
    yield f"-- {file}:{theirs.line}" if theirs else f"-- {file}: nothing yet"
    yield theirs.text.strip() if theirs else ""
    yield ""


def _source_change(documents: Documents, page: str, code: str, unit: Unit, *, name: str) -> Iterator[str]:
    source = documents.source.code
    translation = documents.get(code, page)
    recorded = recorded_fingerprints(translation.meta).get(unit.id, "") if translation else ""
    file = documents.file(source, page)
    folder, dialect = documents.docs_dir / source, documents.dialect
    former = former_unit(file, unit.id, recorded, folder=folder, dialect=dialect) if recorded else None
    if former is None:
        why = "git has no earlier text" if recorded else "new"
        yield f"-- {name}:{unit.line} now ({why})"
        yield unit.text.strip()
        return
    old, new = former.unit.text.strip().splitlines(), unit.text.strip().splitlines()
    label = f"{name} ({former.commit}, {former.day})"
    yield from unified_diff(old, new, label, f"{name}:{unit.line} now", lineterm="", n=99)
