"""What a page says above its text of its translation: that there is none yet, or what has changed in the source.

Of a page without a record of its source text, nobody knows what has changed, and it says no more than that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from helpcentre.content.ui_strings import Strings
from helpcentre.content.units import Unit
from helpcentre.output.page import Alternate
from helpcentre.translation.state import PageState, Status


@dataclass(frozen=True)
class ChangedLink:
    """A changed part of the source page: its name there, and the fragment that leads to it, empty where none does."""

    title: str
    fragment: str


@dataclass(frozen=True)
class Notice:
    """A notice above a page's text; ``original`` is the source page's address, relative to the site."""

    kind: Literal["fallback", "outdated", "unrecorded", "machine"]
    original: str
    changed_links: tuple[ChangedLink, ...] = ()


def page_notice(
    state: PageState, alternates: Iterable[Alternate], *, words: Strings, source_words: Strings, source_name: str
) -> Notice | None:
    """Return the notice of a page with the state ``state``, or None where readers need none.

    ``words`` are those of the page's language, ``source_words`` those of the source language, which the
    page's language calls ``source_name``.
    """
    original = next((entry.url for entry in alternates if entry.language.is_source), "")
    if state.status is Status.MISSING:
        return Notice("fallback", original)
    if state.status is not Status.OUTDATED:
        return None
    if state.is_unrecorded:
        return Notice("unrecorded", original)
    link_text = words("outdated_link", source=source_name)
    changed = (each.unit for each in state.changed if each.status not in (Status.ORPHAN, Status.MACHINE))
    return Notice("outdated", original, tuple(_link(unit, link_text, source_words) for unit in changed))


def draft_notice(
    state: PageState, alternates: Iterable[Alternate], *, words: Strings, source_words: Strings, source_name: str
) -> Notice | None:
    """Return the notice of a page that a machine translated, or None where people have reviewed all of it.

    The names of its sections are there where others were reviewed. The words are those of :func:`page_notice`.
    """
    drafts = [each.unit for each in state.units if each.status is Status.MACHINE]
    if not drafts or state.is_inherited:
        return None
    original = next((entry.url for entry in alternates if entry.language.is_source), "")
    link_text = words("outdated_link", source=source_name)
    is_whole = len(drafts) == sum(each.status is not Status.ORPHAN for each in state.units)
    links = () if is_whole else tuple(_link(unit, link_text, source_words) for unit in drafts)
    return Notice("machine", original, links)


def _link(unit: Unit, otherwise: str, source_words: Strings) -> ChangedLink:
    aside = source_words(f"aside_{unit.aside.kind.value}") if unit.aside else ""
    # An id that its author did not write, or wrote twice, may be another one on the page.
    is_certain = bool(unit.section) and unit.has_explicit_id and not unit.repeats
    return ChangedLink(unit.heading or aside or otherwise, f"#{unit.id}" if is_certain else "")
