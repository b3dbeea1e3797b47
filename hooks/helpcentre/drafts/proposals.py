"""Proposals: drafts of sections that people have translated from an earlier source. They stand beside the pages.

No draft replaces what people wrote before one of them says so. Until then it is in ``drafts/<language>.json``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import write_texts

FOLDER = "drafts"


@dataclass(frozen=True)
class Proposal:
    """The Markdown of a unit, who drafted it and when, and the fingerprint of the source that it was made from."""

    engine: str
    day: str
    source: str
    text: str


@dataclass
class Proposals:
    """The proposals in one language, by page and unit."""

    file: Path
    pages: dict[str, dict[str, Proposal]] = field(default_factory=dict)

    def get(self, path: str, unit: str) -> Proposal | None:
        """Return the proposal for a unit, or None."""
        return self.pages.get(path, {}).get(unit)

    def add(self, path: str, proposals: Mapping[str, Proposal]) -> None:
        """Add proposals for a page, in place of earlier ones for the same units."""
        if proposals:
            self.pages[path] = {**self.pages.get(path, {}), **proposals}

    def remove(self, path: str, unit: str) -> None:
        """Remove the proposal for a unit."""
        self.pages.get(path, {}).pop(unit, None)

    def write(self) -> None:
        """Write the file, or remove it where there is nothing left to propose."""
        pages = {path: self.pages[path] for path in sorted(self.pages) if self.pages[path]}
        if not pages:
            self.file.unlink(missing_ok=True)
            return
        self.file.parent.mkdir(exist_ok=True)
        text = msgspec.json.format(msgspec.json.encode(pages), indent=1).decode("utf-8") + "\n"
        write_texts({self.file: text}, folder=self.file.parent)


def read_proposals(root: Path, code: str) -> Proposals:
    """Return the proposals in a language below a project's folder; raises HelpcentreError where they cannot be read."""
    file = root / FOLDER / f"{code}.json"
    if not file.is_file():
        return Proposals(file)
    try:
        return Proposals(file, msgspec.json.decode(file.read_bytes(), type=dict[str, dict[str, Proposal]]))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        message, fix = f"not a file of proposals: {error}", "remove it, and run helpcentre translate again"
        raise HelpcentreError(message, fix=fix, file=f"{FOLDER}/{file.name}") from error
