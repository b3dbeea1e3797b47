"""Links to addresses that moved, rewritten in all languages without making any translation outdated."""

from __future__ import annotations

import shutil
import string
import tempfile
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from urllib.parse import quote

from helpcentre.content import frontmatter
from helpcentre.content.documents import Documents
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.markdown.links import links_in
from helpcentre.content.translation_record import MINOR_KEY, RECORD_KEY, minor_changes, recorded_fingerprints
from helpcentre.content.units import Unit, units
from helpcentre.diagnostics.problem import Problem, Rule
from helpcentre.linkcheck.external import ExternalReport, with_fragment, without_fragment
from helpcentre.translation.state import fingerprints
from helpcentre.util.files import read_text, write_texts

_IN_LINKS = "".join(set(string.punctuation) - set("()<>[]\"'\\`"))
"""The signs that an address can keep in every kind of Markdown link."""


def rewrite_findings(found: ExternalReport, documents: Documents) -> tuple[list[str], list[Problem]]:
    """Rewrite the links to addresses that moved; return the files' names, and the problems that are left.

    Raises what :func:`rewrite_links` raises.
    """
    written = [documents.name(file) for file in rewrite_links(documents, found.new_addresses)]
    is_mended = {(name, Rule.LINK_EXTERNAL_MOVED.code) for name in written}
    return written, [each for each in found.problems if (each.file, each.code) not in is_mended]


def rewrite_links(documents: Documents, moved: Mapping[str, str]) -> list[Path]:
    """Write the new address wherever a Markdown file of any language links to one of ``moved``; return the files.

    A translation that matched the source text matches it still. Raises HelpcentreError, with no file written, where
    one cannot be read or written.
    """
    texts: dict[Path, str] = {}
    for language in documents.languages:
        for file in sorted((documents.docs_dir / language.code).rglob("*.md")):
            text = read_text(file, name=documents.name(file))
            new = _rewritten(text, moved, documents.dialect)
            if new != text:
                texts[file] = new
    texts |= _records(documents, texts)
    write_texts(texts, folder=documents.docs_dir)
    return sorted(texts)


def _rewritten(text: str, moved: Mapping[str, str], dialect: Dialect) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    # <address> is found twice in [text](<address>)
    links = {link.start: link for link in links_in(text, line=1, dialect=dialect)}
    for _, link in sorted(links.items(), reverse=True):
        old = unescape(link.target)
        if not old.startswith(("http:", "https:", "//")):
            continue
        try:
            new = moved.get(without_fragment(old))
        except ValueError:  # no address at all, which is another check's to say
            continue
        if new:
            address = quote(with_fragment(new, old), safe=_IN_LINKS)
            text = text[: link.start] + address + text[link.start + len(link.target) :]
    return text.replace("\n", end)


def _records(documents: Documents, texts: Mapping[Path, str]) -> dict[Path, str]:
    """Return the files whose fingerprints change when the source texts become ``texts``, with what they will be."""
    found = dict(texts)
    source = documents.source.code
    with tempfile.TemporaryDirectory() as scratch:  # the source language as it will be, snippets included
        new = Documents(Path(scratch), Path(scratch), documents.languages, dialect=documents.dialect)
        shutil.copytree(documents.docs_dir / source, new.docs_dir / source)
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
