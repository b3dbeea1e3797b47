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
from helpcentre.diagnostics.problem import HelpcentreError, Problem
from helpcentre.output import layout
from helpcentre.output.layout import ENTRY
from helpcentre.output.page import KeptLanguage
from helpcentre.search import files as search_files
from helpcentre.search import index as search_index
from helpcentre.search.index import Entry
from helpcentre.search.synonyms import FILE_NAME, Synonyms, read_synonyms
from helpcentre.util.cache import key_of
from helpcentre.util.processes import Done, run

if TYPE_CHECKING:
    from helpcentre.build.session import Build


@dataclass(frozen=True)
class Index:
    """The files of one language's index by their name, and what was wrong with its synonyms."""

    files: dict[str, bytes]
    problems: list[Problem]


@dataclass(frozen=True)
class Finished:
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
    _made: Index | None = None
    shown: Finished | None = None
    _error: Exception | None = None
    _thread: Thread | None = field(default=None, repr=False)

    def begin(self, work: Callable[[], Index]) -> None:
        """Make the index in a thread of its own."""
        self._thread = Thread(target=self._work, args=(work,))
        self._thread.start()

    def wait(self) -> None:
        """Return when it is made, or has failed."""
        if self._thread:
            self._thread.join()

    def result(self) -> Index:
        """Return the index once it is made; raises what making it raised."""
        self.wait()
        if self._made is None:
            raise self._error or RuntimeError("the index was never begun")
        return self._made

    def _work(self, work: Callable[[], Index]) -> None:
        try:
            self._made = work()
        except Exception as error:  # it is raised where the index is asked for
            self._error = error


_listed: dict[str, tuple[Finished, str | None]] = {}
"""The index of each language that the live preview shows, and the digest of the synonyms in it.

To make it for every edit takes too long.
"""
_coming: dict[str, tuple[Finished, str | None]] = {}
"""The same of the site that it shows next."""


def begin(here: Build, code: str, folder: Path) -> None:
    """Begin with the index of a language whose pages are written below ``folder``; one at a time is made.

    Raises HelpcentreError for synonyms that cannot be read.
    """
    for other in here.indexes.values():
        other.wait()
    file = here.documents.docs_dir / code / FILE_NAME
    synonyms = read_synonyms(file, here.relative(file))
    key = key_of(here.key, code, synonyms, sorted((dest, page.digest) for dest, page in here.built.items()))
    known = here.cache.get(key)
    here.indexes[code] = indexing = Indexing("" if known else key, known, None if known else _shown(here, code))
    if not (known or indexing.shown):
        places = {dest: (here.target_dir if dest in here.carried else folder) / dest for dest in here.built}
        entries = search_index.read_entries(places, here.built.values(), here.cache, key_of("passages", here.key, code))
        indexing.begin(lambda: _index(code, entries, synonyms))


def finish_own(here: Build) -> dict[str, Done[Finished]]:
    """Write the indexes that this process has begun, each into a folder of its own, and return how they ended."""
    return {code: run(partial(_finish, here, code)) for code in list(here.indexes)}


def finish_each(here: Build) -> dict[str, Done[Finished]]:
    """Return how the indexes ended, by language, that this process and the others have begun.

    Raises HelpcentreError where a process was killed.
    """
    found = finish_own(here)
    for task in here.tasks:
        others: dict[str, Done[Finished]] | None = task.rest(meanwhile=here.progress.show)
        if others is None:
            raise HelpcentreError("a search index was not finished", fix="build again")
        found |= others
    here.tasks.clear()
    return found


def add_to(folder: Path, here: Build, code: str) -> None:
    """Put the finished index of a language into ``folder``, where those of others may be."""
    made = _folder(here, code)
    search_files.join_entry(made, folder)
    staging.merge_in(made, folder)


def finish_all(here: Build) -> None:
    """Add all indexes to the site, whose languages have been put together; raises HelpcentreError where one failed."""
    _coming.clear()
    _coming.update((code, (_finished(known), _synonyms(here, code))) for code, known in here.kept.items())
    for code, done in finish_each(here).items():
        finished = done.replay()
        if finished is None:
            raise HelpcentreError(f"{code}: there is no search index", fix="see the line above")
        here.problems += finished.problems
        _coming[code] = finished, _synonyms(here, code)
        if made := here.made.get(code):
            problems = made.problems + finished.problems
            here.made[code] = replace(made, problems=problems, files=made.files | finished.files, own=finished.own)
        if finished.is_shown:
            _go_on_with(here, code, finished)
        add_to(here.site_dir, here, code)
    carry.bring(here)


def show() -> None:
    """Remember that the live preview shows the indexes that were finished last."""
    _listed.update(_coming)


def _finish(here: Build, code: str) -> Finished:
    indexing = here.indexes.pop(code)
    if indexing.shown:
        return indexing.shown
    index = indexing.result()
    if indexing.key:
        here.cache.put(indexing.key, index)
    files = search_files.for_disk(index.files) if here.settings.edition == "agents" else index.files
    staging.write(files, _folder(here, code) / layout.FOLDER, former=here.target_dir / layout.FOLDER)
    own = {layout.ENTRY_FILE: index.files[ENTRY]} if ENTRY in index.files else {}
    return Finished(index.problems, {f"{layout.FOLDER}/{name}": "" for name in files}, own)


def _folder(here: Build, code: str) -> Path:
    return here.parts_dir / f"{code}-index"


def _shown(here: Build, code: str) -> Finished | None:
    """Return the index of a language as the live preview has it, unless the language's synonyms changed.

    That of the bundle is made anew: its files are others once it is complete.
    """
    listed, synonyms = _listed.get(code, (None, None))
    is_usable = here.settings.edition == "public" and synonyms == _synonyms(here, code)
    return replace(listed, is_shown=True) if listed and is_usable else None


def _synonyms(here: Build, code: str) -> str | None:
    return here.assets.get(f"{code}/{FILE_NAME}")


def _go_on_with(here: Build, code: str, shown: Finished) -> None:
    folder = _folder(here, code)
    here.carried.update((name, digest) for name, digest in shown.files.items() if name not in shown.own)
    staging.write(shown.own, folder, former=here.target_dir)


def _finished(known: KeptLanguage) -> Finished:
    return Finished([], dict.fromkeys(reuse.index_files(known.files), ""), known.own)


def _index(code: str, entries: Sequence[Entry], synonyms: Synonyms) -> Index:
    problems = list(synonyms.check([entry.passage.all_text for entry in entries]))
    return Index(search_index.make_index(code, entries, synonyms) if entries else {}, problems)
