"""The units of a page: what is under its headings, and notes and replies, which are translated one by one."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from helpcentre.content import asides, fingerprints
from helpcentre.content.asides import Aside
from helpcentre.content.frontmatter import Document
from helpcentre.content.markdown.fences import PLAIN, Dialect
from helpcentre.content.markdown.scan import Scan
from helpcentre.content.markdown.structure import Heading
from helpcentre.content.snippets import expand
from helpcentre.util.text import Names, slugify

TITLE, DESCRIPTION, TOP = "_title", "_description", "_top"
"""Units that have no heading: two from the front matter, and text above the first heading."""
FOOTNOTES = "_footnotes"
"""All notes of a page as one unit, which checks make."""

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
    head: Heading | None = field(default=None, compare=False)
    """How the heading is written, where there is one; its lines are those of the page's body."""
    dialect: Dialect = PLAIN
    references: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """The addresses that links of the page name, by their names."""
    known: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What has been worked out of the text already, so that it is done once."""

    @property
    def section(self) -> str:
        """The id of the heading that the unit stands under; empty for the title, the description and :data:`TOP`."""
        section = self.id.partition(".")[0]
        return "" if section in (TITLE, DESCRIPTION, TOP, FOOTNOTES) else section

    @property
    def reported_name(self) -> str:
        """What reports call it: its id as a heading has it, or the part of the page above all headings."""
        return f"{{#{self.id}}}" if self.section else f"the page's {self.id[1:]}"

    @cached_property
    def fingerprint(self) -> str:
        """What a translation records of the text: equal as long as readers see the same."""
        heading, level = (self.heading, self.head.level) if self.head else (None, 0)
        return fingerprints.fingerprint(self.scan, heading=heading, level=level, references=self.references)

    def has_fingerprint(self, recorded: str | None) -> bool:
        """Whether a fingerprint is that of the text; translations of earlier versions recorded its ``digest``."""
        return recorded is not None and recorded in (self.digest, self.fingerprint)

    @cached_property
    def digest(self) -> str:
        """12 hexadecimal digits of SHA-256 over the text, blind to wrapping, spacing and the style of quotes."""
        return fingerprint_of(self.text)

    @cached_property
    def scan(self) -> Scan:
        """The Markdown of the text."""
        return Scan(self.text, self.dialect)


def fingerprint_of(text: str) -> str:
    """Return 12 hexadecimal digits of SHA-256 over a text, blind to wrapping, spacing and the style of quotes."""
    plain = unicodedata.normalize("NFC", text).translate(_QUOTES)
    return hashlib.sha256(" ".join(plain.split()).encode("utf-8")).hexdigest()[:12]


def units(document: Document) -> dict[str, Unit]:
    """Return the translation units of a page by id, in their order: title, description, then each heading's part."""
    if "units" not in document.known:
        with document.in_time():
            document.known["units"] = _units(document)
    found: dict[str, Unit] = document.known["units"]
    return found


def short(fingerprint: str) -> str:
    """Return the part of a unit's fingerprint that is of its text: 12 hexadecimal digits, as addresses have it."""
    return fingerprint.partition("-")[0]


def page_fingerprint(document: Document | None) -> str:
    """Return the fingerprint of all that a page says, its notes left out; empty without a page."""
    if document is None:
        return ""
    if "fingerprint" not in document.known:
        with document.in_time():
            found = [short(unit.fingerprint) for unit in units(document).values() if unit.aside is None]
        document.known["fingerprint"] = fingerprint_of(" ".join(found)) if found else ""
    return str(document.known["fingerprint"])


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
    """Yield what stands above the first heading, and what each heading and each note or reply begins."""
    names = Names()
    begins: list[Heading | Aside] = sorted((*document.scan.headings, *document.asides), key=lambda part: part.start)
    ends = [*(part.start for part in begins), len(document.scan.lines)]
    references = fingerprints.definitions(document.body)
    yield from _top(document, ends[0], references)
    section = ""
    for part, end in zip(begins, ends[1:], strict=True):
        if isinstance(part, Aside):
            unit_id = names.take(asides.aside_id(section, part.kind))
            text = "\n" + _expanded(part.text, document)
            line = document.body_line + part.start
            yield Unit(unit_id, "", text, line, aside=part, dialect=document.dialect, references=references)
        else:
            unit = _section(document, part, end, names, references)
            section = unit.id
            yield unit


def _top(document: Document, end: int, references: Mapping[str, str]) -> Iterator[Unit]:
    written = "\n".join(document.scan.lines[:end])
    text = _expanded(written, document)
    if text.strip():
        unit = Unit(TOP, "", text, document.body_line, dialect=document.dialect, references=references)
        if text == written:
            unit.__dict__["scan"] = document.scan.excerpt(0, end, text)
        yield unit


def _section(document: Document, head: Heading, end: int, names: Names, references: Mapping[str, str]) -> Unit:
    """Return the part of a page below a heading; an empty line stands for the one that underlines it."""
    further = [""] * (head.end - head.start - 1)
    written = "\n".join([head.text, *further, *document.scan.lines[head.end : end]])
    text = _expanded(written, document)
    unit_id = names.take(head.id or slugify(head.text, default="section"))
    unit = Unit(
        unit_id,
        head.text,
        text,
        document.body_line + head.start,
        has_explicit_id=bool(head.id),
        repeats=head.id if head.id and unit_id != head.id else "",
        head=head,
        dialect=document.dialect,
        references=references,
    )
    if text == written:
        unit.__dict__["scan"] = document.scan.excerpt(head.start, end, text)
    return unit


def _expanded(text: str, document: Document) -> str:
    return expand(text, document.folder, dialect=document.dialect) if document.folder else text
