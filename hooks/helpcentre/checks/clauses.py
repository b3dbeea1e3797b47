"""Clauses of a text: what stands between its stops, commas, dashes and brackets, and can be left by itself."""

from __future__ import annotations

import re

from helpcentre.checks.text_parts import cells, labels, without_quotations
from helpcentre.content.prose import ROWS, Block, blocks
from helpcentre.content.units import Unit

_END = re.compile(r"(?<=[.:;!?,])\s+|(?<=[。！？：；，、])|\s[-–—]\s|[()（）|]|\n[ \t]*\n")
_SIGNS = " \t\n[]!*_.,:;?…\"'"


def clauses(text: str) -> list[str]:
    """Return the clauses of a text, in one line each, without the signs around them."""
    found = (" ".join(part.split()).strip(_SIGNS) for part in _END.split(text))
    return [part for part in found if part]


def clauses_of(unit: Unit) -> frozenset[str]:
    """Return all clauses of a unit, worked out once."""
    if "clauses" not in unit.known:
        unit.known["clauses"] = frozenset(clause for block in blocks(unit) for clause in clauses_in(block))
    found: frozenset[str] = unit.known["clauses"]
    return found


def clauses_in(block: Block) -> list[str]:
    """Return the clauses of a block; those of a table's row are its cells, and what a picture shows is one."""
    if block.kind == ROWS:
        return [cell.strip(_SIGNS) for cell in cells(block)]
    shown = [label.text.strip(_SIGNS) for label in labels(block) if not label.is_button] if "![" in block.text else []
    return [*clauses(without_quotations(block.text.replace("*", ""))), *shown]
