"""Names of variables in code that a translator has put into the readers' language, on the whole page alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from helpcentre.checks.counterparts import paired_units
from helpcentre.content.code_tokens import code_spans
from helpcentre.content.frontmatter import Document
from helpcentre.content.units import Unit

_VARIABLE = re.compile(r"(?<![\w\\])\$(?P<name>[a-z][A-Za-z0-9_]*)")
"""A variable of a program; those in capitals are of its surroundings, which have the same in all languages."""
_OFTEN = 2
"""How often a page uses a variable, at least, so that another name for it is no slip."""


def renamed_variables(source: Document, translation: Document, current: Collection[str]) -> dict[str, str]:
    """Return the variables that a translation calls otherwise wherever its source has them: its name and the source's.

    A name counts only if neither page has that of the other, so that one that differs once is still told.
    """
    pairs, counts = dict[str, set[str]](), Counter[str]()
    theirs, ours = set[str](), set[str]()
    for source_unit, own in paired_units(source, translation, current):
        for wanted, has in _code_beside(source_unit, own):
            names, own_names = _VARIABLE.findall(wanted), _VARIABLE.findall(has)
            theirs.update(names)
            ours.update(own_names)
            for one, other in zip(names, own_names, strict=False) if len(names) == len(own_names) else ():
                pairs.setdefault(one, set()).add(other)
                counts[one] += 1
    found = {one: next(iter(others)) for one, others in pairs.items() if len(others) == 1 and counts[one] >= _OFTEN}
    targets = Counter(found.values())
    return {
        other: one
        for one, other in found.items()
        if one != other and targets[other] == 1 and one not in ours and other not in theirs
    }


def with_source_names(code: str, renamed: Mapping[str, str]) -> str:
    """Return code with the source's names for variables that are ``renamed`` in it."""
    return _VARIABLE.sub(lambda match: "$" + renamed.get(match["name"], match["name"]), code) if renamed else code


def _code_beside(source: Unit, own: Unit) -> Iterator[tuple[str, str]]:
    """Yield the code of both units, block by block, where there is as much of it; what stands in lines comes last."""
    theirs, ours = source.scan.code_blocks, own.scan.code_blocks
    for one, other in zip(theirs, ours, strict=False) if len(theirs) == len(ours) else ():
        yield one.code, other.code
    yield "\n".join(code_spans(source.scan)), "\n".join(code_spans(own.scan))
