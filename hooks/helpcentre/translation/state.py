"""What a translated page is worth today: the state of each unit, and of the page, from their fingerprints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from helpcentre.content.documents import Documents
from helpcentre.content.fingerprints import has_same_words
from helpcentre.content.frontmatter import Document
from helpcentre.content.language import Language
from helpcentre.content.reads import Reads, remembered
from helpcentre.content.translation_record import READY_KEY, machine_drafts, minor_changes, recorded_fingerprints
from helpcentre.content.units import Unit, units
from helpcentre.content.visibility import DRAFT_KEY
from helpcentre.util.text import wider_codes


class Status(Enum):
    """What a unit or a page is worth in its language; a page is worth what its worst unit is."""

    CURRENT = "current"
    MACHINE = "machine"
    OUTDATED_MINOR = "outdated minor"
    OUTDATED = "outdated major"
    MISSING = "missing"
    ORPHAN = "orphan"


@dataclass(frozen=True)
class UnitState:
    """The state of one unit: of the source, or for an orphan, of the translation."""

    unit: Unit
    status: Status


@dataclass(frozen=True)
class PageState:
    """A page's status, its units', and whether its authors hold it back from translation."""

    status: Status
    units: tuple[UnitState, ...] = ()
    is_withheld: bool = False
    drafts: tuple[str, ...] = ()
    """The ids of the units that a machine drafted and nobody has reviewed, whether this build shows them or not."""
    is_inherited: bool = False
    """Whether a variant shows the page of its language, and has nothing to translate."""
    is_unrecorded: bool = False
    """Whether the page says of no unit which source text it translates, so that nobody knows what has changed since."""

    @property
    def changed(self) -> tuple[UnitState, ...]:
        """The units that say something else in the source than in the translation, or that nobody has reviewed."""
        return tuple(state for state in self.units if state.status not in (Status.CURRENT, Status.OUTDATED_MINOR))

    def units_of(self, status: Status) -> frozenset[str]:
        """Return the ids of the units with a status."""
        return frozenset(state.unit.id for state in self.units if state.status is status)

    @property
    def share(self) -> float:
        """The part of the units, from 0 to 1, that a reader can rely on."""
        good = sum(state.status in (Status.CURRENT, Status.OUTDATED_MINOR) for state in self.units)
        return good / len(self.units) if self.units else float(self.status is Status.CURRENT)


@dataclass(frozen=True)
class TranslationStates:
    """The states of all pages of a project, each found once."""

    documents: Documents

    @property
    def reads(self) -> Reads:
        """What is asked of the project."""
        return self.documents.reads

    @remembered
    def of(self, code: str, path: str) -> PageState:
        """Return the state of a page in a language; in the source it is current by nature.

        A variant without a file has the state of its language, which has it to translate where it has none either.
        """
        source = self.documents.source.code
        if code == source:
            return PageState(Status.CURRENT)
        wider = self.documents.inherited_code(code, path) or self._wider(code, path)
        if wider:
            return replace(self.of(wider, path), is_inherited=True)
        found = state(self.documents.get(source, path), self.documents.get(code, path))
        return replace(found, drafts=tuple(self.documents.drafted_units(code, path)))

    def _wider(self, code: str, path: str) -> str:
        """Return the language that a variant without this page is a variant of; empty where there is none."""
        if code in self.documents.existing(path):
            return ""
        codes = {language.code for language in self.documents.languages}
        return next((wider for wider in wider_codes(code) if wider in codes), "")

    def all(self) -> Iterator[tuple[Language, str, PageState]]:
        """Yield the state of every page in every other language, orphans too, by language, then path."""
        ours = self.documents.paths(self.documents.source.code)
        for language in self.documents.languages[1:]:
            for path in sorted({*ours, *self.documents.paths(language.code)}):
                yield language, path, self.of(language.code, path)


def fingerprints(document: Document) -> dict[str, str]:
    """Return the fingerprint of each unit by id: what a translation of ``document`` records."""
    with document.in_time():
        return {unit_id: unit.fingerprint for unit_id, unit in units(document).items()}


def state(source: Document | None, translation: Document | None) -> PageState:
    """Return what ``translation`` is worth beside today's ``source``; None stands for a page that does not exist."""
    if source is None:
        return PageState(Status.ORPHAN)
    is_withheld = source.meta.get(READY_KEY) is False or source.meta.get(DRAFT_KEY) is True
    if translation is None:
        missing = tuple(UnitState(unit, Status.MISSING) for unit in units(source).values())
        return PageState(Status.MISSING, missing, is_withheld)
    units(translation)  # has a limit of its own
    with source.in_time():
        found = tuple(_unit_states(source, translation))
    return PageState(_worst(found), found, is_withheld, is_unrecorded=not recorded_fingerprints(translation.meta))


def is_same(recorded: str | None, unit: Unit, minor: Mapping[str, list[str]]) -> bool:
    """Whether a source unit still means what it did when it had the fingerprint ``recorded``.

    It does, too, if nothing changed but punctuation and capitals.
    """
    if recorded is None or unit.has_fingerprint(recorded):
        return recorded is not None
    chain = minor.get(unit.id, [])
    is_minor = recorded in chain and unit.has_fingerprint(chain[-1])
    return is_minor or has_same_words(recorded, unit.fingerprint)


def is_copy(source: Document, translation: Document) -> bool:
    """Whether a page that stands for a translation still has the source's text in every unit with a body."""
    ours = {unit_id: unit for unit_id, unit in units(source).items() if unit.section}
    theirs = {unit_id: unit for unit_id, unit in units(translation).items() if unit.section}
    is_alike = bool(ours) and ours.keys() == theirs.keys()
    return is_alike and all(unit.digest == theirs[unit_id].digest for unit_id, unit in ours.items())


def _unit_states(source: Document, translation: Document) -> Iterator[UnitState]:
    ours, theirs = units(source), units(translation)
    recorded, minor = recorded_fingerprints(translation.meta), minor_changes(source.meta)
    drafts = machine_drafts(translation.meta)
    for unit_id, unit in ours.items():
        if unit_id in drafts and unit_id in theirs and is_same(recorded.get(unit_id), unit, minor):
            yield UnitState(unit, Status.MACHINE)
        elif unit.has_fingerprint(recorded.get(unit_id)):
            yield UnitState(unit, Status.CURRENT)
        elif is_same(recorded.get(unit_id), unit, minor):
            yield UnitState(unit, Status.OUTDATED_MINOR)
        else:
            yield UnitState(unit, Status.OUTDATED if unit_id in theirs else Status.MISSING)
    for unit_id, unit in theirs.items():
        if unit_id not in ours:
            yield UnitState(unit, Status.ORPHAN)


def _worst(states: tuple[UnitState, ...]) -> Status:
    found = {state.status for state in states}
    if found <= {Status.CURRENT}:
        return Status.CURRENT
    if found <= {Status.CURRENT, Status.OUTDATED_MINOR}:
        return Status.OUTDATED_MINOR
    return Status.MACHINE if found <= {Status.CURRENT, Status.OUTDATED_MINOR, Status.MACHINE} else Status.OUTDATED
