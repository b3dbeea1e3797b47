"""Translations out to a gettext PO file and back, so that translators can use the tools they know."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polib

from helpcentre.content.frontmatter import Document, parse
from helpcentre.content.heading_ids import ENGLISH
from helpcentre.content.labels.model import Labels
from helpcentre.content.markdown.fences import PLAIN, Dialect
from helpcentre.content.snippets import MARK, SNIPPETS, included_files
from helpcentre.content.translation_record import machine_drafts, minor_changes, recorded_fingerprints
from helpcentre.content.ui_strings import FILE_NAME
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.alignment import AlignedSegment, Match, align_segments
from helpcentre.translation.message_labels import NO_LABELS, MessageLabels
from helpcentre.translation.po_merge import MergeResult, merge
from helpcentre.translation.po_reader import header_code, read_po
from helpcentre.translation.po_words import WordResult, merge_words, word_entries
from helpcentre.translation.segments import (
    META_KEYS,
    Page,
    SegmentedUnit,
    segment_document,
    segment_named,
    with_meta,
    with_part,
)
from helpcentre.translation.state import is_same
from helpcentre.translation.xliff_reader import read_xliff
from helpcentre.util.files import read_text, write_texts

OldSource = Callable[[str, str, str], Document | None]
"""Gives the source page as it was when a unit had a fingerprint: (path, unit id, fingerprint) → document."""

XLIFF = (".xlf", ".xliff")
"""The endings of files that are XLIFF, in place of PO."""
Proposed = Callable[[str, str], tuple[str, str] | None]
"""Gives what a machine proposes for a unit from its source of today: (path, unit id) → Markdown and engine."""

_MESSAGE_NAME = re.compile(r"\d+|body")


@dataclass(frozen=True)
class ImportReport:
    """What an import did.

    ``written`` and ``unchanged`` are files. ``incomplete`` has (path, translated, all) of the pages whose messages are
    not all translated. ``stale`` has the contexts of entries whose source text is no longer today's. ``refused`` has
    those that were left out: a line of the PO file each, its context, and why.
    """

    changed: list[Path]
    unchanged: list[Path]
    incomplete: list[tuple[str, int, int]]
    stale: list[str]
    refused: list[tuple[int, str, str]] = field(default_factory=list)


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
    po = polib.POFile()
    po.metadata = {
        "Language": header_code(tag or language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    told = MessageLabels(labels, source, language)
    included = _Included(docs_dir / source)
    for path in _paths(docs_dir / source):
        page = _source(docs_dir, source, path, dialect)
        translation = _translation(docs_dir / language / path, page)
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


def import_po(
    po_file: Path,
    *,
    docs_dir: Path,
    source: str,
    languages: Collection[str],
    tags: Mapping[str, str] | None = None,
    dialect: Dialect = PLAIN,
    labels: Labels = NO_LABELS,
) -> ImportReport:
    """Write the translations in ``po_file`` into the pages of its language and return what was done.

    Fuzzy and empty translations are left out; a page that does not exist is made once all of it is translated. Raises
    HelpcentreError, with nothing written, where the file is broken, in none of ``languages``, or about other pages. One
    that ends in ``.xlf`` or ``.xliff`` is XLIFF 2. A file says its language by its code or by its tag in ``tags``.
    """
    read = read_xliff if po_file.suffix.lower() in XLIFF else read_po
    names = {name: code for code in languages if code != source for name in (code, (tags or {}).get(code, code))}
    po, name = read(po_file, languages=names)
    language = names[name]
    texts: dict[Path, str] = {}
    report = ImportReport([], [], [], [])
    wanted = MessageLabels(labels, source, language)
    by_page = _by_page(po, po_file, [*_paths(docs_dir / source), FILE_NAME])
    if words := by_page.pop(FILE_NAME, {}):
        said = merge_words(docs_dir, source, language, words, dialect)
        texts |= {docs_dir / language / FILE_NAME: said.text} if said.text is not None else {}
        _note(report, FILE_NAME, said, words)
    for path, entries in sorted(by_page.items()):
        page, file = _source(docs_dir, source, path, dialect), docs_dir / language / path
        _require_units(entries, page, po_file)
        translation = _translation(file, page)
        merged = merge(
            page, translation, entries, file=f"{language}/{path}", labels=wanted, is_recorded=not _is_snippet(path)
        )
        if merged.text is not None and not (translation and translation.text == merged.text):
            texts[file] = merged.text
        elif translation:
            report.unchanged.append(file)
        _note(report, path, merged, entries)
    write_texts(texts, folder=docs_dir)
    report.changed.extend(texts)
    return report


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
        outdated: bool | None = None,
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
        if not former or pair.form is not Match.PAIRED or former.shape != part.shape:
            return True
        changed = {now.name for was, now in zip(former.messages, part.messages, strict=True) if was.text != now.text}
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


def _by_page(po: polib.POFile, po_file: Path, paths: Collection[str]) -> dict[str, dict[str, polib.POEntry]]:
    """Return the entries in use by page, and within it by message key."""
    found: dict[str, dict[str, polib.POEntry]] = {}
    for entry in po:
        path, _, key = (entry.msgctxt or "").rpartition("#")
        if entry.obsolete:
            continue
        if path not in paths:
            raise _unknown(entry, po_file)
        found.setdefault(path, {})[key] = entry
    return found


def _require_units(entries: dict[str, polib.POEntry], page: Page, po_file: Path) -> None:
    for key, entry in entries.items():
        unit, _, name = key.rpartition("/")
        if unit not in page.parts or not _MESSAGE_NAME.fullmatch(name):
            raise _unknown(entry, po_file)


def _unknown(entry: polib.POEntry, po_file: Path) -> HelpcentreError:
    message = f"the context {entry.msgctxt!r} names no section of a source page"
    fix = "remove the entry, or export the language again"
    return HelpcentreError(message, fix=fix, file=str(po_file), line=entry.linenum or 1)


def _note(
    report: ImportReport, path: str, merged: MergeResult | WordResult, entries: Mapping[str, polib.POEntry]
) -> None:
    if merged.translated < merged.total:
        report.incomplete.append((path, merged.translated, merged.total))
    report.stale.extend(f"{path}#{key}" for key in merged.stale if key not in merged.refused)
    report.refused.extend((entries[key].linenum or 1, f"{path}#{key}", why) for key, why in merged.refused.items())


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
        return not self.current.get(path, True) if _is_snippet(path) else None


def _is_snippet(path: str) -> bool:
    return SNIPPETS in path.split("/")


def _paths(folder: Path) -> list[str]:
    found = (file.relative_to(folder).as_posix() for file in folder.rglob("*.md"))
    return sorted(found, key=lambda path: (_is_snippet(path), path))


def _source(docs_dir: Path, source: str, path: str, dialect: Dialect) -> Page:
    file, named_like = docs_dir / source / path, docs_dir / ENGLISH / path
    english = parse(read_text(named_like), file=str(named_like), dialect=dialect) if named_like.is_file() else None
    folder = None if _is_snippet(path) else docs_dir / source
    return segment_named(read_text(file), english=english, file=str(file), folder=folder, dialect=dialect)


def _translation(file: Path, source: Page) -> Page | None:
    if not file.is_file():
        return None
    return segment_named(read_text(file), source.document, file=str(file), dialect=source.document.dialect)
