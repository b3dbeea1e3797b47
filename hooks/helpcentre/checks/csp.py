"""Checks of a page against its Content-Security-Policy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path

from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.output.page import PageRecord
from helpcentre.output.scan import ScannedPage

_SHOWN = 120  # signs of what was found, in a message


_NAMED = re.compile(r'(?P<name>[a-z:-]+)="(?P<value>.*)"', re.S)


def check_policy(
    scanned: Mapping[str, ScannedPage], pages: Iterable[PageRecord], *, project_dir: Path
) -> Iterator[Problem]:
    """Yield a problem for each script, style, event handler and active element that stands in a page.

    It is shown at the Markdown line that has it, or, where a template wrote it, at the built file. Files of other
    hosts are the link check's.
    """
    records = {page.dest: page for page in pages}
    for dest, page in scanned.items():
        record = records.get(dest) if page.inline else None
        text = (project_dir / record.source).read_text(encoding="utf-8") if record else ""
        for found in page.inline:
            line = _line_of(found, text)
            file = record.source if record and line else dest
            shown = " ".join(found.split())[:_SHOWN]
            message = f"{shown} is refused under the site's security policy"
            fix = "remove it; scripts and styles are files below overrides/assets/"
            yield problem(Rule.POLICY_BLOCKED, file=file, line=line, message=message, fix=fix)


def _line_of(found: str, text: str) -> int:
    """Return the first line of a page's Markdown that has what was found in its HTML, or 0.

    There, a tag may have attributes, an attribute other quotes and entities, and a link's target is none yet.
    """
    named = _NAMED.fullmatch(found)
    ways = [
        found.removesuffix(">") if found.startswith("<") else found.splitlines()[0],
        (named["value"] or f" {named['name']}") if named else "",
    ]
    wanted, lines = [way.casefold() for way in ways if way.strip()], text.splitlines()
    for read in (str, unescape):
        small = [read(line).casefold() for line in lines]
        numbers = (number for way in wanted for number, line in enumerate(small, 1) if way in line)
        if number := next(numbers, 0):
            return number
    return 0
