"""What readers see of a piece of HTML, as facts that can be compared: words, their style, lists, tables, pictures."""

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
from helpcentre.importer.bodies.shown_text import TYPED_MARK, cell_text, code_text, numeral
from helpcentre.importer.bodies.text_writer import VIDEO_CLASS

_COLONS = (":", "：")


@dataclass(frozen=True)
class Word:
    """A word, or a picture in its place; ``styles`` has the styles of each sign, in the order of the alphabet."""

    text: str
    styles: tuple[str, ...]
    under: str
    is_title: bool = False
    is_heading: bool = False


@dataclass(frozen=True)
class Entry:
    """A fact of one kind: what it is, in words that can be compared, and the heading that it stands under."""

    value: str
    under: str


@dataclass
class Shown:
    """Everything that a page shows. Positions do not matter but for the order."""

    words: list[Word] = field(default_factory=list)
    items: list[Entry] = field(default_factory=list)
    pictures: list[Entry] = field(default_factory=list)
    videos: list[Entry] = field(default_factory=list)
    links: list[Entry] = field(default_factory=list)
    headings: list[Entry] = field(default_factory=list)
    cells: list[Entry] = field(default_factory=list)
    codes: list[Entry] = field(default_factory=list)
    folds: list[Entry] = field(default_factory=list)
    rules: list[Entry] = field(default_factory=list)
    frames: list[Entry] = field(default_factory=list)
    """Films and frames without an address that people could open."""
    captions: list[Entry] = field(default_factory=list)
    unseen: list[Entry] = field(default_factory=list)
    """Programs, and text that is hidden."""


def read_shown(root: Node) -> Shown:
    """Return what a browser would show of a body."""
    reader = _Reader()
    reader.children(root)
    reader.end_line()
    reader.settle_headings()
    return reader.shown


@dataclass
class _Reader:
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

    def children(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, str):
                self.text(child)
            elif not child.is_unseen:
                self.element(child)
            elif child.tag not in ("style", "template", "head", "meta", "title", "link"):
                said = "" if child.tag == "script" else " ".join(child.text().split())
                if said or child.tag in ("script", "object", "embed"):
                    self.add(self.shown.unseen, f"{child.tag} {said}".strip())

    def text(self, text: str) -> None:
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

    def add(self, entries: list[Entry], value: str) -> None:
        entries.append(Entry(value, self.under))

    def element(self, node: Node) -> None:
        match node.tag:
            case "br":
                self.end_line()
            case "img":
                self.picture(node)
            case "iframe" | "video" | "audio":
                self.video(node)
            case "a":
                self.link(node)
            case "q":
                self.text("\u201c")
                self.inline(node)
                self.text("\u201d")
            case "input" | "svg" | "canvas":
                pass
            case tag if tag in BLOCK_TAGS:
                self.end_line()
                self.block(node)
                self.end_line()
            case _:
                self.inline(node)

    def inline(self, node: Node) -> None:
        before = self.styles
        added, removed = style_changes(node)
        self.styles = (self.styles | added) - removed
        self.children(node)
        self.styles = before

    def picture(self, node: Node) -> None:
        source = picture_source(node)
        if source and is_film(source):
            embed = read_embed(source)
            self.film(embed.page if embed else source)
        elif source:
            self.end_word()
            alt = " ".join(node.get("alt").split())
            self.add(self.shown.pictures, f"{source}\n{alt}")
            self.take_item("[picture]")
            self.is_line_start = False

    def video(self, node: Node) -> None:
        if address := video_address(node):
            self.film(address)
        else:
            self.end_line()
            self.add(self.shown.frames, node.get("src") or node.tag)
        for track in node.elements:
            if track.tag == "track" and track.get("src"):
                self.add(self.shown.captions, f"{track.get('srclang')} {track.get('src')}".strip())

    def film(self, address: str) -> None:
        self.end_line()
        self.add(self.shown.videos, address)
        self.take_item("[video]")
        self.end_line()

    def link(self, node: Node) -> None:
        href = link_target(node)
        if VIDEO_CLASS in node.classes:
            self.film(href)
            return
        before, place, pictures = self.letters[:], len(self.shown.words), len(self.shown.pictures)
        self.inline(node)
        words = [word.text for word in self.shown.words[place:]] + ["".join(self.letters)]
        said = " ".join(filter(None, words))
        said = said.removeprefix("".join(before)) if before else said
        if href and (said.strip() or len(self.shown.pictures) > pictures):
            self.add(self.shown.links, f"{href}\n{said.strip()}")

    def block(self, node: Node) -> None:
        tag = node.tag
        if tag in HEADINGS:
            self.heading(node)
        elif tag in ("ul", "ol", "menu", "dir"):
            self.list(node)
        elif tag == "table":
            self.table(node)
        elif tag == "li":  # outside a list, where browsers show a bullet
            self.pending.append((self.depth + 1, "•"))
            self.inline(node)
        elif tag == "pre":
            self.code(node)
        elif tag == "hr":
            self.add(self.shown.rules, "line")
        elif tag == "blockquote":
            self.quotes += 1
            self.children(node)
            self.end_line()
            self.quotes -= 1
        elif tag == "dt":
            before, self.styles = self.styles, self.styles | {"strong"}
            self.children(node)
            self.end_line()
            self.styles = before
        elif tag == "summary" or "admonition-title" in node.classes:
            self.titled(node)
        else:
            self.inline(node)

    def titled(self, node: Node) -> None:
        place = len(self.shown.words)
        before, self.is_title, self.is_plain = (self.is_title, self.is_plain), True, True
        self.inline(node)
        self.end_line()
        self.is_title, self.is_plain = before
        if node.tag == "summary":
            self.add(self.shown.folds, " ".join(word.text for word in self.shown.words[place:]))

    def heading(self, node: Node) -> None:
        place = len(self.shown.words)
        before, self.is_plain, self.is_heading = self.is_plain, True, True
        self.inline(node)
        self.end_line()
        self.is_plain, self.is_heading = before, False
        said = " ".join(word.text for word in self.shown.words[place:])
        if said:
            self.levels.append(HEADINGS[node.tag])
            self.add(self.shown.headings, said)
            self.under = said

    def settle_headings(self) -> None:
        """Give each heading its place among the levels of the page, from 1: a page may begin with any."""
        ranks = {level: rank for rank, level in enumerate(sorted(set(self.levels)), 1)}
        pairs = zip(self.levels, self.shown.headings, strict=True)
        self.shown.headings = [replace(entry, value=f"(level {ranks[level]}) {entry.value}") for level, entry in pairs]

    def list(self, node: Node) -> None:
        number = first_number(node)
        self.depth += 1
        for child in node.children:
            if isinstance(child, str):
                self.text(child)
            elif child.tag == "li" and not child.is_unseen:
                self.end_line()
                number = item_number(child, number)
                mark = f"{numeral(number, node.get('type'))}." if node.tag == "ol" else "•"
                self.pending.append((self.depth, mark))
                self.inline(child)
                self.end_line()
                self.pending = []
                number += 1
            elif not child.is_unseen:
                self.element(child)
        self.depth -= 1

    def table(self, node: Node) -> None:
        rows: list[list[str]] = []
        for found in rows_of(node):
            row = [cell_text(each) for each in found.elements if each.tag in ("td", "th")]
            rows += [row] if any(row) else []
        self._rows(node)
        if not is_layout(rows):
            for count, texts in enumerate(rows, 1):
                self.shown.cells += [Entry(f"(row {count}) {text}", self.under) for text in texts if text]

    def _rows(self, node: Node) -> None:
        """Read the texts of a table, whose heads are bold."""
        for row in node.elements:
            if row.tag in ("thead", "tbody", "tfoot"):
                for inner in row.elements:
                    self._row(inner)
            elif row.tag == "tr":
                self._row(row)
            else:
                self.element(row)

    def _row(self, row: Node) -> None:
        for cell in row.elements:
            self.end_line()
            before = self.styles
            self.styles = self.styles | ({"strong"} if cell.tag == "th" else set())
            self.inline(cell)
            self.end_line()
            self.styles = before

    def code(self, node: Node) -> None:
        before, self.styles = self.styles, self.styles | {"code"}
        self.children(node)
        self.styles = before
        if code := code_text(node):
            self.add(self.shown.codes, code)
