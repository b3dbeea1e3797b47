"""Which pages a build shows: drafts, pages for support only, and pages of a later or an earlier time are left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from helpcentre.util.text import as_date

DRAFT_KEY, INTERNAL_KEY, PUBLISH_KEY, EXPIRE_KEY = "draft", "internal", "publish_on", "expires_on"
"""Front matter keys. Those of a source page hold for its translations, those of a topic's page for all below it."""


class Reason(Enum):
    """Why readers do not get a page."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"
    INTERNAL = "internal"


@dataclass(frozen=True)
class Mark:
    """Why readers do not get a page, and the day from which they do, or from which they do not any more."""

    reason: Reason
    day: date | None = None


@dataclass(frozen=True)
class Audience:
    """Whom a build is for, and the day that it is made on; translators and authors see everything."""

    day: date = date.min
    sees_internal: bool = True
    sees_everything: bool = True
    shows_machine_drafts: bool = False
    """Whether readers get drafts of a machine that nobody has reviewed; authors see them in any case."""

    def marks(self, metas: Iterable[Mapping[str, Any]]) -> list[Mark]:
        """Return why readers do not get a page with these front matters, its own and those that hold for it, too."""
        found = dict.fromkeys(mark for meta in metas for mark in _marks(meta, self.day))
        return sorted(found, key=lambda mark: list(Reason).index(mark.reason))

    def shows(self, marks: Iterable[Mark]) -> bool:
        """Whether this audience gets a page with these marks."""
        return self.sees_everything or all(mark.reason is Reason.INTERNAL and self.sees_internal for mark in marks)


AUTHORS = Audience()
"""Who sees every page."""


def _marks(meta: Mapping[str, Any], day: date) -> Iterable[Mark]:
    if meta.get(DRAFT_KEY):
        yield Mark(Reason.DRAFT)
    if (first := as_date(meta.get(PUBLISH_KEY))) and day < first:
        yield Mark(Reason.SCHEDULED, first)
    if (end := as_date(meta.get(EXPIRE_KEY))) and end <= day:
        yield Mark(Reason.EXPIRED, end)
    if meta.get(INTERNAL_KEY):
        yield Mark(Reason.INTERNAL)
