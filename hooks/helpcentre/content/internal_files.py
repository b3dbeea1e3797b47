"""What is for agents alone beside their notes and replies: the files that only these use, and copies of their text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from unicodedata import normalize
from urllib.parse import unquote

from helpcentre.content import publishable_files
from helpcentre.content.asides import cut_notes, find_notes
from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter import Document, ParsedFiles, parse
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.markdown.links import links_in
from helpcentre.content.places import SNIPPETS
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.util.document_authors import ENDINGS as DOCUMENTS
from helpcentre.util.document_authors import authors
from helpcentre.util.files import ending, read_text

_SHORTEST = 30
"""Bytes that a line of a note has at least to be looked for elsewhere: shorter ones may be there by chance."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ANGLED = re.compile(r"\]\(\s*<([^<>\n]+)>|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<([^<>\n]+)>", re.MULTILINE)
_STYLED = re.compile(r"url\(\s*[\"']?([^\"')]+)", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Internal:
    """The files below ``docs`` that only notes and replies use; the texts of these, and what readers see, by page."""

    files: frozenset[str]
    asides: tuple[str, ...]
    texts: Mapping[str, str]

    @cached_property
    def lines(self) -> frozenset[str]:
        """The lines of notes and replies that readers do not see, as :func:`_flat` has them, but for short ones."""
        shown = {_flat(line) for text in self.texts.values() for line in text.splitlines()}
        lines = (line for text in self.asides for line in map(_flat, text.splitlines()))
        return frozenset(line for line in lines if len(line.encode()) >= _SHORTEST) - shown


def classify_files(
    documents: Documents, *, more: Collection[str], is_public: bool
) -> tuple[frozenset[str], list[Problem]]:
    """Return the files below ``docs`` that an edition publishes as they are, and what is wrong with the others.

    ``more`` is what the settings add to the usual kinds of files.
    """
    docs_dir, names, folder = documents.docs_dir, documents.digests, documents.name(documents.docs_dir)
    found = publishable_files.publishable(names, more=more, is_left_out=documents.is_left_out)
    problems = list(publishable_files.check_files(names, found, is_left_out=documents.is_left_out, folder=folder))
    if not is_public:
        return found, problems
    hidden = {f"{code}/{path}" for code, path in documents.hidden()}
    ours = read_internal(docs_dir, names, documents.parsed, documents.dialect, hidden=hidden)
    copies = files_with_notes(ours, docs_dir, found - ours.files)
    left = found - ours.files - copies
    return left, [*problems, *check_copies(copies, folder=folder), *check_authors(left, docs_dir, folder=folder)]


def read_internal(
    docs_dir: Path,
    digests: Mapping[str, str],
    parsed: ParsedFiles,
    dialect: Dialect,
    *,
    hidden: Collection[str] = (),
) -> Internal:
    """Return what is internal below ``docs_dir``, such as pictures of an internal tool.

    ``digests`` are those of all files there by their path; those in ``parsed`` are not read again. A file is used by
    a note that has its name, in whichever spelling; by readers, only where an address of theirs leads to it. All of the
    ``hidden`` pages is internal. Raises HelpcentreError with the line of whatever looks like a note and is none.
    """
    others = [name for name in digests if not name.endswith(".md") and SNIPPETS not in name.split("/")]
    if not others:
        return Internal(frozenset(), (), {})
    pages = {
        name: _body(docs_dir / name, parsed.get(docs_dir / name, digest, dialect), dialect, f"{docs_dir.name}/{name}")
        for name, digest in digests.items()
        if name.endswith(".md")
    }
    found = {name: find_notes(body, dialect=dialect) for name, body in pages.items()}
    unseen = [body for name, body in pages.items() if name in hidden]
    asides = (*(aside.text for each in found.values() for aside in each), *unseen)
    mentioned = _mentioned("\n".join(asides), others)
    texts = {name: cut_notes(body, found[name]) for name, body in pages.items() if name not in hidden}
    return Internal(frozenset(mentioned - _public(texts, digests, dialect) if mentioned else ()), asides, texts)


def files_with_notes(internal: Internal, docs_dir: Path, names: Iterable[str]) -> frozenset[str]:
    """Return those files below ``docs_dir`` that are text and have a line of a note or reply in it."""
    texts = {name: text for name in names if (text := _text(docs_dir / name))} if internal.asides else {}
    by_word = defaultdict(list)
    for line in sorted(internal.lines) if texts else ():
        by_word[max(_WORD.findall(line) or [""], key=len)].append(line)
    return frozenset(name for name, text in texts.items() if _has_any(text, by_word))


def check_copies(copied: Collection[str], *, folder: str) -> Iterator[Problem]:
    """Yield a problem for each of these files below ``folder``."""
    for name in sorted(copied):
        message = "this has the text of an internal note or reply"
        fix = f"take the text out, or move the file out of {folder}/"
        yield problem(Rule.NOTE_COPIED, file=f"{folder}/{name}", message=message, fix=fix)


def check_authors(names: Iterable[str], docs_dir: Path, *, folder: str) -> Iterator[Problem]:
    """Yield a problem for each document below ``docs_dir``, called ``folder``, whose properties name people."""
    for name in sorted(names):
        if ending(name) in DOCUMENTS and (people := authors(docs_dir / name)):
            message = f"its properties name {', '.join(map(repr, people))[:200]}"
            fix = "save it without its author, or 'allow' it if readers may know"
            yield problem(Rule.AUTHOR_NAMED, file=f"{folder}/{name}", message=message, fix=fix)


def _body(page: Path, document: Document | None, dialect: Dialect, name: str) -> str:
    if document:
        return document.body
    text = read_text(page, name=name)
    return parse(text, file=name, dialect=dialect).body if "///" in text else text


def _mentioned(text: str, names: Iterable[str]) -> set[str]:
    """Return the files whose name is in a text, however it is written there."""
    plain = _folded(_ESCAPED.sub(r"\1", unquote(unescape(text))))
    return {name for name in names if _stands_in(_folded(basename(name)), plain)}


def _folded(text: str) -> str:
    """Return a text in one letter case, and with one form of letters such as ü, which file systems write in two."""
    return normalize("NFKC", text.casefold())


def _stands_in(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text) is not None


def _public(texts: Mapping[str, str], digests: Mapping[str, str], dialect: Dialect) -> set[str]:
    """Return the files that readers get to see by the ``texts``, by their path, which they get."""
    used = {path for name, text in texts.items() for path in _used(text, name, dialect)}
    # What the relative addresses of a snippet mean depends on the page that includes it, so their names must do.
    included = {
        basename(path) for name in texts if SNIPPETS in name.split("/") for path in _used(texts[name], name, dialect)
    }
    # A language shows the files of another where it has none of its own, and addresses of the site name no folder.
    languages = {name.partition("/")[0] for name in texts}
    below = {path.partition("/")[2] for path in used if path not in digests and path.partition("/")[0] in languages}
    below |= {path[1:] for path in used if path.startswith("/")}

    def is_used(name: str) -> bool:
        first, _, rest = name.partition("/")
        return (
            name in used or f"/{name}" in used or basename(name) in included or (first in languages and rest in below)
        )

    return set(filter(is_used, digests))


def _used(text: str, name: str, dialect: Dialect) -> Iterator[str]:
    """Yield the files below ``docs`` that the text of a file ``name`` there uses; absolute ones keep their slash."""
    folder = dirname(name)
    targets = [link.target for link in links_in(text, line=1, dialect=dialect)]
    targets += [first or second for first, second in _ANGLED.findall(text)] if "<" in text else []
    targets += _STYLED.findall(text) if "url(" in text.lower() else []
    for target in targets:
        plain = unquote(_ESCAPED.sub(r"\1", unescape(target)))
        path = re.split("[?#]", plain, maxsplit=1)[0]
        yield normpath(path if path.startswith("/") else join(folder, path))


def _text(file: Path) -> str:
    """Return the text of a file in one line; empty where it is none."""
    with file.open("rb") as opened:
        start = opened.read(1024)
        is_wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))  # as spreadsheets write it
        data = start + opened.read() if is_wide or b"\0" not in start else b""
    return _flat(unescape(data.decode("utf-16" if is_wide else "utf-8", errors="replace")))


def _has_any(text: str, by_word: Mapping[str, list[str]]) -> bool:
    found = by_word.keys() & set(_WORD.findall(text)) if by_word else ()
    return any(line in text for word in found for line in by_word[word])


def _flat(text: str) -> str:
    """Return a text in one line with single spaces, without the signs that Markdown begins a line with."""
    return " ".join(normalize("NFC", text).split()).lstrip("-*+>#0123456789. ")
