"""Labels of an app and where pages write them: a list for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass

from helpcentre.content.documents import Documents
from helpcentre.content.labels.bold import find_bold
from helpcentre.content.labels.model import Labels
from helpcentre.content.units import units


@dataclass(frozen=True)
class LabelRow:
    """A label in one language: what pages write, who says so since when, and where pages write it, as ``file:line``."""

    label: str
    language: str
    name: str
    meaning: str
    is_verified: bool
    source: str
    checked: str
    uses: tuple[str, ...]


def label_rows(
    documents: Documents, labels: Labels, *, codes: Collection[str] = (), only_unverified: bool = False
) -> list[LabelRow]:
    """Return the labels of ``labels.yml``, and those of catalogues that a page writes, by label, then language.

    ``codes`` are the languages to list; all of the site without any. Raises HelpcentreError where a page cannot be
    read.
    """
    listed = [language.code for language in documents.languages if not codes or language.code in codes]
    uses = {code: _uses(documents, labels, code) for code in listed}
    shown = [label for label in labels.labels if labels.labels[label].file or any(label in uses[code] for code in uses)]
    rows = [_row(labels, label, code, uses[code].get(label, [])) for label in shown for code in listed]
    return [row for row in rows if not (only_unverified and row.is_verified)]


def as_table(rows: Collection[LabelRow], *, with_places: bool) -> str:
    """Return the rows as text: each label with a line for each language, and below it its places."""
    lines: list[str] = []
    width = max((len(_written(row)) for row in rows), default=0)
    before = ""
    for row in rows:
        lines += [row.label] if row.label != before else []
        before = row.label
        state = ", ".join(filter(None, (row.checked, row.source))) if row.is_verified else "not verified"
        count = f"{len(row.uses)} {'use' if len(row.uses) == 1 else 'uses'}"
        lines.append(f"  {row.language:6} {_written(row):{width}}  {count:>8}  {state}")
        lines += [f"         {place}" for place in row.uses] if with_places else []
    return "\n".join(lines) or "no labels"


def as_json(rows: Collection[LabelRow]) -> str:
    """Return the rows as JSON, an object for each."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2)


def _written(row: LabelRow) -> str:
    return f"{row.name} ({row.meaning})" if row.meaning else row.name


def _row(labels: Labels, label: str, code: str, uses: list[str]) -> LabelRow:
    own, shown = labels.name(label, code), labels.shown(label, code)
    return LabelRow(label, code, *shown, own.is_verified, own.source, own.checked, tuple(uses))


def _uses(documents: Documents, labels: Labels, code: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for label, place in _places(documents, labels, code):
        found.setdefault(label, []).append(place)
    return found


def _places(documents: Documents, labels: Labels, code: str) -> Iterator[tuple[str, str]]:
    """Yield each label that a page of a language writes, right or wrong, and where."""
    for path in documents.paths(code):
        document = documents.get(code, path)
        name = documents.name(documents.file(code, path))
        for unit in units(document).values() if document else ():
            for bold in find_bold(unit.scan):
                line = unit.line + unit.text.count("\n", 0, bold.start)
                whole = _ids(labels, bold.text, code)
                for ids in [whole] if whole else [_ids(labels, part, code) for part in bold.parts()]:
                    yield from ((label, f"{name}:{line}") for label in sorted(ids))


def _ids(labels: Labels, text: str, code: str) -> frozenset[str]:
    foreign = labels.foreign(text, code)
    return labels.ids(text, code) or (foreign.ids if foreign else frozenset())
