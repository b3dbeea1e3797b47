"""What pages are called: two that stand beside each other in menus and results have to have two names."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename, dirname

from helpcentre.content.documents import Documents
from helpcentre.content.titles import INDEXES, heading_of, page_title
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.search.tokens import fold, written_words


def check_names(documents: Documents) -> Iterator[Problem]:
    """Yield a problem for each page with the name of another one of its topic, in a language.

    Names are titles and main headings. Capitals, accents and signs make no difference.
    """
    for language in documents.languages:
        first: dict[tuple[str, str], str] = {}
        for path in sorted(documents.paths(language.code)):
            yield from _shared(documents, language.code, path, first)


def _shared(documents: Documents, code: str, path: str, first: dict[tuple[str, str], str]) -> Iterator[Problem]:
    """Yield the problem of a page, if it has one, and note its names in ``first`` with the topics it is listed in."""
    document = documents.get(code, path)
    if document is None:
        return
    names = dict.fromkeys((page_title(document, path), heading_of(document, path)))
    keys = [(topic, " ".join(written_words(fold(name)))) for topic in _topics(path) for name in names]
    own = [key for key in keys if key[1]]
    other = next((first[key] for key in own if first.get(key, path) != path), None)
    if other is not None:
        file, theirs = (documents.name(documents.file(code, each)) for each in (path, other))
        message = f"the page has the name of {theirs}"
        yield problem(Rule.NAME_SHARED, file=file, message=message, fix="give it a title and heading of its own")
    for key in own:
        first.setdefault(key, path)


def _topics(path: str) -> list[str]:
    """Return the folders in whose lists a page is: its own, and for that of a topic the one around it, too."""
    folder = dirname(path)
    return [folder, dirname(folder)] if folder and basename(path) in INDEXES else [folder]
