"""A page beside its source: does the translation say what it is, and does the reader see it?"""

from __future__ import annotations

from collections.abc import Iterator

from helpcentre.frontmatter import Document
from helpcentre.pages import PageRecord
from helpcentre.problems import Kind, Problem, problem
from helpcentre.scan import ScannedPage
from helpcentre.translations import RECORD_KEY, is_copy, recorded_fingerprints, units


def check_headings(document: Document, *, file: str) -> Iterator[Problem]:
    """Yield a problem for each heading without an id of its own: its address would change with the language."""
    for unit in units(document).values():
        if not unit.has_explicit_id:
            message = f"heading {unit.heading!r} has no id"
            fix = f"write {{#{unit.id}}} after it, the same in every language"
            yield problem(Kind.HEADING_ID_MISSING, file=file, line=unit.line, message=message, fix=fix)


def check_translation(source: Document | None, translation: Document, *, file: str, code: str) -> Iterator[Problem]:
    """Yield the problems of a page in language ``code`` that stands for a translation of ``source``."""
    if source is None:
        message = "the source language has no page of this name"
        fix = "rename the file like its source, or remove it"
        yield problem(Kind.TRANSLATION_ORPHAN, file=file, message=message, fix=fix)
    elif is_copy(source, translation):
        message = f"the text is the source language's, not {code}"
        fix = "translate it, or remove the file so that readers get a labelled fallback"
        line = translation.body_line
        yield problem(Kind.FALLBACK_UNLABELLED, file=file, line=line, message=message, fix=fix)
    elif not recorded_fingerprints(translation.meta):
        message = f"front matter has no {RECORD_KEY!r}, so nobody can tell whether the page is current"
        fix = f"run: helpcentre accept {file.removeprefix('docs/')}"
        yield problem(Kind.TRANSLATION_UNRECORDED, file=file, line=1, message=message, fix=fix)


def check_label(page: PageRecord, scanned: ScannedPage, *, source: str) -> Iterator[Problem]:
    """Yield a problem where a built fallback page does not say, to people and to machines, which language it is in."""
    if page.is_fallback and (scanned.text_language != source or not scanned.has_fallback_notice):
        missing = f"lang={source!r} on its text" if scanned.text_language != source else "a notice for its readers"
        message = f"{page.dest} shows this page in {page.language!r} without {missing}"
        fix = "let the page template include partials/notices.html and set lang on the text"
        yield problem(Kind.FALLBACK_UNLABELLED, file=page.source, line=1, message=message, fix=fix)
