"""The memory of the live preview, which builds again and again in one process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from helpcentre.build.background import BackgroundWork
from helpcentre.build.language_build import LanguageBuild
from helpcentre.build.pending_index import IndexResult
from helpcentre.diagnostics.problem import Problem


@dataclass(frozen=True)
class ShownIndex:
    """The search index of a language in the site that is shown; to make it anew for every edit takes too long."""

    result: IndexResult
    synonyms: str | None
    """The SHA-256 of the synonyms in it."""


@dataclass
class Preview:
    """What the site that is shown consists of, and the checks of it that are still being made."""

    builds: dict[str, LanguageBuild] = field(default_factory=dict)
    """The build of each language."""
    outdated_builds: dict[str, LanguageBuild] = field(default_factory=dict)
    """The builds of languages in which something changed, until they are built again."""
    indexes: dict[str, ShownIndex] = field(default_factory=dict)
    next_indexes: dict[str, ShownIndex] = field(default_factory=dict)
    """The indexes of the site that is shown next."""
    checks: BackgroundWork = field(default_factory=BackgroundWork)
    reported: frozenset[Problem] = frozenset()
    """The findings that the last build reported, so that the next one does not say them again."""

    def load(self, code: str, key: str) -> LanguageBuild | None:
        """Return the build of a language that is shown, or None where its key is another now."""
        self.outdated_builds.pop(code, None)
        build = self.builds.get(code)
        if build and build.key != key:
            self.outdated_builds[code] = self.builds.pop(code)
            return None
        return build

    def take_new(self, findings: Iterable[Problem]) -> list[Problem]:
        """Return the findings that the last build did not have, and remember all of them for the next one."""
        found = list(findings)
        new = [finding for finding in found if finding not in self.reported]
        self.reported = frozenset(found)
        return new

    def show_next(self) -> None:
        """Take the indexes that were finished last for those that are shown."""
        self.indexes.update(self.next_indexes)
