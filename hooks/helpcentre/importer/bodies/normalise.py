"""Blocks as their authors meant them: lists that go on, typed steps, boxes that are tables, headings in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from helpcentre.content.linguistics import all_linguistics
from helpcentre.importer.bodies.blocks import (
    Block,
    Box,
    Break,
    Cell,
    Code,
    Heading,
    Inline,
    Item,
    List,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    Video,
    inlines_of,
    is_empty,
    parts_of,
    text_of,
    tidy,
    walk,
    without_break,
)
from helpcentre.importer.bodies.dom import printable
from helpcentre.importer.bodies.lists import join_lists, read_typed_lists, split_typed

LONGEST_HEADING = 160
"""Characters of a heading at most; more are a paragraph that was made to look like one."""

LONGEST_LABEL = 40

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?!\d)")
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "ftp", "geo", "whatsapp", "tg", "skype"})


def normalise(blocks: Sequence[Block]) -> list[Block]:
    """Return an article's blocks put right; no text is added or taken away but for marks that a list has itself."""
    for block in walk(blocks):
        for inlines in inlines_of(block):
            inlines[:] = [_safe(inline) for inline in inlines]
    return _with_heading_levels(_normal(blocks, is_top=True))


def _safe(inline: Inline) -> Inline:
    """Return a text without its link, if that could run a program or leads into the computer of whoever wrote it."""
    if isinstance(inline, Run | Picture) and not is_safe(inline.link):
        return replace(inline, link="")
    return inline


def is_safe(address: str) -> bool:
    """Whether a page may link to an address: one of the web, of mail or telephone, or one relative to the page."""
    match = _SCHEME.match(printable("".join(address.split())))
    return not match or match["scheme"].lower() in _SCHEMES


def _normal(blocks: Sequence[Block], *, is_top: bool = False) -> list[Block]:
    done = [_normal_inside(block) for block in blocks]
    done = [part for block in done for part in _unboxed(block)]
    done = [_as_box(block) for block in done]
    done = [part for block in done for part in _real_headings(block, is_top=is_top)]
    done = [part for block in done for part in split_typed(block)]
    done = read_typed_lists(done)
    return join_lists(done)


def _normal_inside(block: Block) -> Block:
    """Return a block with what is in it put right."""
    if isinstance(block, List):
        items = [Item(_normal(item.blocks), item.value, item.is_nested_only) for item in block.items]
        return replace(block, items=[item for item in items if item.blocks])
    if isinstance(block, Table):
        rows = [[replace(cell, blocks=_normal(cell.blocks)) for cell in row] for row in block.rows]
        return _with_head(Table(rows))
    if isinstance(block, Box):
        return _with_title(replace(block, blocks=_normal(block.blocks)))
    return replace(block, blocks=_normal(block.blocks)) if isinstance(block, Quote) else block


def _unboxed(block: Block) -> list[Block]:
    """Return what is in a block that has nothing to say of it: an empty list or box, a box around code or a box."""
    if isinstance(block, List) and not block.items:
        return []
    if isinstance(block, Quote) and not block.blocks:
        return []
    if isinstance(block, Box) and not block.title:
        if not block.blocks:
            return []
        if block.is_open is None and all(isinstance(each, Code | Box | Table) for each in block.blocks):
            return block.blocks
    return [block]


# Boxes


def is_layout(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table with these texts is a box: one cell, or one row of a label, as in NOTE, and a text."""
    if len(rows) != 1 or not 0 < len(rows[0]) <= 2:
        return False
    return len(rows[0]) == 1 or bool(label_kind(rows[0][0])) or not rows[0][0].strip()


def label_kind(text: str) -> str:
    """Return the type of box that a label such as ``Note:`` begins, in any language; empty for none."""
    return _labels().get(text.strip(" \u00a0:：!！.").casefold(), "")


@cache
def _labels() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in all_linguistics():
        for kind, words in language.box_words.items():
            found |= {word.casefold(): kind for word in words}
    return found


def _as_box(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    rows = [[" ".join(map(_said, cell.blocks)) for cell in row] for row in block.rows]
    if not is_layout(rows):
        return block
    *labels, body = block.rows[0]
    blocks = [part for cell in (*labels, body) for part in cell.blocks]
    return _with_title(Box(label_kind(rows[0][0]) or "note", [], blocks))


def _said(block: Block) -> str:
    if isinstance(block, Paragraph | Heading):
        return text_of(block.inlines)
    return " ".join(_said(inner) for part in parts_of(block) for inner in part) or "\ufffc"


def _with_title(box: Box) -> Box:
    """Return a box with its label as title: a first line or first bold words that end in a colon or name its type."""
    first = box.blocks[0] if box.blocks else None
    if box.is_open is not None or box.title or not isinstance(first, Paragraph | Heading) or not first.inlines:
        return box
    label = first.inlines[0]
    if not isinstance(label, Run) or label.link or len(label.text) > LONGEST_LABEL:
        return box
    rest = first.inlines[1:]
    is_alone = not rest or isinstance(rest[0], Break)
    is_bold = "strong" in label.styles or isinstance(first, Heading)
    kind = label_kind(label.text)
    if not (kind or (is_bold and label.text.endswith((":", "："))) or (is_bold and is_alone)):
        return box
    if not (is_bold or is_alone):
        return box
    title: list[Inline] = [Run(label.text.rstrip(":： \u00a0"))]
    following: list[Block] = [Paragraph(tidy(without_break(rest)))] if not is_empty(rest) else []
    if is_empty(title) or not (following or box.blocks[1:]):
        return box
    return replace(box, kind=kind or box.kind, title=title, blocks=[*following, *box.blocks[1:]])


def _with_head(table: Table) -> Table:
    """Return a table whose first row is its head, if all of it is bold; and in a head, bold says nothing."""
    first, rest = table.rows[0], table.rows[1:]
    is_head = all(cell.is_head for cell in first)
    if not (is_head or (rest and all(map(_is_bold, first)))):
        return table
    heads = [replace(cell, is_head=True, blocks=[_plain(block) for block in cell.blocks]) for cell in first]
    return Table([heads, *rest])


def _is_bold(cell: Cell) -> bool:
    """Whether a cell has text, and bold text only."""
    runs = [each for block in cell.blocks for inlines in inlines_of(block) for each in inlines if isinstance(each, Run)]
    said = [run for run in runs if run.text.strip()]
    one_line = all(isinstance(block, Paragraph) for block in cell.blocks)
    return bool(said) and one_line and all("strong" in run.styles for run in said)


def _plain(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, inlines=tidy([_without_strong(each) for each in block.inlines]))
    return block


# Headings


def _real_headings(block: Block, *, is_top: bool) -> list[Block]:
    """Return a heading as a paragraph where none can be: in a list, box or table, or around a paragraph or picture."""
    if not isinstance(block, Heading):
        return [block]
    has_picture = any(isinstance(each, Picture | Video) for each in block.inlines)
    if is_top and not has_picture and len(text_of(block.inlines)) <= LONGEST_HEADING:
        plain = [_without_strong(each) for each in block.inlines if not isinstance(each, Break)]
        spaced = [_without_strong(each) if not isinstance(each, Break) else Run(" ") for each in block.inlines]
        return [replace(block, inlines=tidy(spaced if len(plain) < len(spaced) else plain))]
    bold = [replace(e, styles=e.styles | {"strong"}) if isinstance(e, Run) else e for e in block.inlines]
    return [Paragraph(tidy(bold), anchors=block.anchors)]


def _without_strong(inline: Inline) -> Inline:
    return replace(inline, styles=inline.styles - {"strong"}) if isinstance(inline, Run) else inline


def _with_heading_levels(blocks: list[Block]) -> list[Block]:
    """Return the blocks with headings from the second level on, without gaps: the page's title has the first."""
    levels = sorted({block.level for block in blocks if isinstance(block, Heading)})
    shifted = {level: min(2 + place, 6) for place, level in enumerate(levels)}
    return [replace(block, level=shifted[block.level]) if isinstance(block, Heading) else block for block in blocks]
