"""A Word document (.docx, ECMA-376) as HTML: paragraphs by their styles, lists by their numbers, as Word shows them.

Numbers are counted here, over all paragraphs of a list: a list goes on after a paragraph, and its third item is 3.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import require_plain

MOST_BYTES = 100_000_000
"""The largest part of a document, unpacked."""

MOST_RATIO = 200
"""How many times smaller a part may be packed; text has a tenth of its size, a bomb a thousandth."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_HEADING = re.compile(
    r"(?:heading|berschrift|titre|t[ií]tulo|titolo|kop|nag[łl]?[óo]?wek)\s*(?P<level>[1-6])", re.IGNORECASE
)
_STYLES = (("b", "strong"), ("i", "em"), ("strike", "del"), ("u", "u"))


@dataclass(frozen=True)
class _Item:
    """A paragraph of a list: its level from 0, the tags around its list, and its HTML."""

    depth: int
    opened: str
    tag: str
    html: str


@dataclass
class _Cell:
    """A cell of a table: its tag, its HTML, and how many columns and rows it spans."""

    tag: str
    html: str
    columns: int
    rows: int = 1

    def shown(self) -> str:
        columns = f' colspan="{self.columns}"' if self.columns > 1 else ""
        rows = f' rowspan="{self.rows}"' if self.rows > 1 else ""
        return f"<{self.tag}{columns}{rows}>{self.html}</{self.tag}>"


@dataclass
class WordDocument:
    """One document; what is in it is read into HTML, its pictures by addresses below ``base``."""

    file: Path
    base: str
    pictures: dict[str, Path | bytes] = field(default_factory=dict)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    relations: dict[str, str] = field(default_factory=dict)
    formats: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    counters: dict[tuple[str, int], int] = field(default_factory=dict)

    def read(self) -> tuple[str, str]:
        """Return the title and the HTML of the document."""
        name = str(self.file)
        require_plain(self.file, name)
        try:
            with zipfile.ZipFile(self.file) as packed:
                return self._read(packed)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise HelpcentreError("is no Word document", fix="save it as .docx again", file=name) from error

    def _part(self, packed: zipfile.ZipFile, part: str) -> bytes:
        try:
            info = packed.getinfo(part)
        except KeyError:
            return b""
        if info.file_size > MOST_BYTES or info.file_size > max(info.compress_size, 1) * MOST_RATIO + 1_000_000:
            message = f"its part {part} is too large when unpacked"
            raise HelpcentreError(message, fix="save the document again in Word", file=str(self.file))
        with packed.open(info) as stream:
            return stream.read(info.file_size + 1)[: info.file_size]

    def _tree(self, packed: zipfile.ZipFile, part: str) -> ElementTree.Element:
        data = self._part(packed, part)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            message = f"its part {part} has a document type, which no Word document has"
            raise HelpcentreError(message, fix="save the document again in Word", file=str(self.file))
        try:
            return ElementTree.fromstring(data) if data else ElementTree.Element("none")
        except ElementTree.ParseError as error:
            message = f"its part {part} is no XML"
            raise HelpcentreError(message, fix="save the document again in Word", file=str(self.file)) from error

    def _read(self, packed: zipfile.ZipFile) -> tuple[str, str]:
        if "word/document.xml" not in packed.namelist():
            raise HelpcentreError("is no Word document", fix="save it as .docx", file=str(self.file))
        for relation in self._tree(packed, "word/_rels/document.xml.rels"):
            self.relations[relation.get("Id", "")] = relation.get("Target", "")
        self._read_numbering(self._tree(packed, "word/numbering.xml"))
        for style in self._tree(packed, "word/styles.xml").iter(f"{_W}style"):
            self.names[style.get(f"{_W}styleId", "")] = _value(style, "name")
        tree = self._tree(packed, "word/document.xml")
        body = tree.find(f"{_W}body")
        title, html = self._body(body) if body is not None else ("", "")
        for identifier in re.findall(rf'src="{re.escape(self.base)}/([^"]+)"', html):
            self.pictures[f"{self.base}/{identifier}"] = self._part(packed, f"word/{identifier}")
        self._find_left_out(tree, title, html)
        for part, what in (("word/footnotes.xml", "footnote"), ("word/comments.xml", "comment")):
            for note in self._tree(packed, part):
                if words := _words(note):
                    self.left_out.append((words, f"it is a {what}"))
        return title, html

    def _read_numbering(self, tree: ElementTree.Element) -> None:
        levels = {
            (kind.get(f"{_W}abstractNumId", ""), level.get(f"{_W}ilvl", "")): (
                _value(level, "numFmt"),
                _value(level, "start"),
            )
            for kind in tree.iter(f"{_W}abstractNum")
            for level in kind.iter(f"{_W}lvl")
        }
        for number in tree.iter(f"{_W}num"):
            of = _value(number, "abstractNumId")
            for (kind, level), (shape, start) in levels.items():
                if kind == of:
                    first = int(start) if start.isdigit() else 1
                    self.formats[number.get(f"{_W}numId", ""), level] = (shape, first)

    def _body(self, body: ElementTree.Element) -> tuple[str, str]:
        first = next((each for each in body.iter(f"{_W}p") if self._is_title(each)), None)
        title = _words(first) if first is not None else ""
        html = _joined(list(self._content(body, without=first)))
        if not title and (match := re.search("<h1>(.*?)</h1>", html, re.DOTALL)):
            title = " ".join(re.sub("<[^>]*>", "", match[1]).split())
            html = html.replace(match[0], "", 1)
        return title, html

    def _is_title(self, paragraph: ElementTree.Element) -> bool:
        return self._style(paragraph).lower() in ("title", "titel", "titre", "título", "titolo")

    def _content(
        self, parent: ElementTree.Element, without: ElementTree.Element | None = None
    ) -> Iterator[str | _Item]:
        """Yield the paragraphs and tables of a body or cell, ``without`` one of them."""
        for element in parent:
            if element.tag == f"{_W}p" and element is not without:
                yield self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield self._table(element)
            elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo"):
                yield from self._content(element, without)

    def _style(self, paragraph: ElementTree.Element) -> str:
        properties = paragraph.find(f"{_W}pPr")
        key = _value(properties, "pStyle") if properties is not None else ""
        return self.names.get(key, key)

    def _paragraph(self, paragraph: ElementTree.Element) -> str | _Item:
        style, text = self._style(paragraph), "".join(self._runs(paragraph))
        if not text.strip():
            return ""
        if match := _HEADING.search(style):
            return f"<h{match['level']}>{text}</h{match['level']}>"
        properties = paragraph.find(f"{_W}pPr")
        numbering = properties.find(f"{_W}numPr") if properties is not None else None
        if numbering is not None and _value(numbering, "numId") not in ("", "0"):
            return self._item(_value(numbering, "numId"), _value(numbering, "ilvl") or "0", text)
        if "quote" in style.lower() or "zitat" in style.lower():
            return f"<blockquote><p>{text}</p></blockquote>"
        return f"<p>{text}</p>"

    def _item(self, number: str, level: str, text: str) -> _Item:
        shape, first = self.formats.get((number, level), ("bullet", 1))
        depth = min(int(level) if level.isdigit() else 0, 8)
        for deeper in [key for key in self.counters if key[0] == number and key[1] > depth]:
            del self.counters[deeper]
        count = self.counters.get((number, depth), first - 1) + 1
        self.counters[number, depth] = count
        kinds = {
            "lowerLetter": ' type="a"',
            "upperLetter": ' type="A"',
            "lowerRoman": ' type="i"',
            "upperRoman": ' type="I"',
        }
        is_bullet = shape in ("bullet", "none", "")
        opened = "<ul>" if is_bullet else f'<ol start="{count}"{kinds.get(shape, "")}>'
        return _Item(depth, opened, "ul" if is_bullet else "ol", text)

    def _runs(self, parent: ElementTree.Element) -> Iterator[str]:
        for element in parent:
            if element.tag == f"{_W}r":
                yield self._run(element)
            elif element.tag == f"{_W}hyperlink":
                inner = "".join(self._runs(element))
                target = self.relations.get(element.get(f"{_R}id", ""), "")
                anchor = element.get(f"{_W}anchor", "")
                href = target or (f"#{anchor}" if anchor else "")
                yield f'<a href="{escape(href)}">{inner}</a>' if href else inner
            elif element.tag in (f"{_W}ins", f"{_W}smartTag", f"{_W}sdt", f"{_W}sdtContent", f"{_W}fldSimple"):
                yield from self._runs(element)
            elif element.tag == f"{_W}bookmarkStart":
                yield f'<a name="{escape(element.get(f"{_W}name", ""))}"></a>'

    def _run(self, run: ElementTree.Element) -> str:
        parts = []
        for element in run:
            if element.tag == f"{_W}t":
                parts.append(escape(element.text or ""))
            elif element.tag == f"{_W}tab":
                parts.append(" ")
            elif element.tag in (f"{_W}br", f"{_W}cr"):
                parts.append("<br>")
            elif element.tag == f"{_W}noBreakHyphen":
                parts.append("\u2011")
            elif element.tag == f"{_W}drawing":
                parts += self._pictures(element)
        text = "".join(parts)
        properties = run.find(f"{_W}rPr")
        if properties is None or not text.strip():
            return text
        for name, tag in _STYLES:
            found = properties.find(f"{_W}{name}")
            if found is not None and found.get(f"{_W}val", "1") not in ("0", "false", "none"):
                text = f"<{tag}>{text}</{tag}>"
        place = {"superscript": "sup", "subscript": "sub"}.get(_value(properties, "vertAlign"))
        return f"<{place}>{text}</{place}>" if place else text

    def _pictures(self, drawing: ElementTree.Element) -> Iterator[str]:
        described = drawing.find(f".//{_PIC}docPr")
        alt = described.get("descr", "") if described is not None else ""
        for picture in drawing.iter(f"{_A}blip"):
            target = self.relations.get(picture.get(f"{_R}embed", ""), "")
            if re.fullmatch(r"media/[\w.-]+", target):
                yield f'<img src="{self.base}/{target}" alt="{escape(alt)}">'
            else:
                self.left_out.append((alt or target or "a picture", "its picture is not in the document"))

    def _table(self, table: ElementTree.Element) -> str:
        """Return a table with its merged cells: one that goes on downwards is marked in each further row."""
        rows: list[list[_Cell]] = []
        above: dict[int, _Cell] = {}
        for row in table.findall(f"{_W}tr"):
            rows.append([])
            tag = "th" if row.find(f"{_W}trPr/{_W}tblHeader") is not None else "td"
            place = 0
            for element in row.findall(f"{_W}tc"):
                properties = element.find(f"{_W}tcPr")
                merge = properties.find(f"{_W}vMerge") if properties is not None else None
                is_further = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
                span = _value(properties, "gridSpan")
                columns = max(1, int(span)) if span.isdigit() and len(span) < 4 else 1
                html = _joined(list(self._content(element)))
                if is_further and place in above:
                    above[place].rows += 1
                    above[place].html += html
                else:
                    above[place] = _Cell(tag, html, columns)
                    rows[-1].append(above[place])
                place += columns
        shown = ("".join(cell.shown() for cell in row) for row in rows)
        return f"<table>{''.join(f'<tr>{cells}</tr>' for cells in shown)}</table>"

    def _find_left_out(self, tree: ElementTree.Element, title: str, html: str) -> None:
        """Note text of the document that is in no part of it that was read, such as text boxes."""
        read = " ".join(f"{title} {re.sub('<[^>]*>', '', html)}".split())
        for box in tree.iter(f"{_W}txbxContent"):
            words = _words(box)
            if words and escape(words) not in read:
                self.left_out.append((words, "it is in a text box"))


def _joined(parts: Sequence[str | _Item]) -> str:
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


def _value(element: ElementTree.Element | None, name: str) -> str:
    found = element.find(f"{_W}{name}") if element is not None else None
    return found.get(f"{_W}val", "") if found is not None else ""


def _words(element: ElementTree.Element) -> str:
    return " ".join("".join(each.text or "" for each in element.iter(f"{_W}t")).split())
