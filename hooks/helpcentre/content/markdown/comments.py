"""Where the comments of a Markdown text stand, which nobody sees, and which of them has no end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpcentre.content.markdown.fences import Dialect, FenceReader

_SIGNS = ("<!", "<?", "]:")
"""What a comment has one of."""

_SPAN = r"(?<![\\`])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*(?:\n|<!--)).)+?(?<!`)(?P=ticks)(?!`)"
# Code, in which signs are only shown, or a comment, whichever comes first. A comment at the start of a line is one
# whatever backticks stand before it. Browsers take for comments, too, what HTML does not know, as of XML and PHP.
_INERT = re.compile(
    rf"""
    (?P<fence>^[ \t>]*(?:`{{3,}}|~{{3,}}))
    | (?P<span>{_SPAN})
    | (?P<begin> <!-- | <\? | <!\[CDATA\[ )
    | (?P<reference> ^[ ]{{0,3}}\[[^\]\n]*\]:[ \t]*(?:\#|<>)[ \t]*(?:["'(].*?)?$ )
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_SPANS = re.compile(_SPAN, re.DOTALL)
_ENDS = {"<!--": re.compile("--!?>"), "<?": re.compile(r"\?>"), "<![CDATA[": re.compile("]]>")}


def has_comment(text: str) -> bool:
    """Return whether a text may have comments; False is certain."""
    return any(sign in text for sign in _SIGNS)


def find_comments(text: str, lines: Sequence[str], dialect: Dialect) -> tuple[list[tuple[int, int]], int | None]:
    """Return where comments stand that are not shown as code, and where the first begins that has no end."""
    comments, open_comment, place = list[tuple[int, int]](), None, 0
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    fences = FenceReader(lines, dialect)
    number, endless = 0, set[str]()
    while match := _INERT.search(text, place):
        place = match.end()
        if match["fence"]:
            while starts[number + 1] <= match.start():
                number += 1
            fence = fences.at(number) if starts[number] == match.start() else None
            if fence and fence.is_closed:
                place = starts[fence.end]
            elif span := _SPANS.match(text, match.end() - len(match["fence"].lstrip(" \t>"))):
                place = span.end()
        elif begin := match["begin"]:
            end = None if begin in endless else _ENDS[begin].search(text, place)
            if end:
                comments.append((match.start(), place := end.end()))
                continue
            endless.add(begin)  # the rest of the text is not searched again for each that follows
            if begin != "<?" and open_comment is None:
                open_comment = match.start()
        elif not match["span"]:
            comments.append(match.span())
    return comments, open_comment
