"""The session: one run of MkDocs over all languages, and everything that its hooks and steps share.

It is the only state of the program that changes; hooks are functions and have no other place for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

from helpcentre.brand.brand import Brand
from helpcentre.build.inputs import Inputs
from helpcentre.build.keys import LanguageReads
from helpcentre.build.language_build import LanguageBuild
from helpcentre.build.output_dirs import Output
from helpcentre.build.preview import Preview
from helpcentre.build.previous_site import PreviousSite
from helpcentre.checks.links import ExternalReference
from helpcentre.content.anchors import Anchors
from helpcentre.content.frontmatter import ParsedFiles
from helpcentre.content.language import Language
from helpcentre.content.project import Project
from helpcentre.diagnostics.problem import Problem, Severity
from helpcentre.diagnostics.severity import SeverityPolicy
from helpcentre.mkdocs_adapter.i18n import current_code
from helpcentre.mkdocs_adapter.markdown import MarkdownReaders
from helpcentre.output.page import BuiltPage, PageRecord
from helpcentre.output.site import BuiltSite
from helpcentre.pages.visitor_services import privacy_text
from helpcentre.translation.state import TranslationStates
from helpcentre.util.cache import Cache
from helpcentre.util.hashes import FileHashes
from helpcentre.util.opened_files import OpenedFiles
from helpcentre.util.processes import Task
from helpcentre.util.results import Results


@dataclass(frozen=True)
class Mode:
    """How a session is run: for the live preview, so that a finding refuses the site, or to join shards."""

    is_serving: bool = False
    is_strict: bool = False
    is_joining: bool = False
    """Whether the languages were built elsewhere, and are only joined here."""

    @property
    def checks_after_publish(self) -> bool:
        """Whether the site is put in place before all of it is checked, as authors wait for their page."""
        return self.is_serving and not self.is_strict


@dataclass
class Session:
    """One run: the project that it builds, its brand, where it writes, what it reuses, and its results so far."""

    project: Project
    brand: Brand
    anchors: Anchors
    states: TranslationStates
    output: Output
    mode: Mode
    policy: SeverityPolicy
    results: Results
    inputs: Inputs
    program: str
    """The key of everything that runs."""
    previous: PreviousSite
    assets: dict[str, str]
    """The SHA-256 of each file below ``docs`` that is no page, by its path there."""
    published_files: frozenset[str]
    """The files below ``docs`` that the edition publishes as they are."""
    preview: Preview
    current: LanguageBuild
    """The build of the language that MkDocs is rendering now; hooks write to it."""
    reads: LanguageReads = field(default_factory=LanguageReads)
    """Where it is recorded what is asked now: that of the current language, or ``site_reads``."""
    site_reads: LanguageReads = field(default_factory=LanguageReads)
    """What is asked for the site as a whole."""
    languages: dict[str, LanguageBuild] = field(default_factory=dict)
    """The languages that are finished, by code."""
    known_reads: dict[str, LanguageReads] = field(default_factory=dict)
    """What the languages asked when they were built last, by code."""
    reused_languages: dict[str, LanguageBuild] = field(default_factory=dict)
    """Those in which nothing changed, by code, as an earlier build left them."""
    own_languages: list[str] = field(default_factory=list)
    """The codes of the further languages that this process builds itself."""
    workers: list[Task[Any]] = field(default_factory=list)
    """The processes that build the others."""
    findings: list[Problem] = field(default_factory=list)
    """The findings about the site as a whole, as they were found."""
    report: list[Problem] = field(default_factory=list)
    """All findings after severities and suppressions, once the build is finished."""
    external_references: list[ExternalReference] = field(default_factory=list)
    built_site: BuiltSite | None = None
    """The written site, once it is checked."""
    deferred_checks: list[Callable[[], None]] = field(default_factory=list)
    """Checks deferred until the preview is shown."""
    obsolete_dirs: list[Path] = field(default_factory=list)
    """Folders that the shown site replaced, to be removed."""
    warnings: CountHandler = field(default_factory=lambda: CountHandler(level=logging.WARNING))
    markdown: MarkdownReaders = field(default_factory=MarkdownReaders)
    source_templates: set[str] = field(default_factory=set)
    """The templates that MkDocs is not to render as pages while the source language is reused."""
    is_nested: bool = False
    """Whether MkDocs builds one further language just now, as a part of this session."""
    is_finished: bool = False
    """Whether it has ended, with its site in place or not."""

    @property
    def cache(self) -> Cache:
        """Where results are kept from one build to the next."""
        return self.inputs.cache

    @property
    def hashes(self) -> FileHashes:
        """The digests of files."""
        return self.inputs.hashes

    @property
    def pages(self) -> dict[str, BuiltPage]:
        """The pages of all finished languages by their file below the site."""
        return {dest: page for language in self.languages.values() for dest, page in language.pages.items()}

    @property
    def page_records(self) -> list[PageRecord]:
        """The records of the pages, in the order of their files."""
        pages = self.pages
        return [pages[dest].record for dest in sorted(pages)]

    @property
    def opened_files(self) -> list[str]:
        """The files that were opened for the site, by their path below the project, beside texts."""
        every = [self.site_reads, *(language.reads for language in self.languages.values())]
        return sorted({question.rpartition("\0")[2] for reads in every for question in reads.files})

    def visits_text(self, code: str) -> str:
        """Return what the privacy notice of a language says of counting and chat; nothing in the bundle."""
        project = self.project
        return privacy_text(project.settings, project.strings[code]) if project.is_public else ""

    @property
    def all_findings(self) -> Iterator[Problem]:
        """The findings about the site, its languages and their pages."""
        yield from self.findings
        for language in self.languages.values():
            yield from language.all_findings

    @property
    def errors(self) -> list[Problem]:
        """The findings that a strict build is refused for."""
        return [finding for finding in self.report if finding.severity is Severity.ERROR]

    @property
    def other_warnings(self) -> int:
        """How many warnings there were that are no findings of ours."""
        return sum(count for _, count in self.warnings.get_counts()) - len(self.errors)


@dataclass
class Runtime:
    """What outlives a session in one process; the only state of modules that changes."""

    session: Session | None = None
    """The session in progress, or the last one."""
    preview: Preview = field(default_factory=Preview)
    first_failure: list[str] = field(default_factory=list)
    """Why the first build of the live preview failed, which MkDocs makes before there is a server."""
    parsed: ParsedFiles = field(default_factory=ParsedFiles)
    """The Markdown files as they were parsed last."""
    opened: OpenedFiles = field(default_factory=OpenedFiles)


runtime = Runtime()


def current_session() -> Session:
    """Return the session in progress, or the last one; raises RuntimeError before the first."""
    if runtime.session is None:
        raise RuntimeError("no build has begun")
    return runtime.session


def current_language(config: MkDocsConfig) -> Language:
    """Return the language that is being built right now."""
    return current_session().project.documents.language(current_code(config))
