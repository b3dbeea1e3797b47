"""The build of one language: what it returns, what is sent between processes, kept, and put into shards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from helpcentre.build.keys import LanguageReads
from helpcentre.diagnostics.problem import Problem
from helpcentre.output.page import BuiltPage
from helpcentre.util.files import names_below


@dataclass
class LanguageBuild:
    """One language of a site, built, or taken over from an earlier build."""

    code: str
    pages: dict[str, BuiltPage] = field(default_factory=dict)
    """The written pages by their file below the site."""
    findings: list[Problem] = field(default_factory=list)
    """The findings of the language as a whole; those of a page are with the page."""
    cache_keys: set[str] = field(default_factory=set)
    """The keys of the cache entries that it was made of."""
    reads: LanguageReads = field(default_factory=LanguageReads)
    """What it was made from."""
    key: str = ""
    """The key of all that its files depend on; empty where it is not known, or the build is not kept."""
    files: dict[str, str] = field(default_factory=dict)
    """All its files below the site, each with its SHA-256, which is empty until the site is finished."""
    is_new: bool = False
    """Whether it was built just now without a warning, so that the next build may take it over."""

    @property
    def all_findings(self) -> Iterator[Problem]:
        """The findings of the language and of its pages."""
        yield from self.findings
        for page in self.pages.values():
            yield from page.problems

    def snapshot(self, folder: Path, *, is_new: bool) -> LanguageBuild:
        """Return this build with its files, which are written below ``folder``."""
        return replace(self, files=dict.fromkeys(sorted(names_below(folder)), ""), is_new=is_new)
