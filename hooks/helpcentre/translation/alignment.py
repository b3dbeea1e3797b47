"""The messages of a source page beside those of its translation: what a translator gets to see of the two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from helpcentre.content.blocks import Kind
from helpcentre.translation.segments import Page, Segment, SegmentedUnit

_WORDLESS = re.compile(
    r"""(?m)^[ \t]*-+8<-+.*$|</?[a-zA-Z][\w-]*(?:\s+(?!alt|title|aria-)[\w:-]+(?:=(?:"[^"]*"|'[^']*'))?)*\s*/?>"""
)
"""What of a text is nothing to translate: an include, or a tag without words for readers."""


class Match(Enum):
    """How a unit of the source meets the translation."""

    PAIRED = "the messages are of equal number and kind"
    WHOLE = "they are not: all below the heading is one message"
    ABSENT = "the translation does not have the unit, or nothing below its heading"


@dataclass(frozen=True)
class AlignedSegment:
    """A message of the source page and the text ``present`` in the translation, empty where there is none."""

    message: Segment
    present: str
    form: Match

    @property
    def key(self) -> str:
        """The message's key, equal on both pages."""
        return self.message.key

    @property
    def may_stay(self) -> bool:
        """Whether the source's text will do in every language: code, or nothing but includes, addresses and tags."""
        return self.message.kind is Kind.CODE or not _WORDLESS.sub("", self.message.text).strip()


def align_segments(source: Page, translation: Page | None) -> list[AlignedSegment]:
    """Return a pair for each text of ``source`` that can be translated, in its order."""
    found = []
    for unit_id, part in source.parts.items():
        other = translation.parts.get(unit_id) if translation else None
        found += [pair for pair in _of_unit(part, other) if pair.message.text]
    return found


def _of_unit(part: SegmentedUnit, other: SegmentedUnit | None) -> Iterator[AlignedSegment]:
    present = {message.name: message.text for message in other.texts} if other else {}
    if other and part.shape == other.shape:
        form, messages = Match.PAIRED, part.messages
    elif not (other and other.body):
        form, messages = Match.ABSENT, part.messages
    else:
        form, messages = Match.WHOLE, tuple(message for message in part.texts if message.name in {"0", "body"})
    for message in messages:
        yield AlignedSegment(message, present.get(message.name, ""), form)
