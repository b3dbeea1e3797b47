"""Headings of a translation and those of its source that mean the same part, where ids do not say so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from helpcentre.content.frontmatter import Document
from helpcentre.content.markdown.structure import Heading
from helpcentre.content.section_pairs import Section, are_moved, find_pairs
from helpcentre.util.text import fold

GLUED = re.compile(r"(?<=[^\s{}`$*_)\]])\{:?[ \t]*#(?P<id>[A-Za-z][\w-]*)[ \t]*\}$")
"""An id without a space before it, which Markdown would show."""
ELEMENT = re.compile(
    r"""(?<![`\w])<(?P<tag>a|span)[ \t]+(?:id|name)=(["'])(?P<id>[A-Za-z][\w-]*)\2[ \t]*></(?P=tag)>[ \t]*"""
)
"""An empty element that is there for its id alone."""
_TARGET = re.compile(r"\]\((?P<target>https?://[^()\s]+)\)")
_SORTED = 6
"""So many headings that are in the order of the alphabet in both languages were sorted in each."""
_FEW = 4
"""Of fewer headings below one, the order says nothing."""
_BEGINNING = 3
"""How many letters names in two languages share where they are alike: *Linux-Rechner*, *Linux computer*."""


def written_id(heading: Heading) -> str:
    """Return the id that stands right behind a heading's words, or that an empty element there has."""
    found = GLUED.search(heading.text.rstrip()) or ELEMENT.search(heading.text)
    return found["id"] if found else ""


def counterparts(document: Document, other: Document | None) -> list[Heading | None]:
    """Return for each heading of a page that of the other page which means the same part, None where it is not known.

    Headings that both name alike are pairs. Between two of these, places are counted where both pages have headings of
    the same levels; else sections are pairs that are clearly alike. Where words are sorted anew, as those of a glossary
    are in each language, places say nothing.
    """
    own = document.scan.headings
    theirs = other.scan.headings if other else ()
    if other is None or not theirs:
        return [None] * len(own)
    alike = _places_of_alike(own, theirs)
    known = [theirs[alike[place]] if place in alike else None for place in range(len(own))]
    whole, their_whole = _Stretch(document, own), _Stretch(other, theirs)
    have_places = not (_are_parallel(whole, their_whole) and _are_moved(whole, their_whole))
    is_in_place = have_places and all(place == their_place for place, their_place in alike.items())
    if is_in_place and (pairs := _in_parallel(whole, their_whole)):
        return [each or pair for each, pair in zip(known, pairs, strict=True)]
    if list(alike.values()) != sorted(alike.values()):
        return known
    found: list[Heading | None] = []
    start = their_start = 0
    for place, their_place in [*_anchors(own, theirs), (len(own), len(theirs))]:
        one = _Stretch(document, own[start:place])
        two = _Stretch(other, theirs[their_start:their_place])
        found += (have_places and _in_parallel(one, two)) or _by_likeness(one, two)
        found += theirs[their_place : their_place + 1]
        start, their_start = place + 1, their_place + 1
    return found


@dataclass(frozen=True)
class _Stretch:
    """Headings of a page that follow each other."""

    document: Document
    headings: Sequence[Heading]

    @cached_property
    def sections(self) -> list[Section]:
        """What stands below each of the headings, up to the next one of the page."""
        scan = self.document.scan
        starts = [fence.start for fence in scan.fences]
        ends = dict(pairwise([*(heading.start for heading in scan.headings), len(scan.lines)]))
        return [
            Section.of(
                each.level,
                each.text,
                "\n".join(scan.lines[each.end : ends[each.start]]),
                fences=bisect_left(starts, ends[each.start]) - bisect_left(starts, each.end),
            )
            for each in self.headings
        ]

    def siblings(self) -> Iterator[list[int]]:
        """Yield the places of the headings of one level that stand below one heading, for each of these."""
        open_runs: dict[int, list[int]] = {}
        for place, heading in enumerate(self.headings):
            yield from (run for level, run in open_runs.items() if level > heading.level)
            open_runs = {level: run for level, run in open_runs.items() if level <= heading.level}
            open_runs.setdefault(heading.level, []).append(place)
        yield from open_runs.values()

    def is_sorted(self, places: Sequence[int]) -> bool:
        """Whether headings are in the order of the alphabet, and not in that of numbers in them: *Section IV*."""
        texts = [fold(self.headings[place].text) for place in places]
        first_words = {text.partition(" ")[0] for text in texts}
        if (
            len(places) < _SORTED
            or 2 * len(first_words) <= len(places)
            or any(re.search(r"\d", text) for text in texts)
        ):
            return False
        return all(one < two for one, two in pairwise(texts))


def _places_of_alike(own: Sequence[Heading], theirs: Sequence[Heading]) -> dict[int, int]:
    """Return the place of each heading whose name stands once in either page, with its place in the other."""
    names, their_names = _names(own, theirs)
    counts, their_places = Counter(names), {name: place for place, name in enumerate(their_names)}
    once = {name for name, times in Counter(their_names).items() if name and times == 1 == counts[name]}
    return {place: their_places[name] for place, name in enumerate(names) if name in once}


def _are_parallel(own: _Stretch, theirs: _Stretch) -> bool:
    return [each.level for each in own.headings] == [each.level for each in theirs.headings]


def _are_moved(own: _Stretch, theirs: _Stretch) -> bool:
    """Whether what stands below parallel headings shows that places say nothing."""
    runs = (run for run in own.siblings() if len(run) >= _FEW)
    return any(are_moved(*([side.sections[place] for place in run] for side in (own, theirs))) for run in runs)


def _in_parallel(own: _Stretch, theirs: _Stretch) -> list[Heading | None]:
    """Return the other headings if there are as many of the same levels, without those that are sorted anew."""
    if not _are_parallel(own, theirs) or _are_moved(own, theirs):
        return []
    moved = {place for run in own.siblings() if _is_sorted_anew(own, theirs, run) for place in run}
    return [None if place in moved else heading for place, heading in enumerate(theirs.headings)]


def _is_sorted_anew(own: _Stretch, theirs: _Stretch, run: Sequence[int]) -> bool:
    """Whether headings below one are sorted by their words in both languages, and do not begin alike."""
    if not (own.is_sorted(run) and theirs.is_sorted(run)):
        return False
    pairs = [(fold(own.headings[place].text), fold(theirs.headings[place].text)) for place in run]
    return 2 * sum(one[:_BEGINNING] == other[:_BEGINNING] for one, other in pairs) < len(run)


def _by_likeness(own: _Stretch, theirs: _Stretch) -> list[Heading | None]:
    """Return the other headings of sections that are clearly alike, in the order of both pages."""
    is_list = all(any(side.is_sorted(run) for run in side.siblings()) for side in (own, theirs))
    pairs = {} if is_list else find_pairs(own.sections, theirs.sections)
    return [theirs.headings[pairs[place]] if place in pairs else None for place in range(len(own.headings))]


def _anchors(own: Sequence[Heading], theirs: Sequence[Heading]) -> list[tuple[int, int]]:
    """Return the places of the headings that both pages have, by their ids or words, in an order that both share."""
    names, their_names = _names(own, theirs)
    blocks = SequenceMatcher(None, names, their_names, autojunk=False).get_matching_blocks()
    return [
        (block.a + number, block.b + number)
        for block in blocks
        for number in range(block.size)
        if names[block.a + number]
    ]


def _names(*sides: Sequence[Heading]) -> list[list[str]]:
    """Return what the headings of each of two pages are known by: words, ids, or where a link in them leads.

    Words and links count if both pages have them.
    """
    texts = set.intersection(*({each.text for each in side} for side in sides))
    targets = set.intersection(*({_target(each) for each in side} for side in sides))
    return [[_known_by(each, texts, targets) for each in side] for side in sides]


def _known_by(heading: Heading, texts: set[str], targets: set[str]) -> str:
    if heading.text in texts:
        return heading.text
    target = _target(heading)
    return target if target in targets and target else written_id(heading) or heading.id


def _target(heading: Heading) -> str:
    found = _TARGET.search(heading.text)
    return found["target"] if found else ""
