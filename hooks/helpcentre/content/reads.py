"""What is asked about a project while a page is made: a record of the questions, which is what the page depends on.

Whoever makes a page asks for texts, titles and addresses of it and of others, and opens files. While the same questions
have the same answers, the page is the same. So nobody lists what a page depends on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from helpcentre.util.cache import digest

P = ParamSpec("P")
T = TypeVar("T")

_SEPARATOR = "\0"
"""What no path has in it, between the parts of a question."""


_MARK = "is_recorded"
"""What shows that a function may be asked again: nothing else that a stored question names is ever called."""


class Reads:
    """The questions that are asked of a project's objects, and digests of their answers."""

    def __init__(self) -> None:
        """Record nothing yet."""
        self._log: set[str] | None = None
        self._owners: dict[str, object] = {}
        self._answers: dict[str, str] = {}

    def add(self, owner: object) -> None:
        """Let questions be asked of an object; there is one of each type."""
        self._owners[type(owner).__name__] = owner

    def record_in(self, log: set[str] | None) -> None:
        """Add the questions that are asked from now on to ``log``, or record none."""
        self._log = log

    def note(self, owner: object, question: Callable[..., object], *arguments: str) -> None:
        """Record that a :func:`recorded` function of an object was asked."""
        if self._log is not None:
            self._log.add(
                _SEPARATOR.join((type(owner).__name__, question.__module__, question.__qualname__, *arguments))
            )

    @contextmanager
    def noting(self, log: set[str]) -> Iterator[None]:
        """Add what is asked within to ``log``, if anything is recorded now."""
        before, self._log = self._log, None if self._log is None else log
        try:
            yield
        finally:
            self._log = before

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Record nothing within: what is asked there is a part of an answer, or of no page."""
        log, self._log = self._log, None
        try:
            yield
        finally:
            self._log = log

    def answers(self, questions: Collection[str]) -> list[tuple[str, str]]:
        """Return the questions, sorted, each with the digest of the answer that it has now."""
        with self.paused():
            return [(question, self._answer(question)) for question in sorted(questions)]

    def are_known(self, questions: Iterable[str]) -> bool:
        """Whether questions of an earlier build, or of who knows where, can be asked; their answers are known then."""
        try:
            self.answers(set(questions))
        except Exception:  # whatever it is, they are none of this program and project
            return False
        return True

    def _answer(self, question: str) -> str:
        if question not in self._answers:
            owner, module, name, *arguments = question.split(_SEPARATOR)
            self._answers[question] = digest(_function(module, name)(self._owners[owner], *arguments))
        return self._answers[question]


class _Asked(Protocol):
    """An object whose methods' answers are recorded."""

    @property
    def reads(self) -> Reads: ...


O = TypeVar("O", bound=_Asked)  # noqa: E741  # an owner


def recorded(method: Callable[Concatenate[O, P], T]) -> Callable[Concatenate[O, P], T]:
    """Let a method, or a function of an owner and texts, whose answer is a plain value, be recorded when it is asked.

    What it asks itself is not: a page that shows a title does not depend on the text that the title was found in.
    """

    @wraps(method)
    def ask(owner: O, /, *args: P.args, **kwargs: P.kwargs) -> T:
        reads = owner.reads
        if reads._log is None:
            return method(owner, *args, **kwargs)
        reads.note(owner, method, *args)  # type: ignore[arg-type]  # they are texts
        with reads.paused():
            return method(owner, *args, **kwargs)

    vars(ask)[_MARK] = True
    return ask


def _function(module: str, name: str) -> Callable[..., object]:
    """Return a recorded function of a module that is loaded; raises LookupError or AttributeError for all else."""
    found: object = sys.modules[module]
    for part in name.split("."):
        found = getattr(found, part)
    if not (callable(found) and getattr(found, _MARK, False)):
        raise LookupError(f"{module}.{name} is not recorded")
    return found
