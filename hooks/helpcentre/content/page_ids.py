"""The ids of a page, as values: what they lead to, and what became of those that were published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from helpcentre.content.steps import Step
from helpcentre.content.units import Unit


@dataclass(frozen=True)
class Place:
    """A place on a page: its path, and the id of a heading or step there."""

    path: str
    id: str


@dataclass(frozen=True)
class Notice:
    """What readers are told who come for an id that is not on the page any more, below the heading ``after`` or on top.

    ``moved_to`` is where the text is now; None where it is gone.
    """

    id: str
    after: str
    moved_to: Place | None


@dataclass(frozen=True)
class PageAnchors:
    """The ids of a page as it is shown in a text's language.

    ``steps`` has the id of each step by the id of its section and its place there. ``targets`` are the further ids that
    lead to a heading or step, by its own. ``fingerprints`` has the fingerprint of each section and step by id.
    """

    steps: Mapping[tuple[str, int], str] = field(default_factory=dict)
    targets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    fingerprints: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SourceAnchors:
    """The ids of a page of the source: its sections' texts and its steps with their ids, in the order of the page.

    ``arrived`` has the present id of each published step of a section that came from another page, by its address and
    former id. ``former`` are the former ids that headings of the page answer for, by the heading's id; ``moved`` are
    those that stand on other pages, ``lost`` those that nobody answers for, each with its section.
    """

    sections: Mapping[str, Unit]
    steps: tuple[tuple[Step, str], ...]
    arrived: Mapping[tuple[str, str], str]
    former: Mapping[str, tuple[str, ...]]
    moved: Mapping[str, Place]
    lost: Mapping[str, str]
    gone: Mapping[str, str]

    def named(self, section: str, fingerprint: str | None = None) -> str:
        """Return the present id of a section, which may be called by a former one, or be known by its fingerprint."""
        if section in self.sections:
            return section
        former = next((heading for heading, ids in self.former.items() if section in ids), "")
        same = (each for each, unit in self.sections.items() if each and unit.has_fingerprint(fingerprint))
        return former or next(same, section)

    def steps_of(self, section: str) -> list[str]:
        """Return the ids of a section's steps."""
        return [each for step, each in self.steps if step.section == section]
