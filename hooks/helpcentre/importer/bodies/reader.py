"""The tree of an article's HTML, read into blocks: what editors mean with tags, classes and colours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from helpcentre.importer.bodies.blocks import (
    PLAIN_STYLES,
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
    Rule,
    Run,
    Styles,
    Table,
    Video,
    is_empty,
    tidy,
)
from helpcentre.importer.bodies.boxes import box_kind
from helpcentre.importer.bodies.dom import Node
from helpcentre.importer.bodies.elements import (
    BLOCK_TAGS,
    HEADINGS,
    first_number,
    indent_of,
    item_number,
    link_target,
    picture_source,
    rows_of,
    style_changes,
    video_address,
    whole_number,
)

_LANGUAGE = re.compile(r"(?:language|lang|brush:)-?\s*(?P<name>[\w+#-]{1,20})")


def read_blocks(root: Node) -> list[Block]:
    """Return the blocks of a body, as they are: what is wrong with them is put right later."""
    reader = _Reader()
    reader.read_children(root)
    return reader.finish()


@dataclass
class _Reader:
    """Goes through the tree; ``line`` is the paragraph that is still growing."""

    styles: Styles = PLAIN_STYLES
    link: str = ""
    blocks: list[Block] = field(default_factory=list)
    line: list[Inline] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    indent: int = 0

    def finish(self) -> list[Block]:
        self._end_line()
        return self.blocks

    def read_children(self, node: Node) -> None:
        for child in node.children:
            self._read(child)

    def _read(self, child: Node | str) -> None:
        if isinstance(child, str):
            self.line.append(Run(child, self.styles, self.link))
        elif not child.is_unseen:
            self._anchor(child)
            if child.tag in BLOCK_TAGS:
                self._end_line()
                self._block(child)
                self._end_line()
            else:
                self._inline(child)

    def _anchor(self, node: Node) -> None:
        self.anchors += [name for name in (node.get("id"), node.get("name") if node.tag == "a" else "") if name]

    def _end_line(self) -> None:
        if not is_empty(self.line):
            self.blocks.append(Paragraph(tidy(self.line), self.indent, self._take_anchors()))
        self.line = []

    def _take_anchors(self) -> list[str]:
        anchors, self.anchors = self.anchors, []
        return anchors

    def _inside(self, node: Node, **changes: object) -> list[Block]:
        """Return the blocks in an element, read on their own."""
        reader = _Reader(self.styles, self.link)
        for name, value in changes.items():
            setattr(reader, name, value)
        reader.anchors = self._take_anchors()
        reader.read_children(node)
        blocks = reader.finish()
        self.anchors = reader.anchors
        return blocks

    def _inlines(self, node: Node) -> list[Inline]:
        """Return the text of an element in one line, whatever blocks there are in it."""
        found: list[Inline] = []
        for block in self._inside(node):
            found += [Break()] if found else []
            self.anchors += block.anchors if isinstance(block, Paragraph | Heading) else []
            found += _as_inlines(block)
        return tidy(found)

    # Text within a line

    def _inline(self, node: Node) -> None:
        match node.tag:
            case "br":
                self.line.append(Break())
            case "img":
                self._picture(node)
            case "iframe" | "video" | "audio":
                self._video(node)
            case "input" | "svg" | "canvas" | "source" | "track" | "map" | "area" | "wbr":
                pass
            case "a":
                before, self.link = self.link, link_target(node) or self.link
                self._styled(node)
                self.link = before
            case "q":
                self.line.append(Run("\u201c", self.styles, self.link))
                self._styled(node)
                self.line.append(Run("\u201d", self.styles, self.link))
            case _:
                self._styled(node)

    def _styled(self, node: Node) -> None:
        before = self.styles
        added, removed = style_changes(node)
        self.styles = (self.styles | added) - removed
        self.read_children(node)
        self.styles = before

    def _picture(self, node: Node) -> None:
        if source := picture_source(node):
            alt = " ".join(node.get("alt").split())
            width, height = (whole_number(node.get(name).removesuffix("px"), 0) for name in ("width", "height"))
            self.line.append(Picture(source, alt, width, height, self.link))

    def _video(self, node: Node) -> None:
        if address := video_address(node):
            self._end_line()
            self.line.append(Video(address, " ".join(node.get("title").split())))
            self._end_line()

    # Blocks

    def _block(self, node: Node) -> None:
        if node.tag in HEADINGS:
            self._heading(node)
        elif node.tag in ("ul", "ol", "menu", "dir"):
            self._list(node)
        elif node.tag == "table":
            self._table(node)
        elif node.tag == "pre":
            self.blocks.append(_code(node))
        elif node.tag == "hr":
            self.blocks.append(Rule())
        elif node.tag == "details":
            self._details(node)
        elif kind := box_kind(node):
            self.blocks.append(Box(kind, [], self._inside(_with_bold_title(node))))
        elif node.tag == "blockquote":
            self.blocks.append(Quote(self._inside(node)))
        elif node.tag == "dt":
            self._styled(Node("strong", {}, node.children))
        elif node.tag == "li":  # outside a list, as pasted text has it
            self.blocks.append(List(False, [Item(self._inside(node))]))
        else:
            before, self.indent = self.indent, self.indent or indent_of(node)
            self._styled(node)
            self._end_line()
            self.indent = before

    def _heading(self, node: Node) -> None:
        inlines = self._inlines(node)
        if not is_empty(inlines):
            self.blocks.append(Heading(HEADINGS[node.tag], inlines, self._take_anchors()))

    def _list(self, node: Node) -> None:
        is_ordered = node.tag == "ol"
        items: list[Item] = []
        number = first_number(node)
        for child in node.children:
            if isinstance(child, str) or child.tag != "li":
                wrapped = child if isinstance(child, Node) else Node("span", {}, [child])
                blocks = self._inside(Node("div", {}, [wrapped]))
                if not blocks:
                    continue
                if items:
                    items[-1].blocks += blocks
                elif all(isinstance(block, List) for block in blocks):
                    items.append(Item(blocks, number, is_nested_only=True))
                else:
                    self.blocks += blocks
                continue
            number = item_number(child, number) if is_ordered else 0
            self._anchor(child)
            blocks = self._inside(child)
            hides_marker = "list-style-type:none" in child.get("style").replace(" ", "")
            if blocks and items and hides_marker and all(isinstance(block, List) for block in blocks):
                items[-1].blocks += blocks
                continue
            if blocks:
                items.append(Item(blocks, number))
            number += 1
        if items:
            self.blocks.append(List(is_ordered, items, node.get("type") or "1"))

    def _table(self, node: Node) -> None:
        rows = []
        for row in rows_of(node):
            cells = [cell for cell in row.elements if cell.tag in ("td", "th")]
            if cells:
                rows.append([self._cell(cell) for cell in cells])
        captions = [child for child in node.elements if child.tag == "caption"]
        for caption in captions:
            self.blocks += self._inside(caption)
        if rows:
            self.blocks.append(Table(rows))

    def _cell(self, node: Node) -> Cell:
        columns, rows = (max(1, min(whole_number(node.get(name), 1), 50)) for name in ("colspan", "rowspan"))
        return Cell(self._inside(node), node.tag == "th", columns, rows)

    def _details(self, node: Node) -> None:
        summaries = [child for child in node.elements if child.tag == "summary"]
        title = self._inlines(summaries[0]) if summaries else []
        rest = Node("div", {}, [child for child in node.children if child not in summaries[:1]])
        self.blocks.append(Box("details", title, self._inside(rest), is_open="open" in node.attributes))


def _as_inlines(block: Block) -> list[Inline]:
    """Return the text of a block that stands where only a line of text can be."""
    if isinstance(block, Paragraph | Heading):
        return list(block.inlines)
    if isinstance(block, Code):
        return [Run(block.text, frozenset({"code"}))]
    parts: list[list[Block]] = []
    if isinstance(block, List):
        parts = [item.blocks for item in block.items]
    elif isinstance(block, Table):
        parts = [cell.blocks for row in block.rows for cell in row]
    elif isinstance(block, Quote | Box):
        parts = [block.blocks]
    found: list[Inline] = list(block.title) if isinstance(block, Box) else []
    for part in parts:
        for inner in part:
            found += [Break()] if found else []
            found += _as_inlines(inner)
    return found


def _with_bold_title(box: Node) -> Node:
    """Return a box in which the line that its class calls the title is bold, as in boxes whose title has no class."""
    children: list[Node | str] = []
    for child in box.children:
        if isinstance(child, Node) and any(re.fullmatch(r"(?:.*[-_])?title", name) for name in child.classes):
            children.append(Node("p", child.attributes, [Node("strong", {}, child.children)]))
        else:
            children.append(child)
    return Node(box.tag, box.attributes, children)


def _code(node: Node) -> Code:
    inner = next((child for child in node.elements if child.tag == "code"), node)
    names = [*node.classes, *inner.classes]
    language = next((match["name"] for name in names if (match := _LANGUAGE.fullmatch(name))), "")
    return Code(_code_text(node).strip("\n"), language.lower())


def _code_text(node: Node) -> str:
    parts = []
    for child in node.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag == "br":
            parts.append("\n")
        elif not child.is_unseen:
            text = _code_text(child)
            parts.append(f"{text}\n" if child.tag in BLOCK_TAGS else text)
    return "".join(parts)
