"""Anchors made of a heading's words, as other programs make them, in links to headings that have another id here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter import Document
from helpcentre.content.headings import written_words
from helpcentre.content.markdown.links import ids_in, links_in, with_targets
from helpcentre.util.text import slugify


@dataclass(frozen=True)
class AnchorOfWords:
    """A link in a line of a page: its target as written, and the one with the heading's id."""

    line: int
    target: str
    right: str


class AnchorWords:
    """Finds the links of a project's pages that name a heading by its words; pages are read once."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._known: dict[tuple[str, str], dict[str, str]] = {}

    def in_page(self, code: str, path: str) -> Iterator[AnchorOfWords]:
        """Yield the links of a page that need the id of a heading in place of its words."""
        document = self._documents.get(code, path)
        for link in links_in(document.body, line=document.body_line, dialect=document.dialect) if document else ():
            right = self._right(code, path, link.target)
            if right != link.target:
                yield AnchorOfWords(link.line, link.target, right)

    def mended(self, code: str, path: str, text: str) -> str:
        """Return the text of a page's file with the ids in place of the words; all else stays as it is."""
        return with_targets(text, lambda target: self._right(code, path, target), self._documents.dialect)

    def _right(self, code: str, path: str, target: str) -> str:
        page, mark, anchor = target.partition("#")
        if not (mark and anchor) or ":" in page or page.startswith("/") or (page and not page.endswith(".md")):
            return target
        found = self._ids(code, normpath(join(dirname(path), page)) if page else path).get(_key(unquote(anchor)))
        return f"{page}#{found}" if found else target

    def _ids(self, code: str, path: str) -> dict[str, str]:
        """Return the ids of a page's headings by their words, without those that may mean several or are ids."""
        if (code, path) not in self._known:
            documents = self._documents
            document = documents.get(code, path) or documents.get(documents.source.code, path)
            self._known[code, path] = _ids_by_words(document) if document else {}
        return self._known[code, path]


def _ids_by_words(document: Document) -> dict[str, str]:
    ids = {_key(name) for name, _ in ids_in(document.body, line=1, dialect=document.dialect)}
    found: dict[str, set[str]] = {}
    for heading in document.scan.headings:
        words = written_words(heading.text)
        for key in {_key(words), _key(slugify(words))} if heading.id else ():
            found.setdefault(key, set()).add(heading.id or "")
    return {key: names.pop() for key, names in found.items() if key and key not in ids and len(names) == 1}


def _key(words: str) -> str:
    """Return the letters and digits of some words, without accents and signs: all programs keep these."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in plain if sign.isalnum())
