"""One page's translation with the texts of a PO file in it, and what the PO file lacks for the page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import polib

from helpcentre.content.blocks import Kind, normal
from helpcentre.content.frontmatter import dump
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.markdown.scan import Scan
from helpcentre.content.translation_record import RECORD_KEY, end_drafts, recorded_fingerprints
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.alignment import AlignedSegment, Match, align_segments
from helpcentre.translation.message_labels import MessageLabels
from helpcentre.translation.page_edits import assemble_text, with_heading_ids, with_meta, with_part
from helpcentre.translation.po_check import find_difference
from helpcentre.translation.segments import META_KEYS, Page, segment_text
from helpcentre.translation.state import fingerprints
from helpcentre.util.line_ends import plain_lines

NO_MESSAGE_LABELS = MessageLabels()


_SHOWN = 60  # signs of a heading, in a message


@dataclass(frozen=True)
class MergeResult:
    """A file's new text, ``None`` where there is none to write; how many of its messages are translated, and of all.

    ``stale`` has the keys of entries that were made from another source text than today's. ``refused`` has those that
    were left out, by their keys, and why.
    """

    text: str | None
    translated: int
    total: int
    stale: tuple[str, ...]
    refused: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Reading:
    """What the PO file says of a pair: a ``text`` unless it is fuzzy or missing, and whether its source is today's.

    A text ``is_new`` if it was written for this place and is not the one that stands there.
    """

    pair: AlignedSegment
    text: str
    is_current: bool
    is_new: bool = False

    @property
    def is_done(self) -> bool:
        return bool(self.text) and self.is_current


def merge(
    source: Page,
    translation: Page | None,
    entries: Mapping[str, polib.POEntry],
    *,
    file: str,
    labels: MessageLabels = NO_MESSAGE_LABELS,
    is_recorded: bool = True,
) -> MergeResult:
    """Return what becomes of ``translation``, the page in ``file``, with ``entries`` by message key.

    A text that would change what stands around it, whose Markdown is not that of its source, or that lacks one of the
    ``labels`` of it, is left out. A snippet has no front matter, so what it was made from is not recorded there.
    """
    dialect = source.document.dialect
    pairs = align_segments(source, translation)
    refused = {pair.key: reason for pair in pairs if (reason := _reason(pair, entries.get(pair.key), dialect, labels))}
    while True:
        taken = {key: entry for key, entry in entries.items() if key not in refused}
        result, broken = _merge(source, translation, taken, pairs, file=file, is_recorded=is_recorded)
        if not broken:
            return replace(result, refused=refused)
        key, reason = broken
        if key not in taken:  # no entry is to blame
            raise HelpcentreError(f"{file}: {key} {reason}", fix="export the language again", file=file)
        refused[key] = reason


def _reason(pair: AlignedSegment, entry: polib.POEntry | None, dialect: Dialect, labels: MessageLabels) -> str:
    """Return why the new text of an entry is not taken, or nothing."""
    if entry is None or entry.fuzzy or not entry.msgstr or entry.msgid != pair.message.text:
        return ""
    text = normal(entry.msgstr, pair.message.kind)
    if text == pair.present:
        return ""
    source = pair.message.text
    return find_difference(source, text, dialect) or labels.find_difference(source, text, dialect)


def _merge(
    source: Page,
    translation: Page | None,
    entries: Mapping[str, polib.POEntry],
    pairs: list[AlignedSegment],
    *,
    file: str,
    is_recorded: bool,
) -> tuple[MergeResult, tuple[str, str] | None]:
    """Return what becomes of a page, and the key of a text that would change what stands around it, and why."""
    readings = [_read(pair, entries.get(pair.key)) for pair in pairs]
    current = {reading.pair.key for reading in readings if reading.is_current}
    stale = tuple(key for key in entries if key not in current)
    done = sum(reading.is_done for reading in readings)
    merger = _Merger(source, translation, readings, is_recorded=is_recorded)
    text = merger.text() if translation or (merger.new and done == len(readings)) else None
    if text is not None and (key := merger.broken(segment_text(text, file=file, dialect=source.document.dialect))):
        return MergeResult(None, 0, 0, ()), (key, f"it would not stay one {merger.expected[key][0].value}")
    return MergeResult(text, done, len(readings), stale), None


def _read(pair: AlignedSegment, entry: polib.POEntry | None) -> _Reading:
    if entry is None:
        return _Reading(pair, "", is_current=False)
    text = "" if entry.fuzzy else normal(entry.msgstr, pair.message.kind)
    is_new = bool(text) and text != pair.present
    if pair.may_stay and not entry.fuzzy:
        text = text or pair.present or pair.message.text
    return _Reading(pair, text, is_current=entry.msgid == pair.message.text, is_new=is_new)


class _Merger:
    """Writes the page; ``expected`` is what must be read from it afterwards, by message key."""

    def __init__(self, source: Page, translation: Page | None, readings: list[_Reading], *, is_recorded: bool) -> None:
        self.dialect, self.is_recorded = source.document.dialect, is_recorded
        named = with_heading_ids(source, source.parts)
        self.source = segment_text(named, folder=source.document.folder, dialect=self.dialect)
        _require_named(source, self.source)
        self.translation = translation
        units = {reading.pair.message.unit: reading.pair.form for reading in readings}
        unfinished = {reading.pair.message.unit for reading in readings if not reading.is_done}
        self.finished = [unit for unit in units if unit not in unfinished]
        # Code may stay as it is, but code alone, which nobody translated, is no reason to add what holds it.
        wanted = {reading.pair.message.unit for reading in readings if reading.is_new}
        wanted = wanted if translation or not wanted else set(units)
        self.new = [unit for unit in self.finished if units[unit] is Match.ABSENT and unit in wanted]
        self.finished = [unit for unit in self.finished if units[unit] is not Match.ABSENT or unit in wanted]
        self.whole = {unit for unit, form in units.items() if form is Match.WHOLE}
        present = _read_back(translation, self.whole) if translation else {}
        # A text made from another source than today's still belongs where its former version stands, and only there.
        self.changes = {
            reading.pair.key: reading.text
            for reading in readings
            if reading.text and (reading.pair.key in present or reading.pair.message.unit in self.new)
        }
        added = {key: value for key, value in _read_back(self.source, ()).items() if _unit(key) in self.new}
        self.expected = present | added
        for key, text in self.changes.items():
            self.expected[key] = (self.expected[key][0], text)

    def text(self) -> str:
        """Return the page's text, with the fingerprints of the units that are finished, which are drafts no more."""
        filled = self._segmented(assemble_text(self.source, self.changes))
        if not self.translation:
            meta = {META_KEYS[unit]: self.changes[f"{unit}/0"] for unit in self.new if unit in META_KEYS}
            body = plain_lines(filled.text[filled.body_start :])
            if not self.is_recorded:
                return body
            return dump({**meta, RECORD_KEY: fingerprints(self.source.document)}) + body
        page = self._changed(self.translation)
        for unit in self.new:
            page = self._segmented(self._with_unit(page, filled, unit))
        return self._recorded(page) if self.is_recorded else page.text

    def broken(self, page: Page) -> str:
        """Return the key of the message that changed the structure of ``page``, the new one; empty if none did."""
        actual = _read_back(page, self.whole)
        if actual == self.expected:
            # A fence without an end is text, until another fence stands below it.
            return next((key for key, text in self.changes.items() if Scan(text, self.dialect).unclosed_fence), "")
        wrong = [key for key, value in self.expected.items() if actual.get(key) != value]
        wrong += [
            key for key in self.expected if any(_unit(key) == _unit(more) for more in actual.keys() - self.expected)
        ]
        return next((key for key in wrong if key in self.changes), next(iter(self.changes)))

    def _changed(self, page: Page) -> Page:
        headings = [unit for unit, part in page.parts.items() if self._has_new_heading(unit, part.unit.heading)]
        return self._segmented(assemble_text(self._segmented(with_heading_ids(page, headings)), self.changes))

    def _segmented(self, text: str) -> Page:
        return segment_text(text, dialect=self.dialect)

    def _has_new_heading(self, unit: str, heading: str) -> bool:
        return self.changes.get(f"{unit}/0", heading) != heading

    def _with_unit(self, page: Page, filled: Page, unit: str) -> str:
        if unit in META_KEYS:
            return with_meta(page, META_KEYS[unit], self.changes[f"{unit}/0"])
        order = list(self.source.parts)
        # A text that changed the structure may have hidden the unit; what is then missing is found in ``broken``.
        part = filled.parts.get(unit)
        text = filled.text[part.start : part.end] if part else ""
        return with_part(page, unit, text, before=order[: order.index(unit)])

    def _recorded(self, page: Page) -> str:
        before = recorded_fingerprints(page.document.meta)
        units = {unit: self.source.parts[unit].unit for unit in self.finished}
        made = {name: unit.fingerprint for name, unit in units.items() if not unit.has_fingerprint(before.get(name))}
        now = before | made
        text = page.text
        if now != before:
            text = with_meta(page, RECORD_KEY, {unit: now[unit] for unit in (*self.source.parts, *now) if unit in now})
        return end_drafts(text, page.document.meta, self.finished)


def _require_named(source: Page, named: Page) -> None:
    """Raise HelpcentreError for a heading of the source that gets no id though it was given one."""
    for unit in (part.unit for name, part in source.parts.items() if name not in named.parts):
        message = f"the heading {unit.heading[:_SHOWN]!r} cannot be given an id: braces stand at its end"
        fix = "write one id there, as in {#name}"
        raise HelpcentreError(message, fix=fix, file=source.document.file, line=unit.line)


def _unit(key: str) -> str:
    return key.rpartition("/")[0]


def _read_back(page: Page, whole: Collection[str]) -> dict[str, tuple[Kind, str]]:
    """Return kind and text of each message by key, with one message for all below a heading in the units ``whole``."""
    found = {}
    for unit, part in page.parts.items():
        for message in part.texts:
            if message.name in {"0", "body"} if unit in whole else message.name != "body":
                found[message.key] = (message.kind, message.text)
    return found
