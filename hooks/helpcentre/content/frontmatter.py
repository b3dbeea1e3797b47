"""The YAML block on top of a Markdown file: read it, and change one key of it without touching the rest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from helpcentre.content import asides, comments, merge_conflicts, snippets
from helpcentre.content.asides import Aside
from helpcentre.content.frontmatter_schema import FENCED, check_meta, key_lines
from helpcentre.content.markdown.fences import PLAIN, Dialect
from helpcentre.content.markdown.scan import Scan
from helpcentre.diagnostics.problem import ErrorList, HelpcentreError
from helpcentre.util.cache import digest
from helpcentre.util.files import read_text
from helpcentre.util.line_ends import line_end, plain_lines
from helpcentre.util.time_limit import in_time
from helpcentre.util.yaml import fix_of, load_yaml, reason_of


@dataclass(frozen=True)
class Document:
    """A Markdown file taken apart: ``meta``, the ``body`` below it, and the line (from 1) the body starts on.

    ``folder`` is where the files are that the body includes.
    """

    meta: Mapping[str, Any]
    body: str
    body_line: int
    folder: Path | None = None
    dialect: Dialect = PLAIN
    """What the project's extensions make a difference in."""
    unnamed: frozenset[int] = frozenset()
    """The lines of the file whose headings have no id there, and were given one; see heading_ids.py."""
    has_cut_notes: bool = False
    """Whether notes or replies stand in the file, and empty lines have taken their place here."""
    key_lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    """The line, from 1, of each key of the front matter."""
    file: str = field(default="", compare=False)
    """What people are told that the file is called."""
    known: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What has been worked out of the text already, so that it is done once."""

    @cached_property
    def key(self) -> str:
        """The key of all that the file says."""
        return digest(self.meta, self.body_line, self.body, self.has_cut_notes)

    def in_time(self) -> AbstractContextManager[None]:
        """End the work on the page after a while; raises HelpcentreError as :func:`in_time` does."""
        return in_time(lambda: self.body, file=self.file, line=self.body_line)

    @property
    def asides(self) -> tuple[Aside, ...]:
        """The notes and replies of the page; raises HelpcentreError for what looks like one and is none."""
        return self._parts[0]

    @property
    def scan(self) -> Scan:
        """The Markdown of the page, in which empty lines stand for notes and replies; raises as ``asides`` does."""
        return self._parts[1]

    @cached_property
    def _parts(self) -> tuple[tuple[Aside, ...], Scan]:
        return self.read_parts("")

    def read_parts(self, file: str) -> tuple[tuple[Aside, ...], Scan]:
        """Return the notes and replies and the rest; raises HelpcentreError as ``asides`` does, naming the ``file``."""
        return asides.read(self.body, file=file, line=self.body_line, dialect=self.dialect)


class ParsedFiles:
    """Markdown files as they were parsed last, each with its SHA-256; the live preview needs most for every edit."""

    def __init__(self) -> None:
        """Begin with no file."""
        self._documents: dict[str, tuple[str, Document]] = {}

    def get(self, file: Path, digest: str, dialect: Dialect) -> Document | None:
        """Return the parts of a file, if it was parsed last in this dialect as a text with this SHA-256, else None."""
        last, document = self._documents.get(str(file), ("", None))
        return document if document and last == digest and document.dialect == dialect else None

    def read(self, file: Path, *, folder: Path, name: str, digest: str = "", dialect: Dialect = PLAIN) -> Document:
        """Return the parts of a Markdown file below ``folder``; raises HelpcentreError, calling the file ``name``.

        Where the file's SHA-256 is known, it need not be read again.
        """
        document = self.get(file, digest, dialect)
        if not document or snippets.MARK in document.body:  # what it includes may be another by now
            text = read_text(file, name=name)
            digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
            document = self.get(file, digest, dialect)
            if not document or snippets.MARK in text:
                with in_time(lambda: text, file=name):
                    document = parse(text, file=name, folder=folder, dialect=dialect)
                self._documents[str(file)] = digest, document
        return document


def parse(text: str, *, file: str = "", folder: Path | None = None, dialect: Dialect = PLAIN) -> Document:
    """Return the parts of a Markdown text, with empty ``meta`` where it has no front matter.

    Raises HelpcentreError with the line where the front matter is not a YAML mapping, a note or reply is malformed, a
    comment is not closed, a conflict of git's is left, or something is included that is no snippet.
    """
    text = plain_lines(text.removeprefix("\ufeff"))
    match = FENCED.match(text)
    merge_conflicts.refuse_conflicts(text, file=file, line=1)
    if not match:
        return _checked(Document(meta={}, body=text, body_line=1, folder=folder, dialect=dialect, file=file), file)
    try:
        meta = load_yaml(match["yaml"]) or {}
    except yaml.YAMLError as error:
        reason, line = reason_of(error)
        message = f"front matter is not YAML: {reason}"
        raise HelpcentreError(message, fix=fix_of(reason), file=file, line=line + 1) from error
    if not isinstance(meta, dict):
        raise HelpcentreError("front matter is not a list of 'key: value'", fix="correct it", file=file, line=2)
    errors, lines = ErrorList(), key_lines(match["yaml"])
    with errors.collecting():
        check_meta(meta, lines, file=file)
    body, line = text[match.end() :], text.count("\n", 0, match.end()) + 1
    document = Document(
        meta=meta, body=body, body_line=line, folder=folder, dialect=dialect, key_lines=lines, file=file
    )
    with errors.collecting():
        _checked(document, file)
    errors.raise_all()
    return document


def _checked(document: Document, file: str) -> Document:
    """Return the document; raises HelpcentreError with the line of what no edition may show, as if it were text."""
    body, line, errors = document.body, document.body_line, ErrorList()
    with errors.collecting():
        document.__dict__["_parts"] = document.read_parts(file)
    with errors.collecting():
        snippets.require_snippets_folder(body, file=file, line=line)
    with errors.collecting():
        comments.require_closed(body, file=file, line=line, dialect=document.dialect)
    errors.raise_all()
    return document


def dump(meta: Mapping[str, Any]) -> str:
    """Return ``meta`` as a front matter block with its fences, keys in the given order."""
    return f"---\n{_yaml(meta)}---\n"


def with_key(text: str, key: str, value: object) -> str:
    """Return ``text`` with ``key`` of its front matter set to ``value``; every other byte stays as it is."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    if "\r" in text or mark:
        return mark + with_key(plain_lines(text.removeprefix(mark)), key, value).replace("\n", line_end(text))
    match = FENCED.match(text)
    if not match:
        return dump({key: value}) + "\n" + text
    entry = _yaml({key: value})
    head, found = _block(key).subn(lambda _: entry, match["yaml"], count=1)
    if not found:
        head += entry
    return text[: match.start("yaml")] + head + text[match.end("yaml") :]


def without_key(text: str, key: str) -> str:
    """Return ``text`` without ``key`` of its front matter; every other byte stays as it is."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    if "\r" in text or mark:
        return mark + without_key(plain_lines(text.removeprefix(mark)), key).replace("\n", line_end(text))
    match = FENCED.match(text)
    if not match:
        return text
    return text[: match.start("yaml")] + _block(key).sub("", match["yaml"], count=1) + text[match.end("yaml") :]


def _block(key: str) -> re.Pattern[str]:
    """Return the pattern of a key of front matter with its value."""
    return re.compile(rf"^{re.escape(key)}:.*\n(?:[ \t-].*\n|\n(?=[ \t]))*", re.MULTILINE)


def _yaml(meta: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(meta), allow_unicode=True, sort_keys=False, width=2**16)
