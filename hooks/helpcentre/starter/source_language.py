"""Another language becomes the source of a project: its pages, their records, the settings and the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from helpcentre.content import frontmatter, glossary
from helpcentre.content.addresses import FORMER_KEY, Addresses, url_of
from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter import Document
from helpcentre.content.glossary import read_glossary
from helpcentre.content.places import PUBLISHED
from helpcentre.content.translation_record import MINOR_KEY, READY_KEY, RECORD_KEY, recorded_fingerprints
from helpcentre.content.ui_strings import FILE_NAME, product_strings, read_own_strings
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.starter.source_settings import with_source, with_terms_of
from helpcentre.translation.state import Status, TranslationStates, fingerprints
from helpcentre.util.files import ending, names_below, read_text, write_files

SOURCE_KEYS = ("template", "order", "icon", "kind", "most_asked", "related", READY_KEY)
"""What the front matter of a source page says for all languages."""
_OF_A_LANGUAGE = ("md", "yml")
"""The endings of files that are in the words of their language: pages, words of the site, synonyms."""
_GOOD = (Status.CURRENT, Status.OUTDATED_MINOR)
_SHOWN = 5
_RECORDED = re.compile(r"^/[^#\n]*#\S+ (?!-$).*\n?", re.MULTILINE)
"""What the list of published addresses says of a section in the words of the former source."""


@dataclass(frozen=True)
class Moved:
    """What was written, and what is left to a person."""

    files: tuple[str, ...]
    advice: tuple[str, ...]


def move_source(addresses: Addresses, code: str, *, config_file: Path) -> Moved:
    """Make ``code`` the source language of a project and return what was written.

    Raises HelpcentreError, before any file is written, where the language has not every page of the source in its
    present state, or a file cannot be changed in that way.
    """
    documents = replace(addresses.documents, has_asides=True)  # translations record notes and replies, too
    _require_complete(documents, code)
    texts = dict(_pages(documents, code))
    texts[config_file] = with_source(read_text(config_file, name=config_file.name), code, name=config_file.name)
    file = documents.project_dir / glossary.FILE_NAME
    if file.is_file() and read_glossary(file).terms:
        texts[file] = with_terms_of(read_text(file, name=file.name), documents.source.code, code, name=file.name)
    published = documents.project_dir / PUBLISHED
    if published.is_file():
        texts[published] = _RECORDED.sub("", read_text(published, name=PUBLISHED))
        for path, given in _former_addresses(addresses, code).items():
            texts[path] = _with_former(texts[path], given, documents.name(path))
    changed = {path: text for path, text in texts.items() if text != read_text(path)}
    shown = dict(_shown_files(documents, code))
    write_files({**changed, **{new: file for file, new in shown.items()}}, folder=documents.project_dir)
    for file in shown:
        file.unlink()
    written = sorted(documents.name(path) for path in (*changed, *shown.values()))
    return Moved(tuple(written), tuple(_advice(documents, code)))


def _shown_files(documents: Documents, code: str) -> Iterator[tuple[Path, Path]]:
    """Yield each picture, film or download of the former source, and its place as one that all languages show.

    Where the new source has one of its own, both stay: each is in the words of its language.
    """
    former, new = (documents.docs_dir / each for each in (documents.source.code, code))
    for name in names_below(former):
        hidden = any(part.startswith((".", "_")) for part in name.split("/"))
        if not hidden and ending(name) not in _OF_A_LANGUAGE and not (new / name).exists():
            yield former / name, new / name


def _require_complete(documents: Documents, code: str) -> None:
    source = documents.source
    codes = [language.code for language in documents.languages if not language.is_source]
    if code not in codes:
        fix = f"use one of {', '.join(codes)}" if codes else "add it to the languages in mkdocs.yml first"
        raise HelpcentreError(f"{code!r} is no language that the site is translated into", fix=fix)
    states = TranslationStates(documents)
    wanting = [
        f"{documents.name(documents.file(code, path))} ({state.status.value})"
        for path in documents.paths(source.code)
        if (state := states.of(code, path)).status not in _GOOD or state.is_inherited
    ]
    if wanting:
        shown = ", ".join(wanting[:_SHOWN]) + ", ..." * (len(wanting) > _SHOWN)
        fix = f"translate them, or run: helpcentre accept PAGE --lang {code}"
        raise HelpcentreError(f"{len(wanting)} pages are not as the source is: {shown}", fix=fix)
    own, theirs = (read_own_strings(documents.docs_dir, each) for each in (source.code, code))
    lacking = [key for key in own if key not in product_strings("en") and key not in theirs and key != "site_name"]
    if lacking:
        file = documents.name(documents.file(code, FILE_NAME))
        raise HelpcentreError(f"{', '.join(lacking)}: in the source alone", fix="write them there, too", file=file)


def _pages(documents: Documents, code: str) -> Iterator[tuple[Path, str]]:
    """Yield each page whose front matter changes, with its new text."""
    source = documents.source.code
    states = TranslationStates(documents)
    for path in documents.paths(source):
        former, new = _document(documents, source, path), _document(documents, code, path)
        today = fingerprints(new)
        keys = {key: former.meta[key] for key in SOURCE_KEYS if key in former.meta and key not in new.meta}
        yield documents.file(code, path), _changed(documents, code, path, keys, without=(RECORD_KEY,))
        gone = (*SOURCE_KEYS, MINOR_KEY)
        yield documents.file(source, path), _changed(documents, source, path, {RECORD_KEY: today}, without=gone)
        for language in documents.languages:
            if language.code in (source, code) or path not in documents.paths(language.code):
                continue
            good = {each.unit.id for each in states.of(language.code, path).units if each.status in _GOOD}
            before = recorded_fingerprints(_document(documents, language.code, path).meta)
            record = {unit: value if unit in good else before.get(unit, "") for unit, value in today.items()}
            kept = {unit: value for unit, value in record.items() if value}
            yield documents.file(language.code, path), _changed(documents, language.code, path, {RECORD_KEY: kept})


def _document(documents: Documents, code: str, path: str) -> Document:
    found = documents.get(code, path)
    assert found is not None, (code, path)
    return found


def _changed(
    documents: Documents, code: str, path: str, keys: Mapping[str, Any], *, without: tuple[str, ...] = ()
) -> str:
    file = documents.file(code, path)
    text = read_text(file, name=documents.name(file))
    for key in without:
        text = frontmatter.without_key(text, key)
    for key, value in keys.items():
        text = frontmatter.with_key(text, key, value)
    return text


def _former_addresses(addresses: Addresses, code: str) -> dict[Path, list[str]]:
    """Return by page the addresses at which readers may look for it, where no other page is from now on."""
    documents, source = addresses.documents, addresses.documents.source
    moved = tuple(
        replace(each, is_source=each.code == code)
        for each in sorted(documents.languages, key=lambda each: each.code != code)
    )
    after = Addresses(
        Documents(documents.project_dir, documents.docs_dir, moved, dialect=documents.dialect),
        as_folders=addresses.as_folders,
        chains={each.code: tuple(other.code for other in moved if other != each) for each in moved},
    )
    taken = {dest for page in after.each() for dest in (after.dest(*page), after.plain_dest(*page))}
    found: dict[Path, list[str]] = {}
    for each in (source.code, code):
        for path in documents.paths(each):
            dest = addresses.dest(documents.language(each), path)
            if dest not in taken:
                address = url_of(dest, as_folders=addresses.as_folders).removeprefix("./")
                found.setdefault(documents.file(each, path), []).append(f"/{address}")
    return found


def _with_former(text: str, given: list[str], name: str) -> str:
    before = frontmatter.parse(text, file=name).meta.get(FORMER_KEY, [])
    known = [before] if isinstance(before, str) else list(before)
    return frontmatter.with_key(text, FORMER_KEY, list(dict.fromkeys([*known, *given])))


def _advice(documents: Documents, code: str) -> Iterator[str]:
    former, new = documents.source, documents.language(code)
    yield f"look for pages that say that they are made from {former.english_name}, or that its text is binding"
    if (documents.project_dir / PUBLISHED).is_file():
        yield f"run: helpcentre publish (it records the sections in {new.english_name})"
    yield f"read comments that name the source language, now {new.english_name}"
