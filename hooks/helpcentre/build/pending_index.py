"""A search index that is being made while the build goes on with other work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Thread

from helpcentre.diagnostics.problem import Problem


@dataclass(frozen=True)
class IndexContent:
    """The files of one language's index by their name, and the findings about its synonyms."""

    files: dict[str, bytes]
    findings: list[Problem]


@dataclass(frozen=True)
class IndexResult:
    """An index as a part of its language: see :class:`~helpcentre.build.language_build.LanguageBuild`.

    ``is_shown`` says that it is the one that the live preview has already and goes on with.
    """

    findings: list[Problem]
    files: dict[str, str]
    is_shown: bool = False


@dataclass
class PendingIndex:
    """An index that is being made, or is; ``key`` is its own in the cache, empty where it is known there.

    ``shown`` is there where the live preview goes on with the one that it has, and none is made.
    """

    key: str
    shown: IndexResult | None = None
    _content: IndexContent | None = None
    _error: Exception | None = None
    _thread: Thread | None = field(default=None, repr=False)

    def begin(self, work: Callable[[], IndexContent]) -> None:
        """Make the index in a thread of its own."""
        self._thread = Thread(target=self._run, args=(work,))
        self._thread.start()

    def wait(self) -> None:
        """Return when it is made, or has failed."""
        if self._thread:
            self._thread.join()

    def content(self) -> IndexContent:
        """Return the index once it is made; raises what making it raised."""
        self.wait()
        if self._content is None:
            raise self._error or RuntimeError("the index was never begun")
        return self._content

    def _run(self, work: Callable[[], IndexContent]) -> None:
        try:
            self._content = work()
        except Exception as error:  # it is raised where the index is asked for
            self._error = error
