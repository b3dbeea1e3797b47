"""Checks of redirects."""

from __future__ import annotations

from collections.abc import Iterator

from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.output.site import BuiltSite
from helpcentre.output.source_map import SourceMap


def check_chains(site: BuiltSite) -> Iterator[Problem]:
    """Yield a problem for each built page that leads on to one that leads on, or, in the end, back to itself."""
    places = SourceMap(site)
    for former, first in site.redirects.items():
        way, dest = [former], first
        while dest in site.redirects and dest not in way:
            way.append(dest)
            dest = site.redirects[dest]
        place, shown = places.of_file(former), " to ".join([*way, dest])
        if dest in way:
            message, fix = f"leads from {shown} and on", "let one of them lead to a page"
            yield problem(Rule.REDIRECT_LOOP, file=place.file, line=place.line, message=message, fix=fix)
        elif len(way) > 1:
            message, fix = f"leads from {shown}", f"let it lead to {dest} at once"
            yield problem(Rule.REDIRECT_CHAIN, file=place.file, line=place.line, message=message, fix=fix)
