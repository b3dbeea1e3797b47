"""Faults of a built site before they are problems: what one template does wrong on a thousand pages is one problem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from helpcentre.diagnostics.problem import Problem, Rule, problem


@dataclass(frozen=True, order=True)
class Location:
    """A line of a file, relative to the project; line 0 where none is to blame.

    ``is_shared`` says that many pages show what was written there, or that nobody knows where it was.
    """

    file: str
    line: int = 0
    is_shared: bool = False


@dataclass(frozen=True)
class Finding:
    """What is wrong at a place, and what to do; shared faults with one ``subject`` are the same fault."""

    rule: Rule
    location: Location
    message: str
    fix: str
    subject: str = ""


def deduplicate(faults: Iterable[Finding]) -> Iterator[Problem]:
    """Yield a problem for each fault; a shared one once, with the number of pages that show it."""
    shared: dict[tuple[Rule, str, int, str], list[tuple[str, str, str]]] = defaultdict(list)
    for fault in faults:
        place = fault.location
        if not place.is_shared:
            yield problem(fault.rule, file=place.file, line=place.line, message=fault.message, fix=fault.fix)
            continue
        key = (fault.rule, place.file, place.line, "") if place.line else (fault.rule, "", 0, fault.subject)
        shared[key].append((place.file, fault.message, fault.fix))
    for (kind, _, line, _), seen in shared.items():
        file, message, fix = min(seen)
        where = "seen" if line else "in a template or an included text, seen"
        text = f"{message}; {where} on {len(seen)} page{'s' * (len(seen) > 1)}"
        yield problem(kind, file=file, line=line, message=text, fix=fix)
