"""Links of a translation beside its source's: each leads to the same thing, perhaps in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from helpcentre.content.language import Language
from helpcentre.content.localised_links import is_same_address
from helpcentre.content.markdown.links import Link
from helpcentre.content.prose import links
from helpcentre.content.units import Unit
from helpcentre.diagnostics.problem import Problem, Rule, problem

_NAME = re.compile(r"\[(?P<name>[^\[\]\n]+)\](?![(:\[])")
"""What may be the name of an address that stands below: that of ``[text][name]``, or ``[name]`` alone."""
_ESCAPED = re.compile(r"\\([()<>_*])")
_DEFINED = re.compile(r"[ ]{0,3}\[(?P<name>[^\[\]\n]+)\]:\s*<?")


def check_link_parity(source: Unit, own: Unit, *, language: Language, file: str) -> Iterator[Problem]:
    """Yield a problem for each link that the translation lacks; it may have one more often, and further ones."""
    name = language.english_name
    for wanted, has in zip_longest(*_unmatched(_links(source), _links(own))):
        if wanted is None:  # a translator may help more than the source does
            return
        if has is None:
            message = f"{own.reported_name} lacks the link to {wanted.target}, which the {name} text has"
            fix, line = "link the same words", own.line
        else:
            message = f"link to {has.target}; the {name} text has to {wanted.target} instead"
            fix, line = f"link to what the {name} text links to", has.line
        yield problem(Rule.LINK_DIFFERS, file=file, line=line, message=message, fix=fix)


def _links(unit: Unit) -> list[Link]:
    """Return the links and pictures of a unit, each as it leads somewhere: a bracket may be escaped or not."""
    return [replace(link, target=_ESCAPED.sub(r"\1", link.target)) for link in _written_links(unit)]


def _written_links(unit: Unit) -> list[Link]:
    """Return the links and pictures of a unit, those by a name where they are used, not where their address stands."""
    if not unit.references or "]" not in unit.text:
        return links(unit)
    found = [link for link in links(unit) if not _is_defined(unit, link)]
    for match in _NAME.finditer(unit.scan.without_code):
        if target := unit.references.get(_key(match["name"])):
            found.append(Link(target, unit.line + unit.text.count("\n", 0, match.start()), match.start()))
    return sorted(found, key=lambda link: link.start)


def _is_defined(unit: Unit, link: Link) -> bool:
    """Whether a link is the address of a name, below a text, that is known as such."""
    start = unit.text.rfind("\n", 0, unit.text.rfind("]:", 0, link.start) + 1) + 1
    found = _DEFINED.fullmatch(unit.text, start, link.start)
    return found is not None and _key(found["name"]) in unit.references


def _key(name: str) -> str:
    return " ".join(name.lower().split())


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
