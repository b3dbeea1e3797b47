"""A translation beside its source, as the checks of both get them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from helpcentre.checks.counterparts import paired_units
from helpcentre.content.frontmatter import Document
from helpcentre.content.glossary import Glossary
from helpcentre.content.language import Language
from helpcentre.content.units import Unit


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A page in the language ``code`` and its source; ``file`` is what problems call the page.

    ``current`` has the ids of the units whose translation is up to date; only those are compared.
    """

    source: Document
    translation: Document
    source_language: Language
    current: Collection[str]
    code: str
    file: str
    glossary: Glossary

    def units(self) -> list[tuple[Unit, Unit]]:
        """Return each unit of the source that is compared, with its translation."""
        return paired_units(self.source, self.translation, self.current)
