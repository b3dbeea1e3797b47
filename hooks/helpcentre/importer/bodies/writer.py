"""Blocks written in the Markdown of this project, so that they render as what they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpcentre.content.markdown.fences import Dialect, fenced
from helpcentre.importer.bodies.blocks import (
    Block,
    Box,
    Cell,
    Code,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
)
from helpcentre.importer.bodies.text_writer import TextWriter

_BETWEEN = "<!-- -->"
"""What keeps a block from being taken for a part of the list or box above it."""


def write_markdown(blocks: Sequence[Block], *, dialect: Dialect, is_strict: bool) -> str:
    """Return the blocks as Markdown without a line end after it.

    With ``is_strict``, no sign is left to Markdown that could mean something: right in more cases, and hard to read.
    """
    return "\n\n".join(_Writer(dialect, TextWriter(is_strict)).blocks(blocks, depth=0))


@dataclass(frozen=True)
class _Writer:
    dialect: Dialect
    text: TextWriter

    def blocks(self, blocks: Sequence[Block], *, depth: int) -> list[str]:
        written: list[str] = []
        before: Block | None = None
        for block in blocks:
            text = self._block(block, depth)
            if not text:
                continue
            if _runs_on(before, block) and not (isinstance(block, Code) and self.dialect.has_superfences):
                written.append(_BETWEEN)
            written.append(text)
            before = block
        return written

    def _block(self, block: Block, depth: int) -> str:  # noqa: PLR0911 - one for each kind of block
        match block:
            case Paragraph():
                return self.text.lines(block.inlines)
            case Heading():
                return self._heading(block)
            case List():
                return self._list(block, depth)
            case Table():
                return self._table(block, depth)
            case Code():
                return self._code(block)
            case Quote():
                inner = "\n\n".join(self.blocks(block.blocks, depth=depth + 1))
                return "\n".join(f"> {line}".rstrip() for line in inner.splitlines())
            case Rule():
                return "---"
            case Box():
                return self._box(block, depth)

    def _heading(self, block: Heading) -> str:
        former = f' former="{" ".join(block.anchors)}"' if block.anchors else ""
        ids = f" {{#{block.id}{former}}}" if block.id else ""
        return f"{'#' * block.level} {self.text.one_line(block.inlines)}{ids}"

    def _list(self, block: List, depth: int) -> str:
        items = [item for item in block.items if item.blocks]
        written: list[str] = []
        due = items[0].value if items else 0
        for item in items:
            text = self._item(item, block, depth, is_as_due=item.value == due)
            is_tight = written and "\n\n" not in text and "\n\n" not in written[-1]
            if is_tight:
                written[-1] += f"\n{text}"
            else:
                written.append(text)
            due = item.value + 1
        return "\n\n".join(written)

    def _item(self, item: Item, of: List, depth: int, *, is_as_due: bool) -> str:
        marker = f"{item.value}." if of.is_ordered else "-"
        first, rest = item.blocks[0], item.blocks[1:]
        if isinstance(first, Paragraph):
            head = _indented(self.text.lines(first.inlines)).lstrip()
        else:
            head, rest = "&nbsp;", item.blocks
        if of.is_ordered and not is_as_due:
            head += f'\n    {{: value="{item.value}" }}'
        below = "\n\n".join(self.blocks(rest, depth=depth + 1))
        return f"{marker} {head}\n\n{_indented(below)}" if below else f"{marker} {head}"

    def _code(self, block: Code) -> str:
        if self.dialect.has_superfences:
            return fenced(block.text, block.language)
        return "\n".join(f"    {line}" if line.strip() else "" for line in block.text.splitlines())

    def _box(self, block: Box, depth: int) -> str:
        title = self.text.one_line(block.title).replace('"', "&quot;")
        if block.is_open is None:
            head = f'!!! {block.kind} "{title}"'
        else:
            head = f'???{"+" if block.is_open else ""} "{title or "…"}"'
        inner = "\n\n".join(self.blocks(block.blocks, depth=depth + 1))
        return f"{head}\n\n{_indented(inner)}" if inner else head

    # Tables

    def _table(self, block: Table, depth: int) -> str:
        has_blocks = any(not _is_one_line(cell) for row in block.rows for cell in row)
        is_merged = any(cell.columns > 1 or cell.rows > 1 for row in block.rows for cell in row)
        if (has_blocks or is_merged) and not depth:
            return self._html_table(block)
        rows = [[self._cell(cell, is_first=not number) for cell in row] for number, row in enumerate(_grid(block))]
        has_head = all(cell.is_head for cell in block.rows[0])
        width = max(map(len, rows))
        if not has_head:
            rows.insert(0, [""] * width)
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])

    def _cell(self, cell: Cell, *, is_first: bool) -> str:
        text = "<br>".join(filter(None, (self._flat(block) for block in cell.blocks))).replace("|", "&#124;")
        return f"**{text}**" if cell.is_head and not is_first and text and "*" not in text else text

    def _flat(self, block: Block) -> str:
        """Return a block in one line, for a table in which none can stand."""
        if isinstance(block, Paragraph | Heading):
            return self.text.one_line(block.inlines, line_end="<br>")
        if isinstance(block, Code):
            return "<br>".join(self.text.one_line([Run(t, frozenset({"code"}))]) for t in block.text.splitlines() if t)
        if isinstance(block, List):
            parts = []
            for item in block.items:
                mark = f"{item.value}\\. " if block.is_ordered else "• "
                parts.append(mark + "<br>".join(filter(None, map(self._flat, item.blocks))))
            return "<br>".join(parts)
        if isinstance(block, Table):
            return "<br>".join(self._flat(inner) for row in block.rows for cell in row for inner in cell.blocks)
        if isinstance(block, Quote | Box):
            title = [self.text.one_line(block.title)] if isinstance(block, Box) and block.title else []
            return "<br>".join([*title, *map(self._flat, block.blocks)])
        return ""

    def _html_table(self, block: Table) -> str:
        lines = ['<table markdown="block">']
        for number, row in enumerate(block.rows):
            lines.append('<tr markdown="block">')
            for cell in row:
                tag = "th" if cell.is_head else "td"
                spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
                spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
                if _is_one_line(cell):
                    text = self._cell(Cell(cell.blocks), is_first=not number)
                    lines.append(f'<{tag}{spans} markdown="span">{text}</{tag}>')
                else:
                    inner = "\n\n".join(self.blocks(cell.blocks, depth=1))
                    lines.append(f'<{tag}{spans} markdown="block">\n\n{inner}\n\n</{tag}>')
            lines.append("</tr>")
        return "\n".join([*lines, "</table>"])


def _runs_on(before: Block | None, block: Block) -> bool:
    """Whether a block would be read as a part of the one above it."""
    if isinstance(before, List):
        return isinstance(block, Code) or (isinstance(block, List) and block.is_ordered == before.is_ordered)
    return isinstance(before, Box) and isinstance(block, Code)


def _is_one_line(cell: Cell) -> bool:
    return all(isinstance(block, Paragraph | Heading) for block in cell.blocks)


def _grid(table: Table) -> list[list[Cell]]:
    """Return the rows with an empty cell for each place that a merged one covers."""
    rows: list[list[Cell]] = []
    covered: dict[tuple[int, int], Cell] = {}
    for number, row in enumerate(table.rows):
        placed: list[Cell] = []
        for cell in row:
            while (number, len(placed)) in covered:
                placed.append(Cell([]))
            column = len(placed)
            for below in range(1, cell.rows):
                covered |= {(number + below, column + beside): cell for beside in range(cell.columns)}
            placed.append(Cell(cell.blocks, cell.is_head))
            placed += [Cell([], cell.is_head) for _ in range(cell.columns - 1)]
        rows.append(placed)
    return rows


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())


Render = Callable[[str], str]
"""What turns a page's Markdown into HTML, with the extensions of the project."""
