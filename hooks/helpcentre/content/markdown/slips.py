"""Slips in Markdown that Python-Markdown shows as text: spaces within signs, and ids where none can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markdown import Markdown

from helpcentre.content.markdown.scan import Scan

_APART = re.compile(r"(?<!\\)\[[^\[\]\n]+\][ ]+\((?:(?:https?://|mailto:|#)[^()\s]*|[\w./-]+\.md[#\w-]*)\)")
_STRAY = re.compile(
    r"(?:(?<=\s)|^)\*\*(?=\s)|(?<=\s)\*\*(?=[\s.,;:!?)]|$)|(?<=[\u3001-\u9fff\uac00-\ud7af])\*\*(?=[ ][^*\n]+[ ]\*\*)"
)
"""Signs beside a space; text without spaces between its words has them right behind a word, too."""
_SHOWN = 60  # signs of what was found, in a message
_SIGNS = ("] (", "**")


class Slip(NamedTuple):
    """What is wrong at a ``place`` of a text, and what to do."""

    place: int
    message: str
    fix: str


def slips(scan: Scan) -> Iterator[Slip]:
    """Yield each link with a space within, and the first sign of bold text that is shown."""
    if not any(sign in scan.text for sign in _SIGNS):
        return
    text = with_code_as_letters(scan)
    for match in _APART.finditer(text):
        message = f"{match[0][:_SHOWN]!r} is no link, as there is a space within"
        yield Slip(match.start(), message, "remove the space before the bracket")
    for match in _STRAY.finditer(text):
        if is_shown(_paragraph(text, match.start())):
            fix = "write the words and the signs without a space between"
            yield Slip(match.start(), "the signs ** are shown: there is a space within them", fix)
            return


def with_code_as_letters(scan: Scan) -> str:
    """Return a text whose code is letters, so that it is something to read but no Markdown; blocks of it are empty."""
    if scan.without_code == scan.text:
        return scan.text
    lines = []
    for number, (shown, written) in enumerate(zip(scan.without_code.split("\n"), scan.text.split("\n"), strict=True)):
        signs = zip(shown, written, strict=True)
        is_block = number in scan.code_lines
        lines.append("" if is_block else "".join("x" if one == " " != other else one for one, other in signs))
    return "\n".join(lines)


def _paragraph(text: str, place: int) -> str:
    start, end = text.rfind("\n\n", 0, place) + 1, text.find("\n\n", place)
    return text[start : end if end > 0 else len(text)]


def is_shown(paragraph: str) -> bool:
    """Whether signs of bold text are shown in a paragraph."""
    return "**" in _markdown().reset().convert(paragraph.strip())


@lru_cache(maxsize=1)
def _markdown() -> Markdown:
    return Markdown()
