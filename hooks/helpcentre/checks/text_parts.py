"""Parts of a text that are judged by themselves: the labels in it, and the cells of a table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from helpcentre.content.prose import ROWS, Block

_LABEL = re.compile(r"(?<!\*)\*\*(?=\S)(?P<text>[^*\n]+?)(?<=\S)\*\*(?!\*)|!\[(?P<alt>[^\]\n]+?)(?:  |\]|$)")
"""What is named in a text: a label in bold, as those of buttons are, or what a picture shows; its address is blank."""
_QUOTED = re.compile('„[^“”„]+[“”]|“[^“”]+”|"[^"]+"|«[^«»]+»|»[^«»]+«|「[^「」]+」')
"""Within a sentence, a title or what a program shows, which stays in its own language."""
_LETTER = re.compile(r"[^\W\d_]")
_CELL = re.compile(r"(?:[^|\\]|\\.)+")


class Label(NamedTuple):
    """A label, its place in the text of its block, and whether it is that of a button, not of a picture."""

    text: str
    place: int
    is_button: bool


def labels(block: Block) -> Iterator[Label]:
    """Yield the labels of a block."""
    for match in _LABEL.finditer(block.text):
        yield Label(_text_of(match), match.start(), is_button=bool(match["text"]))


def without_labels(text: str, known: Collection[str]) -> str:
    """Return a text without those of its labels that are ``known``."""
    return _LABEL.sub(lambda match: "" if _text_of(match) in known else match[0], text)


def without_quotations(text: str) -> str:
    """Return a text without what it quotes, unless it is a quotation as a whole."""
    left = _QUOTED.sub(" ", text)
    return left if _LETTER.search(left) else text


def cells(block: Block) -> list[str]:
    """Return the texts in a row of a table; none of another block."""
    return [text.strip() for text in _CELL.findall(block.flat)] if block.kind == ROWS else []


def _text_of(match: re.Match[str]) -> str:
    return " ".join((match["text"] or match["alt"]).split())
