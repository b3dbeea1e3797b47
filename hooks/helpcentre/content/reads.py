"""What is asked about a project while a page is made: a record of the questions, which is what the page depends on.

Whoever makes a page asks for texts, titles and addresses of it and of others, and opens files. While the same questions
have the same answers, the page is the same. So nobody lists what a page depends on.

An answer that was costly is kept from one build to the next in the same way: with the questions that were asked for it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

from helpcentre.util.cache import digest

P = ParamSpec("P")
T = TypeVar("T")

_SEPARATOR = "\0"
"""What no path has in it, between the parts of a question."""


_RECORDED, _REMEMBERED = "is_recorded", "is_remembered"
"""What shows that a function may be asked again: nothing else that a stored question names is ever called."""


@dataclass(frozen=True)
class KeptAnswer:
    """The digest of an answer, the questions that were asked for it, and a key of what these were answered.

    To work all out again takes half as long again as a build after one edit, at 404 pages.
    """

    digest: str
    questions: tuple[str, ...]
    key: str


class Reads:
    """The questions that are asked of a project's objects, and digests of their answers.

    ``base`` is a key of everything that answers depend on without a question.
    """

    def __init__(self) -> None:
        """Record nothing yet."""
        self.base = ""
        self._log: set[str] | None = None
        self._owners: dict[str, object] = {}
        self._answers: dict[str, str] = {}
        self._kept: dict[str, KeptAnswer] = {}
        self._remembered: dict[tuple[object, ...], tuple[object, object, set[str]]] = {}

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

    def noting(self, log: set[str]) -> AbstractContextManager[None]:
        """Add what is asked within to ``log``, if anything is recorded now."""
        return self._recording(None if self._log is None else log)

    def paused(self) -> AbstractContextManager[None]:
        """Record nothing within: what is asked there is a part of an answer, or of no page."""
        return self._recording(None)

    @contextmanager
    def _recording(self, log: set[str] | None) -> Iterator[None]:
        before, self._log = self._log, log
        try:
            yield
        finally:
            self._log = before

    def remember(self, owner: object, method: Callable[..., T], *arguments: str) -> T:
        """Return what a function of an object gives, which is called once; whoever asks it asks what it asked."""
        place = id(owner), method, arguments
        if place not in self._remembered:
            asked: set[str] = set()
            with self._recording(asked):
                self._remembered[place] = owner, method(owner, *arguments), asked
        _, value, asked = self._remembered[place]
        if self._log is not None:
            self._log |= asked
        return cast(T, value)

    def answers(self, questions: Iterable[str]) -> list[tuple[str, str]]:
        """Return the questions, sorted, each with the digest of the answer that it has now."""
        with self.paused():
            return [(question, self._answer(question)) for question in sorted(questions)]

    def key(self, questions: Iterable[str], *about: str) -> str:
        """Return the key of what was made from the answers that these questions have now, and is told by ``about``."""
        return digest(self.base, about, self.answers(questions))

    def are_known(self, questions: Iterable[str]) -> bool:
        """Whether questions of an earlier build, or of who knows where, can be asked; their answers are known then."""
        try:
            self.answers(set(questions))
        except Exception:  # whatever it is, they are none of this program and project
            return False
        return True

    def expect(self, answers: Mapping[str, KeptAnswer]) -> None:
        """Take answers of an earlier build, by their questions; each counts while what it was made from is the same."""
        self._kept.update(answers)

    def kept(self, questions: Iterable[str]) -> dict[str, KeptAnswer]:
        """Return those of the answers that the next build may expect."""
        return {question: self._kept[question] for question in questions if question in self._kept}

    def _answer(self, question: str) -> str:
        if question not in self._answers:
            self._answers[question] = self._known(question) or self._asked(question)
        return self._answers[question]

    def _known(self, question: str) -> str | None:
        """Return the digest of a kept answer, if what it was made from is the same."""
        kept = self._kept.get(question)
        try:
            return kept.digest if kept and self.key(kept.questions) == kept.key else None
        except Exception:  # it is of who knows what, see are_known
            return None

    def _asked(self, question: str) -> str:
        owner, module, name, *arguments = question.split(_SEPARATOR)
        function, asked = _function(module, name), set[str]()
        is_remembered = getattr(function, _REMEMBERED, False)
        with self._recording(asked if is_remembered else None):
            found = digest(function(self._owners[owner], *arguments))
        if is_remembered:
            self._kept[question] = KeptAnswer(found, tuple(sorted(asked)), self.key(asked))
        return found


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

    vars(ask)[_RECORDED] = True
    return ask


def remembered(method: Callable[Concatenate[O, P], T]) -> Callable[Concatenate[O, P], T]:
    """Let a method, or a function of an owner and texts, be called once for the same texts.

    Everything else that it needs it asks of :func:`recorded` functions, or it is the same in every build with the same
    settings. If it is recorded itself, the digest of its answer is kept for later builds.
    """

    @wraps(method)
    def ask(owner: O, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return owner.reads.remember(owner, method, *args, **kwargs)  # type: ignore[arg-type]  # they are texts

    vars(ask)[_REMEMBERED] = True
    return ask


def _function(module: str, name: str) -> Callable[..., object]:
    """Return what a recorded function of a loaded module calls; raises LookupError or AttributeError for all else."""
    found: object = sys.modules[module]
    for part in name.split("."):
        found = getattr(found, part)
    if not (callable(found) and vars(found).get(_RECORDED)):
        raise LookupError(f"{module}.{name} is not recorded")
    return cast("Callable[..., object]", vars(found)["__wrapped__"])
