"""Asides: internal notes and replies, the marked blocks of a page that only the agents' edition shows.

```
/// reply | chat
Hello {name}, …
///
```

They stand at the end of the section they belong to. What is not written exactly so is an error, so that no slip of the
keyboard publishes a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from helpcentre.content import misspelt_notes
from helpcentre.diagnostics.problem import HelpcentreError


class Kind(Enum):
    """What an aside is; the value is its name in Markdown, in ids and in data."""

    INTERNAL = "internal"
    CHAT = "chat"
    EMAIL = "email"
    PHONE = "phone"

    @property
    def is_reply(self) -> bool:
        """Whether it is a text for customers: the kind is then the channel that it is worded for."""
        return self is not Kind.INTERNAL


_OPENINGS = {"/// internal": Kind.INTERNAL} | {f"/// reply | {kind.value}": kind for kind in Kind if kind.is_reply}
_CLOSING = "///"
_FORMS = ", ".join(f"'{opening}'" for opening in _OPENINGS)

_FENCE = re.compile(r"^[ \t]*(```+|~~~+)")
_HEADING = re.compile(r"#{1,6}[ \t]")
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


def marked(text: str, pattern: str) -> str:
    r"""Return ``text`` with each placeholder written as ``pattern``, in which ``\1`` stands for its name."""
    return _PLACEHOLDER.sub(pattern, text)


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with the placeholders that ``values`` has a text for filled in."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)


def find(text: str, *, file: str = "", line: int = 1) -> tuple[Aside, ...]:
    """Return the asides of a Markdown text in their order; its first line is number ``line`` of ``file``.

    Raises HelpcentreError with the line of whatever looks like an aside and is none.
    """
    return tuple(_Finder(text, file, line).asides()) if misspelt_notes.may_be_in(text) else ()


def has_any(text: str) -> bool:
    """Whether a Markdown text has an aside, or what looks like one."""
    try:
        return bool(find(text))
    except HelpcentreError:
        return True


def without(text: str) -> str:
    """Return ``text`` with empty lines in place of its asides; raises HelpcentreError as :func:`find` does."""
    return cut(text, find(text))


def cut(text: str, found: Sequence[Aside]) -> str:
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


class _Finder:
    """Reads a text line by line; ``opened`` is where the open aside began, ``fence`` what closes the code block."""

    def __init__(self, text: str, file: str, first: int) -> None:
        self.lines = text.splitlines()
        self.file, self.first = file, first
        self.opened: int | None = None
        self.fence, self.fence_start = "", 0
        self.has_heading = self.is_after = False

    def asides(self) -> Iterator[Aside]:
        """Yield each aside as it is closed."""
        for number, line in enumerate(self.lines):
            mark = self._mark(number, line)
            if mark == _CLOSING:
                yield self._closed(number)
            elif mark:
                self._open(number)
            elif not self.fence and _HEADING.match(line):
                self._heading(number)
            elif self.is_after and line.strip():
                raise self._error("text stands below an aside", "put the aside at the end of its section", number)
        if self.opened is not None:
            raise self._error("the aside is never closed", f"write a line '{_CLOSING}' at its end", self.opened)
        if self.fence:
            raise self._error("the code block is never closed", f"write '{self.fence}' at its end", self.fence_start)

    def _mark(self, number: int, line: str) -> str:
        """Return the line if it opens or closes an aside, else an empty text."""
        mark = line.rstrip(" \t")
        is_mark = mark in _OPENINGS or (mark == _CLOSING and (self.opened is not None or not self.fence))
        if is_mark and self.fence:
            fix = f"close the code block of line {self.first + self.fence_start} first"
            raise self._error(f"{mark!r} stands in a code block", fix, number)
        fence = _FENCE.match(line)
        if fence and not self.fence:
            self.fence, self.fence_start = fence[1], number
        elif fence and fence[1].startswith(self.fence):
            self.fence = ""
        if not (is_mark or self.fence) and misspelt_notes.looks_boxed(line):
            fix = f"a note is written '/// internal', a reply '/// reply | chat', each closed by {_CLOSING!r}"
            raise self._error("a box is no note or reply: everybody would see it", fix, number)
        if not is_mark and (misspelt_notes.looks_open(line) if self.fence else misspelt_notes.looks_marked(line)):
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

    def _heading(self, number: int) -> None:
        if self.opened is not None:
            raise self._error("a heading stands in an aside", "close the aside above it, or write it in bold", number)
        self.has_heading, self.is_after = True, False

    def _error(self, message: str, fix: str, number: int) -> HelpcentreError:
        return HelpcentreError(message, fix=fix, file=self.file, line=self.first + number)
