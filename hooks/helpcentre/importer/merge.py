"""A page that was imported and has been edited since, and its newer export: three texts become one, by section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helpcentre.importer.record import META, hashes

_OURS = tuple(f"{META}{key}" for key in ("translates", "minor_changes", "updated"))
"""Keys that are kept as they are here, if both sides have changed them."""


@dataclass(frozen=True)
class Conflict:
    """A part that both sides have changed: its name, its text here, and that of the export, empty where it is gone."""

    part: str
    here: str
    there: str


@dataclass(frozen=True)
class Merged:
    """The parts of the page; with conflicts, the page stays as it is."""

    parts: dict[str, str]
    conflicts: list[Conflict]


def merge(base: Mapping[str, str], here: Mapping[str, str], there: Mapping[str, str]) -> Merged:
    """Return a page's parts with what the export has changed since ``base``, the hashes of what was imported before.

    ``here`` are the parts of the page as it is, ``there`` those of the export. What was changed on one side only is
    taken from there; what people have added or deleted here stays so.
    """
    ours, theirs = hashes(here), hashes(there)
    merged: dict[str, str] = {}
    conflicts: list[Conflict] = []
    for key, text in here.items():
        is_kept = ours[key] != base.get(key)
        if theirs.get(key) == base.get(key) or theirs.get(key) == ours[key]:
            merged[key] = text
        elif not is_kept:
            merged |= {key: there[key]} if key in there else {}
        elif key in _OURS or (key not in base and key not in there):
            merged[key] = text
        else:
            conflicts.append(Conflict(key, text, there.get(key, "")))
            merged[key] = text
    for key, text in there.items():
        if key in merged or key in here:
            continue
        if key not in base:
            merged = _inserted(merged, key, text, before=list(there)[: list(there).index(key)])
        elif theirs[key] != base[key]:
            conflicts.append(Conflict(key, "", text))
    return Merged(merged, conflicts)


def _inserted(parts: Mapping[str, str], key: str, text: str, *, before: list[str]) -> dict[str, str]:
    """Return the parts with a new one behind that which it follows in the export."""
    known = next((each for each in reversed(before) if each in parts), None)
    if known is None:
        return {key: text, **parts}
    result: dict[str, str] = {}
    for name, each in parts.items():
        result[name] = each
        if name == known:
            result[key] = text
    return result
