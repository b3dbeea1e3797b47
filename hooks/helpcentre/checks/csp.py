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
_NAMED = re.compile(r'(?P<name>[^\s="]+)="(?P<value>.*)"', re.S)
_ELEMENT = re.compile(r"<(?P<name>[^\s<>]+)>")
_LEFT_OUT = (
    "applet base basefont bgsound body canvas dialog embed fieldset font form frame frameset head html iframe legend",
    "link marquee math menuitem meta mfrac mi mn mo mover mrow msqrt mstyle msub msubsup msup mtable mtd mtext mtr",
    "munder noframes noscript object optgroup option output param portal script select slot style template textarea",
    "title animate clippath fedropshadow filter foreignobject image lineargradient marker mask pattern",
    "radialgradient set stop symbol textpath",
)
_HTML = frozenset(" ".join(_LEFT_OUT).split())
"""Elements that pages must not have; any other is no element, but text in angle brackets: *the <name> of your host*."""


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
            message, fix = _told(found)
            yield problem(Rule.POLICY_BLOCKED, file=file, line=line, message=message, fix=fix)


def _told(found: str) -> tuple[str, str]:
    """Return what is wrong with what was found, and what to do; some of it was meant as text."""
    shown = " ".join(found.split())[:_SHOWN]
    element, attribute = _ELEMENT.fullmatch(found), _NAMED.fullmatch(found)
    if element and element["name"] not in _HTML:
        fix = "mark it as code, or write &lt; in place of <; an element of HTML needs allow_html"
        return f"{shown} is no text to browsers, so readers do not see it", fix
    message = f"{shown} is refused under the site's security policy"
    if attribute and not attribute["value"]:
        return message, "remove it; text in braces is read as attributes, unless it is marked as code"
    return message, "remove it; scripts and styles are files that extra_javascript and extra_css name"


def _line_of(found: str, text: str) -> int:
    """Return the first line of a page's Markdown that has what was found in its HTML, or 0.

    There, a tag may have attributes, an attribute other quotes and entities, and a link's target is none yet.
    """
    named = _NAMED.fullmatch(found)
    ways = [
        found.removesuffix(">") if found.startswith("<") else found.splitlines()[0],
        *([named["value"]] if named and named["value"] else []),
        *([f" {named['name']}", f"{{{named['name']}"] if named and not named["value"] else []),
    ]
    wanted, lines = [way.casefold() for way in ways if way.strip()], text.splitlines()
    for read in (str, unescape):
        small = [read(line).casefold() for line in lines]
        numbers = (number for way in wanted for number, line in enumerate(small, 1) if way in line)
        if number := next(numbers, 0):
            return number
    return 0
