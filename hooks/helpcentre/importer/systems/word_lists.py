"""The lists of a Word document, which are paragraphs with a number and a level, counted and nested as Word shows them.

Numbers are counted over all paragraphs of a list: a list goes on after a paragraph, and its third item is 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

from helpcentre.importer.systems.word_package import W, value_of

_TYPES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
"""The ``type`` of an HTML list by the format of its numbers."""

_DEEPEST = 8


@dataclass(frozen=True)
class ListItem:
    """A paragraph of a list: its level from 0, the tags around its list, and its HTML."""

    depth: int
    opened: str
    tag: str
    html: str


@dataclass
class Numbering:
    """The formats of a document's lists by number and level, with their first number; and how far each is counted."""

    formats: dict[tuple[str, str], tuple[str, int]]
    counters: dict[tuple[str, int], int] = field(default_factory=dict)

    def item(self, number: str, level: str, html: str) -> ListItem:
        """Return the next item of the list ``number`` on a level, with this text."""
        shape, first = self.formats.get((number, level), ("bullet", 1))
        depth = min(int(level) if level.isdigit() else 0, _DEEPEST)
        for deeper in [key for key in self.counters if key[0] == number and key[1] > depth]:
            del self.counters[deeper]
        count = self.counters.get((number, depth), first - 1) + 1
        self.counters[number, depth] = count
        if shape in ("bullet", "none", ""):
            return ListItem(depth, "<ul>", "ul", html)
        kind = f' type="{_TYPES[shape]}"' if shape in _TYPES else ""
        return ListItem(depth, f'<ol start="{count}"{kind}>', "ol", html)


def read_numbering(tree: ElementTree.Element) -> Numbering:
    """Return what the part ``numbering.xml`` says of the lists."""
    levels = {
        (kind.get(f"{W}abstractNumId", ""), level.get(f"{W}ilvl", "")): (
            value_of(level, "numFmt"),
            value_of(level, "start"),
        )
        for kind in tree.iter(f"{W}abstractNum")
        for level in kind.iter(f"{W}lvl")
    }
    formats = {}
    for number in tree.iter(f"{W}num"):
        of = value_of(number, "abstractNumId")
        for (kind, level), (shape, start) in levels.items():
            if kind == of:
                formats[number.get(f"{W}numId", ""), level] = (shape, int(start) if start.isdigit() else 1)
    return Numbering(formats)


def nest_items(parts: Sequence[str | ListItem]) -> str:
    """Return paragraphs as HTML, those of lists nested by their levels."""
    html: list[str] = []
    tags: list[str] = []  # of the lists that are open

    def close(depth: int) -> None:
        while len(tags) > depth:
            html.append(f"</li></{tags.pop()}>")

    for part in parts:
        if isinstance(part, str):
            close(0)
            html.append(part)
            continue
        close(part.depth + 1)
        if len(tags) == part.depth + 1 and tags[-1] != part.tag:
            close(part.depth)
        if len(tags) == part.depth + 1:
            html.append(f"</li><li>{part.html}")
            continue
        while len(tags) < part.depth:
            html.append("<ul><li>")
            tags.append("ul")
        html.append(f"{part.opened}<li>{part.html}")
        tags.append(part.tag)
    close(0)
    return "".join(html)
