"""A body from HTML to Markdown, with every difference between what the two show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpcentre.content.markdown.fences import PLAIN, Dialect
from helpcentre.importer.bodies.blocks import Block
from helpcentre.importer.bodies.compare import NO_TARGETS, Difference, Targets, compare_shown
from helpcentre.importer.bodies.dom import Node, parse_html
from helpcentre.importer.bodies.normalise import normalise
from helpcentre.importer.bodies.reader import read_blocks
from helpcentre.importer.bodies.shown_reader import read_shown
from helpcentre.importer.bodies.writer import Render, write_markdown


@dataclass(frozen=True)
class Converted:
    """The Markdown of a body, and how it differs from its source when it is rendered."""

    markdown: str
    differences: list[Difference]


def convert(
    html: str, *, render: Render, dialect: Dialect = PLAIN, change: Callable[[list[Block]], Targets] | None = None
) -> Converted:
    """Return a body as Markdown, proved by rendering it; ``change`` puts links and pictures of the blocks right.

    Where Markdown does not render as its source, it is written again with no sign left to chance.
    """
    root = parse_html(html)
    blocks = normalise(read_blocks(root))
    targets = change(blocks) if change else NO_TARGETS
    return prove(root, blocks, render=render, dialect=dialect, targets=targets)


def prove(root: Node, blocks: Sequence[Block], *, render: Render, dialect: Dialect, targets: Targets) -> Converted:
    """Return blocks as Markdown with the differences between what it shows and what the tree of the source shows."""
    source = read_shown(root)
    best: Converted | None = None
    for is_strict in (False, True):
        markdown = write_markdown(blocks, dialect=dialect, is_strict=is_strict)
        page = read_shown(parse_html(render(markdown)))
        found = Converted(markdown, compare_shown(source, page, targets))
        if best is None or len(found.differences) < len(best.differences):
            best = found
        if not best.differences:
            break
    return best or Converted("", [])
