"""published.txt: the addresses that readers may have kept, and what stood at the ids of their headings and steps.

Each line begins with an address from the site's root. Lines of a page of the source language say more:

- ``/topic/page/#rest FINGERPRINT HEADING SKETCH 1:MARK 2:MARK`` is a section as it was published, and its steps in
  their order. A ``MARK`` is the beginning of a step's fingerprint and a sketch of its text. A section has one line for
  each of its texts that a translation was made from.
- ``/topic/page/#rest -`` is a heading or step that is gone; readers are told.

Lines are sorted and stand by themselves, so branches can be joined line by line, and a line may be there twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from helpcentre.content.likeness import likeness, sketch
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import read_text

_HEAD = "# Addresses of the website that readers may have kept. Written by: helpcentre publish\n"
_GONE = "-"
DIGITS, _SIGNS = 8, 12
_HEX, _SKETCH = r"[0-9a-f]", rf"[\w.-]{{{_SIGNS}}}"
_STEP = re.compile(rf"(?P<id>\S+):(?P<digits>{_HEX}{{{DIGITS}}})(?P<sketch>{_SKETCH})")
_SECTION = re.compile(
    rf"/(?P<address>[^#]*)#(?P<id>\S*) (?P<fingerprint>{_HEX}{{12}}) (?P<head>{_HEX}{{{DIGITS}}}) "
    rf"(?P<sketch>{_SKETCH})(?P<steps>(?: \S+:{_HEX}{{{DIGITS}}}{_SKETCH})*)"
)
_GONE_LINE = re.compile(r"/(?P<address>[^#]*)#(?P<id>\S+) -")


@dataclass(frozen=True)
class Mark:
    """What is kept of a step: the beginning of its fingerprint, and a sketch of its text."""

    digits: str
    sketch: str

    @classmethod
    def of(cls, text: str, fingerprint: str) -> Mark:
        """Return the mark of a text that has this fingerprint."""
        return cls(fingerprint[:DIGITS], sketch(text))

    def likeness(self, other: Mark) -> float:
        """Return from 0 to 1 how like two steps are."""
        return 1.0 if self.digits == other.digits else likeness(self.sketch, other.sketch)


@dataclass(frozen=True)
class PublishedSection:
    """A section as it was published: ``steps`` has the id and mark of each, ``line`` is that of the file."""

    address: str
    id: str
    fingerprint: str
    head: str
    sketch: str
    steps: tuple[tuple[str, Mark], ...] = ()
    line: int = field(default=0, compare=False, repr=False)

    @property
    def ids(self) -> Iterator[str]:
        """The ids of the section and its steps."""
        if self.id:
            yield self.id
        yield from (step for step, _ in self.steps)

    @property
    def as_line(self) -> str:
        """The section as a line of the file."""
        start = f"{self.id}-step-".removeprefix("-")
        steps = (
            f" {step.removeprefix(start) if step.startswith(start) else f'#{step}'}:{mark.digits}{mark.sketch}"
            for step, mark in self.steps
        )
        return f"/{self.address}#{self.id} {self.fingerprint} {self.head} {self.sketch}{''.join(steps)}"


@dataclass(frozen=True)
class Published:
    """All that was published, by address from the site's root without its first slash.

    ``addresses`` has the line of each page, ``gone`` that of each id, with its address, that readers are told is gone.
    """

    addresses: Mapping[str, int] = field(default_factory=dict)
    sections: tuple[PublishedSection, ...] = ()
    gone: Mapping[tuple[str, str], int] = field(default_factory=dict)


def read_published(file: Path) -> Published:
    """Return what the file says; nothing where there is none.

    Raises HelpcentreError for a line that says nothing of an address.
    """
    addresses: dict[str, int] = {}
    sections: dict[PublishedSection, None] = {}
    gone: dict[tuple[str, str], int] = {}
    for number, line in enumerate(read_text(file, name=file.name).splitlines() if file.exists() else (), start=1):
        line = line.strip()  # noqa: PLW2901
        if not line or line.startswith("#"):
            continue
        if not line.startswith("/"):
            fix = "write it from the site's root, as in /en/contact/"
            raise HelpcentreError(f"{line!r} is no address", fix=fix, file=file.name, line=number)
        if "#" not in line:
            addresses[line[1:]] = number
        elif match := _GONE_LINE.fullmatch(line):
            gone[match["address"], match["id"]] = number
        elif match := _SECTION.fullmatch(line):
            sections.setdefault(_section(match, number))
        else:
            message, fix = "the line of a heading is not as it was written", "take it from git, or remove it"
            raise HelpcentreError(message, fix=fix, file=file.name, line=number)
    return Published(addresses, tuple(sections), gone)


def as_text(published: Published) -> str:
    """Return what was published as the text of the file."""
    lines = {f"/{address}" for address in published.addresses}
    lines |= {section.as_line for section in published.sections}
    lines |= {f"/{address}#{each} {_GONE}" for address, each in published.gone}
    return _HEAD + "".join(f"{line}\n" for line in sorted(lines))


def _section(match: re.Match[str], line: int) -> PublishedSection:
    start = f"{match['id']}-step-".removeprefix("-")
    steps = tuple(_steps(match["steps"].split(), start))
    return PublishedSection(
        match["address"], match["id"], match["fingerprint"], match["head"], match["sketch"], steps, line
    )


def _steps(written: Iterable[str], start: str) -> Iterator[tuple[str, Mark]]:
    for match in filter(None, map(_STEP.fullmatch, written)):
        step = match["id"]
        yield step[1:] if step.startswith("#") else start + step, Mark(match["digits"], match["sketch"])
