"""Headings as readers see them, and those that say nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from selectolax.lexbor import LexborHTMLParser, LexborNode

from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.markdown.scan import Scan
from helpcentre.util.line_count import LineCount

_NAMED = "[alt],[aria-label]"
"""Elements that may say something without having a text."""

_MAIN = re.compile(r"<h1[\s>]", re.IGNORECASE)
_SECTION = re.compile(r"<h2[\s>]", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ELEMENT = re.compile(r"<(?P<tag>h[1-6])\b[^>]*>(?P<html>.*?)</(?P=tag)>", re.I | re.S)
_NAME = re.compile(r"""\b(?:alt|aria-label)=["'][^"']*[^"'\s]|!\[[^\]]*[^\]\s]\]""")
_MARKUP = re.compile(r"<[^>]*>|\]\([^)\s]*\)|\]\[[^\]]*\]|\{[^}\n]*\}|:[a-z]+(?:-[\w-]+)+:|[!\[\]*_]|(?<!&)#")
_MEANS_MORE = re.compile(r"[<&\0]")
"""Signs that are not what they look like in HTML."""
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Categories of characters that leave no trace on paper."""


def shown_text(node: LexborNode) -> str:
    """Return in one line what an element says: its text, else what its pictures stand for; else nothing."""
    text = node.text()
    if not _is_seen(text):
        pictures = (found.attributes for found in node.css(_NAMED))
        names = (given.get("alt") or given.get("aria-label") or "" for given in pictures)
        text = next(filter(_is_seen, names), "")
    return " ".join(text.split())


def plain_text(html: str) -> str:
    """Return in one line what a piece of HTML says."""
    if not _MEANS_MORE.search(html):  # a parser takes 80 times as long, and was 3 % of a build
        return " ".join(html.split()) if _is_seen(html) else ""
    body = LexborHTMLParser(html).body
    return shown_text(body) if body else ""


def has_main_heading(html: str) -> bool:
    """Whether a page's text has a heading of the first level."""
    return bool(_MAIN.search(_COMMENT.sub("", html)))


def split_opening(html: str) -> tuple[str, str]:
    """Return a page's text before the heading of its first section, and the rest; a heading in a box begins none."""
    boxes, place = _OpenBoxes(), 0
    for match in _SECTION.finditer(html):
        boxes.feed(html[place : match.start()])
        place = match.start()
        is_in_markup = boxes.rawdata.startswith("<")  # of a comment or tag that is still open
        if not (boxes.depth or is_in_markup):
            return html[:place], html[place:]
    return html, ""


class _OpenBoxes(HTMLParser):
    """Counts the boxes, lists and tables that are open at the end of the HTML that it has been fed so far."""

    _NAMES = frozenset({"blockquote", "details", "div", "dl", "figure", "ol", "section", "table", "ul"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.depth += tag in self._NAMES

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in self._NAMES and self.depth > 0


def empty_lines(markdown: str, dialect: Dialect) -> Iterator[int]:
    """Yield the line of each heading that says nothing as it is written: an entity, an icon, or nothing at all."""
    scan = Scan(markdown, dialect)
    text = scan.without_code
    headings = [(heading.start + 1, heading.text, heading.text) for heading in scan.headings]
    lines = LineCount(text)
    for match in _ELEMENT.finditer(text) if "</" in text else ():
        # Code is blank here, but it is something to read.
        written = markdown[match.start() : match.end()]
        headings.append((lines.above(match.start()) + 1, match["html"], written))
    for line, heading, written in sorted(headings):
        says = unescape(_MARKUP.sub("", heading))
        if not (_is_seen(says) or "`" in written or _NAME.search(heading)):
            yield line


def written_words(heading: str) -> str:
    """Return what a heading says as it is written in Markdown: without signs of markup, addresses and icons."""
    return unescape(_MARKUP.sub(" ", heading)).strip()


def _is_seen(text: str) -> bool:
    return any(unicodedata.category(sign) not in _UNSEEN for sign in text)
