"""The search indexes of a build: each is made while the build goes on with other work.

Pagefind is a process of its own, so that an index takes another processor, where there is one, and hardly this one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from helpcentre import search, staging
from helpcentre.cache import key_of
from helpcentre.problems import Problem
from helpcentre.search import Entry
from helpcentre.synonyms import FILE_NAME, Synonyms, read_synonyms

if TYPE_CHECKING:
    from helpcentre.build import Build


@dataclass(frozen=True)
class Index:
    """The files of one language's index by their name, and what was wrong with its synonyms."""

    files: dict[str, bytes]
    problems: list[Problem]


@dataclass
class Indexing:
    """An index that is being made, or is; ``key`` is its own in the cache, empty where it is known there."""

    key: str
    _made: Index | None = None
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


_served: dict[str, Index] = {}
"""The index of each language that the live preview has: to make it for every edit takes too long."""
_synonyms: dict[str, str | None] = {}
"""The digest of each language's file of synonyms in the site that the live preview has."""


def begin(here: Build, code: str, folder: Path) -> None:
    """Begin with the index of a language whose pages are written below ``folder``; one at a time is made.

    Raises HelpcentreError for synonyms that cannot be read.
    """
    for other in here.indexes.values():
        other.wait()
    file = here.documents.docs_dir / code / FILE_NAME
    synonyms = read_synonyms(file, here.relative(file))
    key = key_of(here.key, code, synonyms, sorted((dest, page.digest) for dest, page in here.built.items()))
    known = here.cache.get(key) or _shown(here, code)
    here.indexes[code] = indexing = Indexing("" if known else key, known)
    if not known:
        entries = search.read_entries(folder, here.built.values(), here.cache, key_of("passages", here.key, code))
        indexing.begin(lambda: _index(code, entries, synonyms))


def finish(here: Build, code: str, folder: Path) -> tuple[list[Problem], list[str]]:
    """Write the index of a language below ``folder``, and return what is wrong with it and its files there.

    Raises HelpcentreError where Pagefind failed.
    """
    indexing = here.indexes.pop(code)
    index = indexing.result()
    if indexing.key:
        here.cache.put(indexing.key, index)
    if here.is_serving:
        _served[code] = index
    files = search.for_disk(index.files) if here.settings.edition == "agents" else index.files
    staging.write(files, folder / search.FOLDER, former=here.target_dir / search.FOLDER)
    return index.problems, [f"{search.FOLDER}/{name}" for name in files]


def finish_all(here: Build) -> None:
    """Add what is not finished to the site, whose languages have been put together; raises HelpcentreError."""
    if here.is_serving:
        _synonyms.update((each.code, here.assets.get(f"{each.code}/{FILE_NAME}")) for each in here.languages)
    for code in list(here.indexes):
        folder = here.parts_dir / code
        problems, names = finish(here, code, folder)
        here.problems += problems
        if made := here.made.get(code):
            own = {search.ENTRY_FILE: (folder / search.ENTRY_FILE).read_bytes()} if names else {}
            here.made[code] = replace(
                made, problems=made.problems + problems, files=made.files | dict.fromkeys(names, ""), own=own
            )
        search.join_entry(folder, here.site_dir)
        staging.merge_in(folder, here.site_dir)


def _shown(here: Build, code: str) -> Index | None:
    """Return the index of a language as the live preview has it, unless the language's synonyms changed.

    What another language has put into the site already is not in it.
    """
    if not here.is_serving or _synonyms.get(code) != here.assets.get(f"{code}/{FILE_NAME}"):
        return None
    if code in _served or code not in here.shown:
        return _served.get(code)
    kept, start = here.shown[code], f"{search.FOLDER}/"
    files = dict(kept.own)
    for name in kept.files.keys() - files:
        if name.startswith(start) and not (here.site_dir / name).exists():
            files[name] = (here.target_dir / name).read_bytes()
    return Index({name.removeprefix(start): content for name, content in files.items()}, [])


def _index(code: str, entries: Sequence[Entry], synonyms: Synonyms) -> Index:
    problems = list(synonyms.check([entry.passage.all_text for entry in entries]))
    return Index(search.make_index(code, entries, synonyms) if entries else {}, problems)
