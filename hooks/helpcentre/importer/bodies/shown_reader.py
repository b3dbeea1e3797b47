"""The tree of a piece of HTML, read into what a browser would show of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from helpcentre.content.media_addresses import is_film, read_embed
from helpcentre.importer.bodies.dom import Node
from helpcentre.importer.bodies.elements import (
    BLOCK_TAGS,
    HEADINGS,
    first_number,
    item_number,
    link_target,
    picture_source,
    rows_of,
    style_changes,
    video_address,
)
from helpcentre.importer.bodies.normalise import is_layout
from helpcentre.importer.bodies.shown import Entry, Shown, Word
from helpcentre.importer.bodies.shown_text import TYPED_MARK, cell_text, code_text, numeral
from helpcentre.importer.bodies.text_writer import VIDEO_CLASS

_COLONS = (":", "：")


def read_shown(root: Node) -> Shown:
    """Return what a browser would show of a body."""
    reader = _Reader()
    reader.read_children(root)
    reader.end_line()
    reader.settle_headings()
    return reader.shown


@dataclass
class _Reader:
    """Goes through the tree; ``letters`` are those of the word that is still growing, ``under`` is the last heading."""

    shown: Shown = field(default_factory=Shown)
    styles: frozenset[str] = frozenset()
    letters: list[str] = field(default_factory=list)
    letter_styles: list[str] = field(default_factory=list)
    under: str = ""
    depth: int = 0
    quotes: int = 0
    pending: list[tuple[int, str]] = field(default_factory=list)
    is_line_start: bool = True
    is_title: bool = False
    is_heading: bool = False
    is_plain: bool = False
    """Whether bold says nothing here, as in a heading or the head of a table."""
    levels: list[int] = field(default_factory=list)

    def read_children(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, str):
                self.read_text(child)
            elif not child.is_unseen:
                self.read_element(child)
            elif child.tag not in ("style", "template", "head", "meta", "title", "link"):
                said = "" if child.tag == "script" else " ".join(child.text().split())
                if said or child.tag in ("script", "object", "embed"):
                    self.add_entry(self.shown.unseen, f"{child.tag} {said}".strip())

    def read_text(self, text: str) -> None:
        style = "+".join(sorted(self.styles - ({"strong"} if self.is_plain else set())))
        style += "+quote" * self.quotes
        for sign in text:
            if sign.isspace():
                self.end_word()
            else:
                self.letters.append(sign)
                self.letter_styles.append(style)

    def end_word(self) -> None:
        if not self.letters:
            return
        word = "".join(self.letters)
        is_mark = self.is_line_start and not self.is_plain and TYPED_MARK.fullmatch(word)
        if is_mark and "code" not in self.styles:
            mark = f"{word[:-1]}." if word[0].isdigit() else "•"
            self.pending.append((self.depth + 1, mark))
        elif word in _COLONS and self.shown.words and not self.is_line_start:  # French puts a space before it
            before = self.shown.words[-1]
            styles = (*before.styles, *self.letter_styles)
            self.shown.words[-1] = replace(before, text=before.text + word, styles=styles)
        else:
            self.shown.words.append(Word(word, tuple(self.letter_styles), self.under, self.is_title, self.is_heading))
            self.take_item(word)
        self.letters, self.letter_styles, self.is_line_start = [], [], False

    def take_item(self, word: str) -> None:
        for depth, mark in self.pending[-1:]:
            self.shown.items.append(Entry(f"{mark} (level {depth}) {word}", self.under))
        self.pending = []

    def end_line(self) -> None:
        self.end_word()
        self.is_line_start = True

    def add_entry(self, entries: list[Entry], value: str) -> None:
        entries.append(Entry(value, self.under))

    def read_element(self, node: Node) -> None:
        match node.tag:
            case "br":
                self.end_line()
            case "img":
                self.read_picture(node)
            case "iframe" | "video" | "audio":
                self.read_video(node)
            case "a":
                self.read_link(node)
            case "q":
                self.read_text("\u201c")
                self.read_inline(node)
                self.read_text("\u201d")
            case "input" | "svg" | "canvas":
                pass
            case tag if tag in BLOCK_TAGS:
                self.end_line()
                self.read_block(node)
                self.end_line()
            case _:
                self.read_inline(node)

    def read_inline(self, node: Node) -> None:
        before = self.styles
        added, removed = style_changes(node)
        self.styles = (self.styles | added) - removed
        self.read_children(node)
        self.styles = before

    def read_picture(self, node: Node) -> None:
        source = picture_source(node)
        if source and is_film(source):
            embed = read_embed(source)
            self.add_film(embed.page if embed else source)
        elif source:
            self.end_word()
            alt = " ".join(node.get("alt").split())
            self.add_entry(self.shown.pictures, f"{source}\n{alt}")
            self.take_item("[picture]")
            self.is_line_start = False

    def read_video(self, node: Node) -> None:
        if address := video_address(node):
            self.add_film(address)
        else:
            self.end_line()
            self.add_entry(self.shown.frames, node.get("src") or node.tag)
        for track in node.elements:
            if track.tag == "track" and track.get("src"):
                self.add_entry(self.shown.captions, f"{track.get('srclang')} {track.get('src')}".strip())

    def add_film(self, address: str) -> None:
        self.end_line()
        self.add_entry(self.shown.videos, address)
        self.take_item("[video]")
        self.end_line()

    def read_link(self, node: Node) -> None:
        href = link_target(node)
        if VIDEO_CLASS in node.classes:
            self.add_film(href)
            return
        before, place, pictures = self.letters[:], len(self.shown.words), len(self.shown.pictures)
        self.read_inline(node)
        words = [word.text for word in self.shown.words[place:]] + ["".join(self.letters)]
        said = " ".join(filter(None, words))
        said = said.removeprefix("".join(before)) if before else said
        if href and (said.strip() or len(self.shown.pictures) > pictures):
            self.add_entry(self.shown.links, f"{href}\n{said.strip()}")

    def read_block(self, node: Node) -> None:
        tag = node.tag
        if tag in HEADINGS:
            self.read_heading(node)
        elif tag in ("ul", "ol", "menu", "dir"):
            self.read_list(node)
        elif tag == "table":
            self.read_table(node)
        elif tag == "li":  # outside a list, where browsers show a bullet
            self.pending.append((self.depth + 1, "•"))
            self.read_inline(node)
        elif tag == "pre":
            self.read_code(node)
        elif tag == "hr":
            self.add_entry(self.shown.rules, "line")
        elif tag == "blockquote":
            self.quotes += 1
            self.read_children(node)
            self.end_line()
            self.quotes -= 1
        elif tag == "dt":
            before, self.styles = self.styles, self.styles | {"strong"}
            self.read_children(node)
            self.end_line()
            self.styles = before
        elif tag == "summary" or "admonition-title" in node.classes:
            self.read_titled(node)
        else:
            self.read_inline(node)

    def read_titled(self, node: Node) -> None:
        place = len(self.shown.words)
        before, self.is_title, self.is_plain = (self.is_title, self.is_plain), True, True
        self.read_inline(node)
        self.end_line()
        self.is_title, self.is_plain = before
        if node.tag == "summary":
            self.add_entry(self.shown.folds, " ".join(word.text for word in self.shown.words[place:]))

    def read_heading(self, node: Node) -> None:
        place = len(self.shown.words)
        before, self.is_plain, self.is_heading = self.is_plain, True, True
        self.read_inline(node)
        self.end_line()
        self.is_plain, self.is_heading = before, False
        said = " ".join(word.text for word in self.shown.words[place:])
        if said:
            self.levels.append(HEADINGS[node.tag])
            self.add_entry(self.shown.headings, said)
            self.under = said

    def settle_headings(self) -> None:
        """Give each heading its place among the levels of the page, from 1: a page may begin with any."""
        ranks = {level: rank for rank, level in enumerate(sorted(set(self.levels)), 1)}
        pairs = zip(self.levels, self.shown.headings, strict=True)
        self.shown.headings = [replace(entry, value=f"(level {ranks[level]}) {entry.value}") for level, entry in pairs]

    def read_list(self, node: Node) -> None:
        number = first_number(node)
        self.depth += 1
        for child in node.children:
            if isinstance(child, str):
                self.read_text(child)
            elif child.tag == "li" and not child.is_unseen:
                self.end_line()
                number = item_number(child, number)
                mark = f"{numeral(number, node.get('type'))}." if node.tag == "ol" else "•"
                self.pending.append((self.depth, mark))
                self.read_inline(child)
                self.end_line()
                self.pending = []
                number += 1
            elif not child.is_unseen:
                self.read_element(child)
        self.depth -= 1

    def read_table(self, node: Node) -> None:
        rows: list[list[str]] = []
        for found in rows_of(node):
            row = [cell_text(each) for each in found.elements if each.tag in ("td", "th")]
            rows += [row] if any(row) else []
        self.read_rows(node)
        if not is_layout(rows):
            for count, texts in enumerate(rows, 1):
                self.shown.cells += [Entry(f"(row {count}) {text}", self.under) for text in texts if text]

    def read_rows(self, node: Node) -> None:
        """Read the texts of a table, whose heads are bold."""
        for row in node.elements:
            if row.tag in ("thead", "tbody", "tfoot"):
                for inner in row.elements:
                    self.read_row(inner)
            elif row.tag == "tr":
                self.read_row(row)
            else:
                self.read_element(row)

    def read_row(self, row: Node) -> None:
        for cell in row.elements:
            self.end_line()
            before = self.styles
            self.styles = self.styles | ({"strong"} if cell.tag == "th" else set())
            self.read_inline(cell)
            self.end_line()
            self.styles = before

    def read_code(self, node: Node) -> None:
        before, self.styles = self.styles, self.styles | {"code"}
        self.read_children(node)
        self.styles = before
        if code := code_text(node):
            self.add_entry(self.shown.codes, code)
