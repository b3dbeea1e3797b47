"""The memory of the live preview, which builds again and again in one process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from helpcentre.build.background import BackgroundWork
from helpcentre.build.language_build import LanguageBuild
from helpcentre.diagnostics.problem import Problem


@dataclass(frozen=True)
class ShownIndex:
    """The search index of a language in the site that is shown.

    To make it anew for every edit would take a third longer, at 404 pages in four languages, and more in larger ones.
    """

    files: frozenset[str]
    synonyms: str | None
    """The SHA-256 of the synonyms in it."""


@dataclass
class Preview:
    """What the site that is shown consists of, and the checks of it that are still being made."""

    builds: dict[str, LanguageBuild] = field(default_factory=dict)
    """The build of each language."""
    indexes: dict[str, ShownIndex] = field(default_factory=dict)
    checks: BackgroundWork = field(default_factory=BackgroundWork)
    reported: frozenset[Problem] = frozenset()
    """The findings that the last build reported, so that the next one does not say them again."""

    def take_new(self, findings: Iterable[Problem]) -> list[Problem]:
        """Return the findings that the last build did not have, and remember all of them for the next one."""
        found = list(findings)
        new = [finding for finding in found if finding not in self.reported]
        self.reported = frozenset(found)
        return new
