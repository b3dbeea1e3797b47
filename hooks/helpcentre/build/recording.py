"""What is read while a session makes pages, recorded for the language or the page that is being made."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from helpcentre.build.session import Session, runtime
from helpcentre.content.places import SNIPPETS


def begin(session: Session, *, ignored: Iterable[Path], opened: Iterable[str]) -> None:
    """Record from now on what the source language, and those after it, are made from.

    Files count that are below the project and not below one of ``ignored``, whoever opens them. Those ``opened`` until
    now made the project, which pages ask; so they count for the site.
    """
    documents = session.project.documents
    root, docs = f"{session.project.root}{os.sep}", f"{documents.docs_dir}{os.sep}"
    others = (sys.prefix, *map(str, ignored))

    def is_input(file: str) -> bool:
        return file.startswith(root) and not (file.startswith(others) or f"{os.sep}." in file[len(root) - 1 :])

    def note(path: str) -> None:
        file = os.path.abspath(path)  # noqa: PTH100  # each file that is opened comes by
        if file.startswith(docs) and (file.endswith(".md") or f"{os.sep}{SNIPPETS}{os.sep}" in file):
            documents.note_file(documents.name(Path(file)))
        elif is_input(file):
            documents.note_file(documents.name(Path(file)))  # an answer may be made of it
            with documents.reads.noting(session.reads.files):
                documents.note_file(documents.name(Path(file)))

    documents.reads.record_in(session.site_reads.files)
    for file in filter(is_input, opened):
        if not file.startswith(docs):  # all of these count anyway
            documents.note_file(documents.name(Path(file)))
    begin_language(session)
    runtime.opened.tell(note)


def begin_site(session: Session) -> None:
    """Record for the site as a whole, whose languages are built."""
    session.reads = session.site_reads
    session.project.documents.reads.record_in(session.reads.late)


def end(session: Session) -> None:
    """Record nothing any more."""
    runtime.opened.tell(None)
    session.project.documents.reads.record_in(None)


def begin_language(session: Session) -> None:
    """Record what is asked before MkDocs knows the pages of the current language."""
    session.reads = session.current.reads
    session.project.documents.reads.record_in(session.reads.early)


def begin_page(session: Session, name: str) -> None:
    """Record for a page of the current language, by its file, or for a template that is a page, by its name."""
    session.project.documents.reads.record_in(session.reads.pages.setdefault(name, set()))


def leave_page(session: Session) -> None:
    """Record for the language alone, until the next page: MkDocs reads front matter before it tells of a page."""
    begin_page(session, "")


def end_page(session: Session) -> None:
    """Record for all pages of the current language that are still to be made."""
    session.project.documents.reads.record_in(session.reads.late)
