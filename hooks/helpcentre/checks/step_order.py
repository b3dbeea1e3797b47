"""Steps of a translation beside its source's: those that name the same things stand in the same places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpcentre.content.language import Language
from helpcentre.content.prose import STEPS, blocks
from helpcentre.content.units import Unit
from helpcentre.diagnostics.problem import Problem, Rule, problem

_MARKER = re.compile(r"[ \t]*\d+\.")
_TARGET = re.compile(r"\]\(\s*<?([^()\s<>]+)")
_CODE = re.compile(r"`([^`\n]+)`")
_NAME = re.compile(r"(?<![\w/])[A-Za-z][\w.+-]{2,}\w|\d+")
"""A word that may be a name, or a number: what is the same in the step of another language."""


def check_step_order(source: Unit, own: Unit, *, language: Language, file: str) -> Iterator[Problem]:
    """Yield a problem where two steps of a translation have changed places.

    A step is known by addresses, code, names and numbers that no other step of its section has; one of two steps may
    be known by having none. Nothing is said where the sections have other numbers of steps, or no step names anything.
    """
    theirs, ours = _steps(source), _steps(own)
    if len(theirs) != len(ours) or len(theirs) < 2:
        return
    for place, other in _swapped([names for _, names in theirs], [names for _, names in ours]):
        message = f"steps {place + 1} and {other + 1} stand in the other order in the {language.english_name} text"
        line = ours[place][0]
        yield problem(Rule.STRUCTURE_DIFFERS, file=file, line=line, message=message, fix="put them in that order")


def _swapped(theirs: list[set[str]], ours: list[set[str]]) -> Iterator[tuple[int, int]]:
    """Yield the places of steps that have changed places, the first one first."""
    shared = set[str]().union(*theirs) & set[str]().union(*ours)
    moved = {}
    for place, names in enumerate(theirs):
        signs = (names & shared).difference(*(other for number, other in enumerate(theirs) if number != place))
        places = {other for other, own in enumerate(ours) if not signs.isdisjoint(own)}
        if len(places) == 1 and place not in places:
            moved[place] = places.pop()
    for place, other in moved.items():
        is_nameless = shared.isdisjoint(theirs[other]) and shared.isdisjoint(ours[place])
        if (moved.get(other) == place and place < other) or is_nameless:
            yield min(place, other), max(place, other)


def _steps(unit: Unit) -> list[tuple[int, set[str]]]:
    """Return the line of each step, and what it names."""
    found, lines = list(blocks(unit)), unit.text.split("\n")
    starts = [block.line for block in found] + [unit.line + len(lines)]
    steps = []
    for number, block in enumerate(found):
        if block.kind == STEPS:
            end = next(start for start in starts[number + 1 :] if start > block.line or start == starts[-1])
            text = _MARKER.sub("", "\n".join(lines[block.line - unit.line : end - unit.line]), count=1)
            names = {*_TARGET.findall(text), *_CODE.findall(text), *map(str.casefold, _NAME.findall(text))}
            steps.append((block.line, names))
    return steps
