"""How far each language is: a table for the terminal, JSON for tools, a matrix for the status page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpcentre.content.language import Language
from helpcentre.content.visibility import Mark
from helpcentre.translation.state import PageState, Status, TranslationStates

_NO_WORK = (Status.CURRENT, Status.OUTDATED_MINOR)
_OPEN = (Status.OUTDATED, Status.MACHINE, Status.MISSING, Status.ORPHAN, Status.OUTDATED_MINOR)
"""What a section may be worth that a translator is told of, in the order of the table."""


@dataclass(frozen=True)
class StatusRow:
    """What one page is worth in one language."""

    language: str
    path: str
    state: PageState
    marks: tuple[Mark, ...] = ()
    """Why readers do not get the page, if so."""

    @property
    def needs_work(self) -> bool:
        """Whether a translator has something to do: withheld and inherited pages and minor changes are none."""
        if self.state.is_inherited:
            return False
        return not self.state.is_withheld and self.state.status not in _NO_WORK

    @property
    def word(self) -> str:
        """The status in one word, which is also the end of its name in the catalogues of words."""
        if self.state.is_withheld and self.state.status is Status.MISSING:
            return "withheld"
        open_units = {unit.unit.id for unit in self.state.changed}
        if open_units and open_units <= set(self.state.drafts):
            return Status.MACHINE.value
        return self.state.status.value.rpartition(" ")[2]


@dataclass(frozen=True)
class Matrix:
    """The status page: a row for each page, a cell for each language, and each language's share of good units."""

    languages: tuple[Language, ...]
    rows: tuple[tuple[str, tuple[StatusRow, ...]], ...]
    shares: tuple[float, ...]


def status_rows(states: TranslationStates, *, codes: Sequence[str] = ()) -> list[StatusRow]:
    """Return the state of every page in every other language, or in those of ``codes``, by language, then path."""
    rows = (
        StatusRow(language.code, path, state, tuple(states.documents.marks(language.code, path)))
        for language, path, state in states.all()
    )
    return [row for row in rows if not codes or row.language in codes]


def as_table(rows: Sequence[StatusRow]) -> str:
    """Return the rows that need work, one a line with the sections concerned, and a total for each language."""
    lines = [f"{row.language}/{row.path}  {_in_words(row)}" for row in rows if _is_told(row)]
    for code in dict.fromkeys(row.language for row in rows):
        own = [row for row in rows if row.language == code]
        good = sum(not row.needs_work for row in own)
        drafts = sum(len(row.state.drafts) for row in own)
        waiting = f"; {drafts} machine drafts to review" if drafts else ""
        lines.append(f"{code}: {good} of {len(own)} pages current, {_share(own):.0%} of their sections{waiting}")
    return "\n".join(lines)


def as_json(rows: Sequence[StatusRow]) -> str:
    """Return all rows as JSON: language → share of good units, and page → status, share and units by status."""
    languages = {
        code: {
            "share": round(_share([row for row in rows if row.language == code]), 4),
            "drafts": sum(len(row.state.drafts) for row in rows if row.language == code),
            "pages": {row.path: _details(row) for row in rows if row.language == code},
        }
        for code in dict.fromkeys(row.language for row in rows)
    }
    return json.dumps(languages, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def matrix(rows: Sequence[StatusRow], languages: Iterable[Language]) -> Matrix:
    """Return the rows as a matrix of the source's pages by language, for the languages other than the source."""
    shown = tuple(language for language in languages if not language.is_source)
    cells = {(row.path, row.language): row for row in rows}
    paths = sorted({row.path for row in rows if row.state.status is not Status.ORPHAN})
    table = tuple((path, tuple(cells[path, language.code] for language in shown)) for path in paths)
    shares = tuple(_share([row for row in rows if row.language == language.code]) for language in shown)
    return Matrix(shown, table, shares)


def _share(rows: Sequence[StatusRow]) -> float:
    """The part of the units of several pages, from 0 to 1, that readers can rely on; withheld pages do not count."""
    counted = [row for row in rows if row.word != "withheld" and row.state.units]
    total = sum(len(row.state.units) for row in counted)
    return sum(row.state.share * len(row.state.units) for row in counted) / total if total else 1.0


def _details(row: StatusRow) -> dict[str, object]:
    by_status: dict[str, list[str]] = {}
    for unit_state in row.state.units:
        by_status.setdefault(unit_state.status.value, []).append(unit_state.unit.id)
    return {
        "status": row.state.status.value,
        "withheld": row.state.is_withheld,
        "hidden": [_mark_in_words(mark) for mark in row.marks],
        "share": round(row.state.share, 4),
        "units": by_status,
        "drafts": list(row.state.drafts),
    }


def _is_told(row: StatusRow) -> bool:
    return not row.state.is_inherited and bool(row.marks or row.state.status is not Status.CURRENT)


def _mark_in_words(mark: Mark) -> str:
    """Return why readers do not get a page, as in ``scheduled 2026-12-01``."""
    return f"{mark.reason.value} {mark.day}" if mark.day else mark.reason.value


def _in_words(row: StatusRow) -> str:
    withheld = ", withheld" if row.state.is_withheld else ""
    withheld += "".join(f", {_mark_in_words(mark)}" for mark in row.marks)
    status = row.state.status
    open_units = () if status in (Status.MISSING, Status.ORPHAN) else row.state.units
    told: dict[str, list[str]] = {status.value + withheld: []}
    for kind in _OPEN:
        words = kind.value + (withheld if kind is status else "")
        if found := [unit.unit.id for unit in open_units if unit.status is kind]:
            told[words] = found
    return "; ".join(f"{words}: {', '.join(ids)}" if ids else words for words, ids in told.items())
