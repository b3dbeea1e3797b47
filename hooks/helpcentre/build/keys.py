"""What results depend on, as keys: the program, everything that all pages are made of, a language, and a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.build.inputs import names, plain_value, programs
from helpcentre.content.project import Project
from helpcentre.content.reads import KeptAnswer, Reads
from helpcentre.util.cache import digest
from helpcentre.util.hashes import FileHashes

_ELSEWHERE = frozenset({"config_file_path", "docs_dir", "hooks", "site_dir", "strict"})
"""Settings that say where or how a build runs; what is at these places counts by itself."""
_AFTERWARDS = frozenset({"allow", "budget", "cache", "crawl", "embed", "external", "levels", "processes", "translate"})
"""Options of ours that say how a build runs, or what is made of a page once it is written."""
_OTHERWISE = frozenset({"addresses", "built", "root", "settings", "theme_dirs"})
"""Fields of a project that count by what is asked of them, as MkDocs' settings, or by what is in the files there."""


@dataclass
class LanguageReads:
    """What building a language asked of the project, see :class:`~helpcentre.content.reads.Reads`.

    ``early`` was asked until MkDocs knew its pages, ``late`` after that, for all of them, and ``pages`` has for each
    page, by its file below the site, and for each template that is a page, by its name, what only that one asked; under
    no name, what was asked between pages.
    ``files`` are files that were opened: whoever opens one may keep it for other pages, so all of them depend on it.
    """

    early: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    pages: dict[str, set[str]] = field(default_factory=dict)
    answers: dict[str, KeptAnswer] = field(default_factory=dict)
    """Those of the answers that need not be worked out again."""

    @property
    def common(self) -> set[str]:
        """What every page of the language depends on."""
        return self.early | self.late | self.files

    @property
    def all(self) -> set[str]:
        """Everything that was asked."""
        return self.common.union(*self.pages.values())

    def key(self, reads: Reads, code: str, more: Iterable[str] = ()) -> str:
        """Return the key of what every page of a language depends on: what was asked for all of them, and ``more``."""
        return reads.key(self.common.union(more), code)

    def page_keys(self, reads: Reads, language: str) -> dict[str, str]:
        """Return the keys of the pages that were made, by name; ``language`` is the key of their language."""
        return {name: reads.key(questions, language, name) for name, questions in self.pages.items()}


def program_key(config: MkDocsConfig, code: str, digests: FileHashes) -> str:
    """Return the key of everything that runs: the ``code``, whose key that is, the hooks, and the templates."""
    _, *places = programs(config)  # the first is that code
    return digest(code, [digests.below(place) if place.is_dir() else digests.of(place) for place in places])


def site_key(config: MkDocsConfig, project: Project, program: str, *, more: object) -> str:
    """Return the key of all that every page depends on: program, settings, and the project's data.

    ``more`` is what else there is, as values.
    """
    docs_dir = project.relative(project.documents.docs_dir)
    return digest(program, plain_value(page_settings(config)), docs_dir, project_data(project), names(config), more)


def project_data(project: Project) -> dict[str, object]:
    """Return all of a project that every page may show, by field."""
    return {each.name: getattr(project, each.name) for each in fields(project) if each.name not in _OTHERWISE}


def page_settings(config: Mapping[str, Any]) -> dict[str, object]:
    """Return the settings that can make a page another."""
    extra = config["extra"]
    own = {name: value for name, value in (extra.get("helpcentre") or {}).items() if name not in _AFTERWARDS}
    shown = {name: value for name, value in config.items() if name not in _ELSEWHERE}
    return {**shown, "extra": {**extra, "helpcentre": own}}
