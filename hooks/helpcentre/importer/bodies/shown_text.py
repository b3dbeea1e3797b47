"""The text of cells, code and marks of lists, as browsers show it."""

from __future__ import annotations

import re

from helpcentre.importer.bodies.dom import Node
from helpcentre.importer.bodies.elements import BLOCK_TAGS

TYPED_MARK = re.compile(r"\d{1,3}[.)]|[•▪◦●○■·]")
"""A mark of a list that was typed as text."""

_TYPED = re.compile(rf"\s*(?:{TYPED_MARK.pattern})\s+")
"""A mark that was typed before a line of a cell: it is compared as an item of a list."""

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def cell_text(node: Node) -> str:
    """Return the text of a cell, and what it spans."""
    spans = [node.get(name) or "1" for name in ("colspan", "rowspan")]
    merged = "" if spans == ["1", "1"] else f" (merged {' × '.join(spans)})"
    text = " ".join(_TYPED.sub("", line) for line in _said(node).split("\n"))
    text = " ".join(text.split())
    return f"{text}{merged}" if text else ""


def _said(node: Node) -> str:
    parts = []
    for child in node.children:
        if isinstance(child, str):
            parts.append(child.replace("\n", " "))
        elif not child.is_unseen:
            parts.append(f"\n{_said(child)}\n" if child.tag in BLOCK_TAGS or child.tag == "br" else _said(child))
    return "".join(parts)


def code_text(node: Node) -> str:
    """Return the lines of a block of code, without empty ones around them and spaces at their ends."""
    lines = "".join(_code_parts(node)).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _code_parts(node: Node) -> list[str]:
    parts: list[str] = []
    for child in node.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag == "br":
            parts.append("\n")
        elif not child.is_unseen:
            parts += _code_parts(child)
            parts += ["\n"] if child.tag in BLOCK_TAGS else []
    return parts


def numeral(number: int, kind: str) -> str:
    """Return a number as a list of this ``type`` shows it."""
    if kind in ("a", "A") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if kind == "A" else letter
    if kind in ("i", "I") and 1 <= number < 400:
        rest, signs = number, ""
        for value, sign in _ROMAN:
            signs += sign * (rest // value)
            rest %= value
        return signs.upper() if kind == "I" else signs
    return str(number)
