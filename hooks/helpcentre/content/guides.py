"""Guided help: a folder of questions, whose answers lead to further questions, a step of an article or contact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from helpcentre.content.addresses import Addresses
from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter import Document
from helpcentre.content.markdown.line_kinds import MARKER
from helpcentre.content.reads import recorded
from helpcentre.content.titles import main_heading
from helpcentre.content.units import DESCRIPTION, TITLE, units

GUIDE = "guide"
"""What the index page of a folder calls itself, in the source language, to make the folder a guide: its first page."""

_CHOICE = re.compile(r"\[(?P<label>[^\]]+)\]\((?P<target>[^)\s]+)\)")
_QUESTION_MARKS = ("?", "？", "؟", "՞", ";")


@dataclass(frozen=True)
class Choice:
    """An item of the list that a page of a guide ends with: a link's text, its target as written, and its line.

    ``path`` is the page that it leads to, equal in every language; empty where the item is no link to a page.
    """

    label: str
    target: str
    line: int
    path: str


@dataclass(frozen=True)
class ChosenStep:
    """An answer on the way to a page: the page that asks, the question in words, and what was answered."""

    path: str
    question: str
    choice: str


@dataclass(frozen=True)
class Step:
    """Where a page stands in its guide.

    ``number`` counts the questions up to it, ``most`` those on the longest way through it. A page whose heading does
    not ask is a result.
    """

    number: int
    most: int
    is_result: bool
    trail: tuple[ChosenStep, ...]
    start: str

    @property
    def is_searched(self) -> bool:
        """Whether search leads to the page: to where a guide begins and to its results, and to no question between."""
        return self.is_result or not self.trail


@dataclass(frozen=True)
class Guide:
    """A guide as its source pages make it: the answers of each by path, and which of them ask.

    ``ways`` has for each page that answers lead to the way to it, as pairs of a page and the place of its answer.
    """

    start: str
    choices: Mapping[str, tuple[Choice, ...]]
    questions: frozenset[str]
    parents: Mapping[str, tuple[tuple[str, int], ...]]

    def step(self, path: str, text: Callable[[str], Document | None]) -> Step:
        """Return where the page at ``path`` stands; ``text`` gives a page as its readers see it."""
        way = self.parents.get(path, ())
        before = sum(asking in self.questions for asking, _ in way)
        number = before + (path in self.questions)
        trail = tuple(self._given(asking, place, text(asking)) for asking, place in way)
        return Step(number, before + self._longest(path), path not in self.questions, trail, self.start)

    def _longest(self, path: str) -> int:
        """Return how many questions there are at most from ``path`` on."""
        below = [other for other, way in self.parents.items() if way and way[-1][0] == path]
        return (path in self.questions) + max(map(self._longest, below), default=0)

    def _given(self, path: str, place: int, document: Document | None) -> ChosenStep:
        own = read_choices(document, path) if document else ()
        given = own[place] if place < len(own) else self.choices[path][place]
        return ChosenStep(path, heading(document) if document else "", given.label)


def start_of(documents: Documents, path: str) -> str:
    """Return the path of the first page of the guide that a page is part of; empty in no guide."""
    start = join(dirname(path), "index.md")
    return start if dirname(path) and documents.kind(start) == GUIDE else ""


def starts(documents: Documents) -> list[str]:
    """Return the paths of the first pages of all guides."""
    return [path for path in documents.paths(documents.source.code) if start_of(documents, path) == path]


def guide_of(documents: Documents, path: str) -> Guide | None:
    """Return the guide that a page is part of, or None."""
    start = start_of(documents, path)
    if not start:
        return None
    pages = {each: documents.get(documents.source.code, each) for each in _pages(documents, dirname(path))}
    found = {each: read_choices(document, each) for each, document in pages.items() if document}
    headings = {each: heading(document) for each, document in pages.items() if document}
    asking = frozenset(each for each, text in headings.items() if text.endswith(_QUESTION_MARKS))
    return Guide(start, found, asking, _ways(start, found))


@recorded
def step_of(addresses: Addresses, code: str, path: str) -> Step | None:
    """Return where a page stands in its guide, in the words that its readers see in a language; None in no guide."""
    documents = addresses.documents
    guide = guide_of(documents, path)
    if guide is None:
        return None
    return guide.step(path, lambda each: documents.get(addresses.text_code(code, each) or code, each))


def guides(documents: Documents) -> Iterator[Guide]:
    """Yield all guides of a project, in the order of their folders."""
    for path in starts(documents):
        if guide := guide_of(documents, path):
            yield guide


def linked_pages(documents: Documents) -> frozenset[str]:
    """Return the paths of all pages of guides that readers come to by answers only."""
    return frozenset(path for guide in guides(documents) for path in guide.choices if path != guide.start)


def read_choices(document: Document, path: str) -> tuple[Choice, ...]:
    """Return the items of the list at the end of a page's text, notes and replies left aside."""
    texts = [unit for unit in units(document).values() if not unit.aside and unit.id not in (TITLE, DESCRIPTION)]
    if not texts:
        return ()
    last = texts[-1]
    scan = last.scan
    found: list[Choice] = []
    for place, line in reversed(list(enumerate(scan.shown))):
        marker = MARKER.match(line)
        if place in scan.code_lines:
            break
        if marker and not (marker["indent"] or marker["number"]):
            found.append(_choice(_CHOICE.match(line, marker.end()), last.line + place, path))
        elif line.strip() and not line.startswith((" ", "\t")):
            break
    return tuple(reversed(found))


def heading(document: Document) -> str:
    """Return the heading at the top of a page: its main one, else its title, else the first of any level."""
    if top := main_heading(document) or str(document.meta.get("title") or ""):
        return top
    found = (unit.heading for unit in units(document).values() if unit.heading and unit.id not in (TITLE, DESCRIPTION))
    return next(found, "")


def _choice(link: re.Match[str] | None, line: int, path: str) -> Choice:
    target = link["target"] if link else ""
    page = target.partition("#")[0]
    leads = page.endswith(".md") and ":" not in page
    return Choice(link["label"] if link else "", target, line, normpath(join(dirname(path), page)) if leads else "")


def _pages(documents: Documents, folder: str) -> list[str]:
    return [path for path in documents.paths(documents.source.code) if dirname(path) == folder]


def _ways(start: str, found: Mapping[str, tuple[Choice, ...]]) -> dict[str, tuple[tuple[str, int], ...]]:
    ways: dict[str, tuple[tuple[str, int], ...]] = {start: ()}
    ahead = [start]
    while ahead:
        path = ahead.pop(0)
        for place, answer in enumerate(found.get(path, ())):
            if answer.path in found and answer.path not in ways:
                ways[answer.path] = (*ways[path], (path, place))
                ahead.append(answer.path)
    return ways
