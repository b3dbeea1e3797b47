"""Asides: internal notes and replies, the marked blocks of a page that only the agents' edition shows.

```
/// reply | chat
Hello {name}, …
///
```

They stand at the end of the section they belong to. What is not written exactly so is an error, so that no slip of the
keyboard publishes a note. Captions, ``/// caption``, are the only other blocks of this kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from helpcentre.content import misspelt_notes
from helpcentre.content.markdown.fences import PLAIN, Dialect
from helpcentre.content.markdown.line_kinds import BLOCK_END, CAPTION
from helpcentre.content.markdown.other_blocks import fix_of_block
from helpcentre.content.markdown.scan import Scan
from helpcentre.content.markdown.structure import Heading
from helpcentre.diagnostics.problem import ErrorList, HelpcentreError


class Kind(Enum):
    """What an aside is; the value is its name in Markdown, in ids and in data."""

    INTERNAL = "internal"
    CHAT = "chat"
    EMAIL = "email"
    PHONE = "phone"

    @property
    def is_reply(self) -> bool:
        """Whether an aside is a text for customers: the kind is then the channel that it is worded for."""
        return self is not Kind.INTERNAL


_OPENINGS = {"/// internal": Kind.INTERNAL} | {f"/// reply | {kind.value}": kind for kind in Kind if kind.is_reply}
_CLOSING = BLOCK_END
_FORMS = ", ".join(f"'{opening}'" for opening in _OPENINGS)

_PLACEHOLDER = re.compile(r"\{([a-z][a-z_]*)\}")


@dataclass(frozen=True)
class Aside:
    """A note or reply: its lines ``[start:end]`` of the text it was found in, from 0, markers included."""

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The names in braces, each once, in their order: what an agent fills in before sending a reply."""
        return placeholders(self.text)


def placeholders(text: str) -> tuple[str, ...]:
    """Return the names in braces of a text, each once, in their order."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))


def mark_placeholders(text: str, pattern: str) -> str:
    r"""Return ``text`` with each placeholder written as ``pattern``, in which ``\1`` stands for its name."""
    return _PLACEHOLDER.sub(pattern, text)


def fill_placeholders(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with the placeholders that ``values`` has a text for filled in."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)


def find_notes(text: str, *, dialect: Dialect = PLAIN) -> tuple[Aside, ...]:
    """Return the asides of a Markdown text in their order.

    Raises HelpcentreError with the line of whatever looks like an aside and is none.
    """
    return read(text, file="", line=1, dialect=dialect)[0]


def read(text: str, *, file: str, line: int, dialect: Dialect) -> tuple[tuple[Aside, ...], Scan]:
    """Return the asides of a text whose first line is number ``line`` of ``file``, and the scan of the rest.

    Raises HelpcentreError as :func:`find_notes` does.
    """
    if not misspelt_notes.may_be_in(text):
        return (), Scan(text, dialect)
    # An aside stands between empty lines when it is shown, or in place of it there are some.
    lines = text.splitlines(keepends=True)
    parted = "".join("\n" if each.startswith(_CLOSING) and _is_mark(each) else each for each in lines)
    finder = _Finder(text.splitlines(), Scan(parted, dialect), file, line)
    with finder.errors.collecting():
        found = tuple(finder.asides())
    finder.errors.raise_all()
    taken = frozenset(number for aside in found for number in range(aside.start, aside.end))
    return found, finder.scan.without_lines(taken, cut_notes(text, found))


def has_notes(text: str, dialect: Dialect) -> bool:
    """Whether a Markdown text has an aside, or what looks like one."""
    try:
        return bool(find_notes(text, dialect=dialect))
    except HelpcentreError:
        return True


def without_notes(text: str, dialect: Dialect = PLAIN) -> str:
    """Return ``text`` with empty lines in place of its asides; raises HelpcentreError as :func:`find_notes` does."""
    return cut_notes(text, find_notes(text, dialect=dialect))


def cut_notes(text: str, found: Sequence[Aside]) -> str:
    """Return ``text`` with empty lines in place of the asides that were ``found`` in it."""
    if not found:
        return text
    lines = text.splitlines(keepends=True)
    for aside in found:
        lines[aside.start : aside.end] = ["\n"] * (aside.end - aside.start)
    return "".join(lines)


def aside_id(section: str, kind: Kind) -> str:
    """Return the id of a section's aside, which no heading can have: ``many-complaints.chat``."""
    return f"{section}.{kind.value}"


def is_aside_id(unit_id: str) -> bool:
    """Whether a unit of this id is an aside."""
    return "." in unit_id


def _is_mark(line: str) -> bool:
    mark = line.rstrip()
    return mark in _OPENINGS or mark == _CLOSING


class _Finder:
    """Reads a text line by line; ``opened`` is where the open aside began."""

    def __init__(self, lines: Sequence[str], scan: Scan, file: str, first: int) -> None:
        self.lines, self.scan = lines, scan
        self.file, self.first = file, first
        self.headings = {heading.start: heading for heading in scan.headings}
        self.unclosed = scan.unclosed_fence
        self.fences = {number: fence for fence in scan.fences for number in range(fence.start, fence.end)}
        if self.unclosed:  # nobody can say where it was meant to end
            rest = range(self.unclosed.start, len(self.lines))
            self.fences = dict.fromkeys(rest, self.unclosed) | self.fences
        self.opened: int | None = None
        self.has_heading = self.is_after = False
        self.block: int | None = None  # where a caption, or a block that is refused, began
        self.errors = ErrorList()

    def asides(self) -> Iterator[Aside]:
        """Yield each aside as it is closed."""
        for number, line in enumerate(self.lines):
            mark = "" if self._is_of_block(number, line) else self._mark(number, line)
            if mark == _CLOSING:
                yield self._closed(number)
            elif mark:
                self._open(number)
            elif number in self.headings:
                self._heading(self.headings[number])
            elif self.is_after and line.strip():
                raise self._error("text stands below an aside", "put the aside at the end of its section", number)
        if self.block is not None:
            raise self._error("the caption is never closed", f"write a line '{_CLOSING}' at its end", self.block)
        if self.opened is not None:
            raise self._error("the aside is never closed", f"write a line '{_CLOSING}' at its end", self.opened)
        if self.unclosed:
            fix = f"write '{self.unclosed.mark}' at its end"
            raise self._error("the code block is never closed", fix, self.unclosed.start)

    def _is_of_block(self, number: int, line: str) -> bool:
        """Whether a line opens or closes a caption, or another block, which is noted as an error."""
        written = line.strip(" \t")
        if number in self.fences or not written.startswith(_CLOSING):
            return False
        if self.block is not None and not written.strip("/"):
            self.block = None
            return True
        fix = "" if written == CAPTION else fix_of_block(written)
        if fix:
            self.errors.found.append(self._error("it is a block that this site does not read", fix, number))
        if (fix or written == CAPTION) and self.block is None:
            self.block = number
        return bool(fix) or written == CAPTION

    def _mark(self, number: int, line: str) -> str:
        """Return the line if it opens or closes an aside, else an empty text."""
        if not line:
            return ""
        mark, fence = line.rstrip(" \t"), self.fences.get(number)
        is_mark = mark in _OPENINGS or (mark == _CLOSING and (self.opened is not None or not fence))
        if is_mark and fence:
            fix = f"close the code block of line {self.first + fence.start} first"
            raise self._error(f"{mark!r} stands in a code block", fix, number)
        if not (is_mark or fence) and misspelt_notes.looks_boxed(line):
            fix = f"a note is written '/// internal', a reply '/// reply | chat', each closed by {_CLOSING!r}"
            raise self._error("a box is no note or reply: everybody would see it", fix, number)
        if not is_mark and (misspelt_notes.looks_open(line) if fence else misspelt_notes.looks_slashed(line)):
            fix = f"write one of {_FORMS}, and {_CLOSING!r} to close it, each alone at the start of a line"
            raise self._error("this is neither text nor a note or reply", fix, number)
        return mark if is_mark else ""

    def _open(self, number: int) -> None:
        if self.opened is not None:
            fix = f"close that of line {self.first + self.opened} above by a line {_CLOSING!r}"
            raise self._error("an aside begins within an aside", fix, number)
        if not self.has_heading:
            raise self._error("an aside stands above the first heading", "put it at the end of a section", number)
        self.opened, self.is_after = number, False

    def _closed(self, number: int) -> Aside:
        if self.opened is None:
            raise self._error(f"{_CLOSING!r} closes nothing", f"open a note or reply above by one of {_FORMS}", number)
        text = "\n".join(self.lines[self.opened + 1 : number])
        if not text.strip():
            raise self._error("the aside is empty", "write its text, or remove it", self.opened)
        kind = _OPENINGS[self.lines[self.opened].rstrip(" \t")]
        found = Aside(kind, text, self.opened, number + 1)
        self.opened, self.is_after = None, True
        return found

    def _heading(self, heading: Heading) -> None:
        is_meant = heading.end == heading.start + 1 and heading.column > heading.level  # and no #keyword, and no line
        if self.opened is None:
            self.has_heading, self.is_after = True, False
        elif is_meant:
            fix = "close the aside above it, or write it in bold"
            raise self._error("a heading stands in an aside", fix, heading.start)

    def _error(self, message: str, fix: str, number: int) -> HelpcentreError:
        return HelpcentreError(message, fix=fix, file=self.file, line=self.first + number)
