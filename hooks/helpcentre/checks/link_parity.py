"""Links of a translation beside its source's: each leads to the same thing, perhaps in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from helpcentre.content.language import Language
from helpcentre.content.localised_links import is_same_address
from helpcentre.content.markdown.links import Link
from helpcentre.content.prose import links
from helpcentre.content.units import Unit
from helpcentre.diagnostics.problem import Problem, Rule, problem

_NAME = re.compile(r"\[(?P<name>[^\[\]\n]+)\](?![(:\[])")
"""What may be the name of an address that stands below: that of ``[text][name]``, or ``[name]`` alone."""


def check_link_parity(source: Unit, own: Unit, *, language: Language, file: str) -> Iterator[Problem]:
    """Yield a problem for each link that the translation lacks; it may have one more often, and further ones."""
    name = language.english_name
    used = list(_used(own))
    theirs = [link for link in links(source) if not any(is_same_address(link.target, each) for each in used)]
    for wanted, has in zip_longest(*_unmatched(theirs, links(own))):
        if wanted is None:  # a translator may help more than the source does
            return
        if has is None:
            message = f"{own.reported_name} lacks the link to {wanted.target}, which the {name} text has"
            fix, line = "link the same words", own.line
        else:
            message = f"link to {has.target}; the {name} text has to {wanted.target} instead"
            fix, line = f"link to what the {name} text links to", has.line
        yield problem(Rule.LINK_DIFFERS, file=file, line=line, message=message, fix=fix)


def _used(unit: Unit) -> Iterator[str]:
    """Yield the addresses that a unit links to by names that stand with them elsewhere on the page."""
    for match in _NAME.finditer(unit.scan.without_code) if unit.references and "]" in unit.text else ():
        yield unit.references.get(" ".join(match["name"].lower().split()), "")


def _unmatched(sources: list[Link], owns: list[Link]) -> tuple[list[Link], list[Link]]:
    """Return the links on each side for which no other stands, one to each address; one address stands for one."""
    targets, others = ({link.target for link in found} for found in (sources, owns))
    left, right = _without(sources, others), _without(owns, targets)
    pairs = _pairs(list(left), list(right))
    return (
        [link for target, link in left.items() if target not in pairs.values()],
        [link for target, link in right.items() if target not in pairs],
    )


def _without(found: list[Link], targets: set[str]) -> dict[str, Link]:
    """Return the first link to each address that is not among ``targets``, in the order of the text."""
    first = {link.target: link for link in reversed(found) if link.target not in targets}
    return {link.target: link for link in sorted(first.values(), key=lambda link: link.start)}


def _pairs(wanted: list[str], has: list[str]) -> dict[str, str]:
    """Return as many pairs of addresses that lead to the same thing as there can be, the translation's first."""
    pairs: dict[str, str] = {}

    def has_found(source: str, tried: set[str]) -> bool:
        for own in has:
            if own not in tried and is_same_address(source, own):
                tried.add(own)
                if own not in pairs or has_found(pairs[own], tried):
                    pairs[own] = source
                    return True
        return False

    for source in wanted:
        has_found(source, set())
    return pairs
