"""Steps of a translation beside its source's: those that name the same things stand in the same places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from helpcentre.content.language import Language
from helpcentre.content.markdown.fences import has_fence_sign
from helpcentre.content.prose import STEPS, blocks
from helpcentre.content.units import Unit
from helpcentre.diagnostics.problem import Problem, Rule, problem

_MARKER = re.compile(r"[ \t]*\d+\.")
_TARGET = re.compile(r"\]\(\s*<?([^()\s<>]+)")
_CODE = re.compile(r"`([^`\n]+)`")
_NAME = re.compile(r"(?<![\w/])[A-Za-z_][\w.+-]{2,}\w|\d+")
"""A word that may be a name, or a number: what is the same in the step of another language."""


@dataclass(frozen=True)
class _Step:
    """A step: its line, what it names, and those of its names that no common word of two languages can be."""

    line: int
    names: frozenset[str]
    clear: frozenset[str]


def check_step_order(source: Unit, own: Unit, *, language: Language, file: str) -> Iterator[Problem]:
    """Yield a problem where two steps of a translation have changed places.

    A step is known by addresses, code, names and numbers that no other step of its section has; one of two steps may
    be known by having none. Nothing is said where the sections have other numbers of steps, or no step names anything.
    """
    theirs, ours = _steps(source), _steps(own)
    if len(theirs) != len(ours) or len(theirs) < 2:
        return
    for place, other in _swapped(theirs, ours):
        message = f"steps {place + 1} and {other + 1} stand in the other order in the {language.english_name} text"
        line = ours[place].line
        yield problem(Rule.STRUCTURE_DIFFERS, file=file, line=line, message=message, fix="put them in that order")


def _swapped(theirs: list[_Step], ours: list[_Step]) -> Iterator[tuple[int, int]]:
    """Yield the places of steps that have changed places, the first one first."""
    shared = _names(theirs) & _names(ours)
    moved, clear = dict[int, int](), set[int]()
    for place, step in enumerate(theirs):
        signs = (step.names & shared) - _names(other for other in theirs if other is not step)
        places = {other for other, own in enumerate(ours) if not signs.isdisjoint(own.names)}
        if len(places) == 1 and place not in places:
            moved[place] = other = places.pop()
            clear |= {place} if signs & step.clear & ours[other].clear else set()
    for place, other in moved.items():
        is_nameless = shared.isdisjoint(theirs[other].names) and shared.isdisjoint(ours[place].names)
        is_pushed = place in clear and other not in moved and _fits(theirs[other], ours[place], ours[other])
        if (moved.get(other) == place and place < other) or (is_nameless and place in clear) or is_pushed:
            yield min(place, other), max(place, other)


def _fits(step: _Step, here: _Step, there: _Step) -> bool:
    """Whether a step of the source has more in common with the translation's ``here`` than with the one ``there``."""
    return len(step.names & here.names) > len(step.names & there.names)


def _names(steps: Iterable[_Step]) -> frozenset[str]:
    return frozenset[str]().union(*(step.names for step in steps))


def _steps(unit: Unit) -> list[_Step]:
    """Return the steps of a unit; a word with a capital, such as a product's name, is one that is clear."""
    found, lines = list(blocks(unit)), unit.text.split("\n")
    starts = [block.line for block in found] + [unit.line + len(lines)]
    steps = []
    for number, block in enumerate(found):
        if block.kind == STEPS:
            end = next(start for start in starts[number + 1 :] if start > block.line or start == starts[-1])
            written_lines = _own_lines(lines[block.line - unit.line : end - unit.line])
            text = _MARKER.sub("", "\n".join(written_lines), count=1).replace("\\_", "_")
            written, marked = _NAME.findall(text), {*_TARGET.findall(text), *_CODE.findall(text)}
            clear = marked.union(word.casefold() for word in written if not word.islower())
            steps.append(_Step(block.line, frozenset(marked.union(map(str.casefold, written))), frozenset(clear)))
    return steps


def _own_lines(lines: list[str]) -> list[str]:
    """Return the lines of a step without those below its list, which are not indented and follow an empty line."""
    for number, line in enumerate(lines[1:], start=1):
        is_below = not lines[number - 1].strip() or has_fence_sign(line[:3])
        if is_below and line.strip() and not line[0].isspace():
            return lines[:number]
    return lines
