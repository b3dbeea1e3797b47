"""A Word document (.docx, ECMA-376) as HTML: paragraphs by their styles, lists by their numbers, as Word shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from helpcentre.importer.systems.word_lists import ListItem, Numbering, nest_items, read_numbering
from helpcentre.importer.systems.word_package import W, WordPackage, open_word, value_of

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_HEADING = re.compile(
    r"(?:heading|berschrift|titre|t[ií]tulo|titolo|kop|nag[łl]?[óo]?wek)\s*(?P<level>[1-6])", re.IGNORECASE
)
_STYLES = (("b", "strong"), ("i", "em"), ("strike", "del"), ("u", "u"))


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
    names: dict[str, str] = field(default_factory=dict)
    numbering: Numbering = field(default_factory=lambda: Numbering({}))

    def read(self) -> tuple[str, str]:
        """Return the title and the HTML of the document."""
        with open_word(self.file) as package:
            return self._read(package)

    def _read(self, package: WordPackage) -> tuple[str, str]:
        tree = package.main_tree()
        for relation in package.tree("word/_rels/document.xml.rels"):
            self.relations[relation.get("Id", "")] = relation.get("Target", "")
        self.numbering = read_numbering(package.tree("word/numbering.xml"))
        for style in package.tree("word/styles.xml").iter(f"{W}style"):
            self.names[style.get(f"{W}styleId", "")] = value_of(style, "name")
        body = tree.find(f"{W}body")
        title, html = self._body(body) if body is not None else ("", "")
        for identifier in re.findall(rf'src="{re.escape(self.base)}/([^"]+)"', html):
            self.pictures[f"{self.base}/{identifier}"] = package.part(f"word/{identifier}")
        self._find_left_out(tree, title, html)
        for part, what in (("word/footnotes.xml", "footnote"), ("word/comments.xml", "comment")):
            for note in package.tree(part):
                if words := _words(note):
                    self.left_out.append((words, f"it is a {what}"))
        return title, html

    def _body(self, body: ElementTree.Element) -> tuple[str, str]:
        first = next((each for each in body.iter(f"{W}p") if self._is_title(each)), None)
        title = _words(first) if first is not None else ""
        html = nest_items(list(self._content(body, without=first)))
        if not title and (match := re.search("<h1>(.*?)</h1>", html, re.DOTALL)):
            title = " ".join(re.sub("<[^>]*>", "", match[1]).split())
            html = html.replace(match[0], "", 1)
        return title, html

    def _is_title(self, paragraph: ElementTree.Element) -> bool:
        return self._style(paragraph).lower() in ("title", "titel", "titre", "título", "titolo")

    def _content(
        self, parent: ElementTree.Element, without: ElementTree.Element | None = None
    ) -> Iterator[str | ListItem]:
        """Yield the paragraphs and tables of a body or cell, ``without`` one of them."""
        for element in parent:
            if element.tag == f"{W}p" and element is not without:
                yield self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield self._table(element)
            elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo"):
                yield from self._content(element, without)

    def _style(self, paragraph: ElementTree.Element) -> str:
        properties = paragraph.find(f"{W}pPr")
        key = value_of(properties, "pStyle") if properties is not None else ""
        return self.names.get(key, key)

    def _paragraph(self, paragraph: ElementTree.Element) -> str | ListItem:
        style, text = self._style(paragraph), "".join(self._runs(paragraph))
        if not text.strip():
            return ""
        if match := _HEADING.search(style):
            return f"<h{match['level']}>{text}</h{match['level']}>"
        properties = paragraph.find(f"{W}pPr")
        numbering = properties.find(f"{W}numPr") if properties is not None else None
        if numbering is not None and value_of(numbering, "numId") not in ("", "0"):
            return self.numbering.item(value_of(numbering, "numId"), value_of(numbering, "ilvl") or "0", text)
        if "quote" in style.lower() or "zitat" in style.lower():
            return f"<blockquote><p>{text}</p></blockquote>"
        return f"<p>{text}</p>"

    def _runs(self, parent: ElementTree.Element) -> Iterator[str]:
        for element in parent:
            if element.tag == f"{W}r":
                yield self._run(element)
            elif element.tag == f"{W}hyperlink":
                inner = "".join(self._runs(element))
                target = self.relations.get(element.get(f"{_R}id", ""), "")
                anchor = element.get(f"{W}anchor", "")
                href = target or (f"#{anchor}" if anchor else "")
                yield f'<a href="{escape(href)}">{inner}</a>' if href else inner
            elif element.tag in (f"{W}ins", f"{W}smartTag", f"{W}sdt", f"{W}sdtContent", f"{W}fldSimple"):
                yield from self._runs(element)
            elif element.tag == f"{W}bookmarkStart":
                yield f'<a name="{escape(element.get(f"{W}name", ""))}"></a>'

    def _run(self, run: ElementTree.Element) -> str:
        parts = []
        for element in run:
            if element.tag == f"{W}t":
                parts.append(escape(element.text or ""))
            elif element.tag == f"{W}tab":
                parts.append(" ")
            elif element.tag in (f"{W}br", f"{W}cr"):
                parts.append("<br>")
            elif element.tag == f"{W}noBreakHyphen":
                parts.append("\u2011")
            elif element.tag == f"{W}drawing":
                parts += self._pictures(element)
        text = "".join(parts)
        properties = run.find(f"{W}rPr")
        if properties is None or not text.strip():
            return text
        for name, tag in _STYLES:
            found = properties.find(f"{W}{name}")
            if found is not None and found.get(f"{W}val", "1") not in ("0", "false", "none"):
                text = f"<{tag}>{text}</{tag}>"
        place = {"superscript": "sup", "subscript": "sub"}.get(value_of(properties, "vertAlign"))
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
        for row in table.findall(f"{W}tr"):
            rows.append([])
            tag = "th" if row.find(f"{W}trPr/{W}tblHeader") is not None else "td"
            place = 0
            for element in row.findall(f"{W}tc"):
                properties = element.find(f"{W}tcPr")
                merge = properties.find(f"{W}vMerge") if properties is not None else None
                is_further = merge is not None and merge.get(f"{W}val", "continue") == "continue"
                span = value_of(properties, "gridSpan")
                columns = max(1, int(span)) if span.isdigit() and len(span) < 4 else 1
                html = nest_items(list(self._content(element)))
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
        for box in tree.iter(f"{W}txbxContent"):
            words = _words(box)
            if words and escape(words) not in read:
                self.left_out.append((words, "it is in a text box"))


def _words(element: ElementTree.Element) -> str:
    return " ".join("".join(each.text or "" for each in element.iter(f"{W}t")).split())
