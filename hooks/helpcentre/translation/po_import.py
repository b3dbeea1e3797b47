"""Translations back from a PO or XLIFF file into the pages."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

import polib

from helpcentre.content.labels.model import Labels
from helpcentre.content.markdown.fences import PLAIN, Dialect
from helpcentre.content.ui_strings import FILE_NAME
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.message_labels import NO_LABELS, MessageLabels
from helpcentre.translation.po_merge import MergeResult, merge
from helpcentre.translation.po_pages import is_snippet, page_paths, read_source, read_translation
from helpcentre.translation.po_reader import read_po
from helpcentre.translation.po_words import merge_words
from helpcentre.translation.segments import Page
from helpcentre.translation.xliff_reader import read_xliff
from helpcentre.util.files import write_texts
from helpcentre.util.time_limit import in_time

XLIFF = (".xlf", ".xliff")
"""The endings of files that are XLIFF, in place of PO."""
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
    HelpcentreError, with nothing written, where the file is broken, in none of ``languages``, about other pages, or has
    a text that takes too long to read. One that ends in ``.xlf`` or ``.xliff`` is XLIFF 2. A file says its language by
    its code or by its tag in ``tags``.
    """
    po, language = _read(po_file, [code for code in languages if code != source], tags or {})
    texts, report = dict[Path, str](), ImportReport([], [], [], [])
    wanted = MessageLabels(labels, source, language)
    by_page = _by_page(po, po_file, [*page_paths(docs_dir / source), FILE_NAME])
    if words := by_page.pop(FILE_NAME, {}):
        with _in_time(words, po_file):
            said = merge_words(docs_dir, source, language, words, dialect)
        texts |= {docs_dir / language / FILE_NAME: said.text} if said.text is not None else {}
        _note(report, FILE_NAME, said, words)
    for path, entries in sorted(by_page.items()):
        page, file = read_source(docs_dir, source, path, dialect), docs_dir / language / path
        _require_units(entries, page, po_file)
        translation, name = read_translation(file, page), f"{language}/{path}"
        with _in_time(entries, po_file):
            merged = merge(page, translation, entries, file=name, labels=wanted, is_recorded=not is_snippet(path))
        if merged.text is not None and not (translation and translation.text == merged.text):
            texts[file] = merged.text
        elif translation:
            report.unchanged.append(file)
        _note(report, path, merged, entries)
    write_texts(texts, folder=docs_dir)
    report.changed.extend(texts)
    return report


def _read(po_file: Path, codes: Collection[str], tags: Mapping[str, str]) -> tuple[polib.POFile, str]:
    """Return the messages of a file and the code of its language, which it calls by that or by its tag."""
    names = {name: code for code in codes for name in (code, tags.get(code, code))}
    read = read_xliff if po_file.suffix.lower() in XLIFF else read_po
    po, name = read(po_file, languages=names)
    return po, names[name]


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


def _in_time(entries: Mapping[str, polib.POEntry], po_file: Path) -> AbstractContextManager[None]:
    """End the work on a page's entries after a while; raises HelpcentreError with the line of the longest text."""
    longest = max(entries.values(), key=lambda entry: len(entry.msgstr))
    return in_time(lambda: longest.msgstr, file=str(po_file), line=longest.linenum or 1)


def _require_units(entries: dict[str, polib.POEntry], page: Page, po_file: Path) -> None:
    for key, entry in entries.items():
        unit, _, name = key.rpartition("/")
        if unit not in page.parts or not _MESSAGE_NAME.fullmatch(name):
            raise _unknown(entry, po_file)


def _unknown(entry: polib.POEntry, po_file: Path) -> HelpcentreError:
    message = f"the context {entry.msgctxt!r} names no section of a source page"
    fix = "remove the entry, or export the language again"
    return HelpcentreError(message, fix=fix, file=str(po_file), line=entry.linenum or 1)


def _note(report: ImportReport, path: str, merged: MergeResult, entries: Mapping[str, polib.POEntry]) -> None:
    if merged.translated < merged.total:
        report.incomplete.append((path, merged.translated, merged.total))
    report.stale.extend(f"{path}#{key}" for key in merged.stale if key not in merged.refused)
    report.refused.extend((entries[key].linenum or 1, f"{path}#{key}", why) for key, why in merged.refused.items())
