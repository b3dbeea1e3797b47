"""A page with the drafts of its units in it: proved as a whole, and with every byte of people's text as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polib

from helpcentre.content.blocks import Kind
from helpcentre.content.frontmatter import parse
from helpcentre.content.translation_record import MachineDraft, machine_drafts, recorded_fingerprints, with_drafts
from helpcentre.content.units import Unit, units
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.drafts.drafting import UnitDraft
from helpcentre.drafts.open_units import OpenPage
from helpcentre.drafts.proof import Proof
from helpcentre.drafts.proposals import Proposal
from helpcentre.translation.alignment import Match, align_segments
from helpcentre.translation.page_edits import assemble_text
from helpcentre.translation.po_merge import merge
from helpcentre.translation.segments import META_KEYS, Page, segment_text


@dataclass(frozen=True)
class DraftedPage:
    """What becomes of a page: its new text, None where it stays as it is; proposals beside it; what was held back."""

    path: str
    text: str | None
    drafted: tuple[str, ...] = ()
    proposals: Mapping[str, Proposal] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    """Why there is no draft, by unit."""


class PageWriter:
    """Writes drafts of the ``day`` into pages of a language, whose files are below ``folder``."""

    def __init__(self, proof: Proof, *, folder: Path, day: date) -> None:
        self.proof, self.folder, self.day = proof, folder, day

    def write(self, page: OpenPage, drafts: Sequence[UnitDraft]) -> DraftedPage:
        """Return what becomes of a page. A page that nobody has begun is written once all of its units have drafts."""
        faults = {draft.unit: draft.fault for draft in drafts if draft.fault}
        good = {draft.unit: draft for draft in drafts if not draft.fault}
        ours = {unit: draft for unit, draft in good.items() if unit in page.missing}
        text, drafted = None, tuple[str, ...]()
        if ours and (page.translation or not faults.keys() & set(page.missing)):
            text, drafted = self._with_units(page, ours, faults)
        if text is not None:
            text = self._recorded(page, text, {unit: ours[unit].engine for unit in drafted})
        proposals = self._proposals(page, {unit: good[unit] for unit in good if unit in page.outdated}, faults)
        return DraftedPage(page.path, text, drafted, proposals, faults)

    def _with_units(
        self, page: OpenPage, drafts: dict[str, UnitDraft], faults: dict[str, str]
    ) -> tuple[str | None, tuple[str, ...]]:
        """Return the text of a page with the drafts that pass, and their units; others are added to ``faults``."""
        while drafts:
            text, found = self._merged(page, drafts)
            found = found or (self._page_faults(page, text, drafts) if text is not None else {})
            if not found:
                return text, tuple(drafts)
            faults |= found
            if not page.translation:
                return None, ()
            drafts = {unit: draft for unit, draft in drafts.items() if unit not in found}
        return None, ()

    def _merged(self, page: OpenPage, drafts: Mapping[str, UnitDraft]) -> tuple[str | None, dict[str, str]]:
        """Return the text of a page with drafts in it, or why some of them do not go there, by unit."""
        entries = {}
        for pair in align_segments(page.source, page.translation):
            if draft := drafts.get(pair.message.unit):
                text = draft.texts.get(pair.key, "")
                if pair.form is Match.WHOLE and pair.message.kind is Kind.BODY:
                    text = self._body(page.source, pair.message.unit, draft)
                entries[pair.key] = polib.POEntry(msgctxt=pair.key, msgid=pair.message.text, msgstr=text)
        try:
            merged = merge(page.source, page.translation, entries, file=page.path)
        except HelpcentreError as error:  # what a machine wrote is no page
            return None, dict.fromkeys(drafts, str(error))
        faults = {key.rpartition("/")[0]: f"{key}: {why}" for key, why in merged.refused.items()}
        if not faults and merged.text is None:
            faults = dict.fromkeys(drafts, "not all of the page has a draft")
        return merged.text, faults

    def _body(self, source: Page, unit: str, draft: UnitDraft) -> str:
        filled = segment_text(assemble_text(source, dict(draft.texts)), dialect=self.proof.dialect)
        part = filled.parts.get(unit)
        return part.body.text if part and part.body else ""

    def _page_faults(self, page: OpenPage, text: str, drafts: Mapping[str, UnitDraft]) -> dict[str, str]:
        """Return the problems of a page that has drafts in it, by the unit that they stand in."""
        file = f"{self.proof.code}/{page.path}"
        try:
            made = parse(text, file=file, folder=self.folder, dialect=self.proof.dialect)
            problems = self.proof.page_problems(page.source.document, made, frozenset(drafts), file=file)
            own = units(made)
        except HelpcentreError as error:  # a snippet that the language has not, for example
            return dict.fromkeys(drafts, str(error))
        if changed := _changed_text(page.translation, text, drafts):
            return dict.fromkeys(drafts, f"{changed} of people would be changed")
        found: dict[str, str] = {}
        for problem in problems:
            unit = _unit_at(own, problem.line, made.body_line)
            blamed = [unit] if unit in drafts else []
            found |= {each: f"line {problem.line}: {problem.message}" for each in blamed if each not in found}
        return found

    def _recorded(self, page: OpenPage, text: str, engines: Mapping[str, str]) -> str:
        made = parse(text, folder=self.folder, dialect=self.proof.dialect)
        own = units(made)
        new = {unit: MachineDraft(engine, self.day, own[unit].digest) for unit, engine in engines.items()}
        known = machine_drafts(made.meta) | new
        return with_drafts(text, {unit: known[unit] for unit in (*page.source.parts, *known) if unit in known})

    def _proposals(self, page: OpenPage, drafts: dict[str, UnitDraft], faults: dict[str, str]) -> dict[str, Proposal]:
        """Return the drafts of units that people have written, each as the Markdown that would take its place."""
        found = {}
        for unit, draft in drafts.items():
            text, why = self._merged(page, {unit: draft})
            why = why or (self._page_faults(replaced(page, unit), text, {unit: draft}) if text is not None else {})
            if why or text is None:
                faults[unit] = why.get(unit, "it does not fit into the page")
                continue
            part = segment_text(text, dialect=self.proof.dialect).parts[unit]
            written = part.messages[0].text if unit in META_KEYS else text[part.start : part.end].strip()
            fingerprint = page.source.parts[unit].unit.fingerprint
            found[unit] = Proposal(draft.engine, self.day.isoformat(), fingerprint, written)
        return found


def replaced(page: OpenPage, unit: str) -> OpenPage:
    """Return the page as if nobody had written a unit, whose text may be replaced then."""
    return OpenPage(page.path, page.source, page.translation, (*page.missing, unit), ())


def _changed_text(before: Page | None, text: str, drafts: Mapping[str, UnitDraft]) -> str:
    """Return what of a page changed beside the drafted units and the record of translations; empty if nothing."""
    if before is None:
        return ""
    after = segment_text(text, dialect=before.document.dialect)
    for unit, part in before.parts.items():
        if unit in drafts:
            continue
        own = after.parts.get(unit)
        if own is None or text[own.start : own.end].rstrip() != before.text[part.start : part.end].rstrip():
            return f"the text of {unit}"
    meta, now = before.document.meta, after.document.meta
    kept = [key for key in meta if key not in _RECORDS]
    if any(meta[key] != now.get(key) for key in kept if not any(META_KEYS.get(unit) == key for unit in drafts)):
        return "the front matter"
    recorded, own_record = recorded_fingerprints(meta), recorded_fingerprints(now)
    is_kept = all(own_record.get(unit) == value for unit, value in recorded.items() if unit not in drafts)
    return "" if is_kept else "the record"


_RECORDS = ("translates", "machine")


def _unit_at(own: Mapping[str, Unit], line: int, body_line: int) -> str:
    """Return the unit that has a line of the file; the title for what stands above the text."""
    found = "_title"
    for unit in sorted(own.values(), key=lambda each: each.line):
        if unit.line >= body_line and unit.line <= line:
            found = unit.id
    return found
