"""Lists as their authors meant them: those typed as paragraphs, and steps that go on after a picture or box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from helpcentre.importer.bodies.blocks import (
    Block,
    Box,
    Break,
    Code,
    Inline,
    Item,
    List,
    Paragraph,
    Picture,
    Run,
    Video,
    is_empty,
    text_of,
    tidy,
    without_break,
)

_TYPED_STEP = re.compile(r"(?P<number>\d{1,3})[.)](?:\s|$)")
_TYPED_BULLET = re.compile(r"[•▪◦●○■·](?:\s|$)")


def split_typed(block: Block) -> list[Block]:
    """Return the lines of a paragraph as paragraphs, if each but the first was typed as a step or bullet.

    An empty line parts it, too.
    """
    if not isinstance(block, Paragraph) or not any(isinstance(each, Break) for each in block.inlines):
        return [block]
    lines: list[list[Inline]] = [[]]
    for inline in block.inlines:
        if isinstance(inline, Break):
            lines.append([])
        else:
            lines[-1].append(inline)
    filled = [line for line in lines if not is_empty(line)]
    if len(filled) < 2 or not all(_typed_mark(line) for line in filled[1:]):
        filled = _parted_at_empty(lines)
    paragraphs = [Paragraph(tidy(line), block.indent) for line in filled]
    paragraphs[0].anchors = block.anchors
    return list(paragraphs)


def _parted_at_empty(lines: Sequence[list[Inline]]) -> list[list[Inline]]:
    """Return the lines of a paragraph joined to those that stand without an empty line between them."""
    parts: list[list[Inline]] = [[]]
    for line in lines:
        if is_empty(line):
            parts.append([])
        else:
            parts[-1] += [Break(), *line] if parts[-1] else line
    return [part for part in parts if part]


def _typed_mark(inlines: Sequence[Inline]) -> str:
    first = inlines[0] if inlines else None
    if not isinstance(first, Run) or first.link:
        return ""
    match = _TYPED_STEP.match(first.text) or _TYPED_BULLET.match(first.text)
    if not match and len(inlines) > 1 and re.fullmatch(r"(?:\d{1,3}[.)]|[•▪◦●○■·])", first.text):
        match = re.match(".+", first.text) if inlines[1] == Run(" ") else None
    return match[0].strip() if match else ""


def read_typed_lists(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with lists in place of the steps and bullets that were typed as paragraphs."""
    done: list[Block] = []
    for place, block in enumerate(blocks):
        mark = _typed_mark(block.inlines) if isinstance(block, Paragraph) else ""
        if not mark or not isinstance(block, Paragraph):
            done.append(block)
            continue
        number = int(mark[:-1]) if mark[0].isdigit() else 0
        before = next((each for each in reversed(done) if not _goes_into_step(each)), None)
        follows = isinstance(before, List) and before.is_ordered == bool(number)
        follows = follows and isinstance(before, List) and (not number or before.items[-1].value + 1 == number)
        if not (follows or not number or (number == 1 and _has_next(blocks[place + 1 :], 2))):
            done.append(block)
            continue
        inlines = _without_mark(block.inlines, mark)
        item = Item([Paragraph(inlines, anchors=block.anchors)] if inlines else [], number)
        if inlines:
            done.append(List(bool(number), [item]))
        else:
            done.append(block)
    return done


def _has_next(blocks: Sequence[Block], number: int) -> bool:
    for block in blocks:
        if isinstance(block, Paragraph) and re.fullmatch(rf"{number}[.)]", _typed_mark(block.inlines)):
            return True
        if isinstance(block, List) and block.is_ordered and block.items[0].value == number:
            return True
        if not _goes_into_step(block):
            return False
    return False


def _without_mark(inlines: Sequence[Inline], mark: str) -> list[Inline]:
    first, *rest = inlines
    text = first.text.removeprefix(mark).lstrip() if isinstance(first, Run) else ""
    kept: list[Inline] = [replace(first, text=text)] if isinstance(first, Run) and text else []
    return tidy([*kept, *rest] if kept else without_break(rest))


def join_lists(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with lists joined that stand side by side, and with what interrupts steps within them."""
    done: list[Block] = []
    for place, block in enumerate(blocks):
        last = done[-1] if done else None
        if isinstance(block, List) and isinstance(last, List) and block.is_ordered == last.is_ordered:
            last.items += block.items
        elif (
            isinstance(last, List)
            and isinstance(block, Paragraph)
            and not block.anchors
            and ((block.indent and not _typed_mark(block.inlines)) or _is_before_next_step(last, blocks[place:]))
        ):
            last.items[-1].blocks.append(replace(block, indent=0))
        elif isinstance(last, List) and isinstance(block, Box | Code) and _is_before_next_step(last, blocks[place:]):
            last.items[-1].blocks.append(block)
        else:
            done.append(replace(block, indent=0) if isinstance(block, Paragraph) else block)
    return done


def _is_before_next_step(before: List, blocks: Sequence[Block]) -> bool:
    """Whether blocks stand between two steps of a list that goes on after them."""
    if not before.is_ordered:
        return False
    for block in blocks:
        if isinstance(block, List):
            return block.is_ordered and block.items[0].value == before.items[-1].value + 1
        if not _goes_into_step(block):
            return False
    return False


def _goes_into_step(block: Block) -> bool:
    """Whether a block that interrupts steps belongs to the one before it: indented, a picture or film, a box, code."""
    if isinstance(block, Paragraph):
        only_pictures = any(isinstance(each, Picture | Video) for each in block.inlines) and not text_of(block.inlines)
        return bool(block.indent) or only_pictures
    return isinstance(block, Box | Code)
