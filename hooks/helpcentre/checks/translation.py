"""A page beside its source: does the translation say what it is, and does the reader see it?"""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from pathlib import PurePosixPath
from posixpath import basename, dirname

from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter import Document
from helpcentre.content.heading_ids import given_ids
from helpcentre.content.language import is_language
from helpcentre.content.titles import INDEXES, name_of
from helpcentre.content.translation_record import RECORD_KEY, recorded_fingerprints
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.diagnostics.suggest import nearest
from helpcentre.output.page import PageRecord
from helpcentre.output.scan import ScannedPage
from helpcentre.translation.state import is_copy
from helpcentre.util.text import wider_codes


def check_headings(document: Document, *, file: str) -> Iterator[Problem]:
    """Yield a problem for each heading without an id of its own: links to it break once it is worded otherwise."""
    for each in given_ids(document):
        if each.heading:  # one without words is told as empty
            message = f"heading {each.heading!r} has no id, so it is given one by its words"
            fix = f"write a space and {{#{each.id}}} after it, or run: helpcentre ids --fix"
            yield problem(Rule.HEADING_ID_MISSING, file=file, line=each.line, message=message, fix=fix)


def check_translation(source: Document | None, translation: Document, *, file: str, code: str) -> Iterator[Problem]:
    """Yield the problems of a page in language ``code`` that stands for a translation of ``source``."""
    if source is None:
        message = "the source language has no page of this name"
        fix = "rename the file like its source, or remove it"
        yield problem(Rule.TRANSLATION_ORPHAN, file=file, message=message, fix=fix)
    elif is_copy(source, translation):
        message = f"the text is the source language's, not {code}"
        fix = "translate it, or remove the file so that readers get a labelled fallback"
        line = translation.body_line
        yield problem(Rule.FALLBACK_UNLABELLED, file=file, line=line, message=message, fix=fix)
    elif not recorded_fingerprints(translation.meta):
        message = f"front matter has no {RECORD_KEY!r}, so nobody can tell whether the page is current"
        fix = f"run: helpcentre accept {shlex.quote(file.partition(f'{code}/')[2])} --lang {code}"
        yield problem(Rule.TRANSLATION_UNRECORDED, file=file, line=1, message=message, fix=fix)


def check_placeholders(
    source: Document | None, own: Document, *, known: Collection[str], file: str
) -> Iterator[Problem]:
    """Yield a problem for each placeholder of a reply that is not ``known``, or not in the source's reply."""
    theirs = units(source) if source else {}
    for unit in units(own).values():
        used = set(unit.aside.placeholders) if unit.aside else set()
        for name in sorted(used - set(known)):
            message = f"nobody knows what {{{name}}} stands for"
            fix = f"use one of {', '.join(sorted(known))}, or write placeholder_{name} into each strings.yml"
            line = unit.line + unit.text.partition(f"{{{name}}}")[0].count("\n")
            yield problem(Rule.PLACEHOLDER_UNKNOWN, file=file, line=line, message=message, fix=fix)
        wanted = theirs[unit.id].aside if unit.id in theirs else None
        if wanted and set(wanted.placeholders) != used:
            names = ", ".join(f"{{{name}}}" for name in wanted.placeholders) or "none"
            message = f"{{#{unit.id}}} has other placeholders than the source"
            yield problem(Rule.PLACEHOLDER_DIFFERS, file=file, line=unit.line, message=message, fix=f"use {names}")


def check_strays(documents: Documents) -> Iterator[Problem]:
    """Yield a problem for each page that is in no language's folder, or one for all of a folder of no language."""
    pages = [documents.name(file) for file in documents.strays()]
    start = len(documents.name(documents.docs_dir)) + 1
    for folder, group in groupby(pages, key=lambda name: name[start:].partition("/")[0]):
        names = list(group)
        if names[0][start:] == folder:
            message, fix = "the page is in no language's folder", "move it"
            yield problem(Rule.LANGUAGE_UNKNOWN, file=names[0], message=message, fix=fix)
        else:
            count = "" if len(names) == 1 else f", and the folder has {len(names)} pages"
            message, fix = f"{folder!r} is not a language of this site{count}", _folder_fix(documents, folder)
            yield problem(Rule.LANGUAGE_UNKNOWN, file=names[0], message=message, fix=fix)


def check_languages(documents: Documents, *, file: str) -> Iterator[Problem]:
    """Yield a problem for each language without a page of its own, unless it is a variant of one with pages."""
    with_pages = {each.code for each in documents.languages if documents.paths(each.code)}
    for code in (each.code for each in documents.languages):
        if code not in with_pages and with_pages.isdisjoint(wider_codes(code)):
            message = f"{code!r} has no page of its own, so readers get another language's on each of its pages"
            index = documents.name(documents.file(code, INDEXES[0]))
            fix = f"write {index}, or remove the language from plugins: i18n: languages"
            yield problem(Rule.LANGUAGE_EMPTY, file=file, message=message, fix=fix)


def _folder_fix(documents: Documents, folder: str) -> str:
    """Return what to do about a folder: a language without a page of its own may be meant."""
    missing = [each.code for each in documents.languages if not documents.paths(each.code)]
    is_slip = len(missing) == 1 and not is_language(folder)
    meant = nearest(folder, frozenset(missing)) or (missing[0] if is_slip else "")
    other = "add it to plugins: i18n: languages in mkdocs.yml, or remove the folder"
    return f"rename the folder to {meant!r}, or {other}" if meant else other


def check_topics(documents: Documents) -> Iterator[Problem]:
    """Yield a problem for each folder of the source language that has pages below it and none of its own."""
    code = documents.source.code
    paths = documents.paths(code)
    first = {str(folder): path for path in reversed(paths) for folder in PurePosixPath(path).parents if folder.name}
    own = {dirname(path) for path in paths if basename(path) in INDEXES}
    for folder in sorted(first.keys() - own):
        index = documents.name(documents.file(code, f"{folder}/{INDEXES[0]}"))
        message = f"the folder {folder!r} has no page of its own, so its topic is called {name_of(folder)!r}"
        file = documents.name(documents.file(code, first[folder]))
        yield problem(Rule.TOPIC_PAGE_MISSING, file=file, message=message, fix=f"write {index}")


def check_label(page: PageRecord, scanned: ScannedPage, *, tags: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem where a built fallback page does not say, to people and to machines, which language it is in.

    ``tags`` are those of the languages by their codes.
    """
    tag = tags[page.text_language]
    is_marked = scanned.text_language == tag
    is_told = scanned.has_fallback_notice or page.is_inherited
    if page.is_fallback and not (is_marked and is_told):
        missing = "a notice for its readers" if is_marked else f"lang={tag!r} on its text"
        message = f"{page.dest} shows this page in {page.language!r} without {missing}"
        fix = "let the page template include partials/notices.html and set lang on the text"
        yield problem(Rule.FALLBACK_UNLABELLED, file=page.source, line=1, message=message, fix=fix)
