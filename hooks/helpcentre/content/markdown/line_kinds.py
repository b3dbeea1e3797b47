"""What lines are by themselves: the opening of a box, a list item, a horizontal rule, a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HRProcessor
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.tables import TableProcessor
from pymdownx.details import DetailsProcessor

from helpcentre.content.markdown.fences import PLAIN, Dialect

_TAB_BOX = re.compile(r"={3}(?:\+|\+!|!\+|!)? +\"(.*?)\" *")

MARKER = re.compile(r"(?P<indent>[ \t]*)(?:(?P<number>\d+\.)|[-*+])[ \t]+")
"""What a list item begins with; only a step has a number."""


_NAMED = re.compile(r"[ ]{0,3}\[[^\[\]]*\]:[ ]*")
_ADDRESS = re.compile(r"\S+")
_OPENED_BY = {'"': '"', "'": "'", ")": "("}

CAPTION, BLOCK_END = "/// caption", "///"
"""The lines around a caption, which belongs to what stands above it."""

NOTE = re.compile(r"[ ]{0,3}\[\^[^\]\n]+\]:[ \t]*")
DEFINITION = re.compile(r"[ ]{0,3}:[ ]{1,3}(?=\S)")
"""What a footnote, and the meaning of a term, begin with."""


@dataclass(frozen=True)
class Box:
    """The line that opens a box: the first word of its type in small letters, and where its title is."""

    type: str
    start: int
    end: int


def read_box(line: str, dialect: Dialect = PLAIN) -> Box | None:
    """Return the box that a line opens, indented or not, or None; one without a type is ``details`` or a ``tab``."""
    place = len(line) - len(line.lstrip(" \t"))
    signs = line[place : place + 3]
    if signs not in ("!!!", "???", "==="):
        return None
    written = line[place:].replace("\t", " ")
    if signs == "!!!":
        match, title = AdmonitionProcessor.RE.fullmatch(written), 2
        kind = match[1] if match else ""
    elif signs == "???":
        match, title = DetailsProcessor.START.fullmatch(written), 3
        kind = match[2] or match[4] or "details" if match else ""
    else:
        match, title, kind = _TAB_BOX.fullmatch(written) if dialect.has_tabs else None, 1, "tab"
    if not match:
        return None
    start, end = match.span(title) if match[title] else (len(written), len(written))
    return Box(kind.split(" ")[0].lower(), place + start, place + end)


def is_reference(line: str) -> bool:
    """Whether a line gives an address a name: ``[name]: address "Title"``. A title begins with any of its marks."""
    named = _NAMED.match(line)
    if not named:
        return False
    rest = line[named.end() :].rstrip(" ")
    address = _ADDRESS.match(rest)
    if not address or address.end() == len(rest):
        return address is not None
    opening, last = _OPENED_BY.get(rest[-1], ""), len(rest) - 1
    behind = len(rest) - len(rest[address.end() :].lstrip(" "))
    within = opening and rest.find(opening, 1, address.end()) > 0
    return bool(within) or (opening != "" and rest[behind] == opening and behind < last)


def is_caption_mark(line: str) -> bool:
    """Whether a line opens or closes a caption."""
    return line.strip(" \t") in (CAPTION, BLOCK_END)


def is_rule(line: str) -> bool:
    """Whether a line is a horizontal rule."""
    return HRProcessor.SEARCH_RE.fullmatch(line.strip(" \t")) is not None


def is_table(lines: Iterable[str]) -> bool:
    """Whether lines without an empty one between them are a table; those below its first two are read if need be."""
    further = iter(lines)
    head, rule = next(further, ""), next(further, "")
    if "-" not in rule or "|" not in head + rule or set(rule.strip()) - set("|:- "):
        return False
    rows = [head, rule]
    for line in further:  # each row of a table of one column has a sign, and what has none ends the search for others
        rows.append(line)
        row = line.strip(" ")
        if not (row.startswith("|") or row.endswith("|")):
            break
    return _tables().test(Element("div"), "\n".join(rows))


@lru_cache(maxsize=1)
def _tables() -> TableProcessor:
    return TableProcessor(Markdown().parser, {})
