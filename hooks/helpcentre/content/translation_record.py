"""Translation records in front matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from helpcentre.content.asides import cut_notes, is_aside_id
from helpcentre.content.frontmatter import Document, with_key, without_key

RECORD_KEY = "translates"
"""The front matter key of a translation that holds the fingerprint of each source unit it was made from."""

MINOR_KEY = "minor_changes"
"""The front matter key of a source page that lists, by unit, the fingerprints that mean the same, today's last."""

MACHINE_KEY = "machine"
"""The front matter key of a translation that lists its drafts: units that a machine wrote and nobody has reviewed."""

READY_KEY = "ready"
"""The front matter key of a source page that withholds it from translation while it is ``false``."""


_DRAFT = re.compile(r"(?P<engine>\S+) (?P<day>\d{4}-\d\d-\d\d) (?P<digest>[0-9a-f]{12})")


@dataclass(frozen=True)
class MachineDraft:
    """Who drafted a unit, when, and the digest of the text as it was proved; people who edit it change the digest."""

    engine: str
    day: date
    digest: str

    def __str__(self) -> str:
        """Return the draft as front matter has it, as in ``deepl 2026-11-29 3f9a6c01b2d4``."""
        return f"{self.engine} {self.day.isoformat()} {self.digest}"


def read_draft(written: object) -> MachineDraft | None:
    """Return a draft from its entry in front matter, or None where it is none."""
    match = _DRAFT.fullmatch(written) if isinstance(written, str) else None
    try:
        return MachineDraft(match["engine"], date.fromisoformat(match["day"]), match["digest"]) if match else None
    except ValueError:
        return None


def machine_drafts(meta: Mapping[str, Any]) -> dict[str, MachineDraft]:
    """Return the drafts that a translation's front matter lists, by unit; empty where there are none."""
    given = meta.get(MACHINE_KEY)
    found = {str(key): read_draft(value) for key, value in given.items()} if isinstance(given, dict) else {}
    return {key: draft for key, draft in found.items() if draft}


def with_drafts(text: str, drafts: Mapping[str, MachineDraft]) -> str:
    """Return a page's text with these drafts listed in its front matter; every other byte stays as it is."""
    listed = {unit: str(draft) for unit, draft in drafts.items()}
    return with_key(text, MACHINE_KEY, listed) if listed else without_key(text, MACHINE_KEY)


def end_drafts(text: str, meta: Mapping[str, Any], reviewed: Collection[str]) -> str:
    """Return a page's text in which the units in ``reviewed`` are no drafts any more; ``meta`` is its front matter."""
    before = machine_drafts(meta)
    left = {unit: draft for unit, draft in before.items() if unit not in reviewed}
    return text if left == before else with_drafts(text, left)


def without_agent_notes(document: Document) -> Document:
    """Return a page without its internal notes and replies, and without what it records of them."""
    body, all_recorded = cut_notes(document.body, document.asides), recorded_fingerprints(document.meta)
    recorded = {key: value for key, value in all_recorded.items() if not is_aside_id(key)}
    if body == document.body and recorded == all_recorded:
        return document
    meta = {**document.meta, **({RECORD_KEY: recorded} if recorded else {})}
    if MACHINE_KEY in meta:
        meta[MACHINE_KEY] = {key: value for key, value in meta[MACHINE_KEY].items() if not is_aside_id(str(key))}
    return replace(document, meta=meta, body=body, has_cut_notes=document.has_cut_notes or bool(document.asides))


def recorded_fingerprints(meta: Mapping[str, Any]) -> dict[str, str]:
    """Return the fingerprints noted in a translation's front matter; empty where there are none."""
    recorded = meta.get(RECORD_KEY)
    return {str(key): str(value) for key, value in recorded.items()} if isinstance(recorded, dict) else {}


def minor_changes(meta: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return by unit the fingerprints that a source page's author called the same in meaning, in their order."""
    given = meta.get(MINOR_KEY)
    chains = given.items() if isinstance(given, dict) else ()
    return {str(unit_id): [str(value) for value in chain] for unit_id, chain in chains}
