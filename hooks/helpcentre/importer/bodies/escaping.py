"""Text as Markdown that says exactly that text, whatever signs of Markdown or its extensions are in it."""

from __future__ import annotations

import re

from helpcentre.content.markdown.fences import TILDES
from helpcentre.content.misspelt_notes import looks_marked

ADDRESS = re.compile(r"https?://(?:(?!///)[\w./?=&%#:@~+-])*(?!///)[\w/]")
"""What a text links to by naming its address."""

_SPECIAL = re.compile(r"[\\`*\[\]{]|(?<!\w)_|_(?!\w)|__+|#+$")
_AT_START = re.compile(r"\d*[#>+.!-]")
_NO_BACKSLASH = re.compile(rf"^(?:\?{{3}}|{TILDES}|={{3}}|:(?=\s)|-(?=-))")  # where none helps
_WORD = re.compile(r"\S+")
_ICON = re.compile(r":(?=(?:[a-z][\w-]*|[+-]?\d+):)")
_CRITIC = re.compile(r"\\\{(?=[-+~=>&])")


def escape(text: str, *, at_start: bool = True, has_links: bool = True) -> str:
    """Return Markdown that renders as exactly ``text``; addresses in it become links to themselves, if it may have any.

    ``at_start`` says whether a line begins with the text.
    """
    if not has_links:
        return _escape_plain(text, at_start=at_start)
    pieces, end = [], 0
    for match in ADDRESS.finditer(text):
        pieces += [_escape_plain(text[end : match.start()], at_start=at_start and not end), f"<{match[0]}>"]
        end = match.end()
    return "".join([*pieces, _escape_plain(text[end:], at_start=at_start and not end)])


def references(text: str) -> str:
    """Return ``text`` with a character reference for each sign that may mean something: right, and hard to read."""
    return "".join(sign if sign.isalnum() or sign.isspace() or ord(sign) > 127 else f"&#{ord(sign)};" for sign in text)


def escape_address(address: str) -> str:
    """Return an address as it can stand in the round brackets of a link."""
    return "".join(f"%{ord(sign):02X}" if sign in " <>\"'()[]\\`{}|^*" else sign for sign in address.strip())


def _escape_plain(text: str, *, at_start: bool) -> str:
    places = {place for match in _SPECIAL.finditer(text) for place in range(*match.span())}
    start = _AT_START.match(text) if at_start else None
    places |= {start.end() - 1} if start else set()
    escaped = "".join(f"\\{sign}" if place in places else sign for place, sign in enumerate(text))
    escaped = re.sub(r"&(?=#|\w+;)", "&amp;", escaped).replace("<", "&lt;")
    escaped = _WORD.sub(_unpaired, escaped)
    escaped = _CRITIC.sub("&#123;", _ICON.sub("&#58;", escaped))
    if looks_marked(text):
        escaped = re.sub("[/／]", _reference, escaped)
    return _NO_BACKSLASH.sub(_reference, escaped) if at_start else escaped


def _unpaired(match: re.Match[str]) -> str:
    """Return a word in which no two signs frame text, or stand together for something else."""
    word = match[0]
    is_paired = word.count("~") > 1 or word.count("^") > 1 or any(sign in word for sign in ("++", "==", "--"))
    return re.sub(r"(?<!\\)[~^+=]", _reference, word) if is_paired else word


def _reference(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(sign)};" for sign in match[0])
