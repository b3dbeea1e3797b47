"""Labels of an app that were renamed: the new names in all pages, and no translation outdated for that."""

from __future__ import annotations

import re
import tempfile
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter import Document, parse
from helpcentre.content.labels.bold import BoldText, brackets_at, find_bold
from helpcentre.content.labels.model import Labels, Shown, spelling
from helpcentre.content.markdown.scan import Scan
from helpcentre.content.places import SNIPPETS
from helpcentre.content.snippets import MARK
from helpcentre.content.translation_record import (
    MACHINE_KEY,
    MINOR_KEY,
    RECORD_KEY,
    machine_drafts,
    minor_changes,
    recorded_fingerprints,
)
from helpcentre.content.units import units
from helpcentre.translation.page_edits import with_meta
from helpcentre.translation.segments import file_offsets, segment_text
from helpcentre.translation.state import is_same
from helpcentre.util.files import make_folder, names_below, read_text, write_texts
from helpcentre.util.text import base_language

_SIGNS = re.compile(r"[*_\[\]<>`\\]")
"""Signs of Markdown: a name that has one is left to the author."""
_UNSPACED = frozenset({"ja", "zh"})
"""Languages that write brackets without a space before them, in signs of their own."""


@dataclass(frozen=True)
class LabelFix:
    """What was done: the files that were written, and what is left to the author, a line each."""

    files: tuple[Path, ...]
    left: tuple[str, ...]


@dataclass
class _Fixed:
    """The text of a file with its labels as they are to be; ``left`` are (line, what is left to do)."""

    text: str
    left: list[tuple[int, str]] = field(default_factory=list)


def fix_labels(documents: Documents, labels: Labels, *, codes: Collection[str] = ()) -> LabelFix:
    """Write each label that is certain as pages of its language write it, and return what was done.

    ``codes`` are the languages to work on; all without any. Translations that were current stay so when their source
    is changed, and those outdated in minor things stay that. Raises HelpcentreError, with nothing written, where a
    page cannot be read or written.
    """
    texts: dict[Path, str] = {}
    left: list[str] = []
    for language in documents.languages:
        if codes and language.code not in codes:
            continue
        for file in _files(documents, language.code):
            before = read_text(file, name=documents.name(file))
            fixed = _Fixer(labels, language.code, documents).fix(before, file)
            left += [f"{documents.name(file)}:{line}: {what}" for line, what in fixed.left]
            if fixed.text != before:
                texts[file] = _with_drafts(fixed.text, before, documents, language.code)
    texts |= _with_records(documents, texts)
    write_texts(texts, folder=documents.docs_dir)
    return LabelFix(tuple(sorted(texts)), tuple(left))


def _files(documents: Documents, code: str) -> Iterator[Path]:
    """Yield the pages of a language and the texts that they include."""
    yield from (documents.file(code, path) for path in documents.paths(code))
    folder = documents.docs_dir / code / SNIPPETS
    yield from (folder / name for name in names_below(folder) if name.endswith(".md"))


class _Fixer:
    """Works on the files of one language."""

    def __init__(self, labels: Labels, code: str, documents: Documents) -> None:
        self._labels, self._code, self._documents = labels, code, documents
        names = ((label, former) for label in labels.labels for former in labels.name(label, code).former)
        self._former = {former: label for label, former in names}

    def fix(self, text: str, file: Path) -> _Fixed:
        """Return the text of a file with its labels as they are to be; all other bytes stay as they are."""
        documents = self._documents
        document = parse(text, file=documents.name(file), dialect=documents.dialect)
        at = file_offsets(text)
        start = len(at) - 1 - len(document.body)
        scan = Scan(document.body, documents.dialect)
        fixed = _Fixed(text)
        found = sorted(self._changes(scan, document, fixed), reverse=True)
        for begin, end, new in found:
            first, last = at[start + begin], at[start + end]
            fixed.text = fixed.text[:first] + new + fixed.text[last:]
        self._note_plain(scan, document, found, fixed)
        fixed.left.sort()
        return fixed

    def _changes(self, scan: Scan, document: Document, fixed: _Fixed) -> Iterator[tuple[int, int, str]]:
        """Yield the places ``[start:end]`` of the body that change, and what is written there."""
        starts = sorted(unit.line - document.body_line for unit in units(document).values())
        explained: set[tuple[int, str]] = set()
        for bold in find_bold(scan):
            line = scan.text.count("\n", 0, bold.start)
            is_whole = bool(self._labels.ids(bold.text, self._code)) or len(bold.parts()) == 1
            for part in [bold.text] if is_whole else bold.parts():
                shown, ids = self._shown(part)
                if not shown:
                    continue
                place = self._place(scan.text, bold, part, shown)
                if place is None:
                    fixed.left.append((line + document.body_line, f"{part!r} should be {shown.name!r}"))
                    continue
                if place[2] != scan.text[place[0] : place[1]]:
                    yield place
                if is_whole:
                    key = (bisect_right(starts, line), min(ids))
                    yield from self._brackets(scan.text, bold, shown, ids, is_first=key not in explained)
                    explained.add(key)

    def _shown(self, part: str) -> tuple[Shown | None, Collection[str]]:
        """Return what is to be written for a text in bold and the labels it is; None where that is not certain."""
        ids = self._labels.ids(part, self._code)
        foreign = None if ids else self._labels.foreign(part, self._code)
        ids = foreign.ids if foreign else ids
        shown = {self._labels.shown(label, self._code) for label in ids}
        return (shown.pop() if len(shown) == 1 else None), ids

    def _place(self, text: str, bold: BoldText, part: str, shown: Shown) -> tuple[int, int, str] | None:
        """Return where the name of a label stands in a text in bold and what replaces it, or None."""
        if spelling(part) == spelling(shown.name):
            return bold.start, bold.start, ""
        words = r"[ \t\n]+".join(map(re.escape, spelling(part).split()))
        found = list(re.finditer(words, text[bold.start : bold.end]))
        if len(found) != 1 or _SIGNS.search(shown.name):
            return None
        return bold.start + found[0].start(), bold.start + found[0].end(), shown.name

    def _brackets(
        self, text: str, bold: BoldText, shown: Shown, ids: Collection[str], *, is_first: bool
    ) -> Iterator[tuple[int, int, str]]:
        """Yield the change of the brackets behind a label: its meaning is to be there, or no longer."""
        found = brackets_at(text, bold.after)
        own = [self._labels.name(label, self._code) for label in ids]
        known = {spelling(each) for name in own for each in (name.meaning, name.name, *name.former)}
        is_meaning = found is not None and spelling(found["text"]) in known
        if not shown.meaning:
            is_own = self._labels.ids(bold.text, self._code)
            if found and is_meaning and not is_own:
                yield found.start(), found.end(), ""
        elif found and is_meaning and spelling(found["text"]) != spelling(shown.meaning):
            yield found.start("text"), found.end("text"), shown.meaning
        elif not found and is_first:
            is_unspaced = base_language(self._code) in _UNSPACED
            yield bold.after, bold.after, f"（{shown.meaning}）" if is_unspaced else f" ({shown.meaning})"

    def _note_plain(
        self, scan: Scan, document: Document, changed: Collection[tuple[int, int, str]], fixed: _Fixed
    ) -> None:
        """Note where a former name stands outside of bold: whether it means the label there, only a reader knows."""
        for former, label in self._former.items():
            for match in re.finditer(rf"(?<!\w){re.escape(former)}(?!\w)", scan.text):
                if not any(begin <= match.start() < end for begin, end, _ in changed):
                    line = document.body_line + scan.text.count("\n", 0, match.start())
                    now = self._labels.shown(label, self._code).name
                    fixed.left.append((line, f"{former!r}, outside of bold, is {now!r} by now"))


def _with_drafts(text: str, before: str, documents: Documents, code: str) -> str:
    """Return the text of a page in which drafts that were proved stay so: a label by its right name proves no less."""
    folder, dialect = documents.docs_dir / code, documents.dialect
    drafts = machine_drafts(parse(before, folder=folder, dialect=dialect).meta)
    if not drafts:
        return text
    old, new = (units(parse(each, folder=folder, dialect=dialect)) for each in (before, text))
    now = {
        name: replace(draft, digest=new[name].digest)
        if name in old and name in new and old[name].digest == draft.digest
        else draft
        for name, draft in drafts.items()
    }
    listed = {name: str(draft) for name, draft in now.items()}
    return text if now == drafts else _with_meta(text, MACHINE_KEY, listed, documents)


def _with_records(documents: Documents, texts: Mapping[Path, str]) -> dict[Path, str]:
    """Return the texts of the pages that record the change of source pages, as if each translation had followed it."""
    source = documents.source.code
    folder = documents.docs_dir / source
    if not any(file.is_relative_to(folder) for file in texts):
        return {}
    records: dict[Path, str] = {}
    with tempfile.TemporaryDirectory() as scratch:
        snippets = Path(scratch) / source
        for name in names_below(folder / SNIPPETS):
            file = folder / SNIPPETS / name
            copy = snippets / SNIPPETS / name
            make_folder(copy.parent)
            copy.write_bytes(texts[file].encode("utf-8") if file in texts else file.read_bytes())
        for path in documents.paths(source):
            file = documents.file(source, path)
            before = documents.get(source, path)
            if before and (file in texts or MARK in before.body):
                text = texts.get(file) or read_text(file)
                after = parse(text, file=documents.name(file), folder=snippets, dialect=documents.dialect)
                records |= _records(documents, path, before, after, {file: text, **texts})
    return records


def _records(
    documents: Documents, path: str, before: Document, after: Document, texts: Mapping[Path, str]
) -> dict[Path, str]:
    """Return the texts of a source page and its translations with the fingerprints of the changed source."""
    old, new = units(before), units(after)
    changed = [name for name in new if name in old and old[name].fingerprint != new[name].fingerprint]
    chains = minor_changes(before.meta)
    meant = {name: chains.get(name, []) for name in changed}
    meant = {name: chain if chain and old[name].has_fingerprint(chain[-1]) else [] for name, chain in meant.items()}
    found: dict[Path, str] = {}
    for language in documents.languages[1:]:
        translation = documents.get(language.code, path)
        recorded = recorded_fingerprints(translation.meta) if translation else {}
        current = [name for name in changed if old[name].has_fingerprint(recorded.get(name))]
        for name in (name for name in changed if name not in current):
            if is_same(recorded.get(name), old[name], chains):
                meant[name] = list(dict.fromkeys([recorded[name], *meant[name]]))
        if current:
            file = documents.file(language.code, path)
            now = recorded | {name: new[name].fingerprint for name in current}
            found[file] = _with_meta(texts.get(file) or read_text(file), RECORD_KEY, now, documents)
    chains |= {name: [*chain, new[name].fingerprint] for name, chain in meant.items() if chain}
    if chains != minor_changes(before.meta):
        file = documents.file(documents.source.code, path)
        found[file] = _with_meta(texts[file], MINOR_KEY, chains, documents)
    return found


def _with_meta(text: str, key: str, value: object, documents: Documents) -> str:
    return with_meta(segment_text(text, dialect=documents.dialect), key, value)
