"""The loss report: for people, page by page, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from helpcentre.importer.model import Remark


def as_text(remarks: Sequence[Remark]) -> str:
    """Return the report with its losses first, then what is to be done or known."""
    lost = [remark for remark in remarks if remark.is_loss]
    told = [remark for remark in remarks if not remark.is_loss]
    if not remarks:
        return "loss report: nothing lost, nothing to do"
    parts = [f"loss report: {_count(len(lost), 'difference')}" if lost else "loss report: nothing lost"]
    parts += _by_page(lost)
    if told:
        parts += [f"to do: {_count(len(told), 'line')}", *_by_page(told)]
    return "\n".join(parts)


def as_json(remarks: Sequence[Remark], *, system: str, pages: Sequence[str], files: Sequence[str]) -> str:
    """Return the report as JSON: the system, the pages and files written, and an object for each line."""
    report = {"system": system, "pages": pages, "files": files, "remarks": [asdict(remark) for remark in remarks]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _by_page(remarks: Sequence[Remark]) -> list[str]:
    lines: list[str] = []
    place = None
    for remark in sorted(remarks, key=lambda each: (each.page, each.article)):
        here = remark.page or remark.article or "all articles"
        if here != place:
            lines.append(f"  {here}:")
            place = here
        language = f" [{remark.locale}]" if remark.locale and not remark.page else ""
        under = f" below {remark.under!r}" if remark.under else ""
        lines.append(f"    {remark.what}{language}{under}: {_one_line(remark.words)}: {remark.why} ({remark.fix})")
    return lines


def _one_line(text: str) -> str:
    return text if "\n" not in text.strip() else "\n" + "\n".join(f"      {line}" for line in text.strip().splitlines())


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
