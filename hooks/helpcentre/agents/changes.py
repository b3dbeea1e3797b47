"""What has changed since an earlier bundle, from the two manifests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from helpcentre.agents.manifest import Manifest, ManifestPage
from helpcentre.content.ui_strings import Strings
from helpcentre.content.units import Unit


class Change(Enum):
    """How something differs from what it was; the value is the end of its name in the catalogues of words."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class PageChange:
    """A page that differs in a language, and which of its units do, by id; none where the whole page is at stake."""

    language: str
    path: str
    title: str
    change: Change
    units: Mapping[str, Change]


@dataclass(frozen=True)
class UnitLink:
    """The heading that a unit stands under, what it is beside its text, and the fragment that leads to it."""

    heading: str
    aside: str
    fragment: str


def unit_links(change: PageChange, units: Mapping[str, Unit], words: Strings) -> dict[str, UnitLink]:
    """Return by id what names each unit that changed on a page, of which ``units`` are today's.

    What has no heading is left out, as the title is, and what is there no more.
    """
    found = {}
    for unit_id in change.units:
        unit = units.get(unit_id)
        head = units.get(unit.section) if unit else None
        if unit and head and head.heading:
            # An id that its author did not write, or wrote twice, may be another one on the page.
            is_certain = head.has_explicit_id and not head.repeats
            aside = words(f"aside_{unit.aside.kind.value}") if unit.aside else ""
            found[unit_id] = UnitLink(head.heading, aside, f"#{unit_id}" if is_certain else "")
    return found


def compare(earlier: Manifest, today: Manifest) -> list[PageChange]:
    """Return the pages whose text differs, by path, then by language in the order of ``today``."""
    found: list[PageChange] = []
    for path in sorted({*earlier.pages, *today.pages}):
        then, now = earlier.pages.get(path, {}), today.pages.get(path, {})
        found += [
            change
            for code in dict.fromkeys([*now, *then])
            if (change := _page_change(path, code, then.get(code), now.get(code)))
        ]
    return found


def _page_change(path: str, code: str, then: ManifestPage | None, now: ManifestPage | None) -> PageChange | None:
    if then and now:
        changed = dict(_unit_changes(then.units, now.units))
        return PageChange(code, path, now.title, Change.CHANGED, changed) if changed else None
    if now:
        return PageChange(code, path, now.title, Change.NEW, {})
    return PageChange(code, path, then.title, Change.REMOVED, {}) if then else None


def _unit_changes(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, Change]]:
    for unit_id, fingerprint in now.items():
        if unit_id not in then:
            yield unit_id, Change.NEW
        elif then[unit_id] != fingerprint:
            yield unit_id, Change.CHANGED
    for unit_id in then:
        if unit_id not in now:
            yield unit_id, Change.REMOVED
