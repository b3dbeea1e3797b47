"""The units of a page: what is under its headings, and notes and replies, which are translated one by one."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from helpcentre.content import asides
from helpcentre.content.asides import Aside
from helpcentre.content.frontmatter import Document
from helpcentre.content.snippets import expand
from helpcentre.util.text import slugify, unique

TITLE, DESCRIPTION, TOP = "_title", "_description", "_top"
"""Units that have no heading: two from the front matter, and text above the first heading."""

_HEADING = re.compile(r"^(?P<level>#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*(?:\{[^}]*?#(?P<id>[\w-]+)[^}]*\})?[ \t]*$")
_Row: TypeAlias = tuple[str, str]
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_IN_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # all that str.splitlines does not split at
_FENCE = re.compile(r"^[ \t]*(```+|~~~+)")
_QUOTES = str.maketrans({**dict.fromkeys("„“”«»‟", '"'), **dict.fromkeys("‚‘’‹›‛", "'")})


@dataclass(frozen=True)
class Unit:
    """The part of a page under one heading: its id, the heading's text, all of its text, the line it starts on.

    In the text of a note or reply, an empty line stands for the one that opens it.
    """

    id: str
    heading: str
    text: str
    line: int
    has_explicit_id: bool = True
    repeats: str = ""
    """The explicit id, where an earlier heading of the page has it already."""

    aside: Aside | None = None
    """The note or reply that the unit is."""
    known: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What has been worked out of the text already, so that it is done once."""

    @property
    def section(self) -> str:
        """The id of the heading that the unit stands under; empty for the title, the description and :data:`TOP`."""
        section = self.id.partition(".")[0]
        return "" if section in (TITLE, DESCRIPTION, TOP) else section

    @cached_property
    def fingerprint(self) -> str:
        """12 hexadecimal digits of SHA-256 over the text, blind to wrapping, spacing and the style of quotes."""
        plain = unicodedata.normalize("NFC", self.text).translate(_QUOTES)
        return hashlib.sha256(" ".join(plain.split()).encode("utf-8")).hexdigest()[:12]


def units(document: Document) -> dict[str, Unit]:
    """Return the translation units of a page by id, in their order: title, description, then each heading's part."""
    if "units" not in document.known:
        document.known["units"] = _units(document)
    found: dict[str, Unit] = document.known["units"]
    return found


def _units(document: Document) -> dict[str, Unit]:
    found = {}
    for key, unit_id in (("title", TITLE), ("description", DESCRIPTION)):
        if document.meta.get(key):
            text = str(document.meta[key])
            found[unit_id] = Unit(id=unit_id, heading=text, text=text, line=1)
    for unit in _parts(document):
        found[unit.id] = unit
    return found


def _parts(document: Document) -> Iterator[Unit]:
    taken: set[str] = set()
    rows = list(enumerate(masked_lines(document.body), start=document.body_line))
    section, start = "", 0
    for aside in asides.find(document.body):
        for unit in _headed_parts(rows[start : aside.start], taken, document.folder):
            section = unit.id
            yield unit
        text = "\n" + _expanded(aside.text, document.folder)
        unit_id = unique(asides.aside_id(section, aside.kind), taken)
        yield Unit(unit_id, "", text, document.body_line + aside.start, aside=aside)
        start = aside.end
    yield from _headed_parts(rows[start:], taken, document.folder)


def _headed_parts(rows: Sequence[tuple[int, _Row]], taken: set[str], folder: Path | None) -> Iterator[Unit]:
    head: re.Match[str] | None = None
    first, lines = rows[0][0] if rows else 0, list[str]()
    for number, (shown, line) in rows:
        match = _HEADING.match(shown)
        if match:
            yield from _unit(head, first, lines, taken, folder)
            head, first, lines = match, number, [match["text"]]
        else:
            lines.append(line)
    yield from _unit(head, first, lines, taken, folder)


def masked_lines(body: str) -> Iterator[_Row]:
    """Yield each line as it counts for headings, empty within code fences and comments, and as it is."""
    fence = ""
    without_comments = _COMMENT.sub(lambda match: _IN_LINE.sub(" ", match[0]), body)
    for line, shown in zip(body.splitlines(), without_comments.splitlines(), strict=True):
        match = _FENCE.match(shown)
        if match and (not fence or match[1].startswith(fence)):
            fence = "" if fence else match[1]
            yield "", line
        else:
            yield "" if fence else shown, line


def _unit(
    head: re.Match[str] | None, first: int, lines: list[str], taken: set[str], folder: Path | None
) -> Iterator[Unit]:
    text = _expanded("\n".join(lines), folder)
    if head:
        unit_id = unique(head["id"] or slugify(head["text"], default="section"), taken)
        repeats = head["id"] if head["id"] and unit_id != head["id"] else ""
        yield Unit(unit_id, head["text"], text, first, has_explicit_id=bool(head["id"]), repeats=repeats)
    elif text.strip():
        yield Unit(TOP, "", text, first)


def _expanded(text: str, folder: Path | None) -> str:
    return expand(text, folder) if folder else text
