"""Notes on code and on text, ``(1)`` with a numbered list below: the numbers lead to the notes, without scripts.

The code of a line ends in a comment with the number, ``# (1)!``; without ``!``, signs of the comment stay.
See https://squidfunk.github.io/mkdocs-material/reference/code-blocks/#code-annotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count, pairwise
from xml.etree.ElementTree import Element

from markdown.util import HTML_PLACEHOLDER_RE

NOTES = "hc-annotations"
"""The class of a list of notes, which is no list of steps."""

_ANNOTATED = "annotate"
_COMMENT = re.compile(
    r"(?P<start><span class=\"c[1m]?p?\">)(?P<sign>[^<]*?)[ ]?\((?P<number>\d{1,9})\)(?P<bare>!)?(?P<end>[^<]*</span>)"
)


def join_notes(root: Element, stash: list[str | Element]) -> None:
    """Mark the lists below ``root`` that are notes, and lead to them from the code above, which is in the ``stash``."""
    groups = count(1)
    for parent in list(root.iter()):
        for above, below in pairwise(list(parent)):
            if below.tag != "ol" or below.get("class"):
                continue
            place = _code(above, stash)
            if place is not None:
                _name(below, anchor := f"annotation-{next(groups)}")
                stash[place] = _led(str(stash[place]), anchor, range(1, len(below) + 1))
            elif _ANNOTATED in above.get("class", "").split():
                below.set("class", NOTES)


def _name(notes: Element, anchor: str) -> None:
    notes.set("class", NOTES)
    for number, note in enumerate(notes, start=1):
        note.set("id", f"{anchor}-{number}")


def _code(element: Element, stash: list[str | Element]) -> int | None:
    """Return the place in the stash of annotated code that an element stands for, or None."""
    match = HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip()) if not len(element) else None
    place = int(match[1]) if match else len(stash)
    html = stash[place] if place < len(stash) else ""
    return place if isinstance(html, str) and _COMMENT.search(html) else None


def _led(html: str, anchor: str, numbers: Iterable[int]) -> str:
    """Return highlighted code whose comments with one of the ``numbers`` lead to a note."""
    known = set(numbers)

    def link(match: re.Match[str]) -> str:
        number = int(match["number"])
        if number not in known:
            return match[0]
        sign = "" if match["bare"] else match["sign"]
        rest = match["end"].removesuffix("</span>")
        mark = f'<a class="hc-note-mark" href="#{anchor}-{number}">({number})</a>'
        comment = f"{match['start']}{sign}{rest}</span>" if (sign + rest).strip() else ""
        return f"{comment}{mark}"

    return _COMMENT.sub(link, html)
