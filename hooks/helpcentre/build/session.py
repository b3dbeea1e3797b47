"""The one build in progress, and what its hooks share."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

from helpcentre.build import staging
from helpcentre.build.indexes import Indexing
from helpcentre.build.keys import page_keys, shared_keys
from helpcentre.build.progress import Progress
from helpcentre.build.records import Inputs
from helpcentre.checks.links import ExternalReference
from helpcentre.content.addresses import Addresses
from helpcentre.content.contact import Contact
from helpcentre.content.documents import Documents
from helpcentre.content.glossary import Glossary
from helpcentre.content.language import Language
from helpcentre.content.release import Release
from helpcentre.content.ui_strings import Strings
from helpcentre.diagnostics.problem import Problem, Severity
from helpcentre.diagnostics.severity import SeverityPolicy
from helpcentre.mkdocs_adapter.i18n import current_code
from helpcentre.output.page import BuiltPage, KeptLanguage, PageArtifacts, PageRecord
from helpcentre.settings import Settings
from helpcentre.util.cache import Cache, key_of
from helpcentre.util.hashes import FileHashes
from helpcentre.util.processes import Task

log = logging.getLogger("mkdocs.plugins.helpcentre")
"""Below ``mkdocs``, so that strict mode counts what is logged here."""


@dataclass
class Session:
    """One run of MkDocs over all languages."""

    settings: Settings
    languages: tuple[Language, ...]
    strings: dict[str, Strings]
    documents: Documents
    addresses: Addresses
    glossary: Glossary
    contact: Contact
    project_dir: Path
    target_dir: Path
    """Where the finished site goes."""
    site_dir: Path
    """Where it is written: a folder beside ``target_dir``."""
    parts_dir: Path
    """Where further languages are written before they are moved into ``site_dir``, each in a folder of its own."""
    release: Release
    """Which build this is."""
    published: frozenset[str]
    """The files below ``docs`` that the edition publishes as they are."""
    severity_policy: SeverityPolicy
    cache: Cache
    digests: FileHashes
    inputs: Inputs
    inputs_key: str
    """The key, in the cache, of all that the build was made of when it began."""
    key: str
    """That of what every page depends on."""
    progress: Progress
    assets: dict[str, str]
    """The digest of each file below ``docs`` that is no page, by its path there."""
    is_serving: bool = False
    """Whether this is a build of the live preview."""
    checks_after_publish: bool = False
    """Whether its site is put in place before all of it is checked."""
    is_finished: bool = False
    """Whether it has ended, with its site in place or not."""
    is_joining: bool = False
    """Whether its languages were built by others, and are only put together here."""
    is_nested: bool = False
    """Whether one language is being built, as a part of this build."""
    pages: dict[str, BuiltPage] = field(default_factory=dict)
    """The pages that are written, by their file below the site."""
    page_artifacts: dict[str, PageArtifacts] = field(default_factory=lambda: defaultdict(PageArtifacts))
    """By the file of a page that is being rendered, what else comes of it."""
    problems: list[Problem] = field(default_factory=list)
    """All that was found, as it was found."""
    report: list[Problem] = field(default_factory=list)
    """What the settings make of them, once the build is finished."""
    external_references: list[ExternalReference] = field(default_factory=list)
    deferred_checks: list[Callable[[], None]] = field(default_factory=list)
    """What is left to check until the site is shown."""
    obsolete_dirs: list[Path] = field(default_factory=list)
    """What stood where the shown site stands now, to be removed."""
    artifacts: list[tuple[Path, Path]] = field(default_factory=list)
    """Finished files outside the site, each with the place it goes to when the site does."""
    warnings: CountHandler = field(default_factory=lambda: CountHandler(level=logging.WARNING))
    own_languages: list[str] = field(default_factory=list)
    """The further languages that this process builds itself."""
    workers: list[Task[Any]] = field(default_factory=list)
    """The processes that build the others."""
    reused_languages: dict[str, KeptLanguage] = field(default_factory=dict)
    """The languages that nothing changed in, by their codes, and what is known of them."""
    templates: set[str] = field(default_factory=set)
    """The templates that MkDocs is not to render as pages while the source language is kept."""
    told_before: int = 0
    """How many problems were found before the first language was built."""
    built_languages: dict[str, KeptLanguage] = field(default_factory=dict)
    """The languages that were built, to be kept once the site is in place."""
    reused_files: dict[str, str] = field(default_factory=dict)
    """The files of the site before that this one will have too, each with its digest, as long as they are not in it."""
    previous_site: tuple[int, int] | None = None
    """Which folder the site before was, when its files were looked at."""
    indexes: dict[str, Indexing] = field(default_factory=dict)
    """The search indexes that are begun and not in the site yet, by their languages' codes."""
    _page_keys: dict[str, dict[str, str]] = field(default_factory=dict)
    _shared_keys: dict[str, str] = field(default_factory=dict)
    _former: dict[str, str] | None = None

    @property
    def source(self) -> Language:
        """The language that all others are translations of."""
        return self.languages[0]

    @property
    def page_records(self) -> list[PageRecord]:
        """The records of the pages that are written, in the order of their files."""
        return [self.pages[dest].record for dest in sorted(self.pages)]

    @property
    def written(self) -> list[Path]:
        """What the finished build put in place: the site's folder, then single files."""
        return [self.target_dir, *(target for _, target in self.artifacts)]

    @property
    def errors(self) -> list[Problem]:
        """What a strict build is refused for."""
        return [problem for problem in self.report if problem.severity is Severity.ERROR]

    @property
    def other_warnings(self) -> int:
        """How many warnings there were that are no problems of ours."""
        return sum(count for _, count in self.warnings.get_counts()) - len(self.errors)

    def language(self, code: str) -> Language:
        """Return the language with this code; raises StopIteration if it is not one of the site's."""
        return self.documents.language(code)

    def former_files(self) -> dict[str, str]:
        """Return the digest of each file of the site before, by its path there."""
        if self._former is None:
            self.previous_site = staging.place_of(self.target_dir)
            self._former = self.digests.below(self.target_dir) if self.target_dir.is_dir() else {}
        return self._former

    def page_keys(self, code: str) -> dict[str, str]:
        """Return the key, in the cache, of each page of a language by its file below the site."""
        if code not in self._page_keys:
            self._shared_keys = shared = self._shared_keys or shared_keys(self.addresses)
            self._page_keys[code] = page_keys(self.key, self.addresses, code=code, assets=self.published, shared=shared)
        return self._page_keys[code]

    def language_key(self, code: str) -> str:
        """Return the key of all that the pages of a language are made of."""
        return key_of("language", code, sorted(self.page_keys(code).items()))

    def is_reused(self, code: str) -> bool:
        """Whether nothing changed in a language, so that nothing of it is built."""
        return code in self.reused_languages

    def relative(self, file: Path) -> str:
        """Return a file's path below the project, with forward slashes, as problems show it."""
        return self.documents.name(file)


_build: Session | None = None


def current_session() -> Session:
    """Return the build in progress, or the last one; raises RuntimeError before the first."""
    if _build is None:
        raise RuntimeError("no build has begun")
    return _build


def current_language(config: MkDocsConfig) -> Language:
    """Return the language that is being built right now."""
    return current_session().language(current_code(config))


def has_session() -> bool:
    """Whether there is a build in progress, or was one."""
    return _build is not None


def set_session(build: Session) -> None:
    """Let ``build`` be the build in progress."""
    global _build
    _build = build
