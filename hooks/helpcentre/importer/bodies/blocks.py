"""What an article's text consists of: blocks, and runs of text in them; neither HTML nor Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

Styles = frozenset[str]
"""How a text is set, by the names of HTML: strong, em, code, kbd, del, sup, sub, u, mark."""

PLAIN_STYLES: Styles = frozenset()


@dataclass(frozen=True)
class Run:
    """Text in one style, within one link or none."""

    text: str
    styles: Styles = PLAIN_STYLES
    link: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture within a text: where it comes from, what stands for it, and its size in CSS pixels, 0 for unknown."""

    source: str
    alt: str
    width: int = 0
    height: int = 0
    link: str = ""


@dataclass(frozen=True)
class Video:
    """A film of another host, or a file: its address, for people to open, and its title."""

    address: str
    title: str


@dataclass(frozen=True)
class Break:
    """The end of a line within a paragraph."""


Inline = Run | Picture | Video | Break


@dataclass
class Paragraph:
    """Running text; ``indent`` counts the levels that an editor has indented it by."""

    inlines: list[Inline]
    indent: int = 0
    anchors: list[str] = field(default_factory=list)


@dataclass
class Heading:
    """A heading of level 1 to 6; ``anchors`` are the ids that lead to it, ``id`` the one that it gets here."""

    level: int
    inlines: list[Inline]
    anchors: list[str] = field(default_factory=list)
    id: str = ""


@dataclass
class Item:
    """An item of a list; ``value`` is the number that readers see before it, 0 in a list without numbers."""

    blocks: list[Block]
    value: int = 0
    is_nested_only: bool = False
    """Whether it is there for the list in it alone, as editors write it without an item around."""


@dataclass
class List:
    """A list; ``kind`` is the ``type`` of its numbers, as in HTML: 1, a, A, i or I."""

    is_ordered: bool
    items: list[Item]
    kind: str = "1"


@dataclass
class Cell:
    """A cell of a table; ``columns`` and ``rows`` are what it spans."""

    blocks: list[Block]
    is_head: bool = False
    columns: int = 1
    rows: int = 1


@dataclass
class Table:
    """A table, row by row."""

    rows: list[list[Cell]]


@dataclass
class Code:
    """A block of code, its lines as they are, and the name of its language, if known."""

    text: str
    language: str = ""


@dataclass
class Quote:
    """A quotation."""

    blocks: list[Block]


@dataclass
class Rule:
    """A line across."""


@dataclass
class Box:
    """A box: its type, as in note or warning, and its title, if any; ``is_open`` is None for one that cannot fold."""

    kind: str
    title: list[Inline]
    blocks: list[Block]
    is_open: bool | None = None


Block = Paragraph | Heading | List | Table | Code | Quote | Rule | Box


def text_of(inlines: Sequence[Inline]) -> str:
    """Return what a text says, in one line, without its pictures."""
    parts = [inline.text if isinstance(inline, Run) else " " for inline in inlines]
    return " ".join("".join(parts).split())


def is_empty(inlines: Sequence[Inline]) -> bool:
    """Whether a text has neither words nor pictures."""
    return all(isinstance(each, Break) or (isinstance(each, Run) and not each.text.strip()) for each in inlines)


def parts_of(block: Block) -> list[list[Block]]:
    """Return the lists of blocks that are in a block."""
    if isinstance(block, List):
        return [item.blocks for item in block.items]
    if isinstance(block, Table):
        return [cell.blocks for row in block.rows for cell in row]
    return [block.blocks] if isinstance(block, Quote | Box) else []


def walk(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield all blocks in the order of the text, those in others too."""
    for block in blocks:
        yield block
        for part in parts_of(block):
            yield from walk(part)


def inlines_of(block: Block) -> list[list[Inline]]:
    """Return the texts that stand directly in a block."""
    if isinstance(block, Paragraph | Heading):
        return [block.inlines]
    return [block.title] if isinstance(block, Box) else []


def tidy(inlines: Sequence[Inline]) -> list[Inline]:
    """Return a text without needless spaces: one between words, none at the ends of lines or within emphasis alone."""
    tidied: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Run):
            for run in _split_spaces(inline):
                _append(tidied, run)
        elif isinstance(inline, Break):
            _strip_end(tidied)
            tidied.append(inline)
        else:
            tidied.append(inline)
    while tidied and isinstance(tidied[-1], Break):
        tidied.pop()
        _strip_end(tidied)
    _strip_end(tidied)
    return tidied


def _split_spaces(run: Run) -> Iterator[Run]:
    """Yield the spaces around a text apart from it, in no style and outside its link; code keeps them within."""
    text = " ".join(run.text.replace("\u00a0", "\ue020").split())
    inner = text.strip("\ue020 ").replace("\ue020", "\u00a0")
    if run.text[:1].isspace():
        yield Run(" ")
    if inner:
        yield replace(run, text=inner)
    if inner and run.text[-1:].isspace():
        yield Run(" ")


def _append(tidied: list[Inline], run: Run) -> None:
    last = tidied[-1] if tidied else Break()
    if run == Run(" "):
        is_spaced = isinstance(last, Run) and last.text[-1:] == " "
        if not (isinstance(last, Break) or is_spaced):
            tidied.append(run)
    elif isinstance(last, Run) and (last.styles, last.link) == (run.styles, run.link):
        tidied[-1] = replace(last, text=last.text + run.text)
    elif (
        last == Run(" ")
        and len(tidied) > 1
        and isinstance(before := tidied[-2], Run)
        and (before.styles, before.link) == (run.styles, run.link)
        and (run.styles or run.link)
    ):
        tidied[-2:] = [replace(before, text=f"{before.text} {run.text}")]
    else:
        if last == Run(" ") and run.link and len(tidied) > 1 and getattr(tidied[-2], "link", "") == run.link:
            tidied[-1] = Run(" ", link=run.link)
        tidied.append(run)


def _strip_end(tidied: list[Inline]) -> None:
    if tidied and isinstance(last := tidied[-1], Run):
        text = last.text.rstrip()
        tidied[-1:] = [replace(last, text=text)] if text else []


def without_break(inlines: Sequence[Inline]) -> Sequence[Inline]:
    """Return a text without the breaks and spaces that it begins with."""
    while inlines and (isinstance(inlines[0], Break) or (isinstance(inlines[0], Run) and not inlines[0].text.strip())):
        inlines = inlines[1:]
    if inlines and isinstance(first := inlines[0], Run) and first.text[:1].isspace():
        return [replace(first, text=first.text.lstrip()), *inlines[1:]]
    return inlines
