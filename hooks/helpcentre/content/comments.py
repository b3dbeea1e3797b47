"""Comments in Markdown: what an author writes to authors, and no reader, of a twin or a data file either, is to get."""

from __future__ import annotations

import re

from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.markdown.scan import Scan
from helpcentre.diagnostics.problem import HelpcentreError

_BUILT = re.compile(r"<!--.*?-->", re.DOTALL)


def cut_comments(text: str, dialect: Dialect) -> str:
    """Return a Markdown text without its comments; every line keeps its number."""
    pieces, place = [], 0
    for start, end in Scan(text, dialect).comments:
        pieces += [text[place:start], "\n" * text.count("\n", start, end)]
        place = end
    return "".join([*pieces, text[place:]])


def cut_html_comments(html: str) -> str:
    """Return the HTML that was made of a page's Markdown without comments."""
    return _BUILT.sub("", html) if "<!--" in html else html


def require_closed(text: str, *, file: str, line: int, dialect: Dialect) -> None:
    """Raise HelpcentreError with the line of a comment that does not end; ``line`` is that of the text's first."""
    place = Scan(text, dialect).open_comment
    if place is not None:
        sign = "<!--" if text.startswith("<!--", place) else "<![CDATA["
        message, number = f"the comment {sign!r} is never closed", line + text.count("\n", 0, place)
        raise HelpcentreError(message, fix="write '-->' at its end", file=file, line=number)
