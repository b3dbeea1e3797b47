"""Texts of a page replaced, set or added, in which every other byte stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import yaml

from helpcentre.content.blocks import Kind, indented, normal
from helpcentre.content.frontmatter import with_key
from helpcentre.content.units import TOP
from helpcentre.translation.segments import BOM, META_KEYS, Page, Segment
from helpcentre.util.line_ends import plain_lines


def assemble_text(page: Page, changes: Mapping[str, str]) -> str:
    """Return the page's text with the messages in ``changes``, by key, replaced; all other bytes stay as they are.

    A change of a unit's body comes before changes of the messages in it.
    """
    pieces, position = [], 0
    texts = [message for part in page.parts.values() for message in part.texts if message.key in changes]
    for message in sorted(texts, key=lambda message: (message.start, -message.end)):
        text = normal(changes[message.key], message.kind)
        if text != message.text and message.start >= position:
            pieces += [page.text[position : message.start], _written(message, text).replace("\n", page.newline)]
            position = message.end
    return "".join([*pieces, page.text[position:]])


def with_meta(page: Page, key: str, value: object) -> str:
    """Return the page's text with ``key`` of its front matter set; every other byte stays as it is."""
    head, body = page.text[: page.body_start], page.text[page.body_start :]
    bom = BOM if page.text.startswith(BOM) else ""
    new = with_key(plain_lines(head.removeprefix(BOM)), key, value).replace("\n", page.newline)
    return bom + new + body


def with_part(page: Page, unit_id: str, text: str, *, before: list[str]) -> str:
    """Return the page's text with a unit written as ``text``, below the last of the units ``before`` it.

    A unit that the page has already is replaced.
    """
    start, end = _place(page, unit_id, [TOP, *before])
    above, below = page.text[:start], page.text[end:]
    lines = plain_lines(above).removeprefix(BOM)
    gap = "" if end > start or not lines or lines.endswith("\n\n") else "\n" if lines.endswith("\n") else "\n\n"
    added = gap + plain_lines(text).strip("\n") + ("\n\n" if below.strip() else "\n")
    return above + added.replace("\n", page.newline) + below


def with_heading_ids(page: Page, unit_ids: Collection[str]) -> str:
    """Return the page's text with an id at these units' headings, so that it outlives a change of the heading."""
    text = page.text
    for part in reversed(list(page.parts.values())):
        if part.unit.id in unit_ids and not part.unit.has_explicit_id:
            end = part.start + len(text[part.start : part.end].splitlines()[0].rstrip())
            text = f"{text[:end]} {{#{part.unit.id}}}{text[end:]}"
    return text


def _place(page: Page, unit_id: str, before: list[str]) -> tuple[int, int]:
    if unit_id in page.parts:
        return page.parts[unit_id].start, page.parts[unit_id].end
    below = {name: part for name, part in page.parts.items() if name not in META_KEYS}
    ends = [below[name].end for name in before if name in below]
    starts = [part.start for part in below.values()]
    place = ends[-1] if ends else min(starts, default=len(page.text))
    return place, place


def _written(message: Segment, text: str) -> str:
    if message.kind is not Kind.META:
        return indented(text, message.indent)
    key = META_KEYS[message.unit]
    return yaml.safe_dump({key: text}, allow_unicode=True, width=2**16).removeprefix(f"{key}: ").rstrip("\n")
