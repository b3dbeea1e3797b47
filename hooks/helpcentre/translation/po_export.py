"""Translations out to a gettext PO file, so that translators can use the tools they know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import polib

from helpcentre.content.frontmatter import Document
from helpcentre.content.labels.model import Labels
from helpcentre.content.markdown.fences import PLAIN, Dialect
from helpcentre.content.snippets import MARK, included_files
from helpcentre.content.translation_record import machine_drafts, minor_changes, recorded_fingerprints
from helpcentre.translation.alignment import AlignedSegment, Match, align_segments
from helpcentre.translation.message_labels import NO_LABELS, MessageLabels
from helpcentre.translation.page_edits import with_meta, with_part
from helpcentre.translation.po_pages import is_snippet, page_paths, read_source, read_translation
from helpcentre.translation.po_reader import header_code
from helpcentre.translation.po_words import word_entries
from helpcentre.translation.segments import META_KEYS, Page, SegmentedUnit, segment_document, segment_named
from helpcentre.translation.state import is_same

OldSource = Callable[[str, str, str], Document | None]
"""Gives the source page as it was when a unit had a fingerprint: (path, unit id, fingerprint) → document."""
Proposed = Callable[[str, str], tuple[str, str] | None]
"""Gives what a machine proposes for a unit from its source of today: (path, unit id) → Markdown and engine."""


def export_po(
    *,
    docs_dir: Path,
    source: str,
    language: str,
    tag: str = "",
    old_source: OldSource | None = None,
    dialect: Dialect = PLAIN,
    labels: Labels = NO_LABELS,
    proposed: Proposed = lambda path, unit: None,  # noqa: ARG005
) -> polib.POFile:
    """Return the texts of all pages in the language ``source`` with their translations into ``language``.

    Then comes what pages include from snippets, and what the product does not say in that language. Translations of a
    text that has changed since are fuzzy, and so are drafts of a machine, of which those ``proposed`` stand in place of
    outdated translations. ``old_source`` lets them show the former text, and tells which texts of a changed section are
    as they were. Comments say what each of the ``labels`` is in ``language``. ``tag`` is what the header says, where
    that is not its code. Raises HelpcentreError where a page cannot be read.
    """
    po = _empty_file(tag or language)
    told = MessageLabels(labels, source, language)
    included = _Included(docs_dir / source)
    for path in page_paths(docs_dir / source):
        page = read_source(docs_dir, source, path, dialect)
        translation = read_translation(docs_dir / language / path, page)
        outdated = included.outdated(path)
        exporter = _Exporter(
            path, page, translation, old_source=old_source, labels=told, proposed=proposed, outdated=outdated
        )
        included.add(page, exporter.is_outdated)
        for entry in exporter.entries():
            entry.occurrences = [(f"{docs_dir.name}/{source}/{path}", line) for _, line in entry.occurrences]
            po.append(entry)
    po.extend(word_entries(docs_dir, source, language))
    return po


def _empty_file(code: str) -> polib.POFile:
    po = polib.POFile()
    po.metadata = {
        "Language": header_code(code),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return po


class _Exporter:
    """Writes the entries of one page."""

    def __init__(
        self,
        path: str,
        page: Page,
        translation: Page | None,
        *,
        old_source: OldSource | None,
        labels: MessageLabels,
        proposed: Proposed,
        outdated: bool | None,
    ) -> None:
        self.labels, self.proposed, self.outdated = labels, proposed, outdated
        self.path, self.page, self.translation, self.old_source = path, page, translation, old_source
        self.recorded = recorded_fingerprints(translation.document.meta) if translation else {}
        drafts = machine_drafts(translation.document.meta) if translation else {}
        self.engines = {unit: draft.engine for unit, draft in drafts.items()} | dict(self._engines())
        self.former = {unit: self._former(unit) for unit in page.parts if self.is_outdated(unit)}

    def entries(self) -> Iterator[polib.POEntry]:
        """Yield an entry for each message of the page."""
        dialect = self.page.document.dialect
        for pair in align_segments(self.page, self.translation):
            engine = self.engines.get(pair.message.unit, "")
            is_fuzzy = bool(pair.present) and (bool(engine) or self._is_changed(pair))
            yield polib.POEntry(
                msgctxt=f"{self.path}#{pair.key}",
                msgid=pair.message.text,
                msgstr=pair.present,
                comment="\n".join([pair.message.kind.value, *self.labels.notes(pair.message.text, dialect)]),
                occurrences=[(self.path, str(pair.message.line))],
                flags=["fuzzy"] if is_fuzzy else [],
                previous_msgid=self._former_text(pair) if is_fuzzy else None,
                tcomment=f"machine draft ({engine})" if is_fuzzy and engine else "",
            )

    def _engines(self) -> Iterator[tuple[str, str]]:
        """Put proposals in place of outdated units of equal build; yield each such unit with the proposal's engine."""
        for unit, part in self.page.parts.items():
            own = self.translation.parts.get(unit) if self.translation else None
            found = self.proposed(self.path, unit) if own and self.is_outdated(unit) else None
            if not found or not self.translation or not own or own.shape != part.shape:
                continue
            text = (
                with_meta(self.translation, META_KEYS[unit], found[0])
                if unit in META_KEYS
                else with_part(self.translation, unit, found[0], before=[])
            )
            made = segment_named(text, self.page.document, dialect=self.page.document.dialect)
            if list(made.parts) == list(self.translation.parts) and made.parts[unit].shape == own.shape:
                self.translation = made
                yield unit, found[1]

    def _is_changed(self, pair: AlignedSegment) -> bool:
        """Whether a translation is of an outdated unit, and of a text in it that is not known to be as it was."""
        unit = pair.message.unit
        if not self.is_outdated(unit):
            return False
        former, part = self.former.get(unit), self.page.parts[unit]
        if not former or (pair.form is Match.PAIRED and former.shape != part.shape):
            return True
        was, now = (each.messages if pair.form is Match.PAIRED else each.texts for each in (former, part))
        before = {message.name: message.text for message in was}
        changed = {message.name for message in now if before.get(message.name) != message.text}
        return not changed or pair.message.name in changed  # what else has changed is to be seen in all of it

    def is_outdated(self, unit: str) -> bool:
        """Whether the translation of a unit is not known to be of today's text."""
        if self.outdated is not None:
            return self.outdated
        minor = minor_changes(self.page.document.meta)
        return not is_same(self.recorded.get(unit), self.page.parts[unit].unit, minor)

    def _former(self, unit: str) -> SegmentedUnit | None:
        fingerprint = self.recorded.get(unit)
        document = self.old_source(self.path, unit, fingerprint) if self.old_source and fingerprint else None
        return segment_document(document).parts.get(unit) if document else None

    def _former_text(self, pair: AlignedSegment) -> str | None:
        """Return the text a message had, unless it had that of today or its unit had other messages."""
        former = self.former.get(pair.message.unit)
        if not former or (pair.form is Match.PAIRED and former.shape != self.page.parts[pair.message.unit].shape):
            return None
        text = next((message.text for message in former.texts if message.name == pair.message.name), "")
        return text if text != pair.message.text else None


class _Included:
    """Which snippets pages include, and whether what includes them is translated as it is today.

    A snippet has no record of its own: the sections of pages that include it have that of its text, too.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.current: dict[str, bool] = {}

    def add(self, page: Page, is_outdated: Callable[[str], bool]) -> None:
        """Note what the units of a page include."""
        for unit, part in page.parts.items() if MARK in page.text else ():
            for file in included_files(page.text[part.start : part.end], self.folder):
                path = file.relative_to(self.folder).as_posix()
                self.current[path] = self.current.get(path, False) or not is_outdated(unit)

    def outdated(self, path: str) -> bool | None:
        """Return whether a snippet is outdated wherever it is included; None for what is no snippet."""
        return not self.current.get(path, True) if is_snippet(path) else None
