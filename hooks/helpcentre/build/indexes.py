"""The search indexes of a build: each is made while the build goes on with other work.

Pagefind is a process of its own, so that an index takes another processor, where there is one, and hardly this one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from helpcentre.build import carry, reuse, staging
from helpcentre.content.publishable_files import SYNONYMS
from helpcentre.diagnostics.problem import HelpcentreError, Problem
from helpcentre.output import layout
from helpcentre.output.layout import ENTRY
from helpcentre.output.page import KeptLanguage
from helpcentre.search import files as search_files
from helpcentre.search import index as search_index
from helpcentre.search.index import SearchRecord
from helpcentre.search.synonyms import Synonyms, read_synonyms
from helpcentre.util.cache import key_of
from helpcentre.util.processes import Outcome, run

if TYPE_CHECKING:
    from helpcentre.build.session import Session


@dataclass(frozen=True)
class IndexContent:
    """The files of one language's index by their name, and what was wrong with its synonyms."""

    files: dict[str, bytes]
    problems: list[Problem]


@dataclass(frozen=True)
class IndexResult:
    """What an index adds to its language: see :class:`~helpcentre.pages.KeptLanguage`.

    ``is_shown`` says that it is the one that the live preview has already and goes on with.
    """

    problems: list[Problem]
    files: dict[str, str]
    own: dict[str, bytes]
    is_shown: bool = False


@dataclass
class Indexing:
    """An index that is being made, or is; ``key`` is its own in the cache, empty where it is known there.

    ``shown`` is there where the live preview goes on with the one that it has, and none is made.
    """

    key: str
    _made: IndexContent | None = None
    shown: IndexResult | None = None
    _error: Exception | None = None
    _thread: Thread | None = field(default=None, repr=False)

    def begin(self, work: Callable[[], IndexContent]) -> None:
        """Make the index in a thread of its own."""
        self._thread = Thread(target=self._work, args=(work,))
        self._thread.start()

    def wait(self) -> None:
        """Return when it is made, or has failed."""
        if self._thread:
            self._thread.join()

    def result(self) -> IndexContent:
        """Return the index once it is made; raises what making it raised."""
        self.wait()
        if self._made is None:
            raise self._error or RuntimeError("the index was never begun")
        return self._made

    def _work(self, work: Callable[[], IndexContent]) -> None:
        try:
            self._made = work()
        except Exception as error:  # it is raised where the index is asked for
            self._error = error


_listed: dict[str, tuple[IndexResult, str | None]] = {}
"""The index of each language that the live preview shows, and the digest of the synonyms in it.

To make it for every edit takes too long.
"""
_coming: dict[str, tuple[IndexResult, str | None]] = {}
"""The same of the site that it shows next."""


def begin(session: Session, code: str, folder: Path) -> None:
    """Begin with the index of a language whose pages are written below ``folder``; one at a time is made.

    Raises HelpcentreError for synonyms that cannot be read.
    """
    for other in session.indexes.values():
        other.wait()
    file = session.documents.docs_dir / code / SYNONYMS
    synonyms = read_synonyms(file, session.relative(file))
    key = key_of(session.key, code, synonyms, sorted((dest, page.digest) for dest, page in session.pages.items()))
    known = session.cache.get(key)
    session.indexes[code] = indexing = Indexing("" if known else key, known, None if known else _shown(session, code))
    if not (known or indexing.shown):
        places = {
            dest: (session.target_dir if dest in session.reused_files else folder) / dest for dest in session.pages
        }
        entries = search_index.read_records(
            places, session.pages.values(), session.cache, key_of("passages", session.key, code)
        )
        indexing.begin(lambda: _index(code, entries, synonyms))


def finish_own(session: Session) -> dict[str, Outcome[IndexResult]]:
    """Write the indexes that this process has begun, each into a folder of its own, and return how they ended."""
    return {code: run(partial(_finish, session, code)) for code in list(session.indexes)}


def finish_each(session: Session) -> dict[str, Outcome[IndexResult]]:
    """Return how the indexes ended, by language, that this process and the others have begun.

    Raises HelpcentreError where a process was killed.
    """
    found = finish_own(session)
    for task in session.workers:
        others: dict[str, Outcome[IndexResult]] | None = task.rest(meanwhile=session.progress.show)
        if others is None:
            raise HelpcentreError("a search index was not finished", fix="build again")
        found |= others
    session.workers.clear()
    return found


def add_to(folder: Path, session: Session, code: str) -> None:
    """Put the finished index of a language into ``folder``, where those of others may be."""
    made = _folder(session, code)
    search_files.join_entry(made, folder)
    staging.merge_in(made, folder)


def finish_all(session: Session) -> None:
    """Add all indexes to the site, whose languages have been put together; raises HelpcentreError where one failed."""
    _coming.clear()
    _coming.update(
        (code, (_finished(known), _synonyms(session, code))) for code, known in session.reused_languages.items()
    )
    for code, done in finish_each(session).items():
        finished = done.replay()
        if finished is None:
            raise HelpcentreError(f"{code}: there is no search index", fix="see the line above")
        session.problems += finished.problems
        _coming[code] = finished, _synonyms(session, code)
        if made := session.built_languages.get(code):
            problems = made.problems + finished.problems
            session.built_languages[code] = replace(
                made, problems=problems, files=made.files | finished.files, own=finished.own
            )
        if finished.is_shown:
            _go_on_with(session, code, finished)
        add_to(session.site_dir, session, code)
    carry.materialize(session)


def show() -> None:
    """Remember that the live preview shows the indexes that were finished last."""
    _listed.update(_coming)


def _finish(session: Session, code: str) -> IndexResult:
    indexing = session.indexes.pop(code)
    if indexing.shown:
        return indexing.shown
    index = indexing.result()
    if indexing.key:
        session.cache.put(indexing.key, index)
    files = search_files.for_disk(index.files) if session.settings.edition == "agents" else index.files
    staging.write(files, _folder(session, code) / layout.FOLDER, former=session.target_dir / layout.FOLDER)
    own = {layout.ENTRY_FILE: index.files[ENTRY]} if ENTRY in index.files else {}
    return IndexResult(index.problems, {f"{layout.FOLDER}/{name}": "" for name in files}, own)


def _folder(session: Session, code: str) -> Path:
    return session.parts_dir / f"{code}-index"


def _shown(session: Session, code: str) -> IndexResult | None:
    """Return the index of a language as the live preview has it, unless the language's synonyms changed.

    That of the bundle is made anew: its files are others once it is complete.
    """
    listed, synonyms = _listed.get(code, (None, None))
    is_usable = session.settings.edition == "public" and synonyms == _synonyms(session, code)
    return replace(listed, is_shown=True) if listed and is_usable else None


def _synonyms(session: Session, code: str) -> str | None:
    return session.assets.get(f"{code}/{SYNONYMS}")


def _go_on_with(session: Session, code: str, shown: IndexResult) -> None:
    folder = _folder(session, code)
    session.reused_files.update((name, digest) for name, digest in shown.files.items() if name not in shown.own)
    staging.write(shown.own, folder, former=session.target_dir)


def _finished(known: KeptLanguage) -> IndexResult:
    return IndexResult([], dict.fromkeys(reuse.index_files(known.files), ""), known.own)


def _index(code: str, entries: Sequence[SearchRecord], synonyms: Synonyms) -> IndexContent:
    problems = list(synonyms.check([entry.passage.all_text for entry in entries]))
    return IndexContent(search_index.make_index(code, entries, synonyms) if entries else {}, problems)
