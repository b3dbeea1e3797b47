"""Links, pictures and ids of a Markdown text, each with its line; code has none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.markdown.scan import Scan
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.line_count import LineCount

_TITLE = r"""(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?"""
_INLINE = re.compile(rf"\]\(\s*<?(?P<target>(?:[^()\s<>]|\([^()\s]*\))*)>?{_TITLE}\s*\)")
_REFERENCE = re.compile(
    rf"^[ ]{{0,3}}\[(?!\^)[^\]\n]+\]:[ \t]*(?:\n[ \t]*)?<?(?P<target>[^\s<>]+)>?{_TITLE}[ \t]*$", re.M
)
"""An address below a text, by its name; it may stand on the line after that."""
_AUTOMATIC = re.compile(r"<(?P<target>[a-z][a-z0-9+.-]*:[^\s<>]+)>", re.I)
_TAG = r"<\w+\b[^<>]*?(?:<(?!\w)[^<>]*?)*?"
"""The beginning of an element up to one of its attributes. Where another begins, it is found by that."""
_ELEMENT = re.compile(_TAG + r"\s(?:href|src|srcset|poster|data)=[\"']?(?P<target>[^\"'\s>]*)", re.I)
_ID = re.compile(
    r"\{:?[ ]*(?:[^{}\n]*?[ ])?#(?P<brace>[\w.:-]+)|" + _TAG + r"\s(?:id|name)=[\"']?(?P<attribute>[^\"'\s>]+)", re.I
)
LINKS = ((_INLINE, ("](",)), (_REFERENCE, ("]:",)), (_AUTOMATIC, ("<",)), (_ELEMENT, ("<",)))
"""What a link is found by, each with signs of which one must be there: most texts have few, and patterns are slow."""


@dataclass(frozen=True)
class Link:
    """Where a link leads or a picture comes from, as written, its line in the file, and where it starts in the text."""

    target: str
    line: int
    start: int


def links_in(text: str, *, line: int, dialect: Dialect) -> list[Link]:
    """Return the links and pictures of a Markdown text whose first line is ``line``, those in code left out."""
    return links_of(Scan(text, dialect), line=line)


def links_of(scan: Scan, *, line: int) -> list[Link]:
    """Return the links and pictures of a text that is scanned, as :func:`links_in` does."""
    lines = LineCount(scan.text)
    return [Link(target, line + lines.above(place), place) for place, target in _targets(scan)]


def require_addresses(text: str, *, file: str, line: int, dialect: Dialect) -> None:
    """Raise HelpcentreError for a link of Markdown whose address has brackets where none can be: ``http://[x``.

    MkDocs fails at it. One in HTML is told by the check of the links.
    """
    for link in links_in(text, line=line, dialect=dialect) if "//[" in text else ():
        if text[link.start - 1] in "\"'=":
            continue
        try:
            urlsplit(link.target)
        except ValueError as error:
            message = f"{link.target!r} is no address"
            raise HelpcentreError(message, fix="correct it, or mark it as code", file=file, line=link.line) from error


def with_targets(text: str, change: Callable[[str], str], dialect: Dialect) -> str:
    """Return a Markdown text with the targets of its links and pictures replaced by what ``change`` makes of them."""
    parts, end = [], 0
    for place, target in dict(_targets(Scan(text, dialect))).items():  # two patterns find an address in angle brackets
        parts += [text[end:place], change(target)]
        end = place + len(target)
    return "".join([*parts, text[end:]])


def ids_in(text: str, *, line: int, dialect: Dialect) -> list[tuple[str, int]]:
    """Return the ids that a Markdown text gives to headings and other elements, each with its line."""
    text = Scan(text, dialect).without_code
    found = ((match["brace"] or match["attribute"], match.start()) for match in _ID.finditer(text))
    lines = LineCount(text)
    return [(name, line + lines.above(place)) for name, place in found]


def _targets(scan: Scan) -> list[tuple[int, str]]:
    """Return the place and target of each link and picture in their order, those in code left out."""
    patterns = [link for link, signs in LINKS if any(sign in scan.text for sign in signs)]
    text = scan.without_code if patterns else ""
    return sorted((match.start("target"), match["target"]) for link in patterns for match in link.finditer(text))
