"""The files below ``docs`` that are published beside pages: a list of what is, so that nothing else ever slips out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from posixpath import basename

from helpcentre.content.media_addresses import FILMS, SOUNDS
from helpcentre.content.places import SNIPPETS
from helpcentre.content.ui_strings import FILE_NAME as STRINGS
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.settings.options import MARKDOWN
from helpcentre.util import picture_metadata
from helpcentre.util.files import ending

_CAPTIONS, _FONTS, _DATA = {"srt", "vtt"}, {"otf", "ttf", "woff", "woff2"}, {"csv", "ics", "vcf", "zip"}
ENDINGS = picture_metadata.ENDINGS | {"ico", "pdf"} | SOUNDS | FILMS | _CAPTIONS | _FONTS | _DATA
"""What is published unless the settings add to it: pictures, PDF, sound, films, captions, fonts, data, archives."""

THEME_ENDINGS = ENDINGS | {"css", "js", "json", "mjs", "webmanifest"}
"""What is published of a project's own theme beside its templates."""

SYNONYMS = "synonyms.yml"
"""What readers type for the words of the pages, a file in each language's folder."""

QUERIES = "queries.yml"
"""What readers type, and where it should lead, a file in each language's folder."""

_BY_MKDOCS = re.compile(
    rf"\.(?:html|pyc?|{'|'.join(MARKDOWN)})$|readme|(?:^|/)mkdocs_theme\.yml$|^locales/|__pycache__/"
)
"""Files of a theme that MkDocs does not copy."""

_OURS = frozenset({STRINGS, SYNONYMS, QUERIES})
_SETTING = "extra: helpcentre: publish in mkdocs.yml"


def publishable(names: Iterable[str], *, more: Collection[str], is_left_out: Callable[[str], bool]) -> frozenset[str]:
    """Return those files below ``docs`` that are published as they are, pages are not among them.

    ``more`` are endings, or paths that begin with a slash, beside the :data:`ENDINGS`; ``is_left_out`` tells what
    MkDocs leaves out. Of a hidden folder, paths alone count.
    """
    allowed = ENDINGS | set(more)
    return frozenset(name for name in _others(names, is_left_out) if _ways_in(name) & allowed)


def check_files(
    names: Collection[str], published: Collection[str], *, is_left_out: Callable[[str], bool], folder: str
) -> Iterator[Problem]:
    """Yield a problem for each file of ``names``, below ``folder``, that is neither a page nor ``publishable``."""
    there = frozenset(names)
    for name in _others(names, is_left_out):
        if name not in published:
            yield _misnamed(name, folder, there) if ending(name) in MARKDOWN else _unknown(name, folder)


def is_of_theme(name: str, more: Collection[str]) -> bool:
    """Whether a file of a project's own theme is published that is no template; ``more`` as in :func:`publishable`."""
    return bool(_ways_in(name) & (THEME_ENDINGS | set(more)))


def check_theme(names: Iterable[str], *, more: Collection[str], folder: str) -> Iterator[Problem]:
    """Yield a problem for each of ``names`` below the ``folder`` of a project's own theme that nothing is published of.

    MkDocs leaves out templates, code, Markdown and hidden files itself.
    """
    for name in names:
        is_hidden = any(part.startswith(".") for part in name.split("/"))
        if not (is_hidden or _BY_MKDOCS.search(name.lower()) or is_of_theme(name, more)):
            yield _unknown(name, folder)


def _others(names: Iterable[str], is_left_out: Callable[[str], bool]) -> Iterator[str]:
    """Yield the files that are neither pages, nor snippets, nor words of a language, nor left out."""
    for name in names:
        parts = name.split("/")
        is_ours = SNIPPETS in parts or (len(parts) == 2 and parts[1] in _OURS)
        if not (name.endswith(".md") or is_ours or is_left_out(name)):
            yield name


def _ways_in(name: str) -> set[str]:
    """Return the entries of the settings that would have a file published."""
    return {f"/{name}"} if name.startswith(".") else {ending(name), f"/{name}"}


def _misnamed(name: str, folder: str, there: Collection[str]) -> Problem:
    message = "this is Markdown and no page: a page ends in .md, in small letters"
    page = f"{name.rpartition('.')[0]}.md"
    fix = f"rename it to {basename(page)}, or move it out of {folder}/"
    if page in there:
        fix = f"remove it, or move it out of {folder}/: there is a page {basename(page)} beside it"
    return problem(Rule.PAGE_MISNAMED, file=f"{folder}/{name}", message=message, fix=fix)


def _unknown(name: str, folder: str) -> Problem:
    kind = ending(name)
    message = f"files of the kind .{kind} are not published" if kind else "a file without an ending is not published"
    entry = f"/{name}" if name.startswith(".") else kind or f"/{name}"
    is_copy = any(f".{kind}" in basename(name).lower() for kind in MARKDOWN)
    advice = "remove it: it looks like a copy of a page" if is_copy else f"move it out of {folder}/"
    fix = advice if is_copy else f"{advice}, or add {entry!r} to {_SETTING} if readers are to have it"
    return problem(Rule.FILE_UNPUBLISHED, file=f"{folder}/{name}", message=message, fix=fix)
