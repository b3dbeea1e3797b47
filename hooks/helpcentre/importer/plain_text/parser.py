"""A plain-text export of a support article, read into an :class:`Article`; pure, knows no files.

The export format: the first line is the title; a lone "Bearbeitet" line under it is the edit mark. ``N. Title`` at
the start of a line opens a section; it is a step where the next follows at once, or where most are sentences. An
indented ``N.`` is a step, ``•`` a bullet whose depth is its indent, and so are lines with ``-`` that follow each other.
Other lines are paragraphs, or go on with the item above that they are indented under. One without a stop, between a
sentence and a list, is a paragraph of its own: the label of the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from helpcentre.content.linguistics import Linguistics, all_linguistics
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.text import any_of

_SECTION = re.compile(r"(?P<number>\d{1,3})\.\s+(?P<text>\S.*)")
_STEP = re.compile(r"(?P<marker>\d{1,3}\.)(?:\s+(?P<text>.*))?$")
_BULLET = re.compile(r"(?P<marker>[•◦▪‣●○■])\s*(?P<text>.*)$")
_DASH = re.compile(r"(?P<marker>[-–*])\s+(?P<text>.*)$")

_STOPS = (".", "!", "?", "…", "。", "！", "？", "؟")
"""What a sentence ends with."""

_EDIT_TAIL = r"\s*[:,·–-]?(?=.*\d)[^!?]{1,45}[^!?.]"
"""What may follow an edit mark: a date, a name or "an hour ago"."""


MAX_DEPTH = 12
"""Items deeper than this are kept on the deepest level; no reader could tell them apart."""


@dataclass
class Paragraph:
    """Running text, its lines joined; ``line`` is the first one's number."""

    text: str
    line: int


@dataclass
class Item:
    """A step (``marker`` as in ``2.``) or a bullet, with what stands indented under it."""

    marker: str
    text: str
    line: int
    indent: int
    children: list[Block] = field(default_factory=list)

    @property
    def is_step(self) -> bool:
        """Whether the item is numbered."""
        return self.marker.endswith(".")


Block = Paragraph | Item


@dataclass
class Section:
    """A numbered part of an article."""

    number: int
    title: str
    line: int
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Article:
    """One help topic; ``kept_as_text`` are lines that look like a section's title but are out of sequence."""

    title: str
    title_line: int
    edit_mark: Paragraph | None = None
    intro: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    kept_as_text: list[Paragraph] = field(default_factory=list)

    def blocks(self) -> Iterator[Block]:
        """Yield all blocks in reading order, those within items too."""
        for part in (self.intro, *(section.blocks for section in self.sections)):
            yield from _flat(part)


def parse_article(text: str, *, file: str = "") -> Article:
    """Return the article in ``text``; raises HelpcentreError if there is none in it."""
    lines = text.removeprefix("\ufeff").splitlines()
    numbered = [(number, line.expandtabs(4)) for number, line in enumerate(lines, start=1)]
    start = next((index for index, (_, line) in enumerate(numbered) if line.strip()), None)
    if start is None:
        raise HelpcentreError("the file has no text", fix="export the article again", file=file)
    number, title = numbered[start]
    filled = [line.strip() for _, line in numbered[start + 1 :] if line.strip()]
    at_margin = [line for _, line in numbered[start + 1 :] if line.strip()]
    has_dashes = any(_DASH.match(line) and _DASH.match(after) for line, after in pairwise(filled))
    article = Article(title=_joined(title), title_line=number)
    reader = _Reader(article, has_sections=not _are_steps(at_margin), has_dashes=has_dashes)
    for number, line in numbered[start + 1 :]:
        reader.read(number, line)
    return reader.finished()


def _are_steps(filled: list[str]) -> bool:
    """Whether the numbers at the start of lines count steps: one follows the other at once, or most are sentences."""
    places: list[int] = []
    for place, line in enumerate(filled):
        match = _SECTION.fullmatch(line.rstrip())
        places += [place] if match and int(match["number"]) == len(places) + 1 else []
    follow = any(after == place + 1 for place, after in pairwise(places))
    sentences = sum(filled[place].rstrip().endswith((".", "。")) for place in places)
    return follow or sentences * 2 > len(places)


class _Reader:
    """Places one line after the other; ``open_items`` are the items that a deeper indent would go under."""

    def __init__(self, article: Article, *, has_sections: bool, has_dashes: bool) -> None:
        self.article, self.has_sections, self.has_dashes = article, has_sections, has_dashes
        self.blocks = article.intro
        self.open_items: list[Item] = []
        self.after_blank = True
        self.growing: tuple[Block, list[str]] | None = None

    def read(self, number: int, line: str) -> None:
        text = line.strip()
        indent = len(line) - len(line.lstrip())
        if text and not (self._section(number, indent, text) or self._item(number, indent, text)):
            self._text(number, indent, text)
        self.after_blank = not text

    def finished(self) -> Article:
        self._settle()
        self._take_edit_mark()
        return self.article

    def _section(self, number: int, indent: int, text: str) -> bool:
        match = _SECTION.fullmatch(text) if indent == 0 and self.has_sections else None
        if not match:
            return False
        if int(match["number"]) != len(self.article.sections) + 1:
            self.article.kept_as_text.append(Paragraph(_joined(text), number))
            return False
        section = Section(int(match["number"]), _joined(match["text"]), number)
        self.article.sections.append(section)
        self.blocks, self.open_items = section.blocks, []
        return True

    def _item(self, number: int, indent: int, text: str) -> bool:
        match = _BULLET.match(text) or (_DASH.match(text) if self.has_dashes else None)
        match = match or (_STEP.match(text) if indent or not self.has_sections else None)
        if not match:
            return False
        while self.open_items and (self.open_items[-1].indent >= indent or len(self.open_items) >= MAX_DEPTH):
            self.open_items.pop()
        self._part_label(number)
        item = Item(match["marker"], _joined(match["text"] or ""), number, indent)
        self._container().append(item)
        self.open_items.append(item)
        return True

    def _text(self, number: int, indent: int, text: str) -> None:
        while self.open_items and self.open_items[-1].indent >= indent:
            self.open_items.pop()
        container = self._container()
        if not self.after_blank and container and isinstance(container[-1], Paragraph):
            self._grow(container[-1], text)
        elif self.open_items and not container and (not self.after_blank or not self._has_text(self.open_items[-1])):
            self._grow(self.open_items[-1], text)
        else:
            container.append(Paragraph(_joined(text), number))

    def _grow(self, block: Block, text: str) -> None:
        """Add a line to a block; the lines are joined once, when another block begins to grow."""
        if self.growing is None or self.growing[0] is not block:
            self._settle()
            self.growing = (block, [block.text])
        self.growing[1].append(text)

    def _part_label(self, number: int) -> None:
        """Make a paragraph of the line before an item where it is a label of the list, and no end of a sentence."""
        container = self._container()
        block, lines = self.growing or (None, [])
        if self.after_blank or not isinstance(block, Paragraph) or not container or container[-1] is not block:
            return
        if lines[-2].endswith(_STOPS) and not lines[-1].endswith(_STOPS):
            label = lines.pop()
            self._settle()
            self.growing = None
            container.append(Paragraph(_joined(label), number - 1))

    def _has_text(self, block: Block) -> bool:
        return bool(block.text) or (self.growing is not None and self.growing[0] is block)

    def _settle(self) -> None:
        if self.growing:
            block, lines = self.growing
            block.text = _joined(" ".join(lines))

    def _container(self) -> list[Block]:
        return self.open_items[-1].children if self.open_items else self.blocks

    def _take_edit_mark(self) -> None:
        intro = self.article.intro
        if intro and isinstance(intro[0], Paragraph) and _edit_mark().fullmatch(intro[0].text):
            self.article.edit_mark = intro[0]
            del intro[0]


@cache
def _edit_mark() -> re.Pattern[str]:
    """Return a pattern of how help desks mark an edited article in any language."""
    marks = "|".join(_edit_words(language) for language in all_linguistics() if language.edit_marks)
    return re.compile(f"(?:{marks})(?:[.:]|{_EDIT_TAIL})?", re.IGNORECASE)


def _edit_words(language: Linguistics) -> str:
    adverbs, marks = (any_of(words) for words in (language.edit_mark_adverbs, language.edit_marks))
    return f"(?:{adverbs} ?)?{marks}" if language.edit_mark_adverbs else marks


def _flat(blocks: list[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Item):
            yield from _flat(block.children)


def _joined(text: str) -> str:
    return " ".join(text.split())
