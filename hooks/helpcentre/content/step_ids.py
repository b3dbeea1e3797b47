"""The ids of steps, which follow what the steps say: the present steps of a page are compared with those published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from helpcentre.content.published import DIGITS, Mark, PublishedSection
from helpcentre.content.steps import Step

LIKE = 0.5
"""How like two steps of a section at least are that are the same step in other words."""

_CODE = 4
"""How many digits of a step's fingerprint its id has, unless two have the same."""


@dataclass(frozen=True)
class KnownStep:
    """A step that was published at an address: its id, section and the marks it had; ``is_own`` says on this page."""

    address: str
    id: str
    section: str
    marks: tuple[Mark, ...]
    is_own: bool = True


@dataclass(frozen=True)
class AssignedSteps:
    """The steps of a page with their ids, in its order.

    ``arrived`` has the id of each that was published on another page, by its address and former id.
    """

    steps: tuple[tuple[Step, str], ...]
    arrived: Mapping[tuple[str, str], str]


def join_sections(sections: Iterable[PublishedSection], *, alias: Mapping[str, str]) -> Iterator[KnownStep]:
    """Yield the steps of published sections, each once with all the marks it had."""
    marks = defaultdict[str, dict[Mark, None]](dict)
    first: dict[str, PublishedSection] = {}
    for section in sections:
        for each, mark in section.steps:
            first.setdefault(each, section)
            marks[each][mark] = None
    for each, section in first.items():
        yield KnownStep(section.address, each, alias.get(section.id, section.id), tuple(marks[each]))


def assign_steps(
    present: Sequence[Step],
    known: Sequence[KnownStep],
    *,
    published: Iterable[str],
    taken: Iterable[str],
    gone: frozenset[str],
) -> AssignedSteps:
    """Return the id of each step.

    First the texts that are equal are given their ids, those of their own section before others, then those that are
    like one of their section. A step that is ``gone`` comes back only with its very text. ``published`` are the
    sections that were, ``taken`` the ids that no new step may have.
    """
    given = _compare(present, known, gone)
    used = {*taken, *(step.own_id for step in present), *(step.id for step in known if step.is_own)}
    ids: list[tuple[Step, str]] = []
    arrived: dict[tuple[str, str], str] = {}
    in_published, counts = frozenset(published), dict[str, int]()
    for number, step in enumerate(present):
        old = given.get(number)
        if step.own_id:
            name = step.own_id
        elif old and (old.is_own or old.id not in used):
            name = old.id
        elif step.section in in_published or step.number_id in used:
            name = code_id(step, used, counts)
        else:
            name = step.number_id
        used.add(name)
        if old and not old.is_own:
            arrived[old.address, old.id] = name
        ids.append((step, name))
    return AssignedSteps(tuple(ids), arrived)


def _compare(present: Sequence[Step], known: Sequence[KnownStep], gone: frozenset[str]) -> dict[int, KnownStep]:
    """Return which published step each present one is, by its number; those with an id of their own are none."""
    given: dict[int, KnownStep] = {}
    free = [number for number, step in enumerate(present) if not step.own_id]
    left = dict.fromkeys(known)

    def take(pairs: Iterable[tuple[int, KnownStep]]) -> None:
        for number, step in pairs:
            if number not in given and step in left:
                given[number] = step
                del left[step]
        free[:] = [number for number in free if number not in given]

    take(_equal(present, free, list(left), is_at_home=True))
    take(_equal(present, free, list(left), is_at_home=False))
    take(_like(present, free, [step for step in left if step.id not in gone]))
    return given


def _equal(
    present: Sequence[Step], free: Iterable[int], known: Iterable[KnownStep], *, is_at_home: bool
) -> Iterator[tuple[int, KnownStep]]:
    """Yield the steps of equal text in their order, in their own section or in any."""
    olds, news = defaultdict[tuple[str, str], list[KnownStep]](list), defaultdict[tuple[str, str], list[int]](list)
    for step in known:
        for mark in step.marks:
            olds[mark.digits, step.section if is_at_home else ""].append(step)
    for number in free:
        new = present[number]
        news[new.fingerprint[:DIGITS], new.section if is_at_home else ""].append(number)
    for key, numbers in news.items():
        yield from list(zip(numbers, olds.get(key, ()), strict=False))


def _like(present: Sequence[Step], free: Iterable[int], known: Sequence[KnownStep]) -> Iterator[tuple[int, KnownStep]]:
    """Yield the steps of a section that are like ones that were published there, the most like first."""
    marks: dict[int, Mark] = {}
    pairs = []
    for place, step in enumerate(known):
        for number in free:
            if present[number].section == step.section:
                mark = marks.setdefault(number, Mark.of(present[number].text, present[number].fingerprint))
                alike = max(mark.likeness(each) for each in step.marks)
                if alike >= LIKE:
                    pairs.append((-alike, number, place))
    for _, number, place in sorted(pairs):
        yield number, known[place]


def code_id(step: Step, used: set[str], counts: dict[str, int]) -> str:
    """Return the id of a step that is made of its text; ``counts`` has the last numbers of those of equal text."""
    start, fingerprint = f"{step.section}-step-".removeprefix("-"), step.fingerprint
    for length in range(_CODE, len(fingerprint) + 1):
        if (name := start + fingerprint[:length]) not in used:
            return name
    count = counts.get(name, 1) + 1
    while f"{name}-{count}" in used:
        count += 1
    counts[name] = count
    return f"{name}-{count}"
