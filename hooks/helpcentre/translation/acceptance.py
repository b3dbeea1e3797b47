"""What authors and translators say of a change: this translation is up to date; this change was minor."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from helpcentre.content import frontmatter
from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter import Document
from helpcentre.content.translation_record import (
    MINOR_KEY,
    RECORD_KEY,
    end_drafts,
    machine_drafts,
    minor_changes,
    recorded_fingerprints,
)
from helpcentre.content.units import Unit, units
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.history import at_revision, why_missing
from helpcentre.translation.state import fingerprints, is_copy
from helpcentre.util.files import read_text, write_texts


def accept(documents: Documents, pages: Iterable[str], *, code: str, only: Collection[str] = ()) -> list[Path]:
    """Record today's source fingerprints in the translation of each page and return the files.

    What a machine drafted of these units counts as reviewed.
    ``only`` names the units it is true of; without it, of all. Raises HelpcentreError, before any file is written,
    where the language, a page, its source or a unit does not exist.
    """
    require_translation(documents, code)
    return _write(documents, {documents.file(code, page): _accepted(documents, page, code, only) for page in pages})


def pages_named(documents: Documents, names: Iterable[str], *, code: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the pages in the language ``code`` that are meant, and those left out, each with the reason.

    A folder, or a full stop for all, stands for the translations below it: neither for copies of their source nor for
    pages with drafts of a machine, as somebody has to read these. Raises HelpcentreError for a folder without any.
    """
    source, found, left_out = documents.source.code, dict[str, None](), list[tuple[str, str]]()
    for name in names:
        if name.endswith(".md"):
            found[name] = None
            continue
        folder = "" if name in (".", "./") else f"{name.strip('/')}/"
        below = [path for path in documents.paths(code) if path.startswith(folder)]
        if not below:
            fix = "name a page or folder below its language's folder, or . for all"
            raise HelpcentreError("no such page or folder", fix=fix, file=documents.name(documents.file(code, name)))
        for path in below:
            ours, theirs = documents.get(source, path), documents.get(code, path)
            if ours and theirs and not (reason := _unread(ours, theirs)):
                found[path] = None
            elif ours and theirs:
                left_out.append((documents.name(documents.file(code, path)), reason))
    return list(found), left_out


def _unread(source: Document, translation: Document) -> str:
    """Return why a translation cannot be accepted unseen; empty where it can."""
    if is_copy(source, translation):
        return "it has the text of its source (translate it, or remove the file)"
    return "it has drafts of a machine (run: helpcentre review)" if machine_drafts(translation.meta) else ""


def mark_minor(documents: Documents, pages: Iterable[str], *, since: str, only: Collection[str]) -> list[Path]:
    """Note in each source page that its changes since a git revision need no new translation; return the files.

    Raises HelpcentreError, before any file is written, where the revision has no such page or nothing changed.
    """
    return _write(
        documents, {documents.file(documents.source.code, page): _minor(documents, page, since, only) for page in pages}
    )


def require_translation(documents: Documents, code: str) -> None:
    """Raise HelpcentreError unless ``code`` is a language that pages are translated into."""
    codes = [language.code for language in documents.languages if not language.is_source]
    if code not in codes:
        raise HelpcentreError(f"--lang: {code!r} is no translation", fix=f"use one of {', '.join(codes)}")


def _accepted(documents: Documents, page: str, code: str, only: Collection[str]) -> str:
    source = _require(documents, documents.source.code, page)
    translation = _require(documents, code, page)
    today = fingerprints(source)
    _require_units(only, today, page)
    before = recorded_fingerprints(translation.meta)
    recorded = {key: value if not only or key in only else before.get(key) for key, value in today.items()}
    kept = {key: value for key, value in recorded.items() if value}
    text = end_drafts(_text(documents, code, page), translation.meta, only or today)
    return frontmatter.with_key(text, RECORD_KEY, kept)


def _minor(documents: Documents, page: str, since: str, only: Collection[str]) -> str:
    code = documents.source.code
    source = _require(documents, code, page)
    file = documents.file(code, page)
    former = at_revision(file, since, folder=documents.docs_dir / code, dialect=documents.dialect)
    name = documents.name(file)
    if former is None:
        why, fix = why_missing(file.parent)
        message = f"git has no such page at {since!r}" + (f": {why}" if why else "")
        raise HelpcentreError(message, fix=fix or "name a revision: --since HEAD~1", file=name)
    today, then = units(source), units(former)
    _require_units(only, today, page)
    chains = minor_changes(source.meta)
    changed = [key for key in today if key in then and then[key].fingerprint != today[key].fingerprint]
    wanted = [key for key in changed if not only or key in only]
    if not wanted:
        raise HelpcentreError(f"nothing changed since {since!r}", fix="name an earlier revision: --since", file=name)
    for key in wanted:
        chains[key] = _chain(chains.get(key, []), then[key], today[key])
    return frontmatter.with_key(_text(documents, code, page), MINOR_KEY, chains)


def _chain(before: list[str], former: Unit, today: Unit) -> list[str]:
    """Go on with the fingerprints that mean the same; a text that was not the last of them starts anew."""
    places = [place for place, value in enumerate(before) if former.has_fingerprint(value)]
    known = before[: places[0] + 1] if places else [former.digest, former.fingerprint]
    return [*(value for value in known if not today.has_fingerprint(value)), today.fingerprint]


def _require(documents: Documents, code: str, page: str) -> Document:
    found = documents.get(code, page) if page in documents.paths(code) else None
    if found is None:
        fix = "name a page below its language's folder, as in article/reasons.md"
        raise HelpcentreError("no such page", fix=fix, file=documents.name(documents.file(code, page)))
    return found


def _require_units(only: Collection[str], known: Collection[str], page: str) -> None:
    for unit in only:
        if unit not in known:
            raise HelpcentreError(f"no section {unit!r}", fix=f"use one of {', '.join(known)}", file=page)


def _text(documents: Documents, code: str, page: str) -> str:
    return read_text(documents.file(code, page))


def _write(documents: Documents, texts: dict[Path, str]) -> list[Path]:
    changed = {file: text for file, text in texts.items() if text != read_text(file)}
    write_texts(changed, folder=documents.docs_dir)
    return list(texts)
