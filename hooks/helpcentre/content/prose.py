"""A unit as its readers see it: blocks of text without Markdown's own signs, and links, each with its line."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from helpcentre.content.frontmatter import Document
from helpcentre.content.units import Unit, units
from helpcentre.diagnostics.problem import HelpcentreError

HEADINGS, PARAGRAPHS, STEPS, ITEMS = "headings", "paragraphs", "steps", "list items"
TABLES, ROWS = "tables", "table rows"
"""Kinds of blocks; a box is of the kind ``'tip' boxes``, after its type."""

_FENCED = re.compile(r"^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)", re.M | re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_CODE = re.compile(r"(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)", re.S)

_TITLE = r"""(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?"""
_INLINE = re.compile(rf"\]\(\s*<?(?P<target>(?:[^()\s<>]|\([^()\s]*\))*)>?{_TITLE}\s*\)")
_REFERENCE = re.compile(rf"^[ ]{{0,3}}\[(?!\^)[^\]\n]+\]:[ \t]*<?(?P<target>[^\s<>]+)>?{_TITLE}[ \t]*$", re.M)
_AUTOMATIC = re.compile(r"<(?P<target>[a-z][a-z0-9+.-]*:[^\s<>]+)>", re.I)
_ELEMENT = re.compile(r"<\w+\b[^>]*?\s(?:href|src|srcset|poster|data)=[\"']?(?P<target>[^\"'\s>]*)", re.I)
_ID = re.compile(
    r"\{:?[ ]*(?:[^}\n]*?[ ])?#(?P<brace>[\w.:-]+)|<\w+\b[^>]*?\s(?:id|name)=[\"']?(?P<attribute>[^\"'\s>]+)", re.I
)
_LINKS = ((_INLINE, ("](",)), (_REFERENCE, ("]:",)), (_AUTOMATIC, ("<",)), (_ELEMENT, ("<",)))
"""What a link is found by, each with signs of which one must be there: most texts have few, and patterns are slow."""

_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)
_ATTRIBUTES = re.compile(r"\{:?[ ]*(?:[#.][\w-]|[\w-]+=)[^}\n]*\}")
_ADDRESS = re.compile(r"\bhttps?://[^\s<>)\]]+|[\w.+-]+@[\w-]+\.[\w.]+")
_ENTITY = re.compile(r"&#?\w+;")
_UNSEEN = (
    *_LINKS[:3],
    (_TAG, ("<",)),
    (_ATTRIBUTES, ("{",)),
    (_ADDRESS, ("://", "@")),
    (_ENTITY, ("&",)),
)
_UNREAD = ((_FENCED, ("```", "~~~")), (_COMMENT, ("<!--",)), (_CODE, ("`",)))

_BOX = re.compile(r"^[ \t]*(?:!!!|\?{3}\+?)[ \t]*(?P<type>[\w-]+)[^\"]*(?:\"(?P<title>.*)\")?[ \t]*$")
_MARKER = re.compile(r"^[ \t]*(?:(?P<number>\d+\.)|[-*+])[ \t]+")
_RULE = re.compile(r"^(?=.*\|)[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, a step, a list item, a row of a table, or a box's title; ``line`` is its first."""

    kind: str
    line: int
    text: str

    @cached_property
    def flat(self) -> str:
        """The text in one line, without emphasis, with single spaces."""
        return " ".join(self.text.replace("*", "").split())

    def line_at(self, place: int) -> int:
        """Return the line in the file of the character at ``place`` of the text."""
        return self.line + self.text.count("\n", 0, place)


@dataclass(frozen=True)
class Link:
    """Where a link leads or a picture comes from, as written, its line in the file, and where it starts in the text."""

    target: str
    line: int
    start: int


def links(unit: Unit) -> list[Link]:
    """Return the links and pictures of a unit in their order, those in code left out."""
    return links_in(unit.text, line=unit.line)


def links_in(text: str, *, line: int) -> list[Link]:
    """Return the links and pictures of a Markdown text whose first line is ``line``, those in code left out."""
    return [Link(target, line + text.count("\n", 0, place), place) for place, target in _targets(text)]


def require_addresses(text: str, *, file: str, line: int) -> None:
    """Raise HelpcentreError for a link of Markdown whose address has brackets where none can be: ``http://[x``.

    MkDocs fails at it. One in HTML is told by the check of the links.
    """
    for link in links_in(text, line=line) if "//[" in text else ():
        if text[link.start - 1] in "\"'=":
            continue
        try:
            urlsplit(link.target)
        except ValueError as error:
            message = f"{link.target!r} is no address"
            raise HelpcentreError(message, fix="correct it, or mark it as code", file=file, line=link.line) from error


def with_targets(text: str, change: Callable[[str], str]) -> str:
    """Return a Markdown text with the targets of its links and pictures replaced by what ``change`` makes of them."""
    parts, end = [], 0
    for place, target in dict(_targets(text)).items():  # two patterns find an address in angle brackets
        parts += [text[end:place], change(target)]
        end = place + len(target)
    return "".join([*parts, text[end:]])


def ids_in(text: str, *, line: int) -> list[tuple[str, int]]:
    """Return the ids that a Markdown text gives to headings and other elements, each with its line."""
    text = without_code(text)
    found = ((match["brace"] or match["attribute"], match.start()) for match in _ID.finditer(text))
    return [(name, line + text.count("\n", 0, place)) for name, place in found]


def blocks(unit: Unit) -> tuple[Block, ...]:
    """Return the blocks of a unit in their order; code, link targets, markers and the like are blank in them."""
    return _known(unit)[0]


def plain_text(unit: Unit) -> str:
    """Return the text of a unit in one line, as its readers see it."""
    return _known(unit)[1]


def release(document: Document) -> None:
    """Give back the memory of a page's blocks: a translation is compared once, a source with each translation."""
    for unit in units(document).values():
        unit.known.pop("blocks", None)


def _known(unit: Unit) -> tuple[tuple[Block, ...], str]:
    """Return the blocks and the flat text of a unit, worked out once: each check asks, of a source each language."""
    if "blocks" not in unit.known:
        found = tuple(_blocks(unit))
        unit.known["blocks"] = found, " ".join(block.flat for block in found)
    known: tuple[tuple[Block, ...], str] = unit.known["blocks"]
    return known


def _blocks(unit: Unit) -> Iterator[Block]:
    written = unicodedata.normalize("NFC", unit.text)
    text = _blanked(without_code(written), _UNSEEN)
    lines = list(map(_Line, itertools.count(unit.line), text.split("\n"), written.split("\n")))
    if unit.heading:
        heading = lines.pop(0)
        yield Block(HEADINGS, heading.number, heading.text)
    chunk: list[_Line] = []
    for line in [*lines, _Line(0, "", "")]:
        box = line.match(_BOX)
        if not box and line.text.strip():
            chunk.append(line)
            continue
        yield from _table(chunk) if len(chunk) > 1 and chunk[1].match(_RULE) else _run(chunk)
        chunk = []
        if box:
            yield Block(f"{box['type']!r} boxes", line.number, box["title"] or "")


class _Line(NamedTuple):
    """A line with its number: its text as readers see it, in which much is blank, and as it was written."""

    number: int
    text: str
    written: str

    def match(self, sign: re.Pattern[str]) -> re.Match[str] | None:
        """Return the match of a sign of Markdown, unless it stands first only because what is before it is blank."""
        found = sign.match(self.text)
        return found if found and sign.match(self.written) else None


def _table(lines: list[_Line]) -> Iterator[Block]:
    for place, line in enumerate(lines):
        yield Block(TABLES, line.number, "") if place == 1 else Block(ROWS, line.number, line.text)


def _run(lines: list[_Line]) -> Iterator[Block]:
    """Yield the items of a list, or a paragraph: a number in the midst of one starts no list."""
    is_list = bool(lines and lines[0].match(_MARKER))
    parts: list[tuple[str, int, list[str]]] = []
    for each in lines:
        number, line = each.number, each.text
        marker = each.match(_MARKER) if is_list else None
        if marker:
            parts.append((STEPS if marker["number"] else ITEMS, number, [line[marker.end() :]]))
        elif parts:
            parts[-1][2].append(line)
        else:
            parts.append((PARAGRAPHS, number, [line]))
    return (Block(kind, number, "\n".join(texts)) for kind, number, texts in parts)


def _targets(text: str) -> list[tuple[int, str]]:
    """Return the place and target of each link and picture in their order, those in code left out."""
    text = without_code(text)
    patterns = (link for link, signs in _LINKS if any(sign in text for sign in signs))
    return sorted((match.start("target"), match["target"]) for link in patterns for match in link.finditer(text))


def without_code(text: str) -> str:
    """Return a Markdown text with its code and comments blank; all else keeps its place and line."""
    return _blanked(text, _UNREAD)


def _blanked(text: str, patterns: Iterable[tuple[re.Pattern[str], tuple[str, ...]]]) -> str:
    for pattern, signs in patterns:
        if any(sign in text for sign in signs):
            text = pattern.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    """Return spaces for what a pattern found, so that the rest keeps its place and line."""
    found = match[0]
    return " " * len(found) if "\n" not in found else "\n".join(" " * len(line) for line in found.split("\n"))
