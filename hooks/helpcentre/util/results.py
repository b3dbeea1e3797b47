"""Results of steps, kept from one build to the next: what is made from the same values is made once.

A step is a function of a module that gets all it needs as values. They are its key, with its name and the program, so
nothing is to be listed anywhere: a step with one more value has another key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, get_type_hints

from helpcentre.util.cache import Cache, digest
from helpcentre.util.files import read_same

P = ParamSpec("P")
T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True)
class KnownFile:
    """A file as a value: what is in it counts, wherever it is."""

    sha256: str
    place: Path = field(compare=False)

    def read(self) -> bytes:
        """Return what is in it; raises HelpcentreError where that is something else now, or gone."""
        return read_same(self.place, self.sha256)


class Results:
    """What steps gave, by what they were given."""

    def __init__(self, cache: Cache, program: str) -> None:
        """Keep results in ``cache``; ``program`` is a key of all code that steps run."""
        self._cache, self._program = cache, program

    def of(self, step: Callable[P, T], *values: P.args, **named: P.kwargs) -> T:
        """Return what a step gives for these values, which is never None.

        Raises TypeError for a step that is no function of a module, and for what is no plain value, see
        :func:`~helpcentre.util.cache.digest`.
        """
        key = self.key(step, *values, **named)
        found: T | None = self._cache.get(key, _kind(step))
        if found is None:
            found = step(*values, **named)
            self._cache.put(key, found)
        return found

    def of_each(
        self,
        group: str,
        step: Callable[Concatenate[V, P], T],
        things: Mapping[str, V],
        *values: P.args,
        **named: P.kwargs,
    ) -> dict[str, T]:
        """Return what a step gives for each of many small things, by the thing's key, in their order.

        A thing's key says all of it that the step sees. What is known of a ``group`` is kept together. Raises TypeError
        as :meth:`of` does.
        """
        kind: Any = _kind(step)
        key = digest(self._program, _name(step), group, values, named)
        known: dict[str, T] = self._cache.get(key, dict[str, kind]) or {}
        found = {own: known[own] if own in known else step(thing, *values, **named) for own, thing in things.items()}
        if found.keys() != known.keys():
            self._cache.put(key, found)
        return found

    def key(self, step: Callable[..., object], *values: object, **named: object) -> str:
        """Return the key of what a step gives for these values; raises TypeError as :meth:`of` does."""
        return digest(self._program, _name(step), values, named)


def _name(step: Callable[..., object]) -> tuple[str, str]:
    """Return which function of which module a step is; raises TypeError for all that knows more than it is given."""
    name = getattr(step, "__qualname__", ".")
    if "." in name or "<" in name:
        raise TypeError(f"{step} is no function of a module: give it what it needs as values")
    return step.__module__, name


@cache  # there are as many as steps
def _kind(step: Callable[..., object]) -> Any:
    return get_type_hints(step)["return"]
