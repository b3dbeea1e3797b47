"""What of a language there is to draft: units without a translation, and those whose source has changed since."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from helpcentre.content.heading_ids import ENGLISH
from helpcentre.content.translation_record import machine_drafts, recorded_fingerprints
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.segments import Page, segment_named
from helpcentre.translation.state import PageState, Status, TranslationStates
from helpcentre.util.files import read_text


@dataclass(frozen=True)
class OpenPage:
    """A page with units to draft.

    ``missing`` has the ids of units that nobody has written: they are absent, or a machine's draft of an earlier
    source. ``outdated`` has those with a text of people, which no draft replaces before they say so.
    """

    path: str
    source: Page
    translation: Page | None
    missing: tuple[str, ...]
    outdated: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """All units to draft, in the order of the source."""
        return tuple(unit for unit in self.source.parts if unit in {*self.missing, *self.outdated})


def open_pages(states: TranslationStates, code: str, pages: Collection[str] = ()) -> tuple[list[OpenPage], list[str]]:
    """Return the pages of a language with units to draft, and the paths of those that nobody can tell of.

    These have a text of people and no record of what it was made from. Raises HelpcentreError where one of ``pages``,
    which stand for all of them, does not exist.
    """
    documents = states.documents
    known = documents.paths(documents.source.code)
    for page in pages:
        if page not in known:
            raise HelpcentreError("no such page", fix="name it as in article/reasons.md", file=page)
    found, unrecorded = [], []
    for path in pages or known:
        state = states.of(code, path)
        if state.is_withheld or state.is_inherited or not state.changed:
            continue
        own = documents.get(code, path)
        if own and not recorded_fingerprints(own.meta):
            unrecorded.append(path)
            continue
        open_page = _open_page(states, code, path, state)
        found += [open_page] if open_page.units else []
    return found, unrecorded


def read_page(states: TranslationStates, code: str, path: str) -> Page | None:
    """Return a page in its parts, or None where a language has no file for it."""
    documents = states.documents
    file, source = documents.file(code, path), documents.source.code
    if not file.is_file():
        return None
    original = documents.get(source, path) if code != source else None
    has_english = ENGLISH in (each.code for each in documents.languages)
    english = documents.get(ENGLISH, path) if code == source and has_english else None
    folder = documents.docs_dir / code if code == source else None
    name, dialect = documents.name(file), documents.dialect
    return segment_named(read_text(file), original, english, file=name, folder=folder, dialect=dialect)


def _open_page(states: TranslationStates, code: str, path: str, state: PageState) -> OpenPage:
    source = read_page(states, states.documents.source.code, path)
    assert source  # it is one of its language's pages
    translation = read_page(states, code, path)
    written = translation.parts if translation else {}
    wanted = [each.unit.id for each in state.changed if each.status in (Status.MISSING, Status.OUTDATED)]
    untouched = set(_untouched_drafts(states, code, path))
    missing = [unit for unit in wanted if unit not in written or unit in untouched]
    outdated = [unit for unit in wanted if unit not in missing]
    is_there = source.parts.keys()
    return OpenPage(
        path,
        source,
        translation,
        tuple(unit for unit in missing if unit in is_there),
        tuple(unit for unit in outdated if unit in is_there),
    )


def _untouched_drafts(states: TranslationStates, code: str, path: str) -> Iterator[str]:
    """Yield the units of a page that are as a machine wrote them."""
    own = states.documents.get(code, path)
    written = units(own) if own else {}
    for unit, draft in machine_drafts(own.meta if own else {}).items():
        if unit in written and written[unit].digest == draft.digest:
            yield unit
