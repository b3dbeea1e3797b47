"""Sections of today beside published ones: what is kept of one, and whether one is another in other words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from helpcentre.content.frontmatter import Document
from helpcentre.content.likeness import LONG, likeness, sketch
from helpcentre.content.published import Mark, PublishedSection
from helpcentre.content.steps import Step
from helpcentre.content.units import TOP, Unit, fingerprint_of, short, units

LIKE_SECTION = 0.3
"""How like two texts of a section at least are that are the same in other words; sections grow and shrink."""


def sections_by_id(document: Document) -> dict[str, Unit]:
    """Return the sections of a page by id, and what stands above the first heading by an empty one."""
    return {"" if each == TOP else each: unit for each, unit in units(document).items() if is_section(unit)}


def is_section(unit: Unit) -> bool:
    """Whether a unit is a section of the text, or what stands above the first heading."""
    return unit.aside is None and (bool(unit.section) or unit.id == TOP)


def published_section(
    address: str, each: str, unit: Unit | None, steps: Iterable[tuple[Step, str]]
) -> PublishedSection:
    """Return what is published at an address of a section of today: its id, its text, and its steps with their ids."""
    text = unit.text if unit else ""
    return PublishedSection(
        address,
        each,
        short(unit.fingerprint) if unit else fingerprint_of(""),
        head_digits(unit),
        sketch(text, LONG),
        tuple((name, Mark.of(step.text, step.fingerprint)) for step, name in steps),
    )


def head_digits(unit: Unit | None) -> str:
    """Return what is kept of a section's heading: of its words, whatever their capitals and signs."""
    words = re.findall(r"\w+", unit.heading.casefold()) if unit else []
    return fingerprint_of(" ".join(words))[:8]


def is_like(unit: Unit, section: PublishedSection, *, least: float = LIKE_SECTION) -> bool:
    """Whether a section of today has the heading of a published one, or at ``least`` that part of its text."""
    if short(unit.fingerprint) == section.fingerprint or (unit.heading and head_digits(unit) == section.head):
        return True
    return likeness(sketch(unit.text, LONG), section.sketch) >= least
