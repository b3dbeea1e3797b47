"""Paragraphs that a translation has lost: it has fewer of them between two lists or pieces of code, and is shorter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from helpcentre.checks.structure import has_lost_most, joined_paragraphs, run_on_items
from helpcentre.content.language import Language
from helpcentre.content.prose import HEADINGS, PARAGRAPHS, Block, blocks
from helpcentre.content.units import Unit
from helpcentre.diagnostics.problem import Problem, Rule, problem

_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\[\]\n]+\]:.*(?:\n[ \t]+\S*[ \t]*$)?", re.MULTILINE)
"""What a page calls an address, which stands on the next line in places."""
_ENOUGH = 200
"""How many letters of a page have to be known in both languages to tell how long a translation is."""
_LOST = 0.6
"""How much of its shortest paragraph a part lacks, at least, that has lost one and not joined two."""
_SHORT = 20
"""Letters of a paragraph that may go without saying, as in *For example:*."""
_MOVED = 0.5
"""How much of what a part lacks another one has, at least, that says it."""


@dataclass
class _Part:
    """What stands between two lists, tables, boxes or pieces of code: its paragraphs, and the line it begins on.

    ``texts`` has them in one line each, and ``written`` as they are.
    """

    line: int
    texts: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    @property
    def length(self) -> int:
        return sum(map(len, self.texts))


def check_paragraphs(pairs: list[tuple[Unit, Unit]], *, language: Language, file: str) -> Iterator[Problem]:
    """Yield a problem for each part of a page, of ``pairs`` of units, that seems to have lost a paragraph.

    How long a translation is, compared with its source, is known by the other parts of the page. Nothing is said
    where a list of one of them runs on from the text above it, so that it is a list in the other alone.
    """
    found = [
        (_parts(source), _parts(own))
        for source, own in pairs
        if not has_lost_most(source, own) and run_on_items(source) == run_on_items(own)
    ]
    alike = [list(zip(theirs, ours, strict=True)) for theirs, ours in found if len(theirs) == len(ours)]
    beside = (pair for parts in alike for pair in parts)
    equal = [(one.length, other.length) for one, other in beside if len(one.texts) == len(other.texts)]
    length = sum(one for one, _ in equal)
    if length < _ENOUGH:
        return
    ratio = sum(other for _, other in equal) / length
    for parts in alike:
        for place, (one, other) in enumerate(parts):
            if not _is_lost(one, other, ratio) or _is_moved(parts, place, ratio):
                continue
            count = len(one.texts) - len(other.texts)
            name = language.english_name
            message = (
                f"paragraphs: {len(other.texts)} here, {len(one.texts)} in the {name} text; {count} may be missing"
            )
            yield problem(
                Rule.PARAGRAPH_MISSING, file=file, line=other.line, message=message, fix="translate what is missing"
            )


def _is_lost(one: _Part, other: _Part, ratio: float) -> bool:
    if len(one.texts) <= len(other.texts) + joined_paragraphs(one.written, other.written):
        return False
    shortest = min(map(len, one.texts))
    return max(map(len, one.texts)) >= _SHORT and other.length <= ratio * (one.length - _LOST * max(shortest, _SHORT))


def _is_moved(parts: list[tuple[_Part, _Part]], place: int, ratio: float) -> bool:
    """Whether a part beside that at ``place`` is so much longer than it should be that it says what is missing here."""
    one, other = parts[place]
    missing = ratio * one.length - other.length
    beside = parts[max(0, place - 1) : place] + parts[place + 1 : place + 2]
    return any(own.length - ratio * source.length > missing * _MOVED for source, own in beside)


def _parts(unit: Unit) -> list[_Part]:
    """Return the parts of a unit, also those without a paragraph."""
    codes = iter([unit.line + block.start for block in unit.scan.code_blocks])
    code, found, before = next(codes, None), [_Part(unit.line)], PARAGRAPHS
    for block in blocks(unit):
        while code is not None and code < block.line:
            found.append(_Part(code))
            code, before = next(codes, None), PARAGRAPHS
        if block.kind == PARAGRAPHS:
            _add(found[-1], block)
        elif block.kind not in (HEADINGS, before):
            found.append(_Part(block.line))
        before = block.kind
    left = [] if code is None else [code, *codes]
    return [*found, *map(_Part, left)]


def _add(part: _Part, block: Block) -> None:
    text = _DEFINITION.sub("", block.text)
    if any(sign.isalnum() for sign in text):
        part.texts.append(" ".join(text.split()))
        part.written.append(text.strip())
