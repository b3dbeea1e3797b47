"""Translation records in front matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from helpcentre.content.asides import cut_notes, is_aside_id
from helpcentre.content.frontmatter import Document

RECORD_KEY = "translates"
"""The front matter key of a translation that holds the fingerprint of each source unit it was made from."""

MINOR_KEY = "minor_changes"
"""The front matter key of a source page that lists, by unit, the fingerprints that mean the same, today's last."""

READY_KEY = "ready"
"""The front matter key of a source page that withholds it from translation while it is ``false``."""


def without_agent_notes(document: Document) -> Document:
    """Return a page without its internal notes and replies, and without what it records of them."""
    body, all_recorded = cut_notes(document.body, document.asides), recorded_fingerprints(document.meta)
    recorded = {key: value for key, value in all_recorded.items() if not is_aside_id(key)}
    if body == document.body and recorded == all_recorded:
        return document
    meta = {**document.meta, **({RECORD_KEY: recorded} if recorded else {})}
    return replace(document, meta=meta, body=body)


def recorded_fingerprints(meta: Mapping[str, Any]) -> dict[str, str]:
    """Return the fingerprints noted in a translation's front matter; empty where there are none."""
    recorded = meta.get(RECORD_KEY)
    return {str(key): str(value) for key, value in recorded.items()} if isinstance(recorded, dict) else {}


def minor_changes(meta: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return by unit the fingerprints that a source page's author called the same in meaning, in their order."""
    given = meta.get(MINOR_KEY)
    chains = given.items() if isinstance(given, dict) else ()
    return {str(unit_id): [str(value) for value in chain] for unit_id, chain in chains}
