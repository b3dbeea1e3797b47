"""A page by itself: its front matter, its headings, its links and pictures, as readers and their programs need them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpcentre.content.frontmatter import Document
from helpcentre.content.frontmatter_schema import KEYS
from helpcentre.content.markdown.line_kinds import read_box
from helpcentre.content.markdown.scan import Scan
from helpcentre.content.markdown.slips import slips, with_code_as_letters
from helpcentre.content.markdown.unread_blocks import defined_names, has_foreign_code, unread_blocks
from helpcentre.content.media_addresses import is_film
from helpcentre.content.units import units
from helpcentre.content.visibility import INTERNAL_KEY
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.diagnostics.suggest import nearest
from helpcentre.elements.boxes import BOX_TYPES
from helpcentre.util.line_count import LineCount

_FRONT_MATTER = re.compile(r"---[ \t]*\n[\w-]+:(?:[ \t]|\n)")
_KEY_LINE = re.compile(r"[ \t]*(?:[\w-]+:|-[ ]|#[ ])|[ \t]+\S")
_EMPTY_LINK = re.compile(r"(?<!!)\[[ \t\u00a0]*\]\((?P<target>[^()\s]+)")
_NO_DESCRIPTION = re.compile(r"!\[[ \t]*\]\((?P<target>[^()\s]+)|<img\b(?![^>]*\balt\s*=)[^>]*>", re.IGNORECASE)
_BRACES = re.compile(r"\{:?[ ]*#[^}]*\}")
_ID_ALONE = re.compile(r"(?:#{1,6}[ \t]*)?(?P<id>\{:?[ ]*[#.][^{}]*\})[ \t#]*")
"""A heading that has an id and nothing else."""
_MATERIAL = {
    "comments": "remove it: the question at the end of each page is set by feedback",
    "hide": "remove it: templates say what a page shows",
    "search": "remove it: draft, internal or expires_on keep a page from readers",
    "status": "remove it: updated shows readers when the page was changed",
    "tags": "use labels",
}
"""Keys that Material for MkDocs knows, and what takes their place."""
_SHOWN = 60  # signs of what was found, in a message
_NAME_FILM = "say between the square brackets what it is called, as in ![How to change the bulb](bulb.mp4)"
_DESCRIBE = 'say what it shows, as in ![The menu](menu.png); for mere decoration, write <img alt="" …>'


def check_markup(document: Document, *, file: str) -> Iterator[Problem]:
    """Yield the problems of a page that any reader would meet, whatever its language."""
    yield from _check_front_matter(document, file)
    yield from _check_outline(document, file)
    yield from _check_fences(document, file)
    parts = units(document).values()
    references = frozenset[str]().union(*(defined_names(unit.text) for unit in parts))
    for unit in parts:
        yield from _check_text(unit.scan, file, unit.line)
        yield from _check_boxes(unit.scan, file, unit.line)
        for each in unread_blocks(unit.scan, has_heading=unit.head is not None, references=references):
            line = unit.line + each.line
            yield problem(Rule.MARKDOWN_UNREAD, file=file, line=line, message=each.message, fix=each.fix)
        if unit.head and (alone := _ID_ALONE.fullmatch(document.scan.lines[unit.head.start].strip())):
            message = f"{alone['id']!r} is shown as it is: the heading has no text"
            fix = "write the heading's text before it"
            yield problem(Rule.MARKDOWN_UNREAD, file=file, line=unit.line, message=message, fix=fix)
        if unit.head and (braces := _BRACES.search(unit.heading)):
            message = f"{braces[0]} is shown in the heading: it has an id already, or something stands behind it"
            yield problem(
                Rule.MARKDOWN_UNREAD, file=file, line=unit.line, message=message, fix="write one id, at the end"
            )


def _has_text(document: Document) -> bool:
    """Whether anything but headings, notes and replies stands on a page."""
    headings = {line for each in document.scan.headings for line in range(each.start, each.end)}
    return any(line.strip() for number, line in enumerate(document.scan.lines) if number not in headings)


def _check_front_matter(document: Document, file: str) -> Iterator[Problem]:
    has_notes = document.has_cut_notes or bool(document.asides)
    if not document.meta and _FRONT_MATTER.match(document.body):
        lines = document.body.splitlines()
        end = next((number for number, line in enumerate(lines[1:], 2) if not _KEY_LINE.match(line)), len(lines))
        message, fix = "the front matter is never closed, so readers see it", "write --- in a line of its own below it"
        yield problem(Rule.FRONT_MATTER_OPEN, file=file, line=end, message=message, fix=fix)
    elif not document.body.strip():
        message, fix = "the page has no text", "write it, or remove the file"
        yield problem(Rule.PAGE_EMPTY, file=file, line=document.body_line, message=message, fix=fix)
    elif has_notes and document.meta.get(INTERNAL_KEY) is not True and not _has_text(document):
        message = "but for notes and replies the page has no text, so readers get its title and nothing else"
        fix = f"write {INTERNAL_KEY}: true into its front matter, or a text for readers"
        yield problem(Rule.PAGE_EMPTY, file=file, line=document.body_line, message=message, fix=fix)
    for key in document.meta.keys() - KEYS.keys():
        close = nearest(str(key), frozenset(KEYS))
        fix = _MATERIAL.get(str(key), f"did you mean {close}?" if close else "")
        if fix:
            message = f"front matter has {key!r}, which means nothing here"
            yield problem(
                Rule.KEY_UNKNOWN, file=file, line=document.key_lines.get(str(key), 1), message=message, fix=fix
            )


def _check_fences(document: Document, file: str) -> Iterator[Problem]:
    fence = document.scan.unclosed_fence
    if fence and not has_foreign_code(document.scan, fence.start):  # else that is what it was to close
        message, fix = (
            "the code is never closed, so its signs are shown",
            "write the same signs in a line below the code",
        )
        yield problem(Rule.MARKDOWN_UNREAD, file=file, line=document.body_line + fence.start, message=message, fix=fix)


def _check_boxes(scan: Scan, file: str, first: int) -> Iterator[Problem]:
    """Yield a problem for each box whose type is nearly a known one."""
    for number, line in enumerate(scan.without_code.splitlines()):
        box = read_box(line, scan.dialect) if line.lstrip().startswith(("!!!", "???")) else None
        close = nearest(box.type, BOX_TYPES) if box and box.type not in BOX_TYPES else None
        if box and close:
            message, fix = f"a box is of the type {box.type!r}, which nothing knows", f"did you mean {close}?"
            yield problem(Rule.MARKDOWN_UNREAD, file=file, line=first + number, message=message, fix=fix)


def _check_outline(document: Document, file: str) -> Iterator[Problem]:
    before = 1
    has_main = False
    for heading in document.scan.headings:
        line = document.body_line + heading.start
        if heading.level == 1 and has_main:
            message, fix = f"{heading.text!r} is a second main heading", "write it with two #, and those below it, too"
            yield problem(Rule.HEADING_SKIPPED, file=file, line=line, message=message, fix=fix)
        elif heading.level > before + 1:
            message = f"{heading.text!r} has {heading.level} #, and the heading above it {before}"
            fix = f"write it with {before + 1}"
            yield problem(Rule.HEADING_SKIPPED, file=file, line=line, message=message, fix=fix)
        has_main, before = has_main or heading.level == 1, heading.level


def _check_text(scan: Scan, file: str, first: int) -> Iterator[Problem]:
    if not any(sign in scan.text for sign in ("](", "<img", "] (", "**")):
        return
    text = with_code_as_letters(scan)
    lines = LineCount(text)

    def found(rule: Rule, place: int, message: str, fix: str) -> Problem:
        return problem(rule, file=file, line=first + lines.above(place), message=message, fix=fix)

    for match in _EMPTY_LINK.finditer(text):
        message = f"the link to {match['target']} has no text, so nobody can follow it"
        yield found(Rule.LINK_EMPTY, match.start(), message, "write what it leads to between the brackets")
    for match in _NO_DESCRIPTION.finditer(text):
        target = match["target"] or ""
        if is_film(target):
            message, fix = f"the film or sound {target!r} has no title", _NAME_FILM
        else:
            message, fix = f"the picture {target or match[0][:_SHOWN]!r} is not described", _DESCRIBE
        yield found(Rule.PICTURE_UNDESCRIBED, match.start(), message, fix)
    for slip in slips(scan):
        yield found(Rule.MARKDOWN_UNREAD, slip.place, slip.message, slip.fix)
