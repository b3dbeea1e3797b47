"""Links to addresses that moved, rewritten in all languages without making any translation outdated."""

from __future__ import annotations

import string
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from urllib.parse import quote

from helpcentre.content.documents import Documents
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.markdown.links import links_in
from helpcentre.diagnostics.problem import Problem, Rule
from helpcentre.linkcheck.external import ExternalReport, with_fragment, without_fragment
from helpcentre.translation.rewriting import with_records
from helpcentre.util.files import names_below, read_text, write_texts

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
        folder = documents.docs_dir / language.code
        for file in (folder / name for name in names_below(folder) if name.endswith(".md")):
            text = read_text(file, name=documents.name(file))
            new = _rewritten(text, moved, documents.dialect)
            if new != text:
                texts[file] = new
    texts = with_records(documents, texts)
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
