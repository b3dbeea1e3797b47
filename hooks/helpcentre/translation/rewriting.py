"""Changes of pages that mean the same to readers, so that no translation becomes outdated by them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from helpcentre.content import frontmatter
from helpcentre.content.documents import Documents
from helpcentre.content.places import SNIPPETS
from helpcentre.content.translation_record import MINOR_KEY, RECORD_KEY, minor_changes, recorded_fingerprints
from helpcentre.content.units import Unit, units
from helpcentre.translation.state import fingerprints
from helpcentre.util.files import make_folder, names_below, read_text, require_plain


def with_records(documents: Documents, texts: Mapping[Path, str]) -> dict[Path, str]:
    """Return new ``texts`` of files, and of those in which fingerprints change with them, with today's fingerprints.

    A translation that matched the source text matches the new one, too.
    """
    found = dict(texts)
    source = documents.source.code
    with tempfile.TemporaryDirectory() as scratch:  # the source language as it will be, snippets included
        new = Documents(Path(scratch), Path(scratch), documents.languages, dialect=documents.dialect)
        _copy_texts(documents, new)
        for file, text in texts.items():
            if file.is_relative_to(documents.docs_dir / source):
                (new.docs_dir / file.relative_to(documents.docs_dir)).write_text(text, encoding="utf-8", newline="")
        for path in documents.paths(source):
            changed = _changed(documents, new, path)
            for language in documents.languages if changed else ():
                file = documents.file(language.code, path)
                if file.is_file():
                    text = found.get(file) or read_text(file)
                    found[file] = _as_source(text, changed) if language.is_source else _as_translation(text, changed)
    return {file: text for file, text in found.items() if file in texts or text != read_text(file)}


def _copy_texts(documents: Documents, new: Documents) -> None:
    """Copy the pages and snippets of the source language; raises HelpcentreError for a device, which never ends."""
    folder = documents.docs_dir / documents.source.code
    for name in names_below(folder):
        if name.endswith(".md") or SNIPPETS in name.split("/"):
            require_plain(folder / name, documents.name(folder / name))
            target = new.docs_dir / documents.source.code / name
            make_folder(target.parent)
            shutil.copyfile(folder / name, target)


def _changed(documents: Documents, new: Documents, path: str) -> dict[str, tuple[Unit, str]]:
    """Return each unit of a source page that gets another fingerprint, and that which it will have."""
    page, page_to_be = (each.get(each.source.code, path) for each in (documents, new))
    assert page
    assert page_to_be
    after = fingerprints(page_to_be)
    return {
        name: (unit, after[name])
        for name, unit in units(page).items()
        if after.get(name, unit.fingerprint) != unit.fingerprint
    }


def _as_translation(text: str, changed: Mapping[str, tuple[Unit, str]]) -> str:
    """Return a translation that is known to be made from the new text where it was made from the old."""
    before = recorded_fingerprints(frontmatter.parse(text).meta)
    recorded = {
        name: changed[name][1] if name in changed and changed[name][0].has_fingerprint(value) else value
        for name, value in before.items()
    }
    return frontmatter.with_key(text, RECORD_KEY, recorded) if recorded != before else text


def _as_source(text: str, changed: Mapping[str, tuple[Unit, str]]) -> str:
    """Return a source page on which the new text means the same as the old and all that meant the same as that."""
    before = minor_changes(frontmatter.parse(text).meta)
    chains = {
        unit: [*chain, changed[unit][1]]
        if unit in changed and chain and changed[unit][0].has_fingerprint(chain[-1])
        else chain
        for unit, chain in before.items()
    }
    return frontmatter.with_key(text, MINOR_KEY, chains) if chains != before else text
