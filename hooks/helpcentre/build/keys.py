"""What results depend on, as keys: the program, everything that all pages are made of, a language, and a page."""

from __future__ import annotations

import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.content.project import Project, data_files
from helpcentre.content.published import PUBLISHED
from helpcentre.content.reads import KeptAnswer, Reads
from helpcentre.mkdocs_adapter.defaults import PLUGIN
from helpcentre.mkdocs_adapter.plugin import handlers
from helpcentre.mkdocs_adapter.theme import own_folders
from helpcentre.settings.options import BundleSettings
from helpcentre.util.cache import digest
from helpcentre.util.hashes import FileHashes

_CODE = Path(__file__).parent.parent
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
    page, by its file below the site, and for each template that is a page, by its name, what only that one asked.
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


def settings_key(config: MkDocsConfig, *, more: object) -> str:
    """Return the key of all settings and of the packages; ``more`` is what else there is, as values."""
    given: dict[str, Any] = {name: value for name, value in config.items() if name not in ("hooks", "strict")}
    own = {name: value for name, value in (config.extra.get("helpcentre") or {}).items() if name != "processes"}
    given["extra"] = {**config.extra, "helpcentre": own}
    return digest(plain_value(given), sys.version, list(_packages()), names(config), more)


def input_places(config: MkDocsConfig, *, bundle: BundleSettings) -> Iterator[Path]:
    """Yield the files and folders that a build reads, whoever asks for them; other files show when they are opened.

    What the settings of the ``bundle`` name may be read by another program.
    """
    project_dir = Path(config.config_file_path).parent
    yield from (*programs(config), Path(config.docs_dir), project_dir / PUBLISHED, *data_files(project_dir))
    yield from (project_dir / file for file in (bundle.since, bundle.sign) if file)


def code_key(digests: FileHashes) -> str:
    """Return the key of our code with its data, of Python, and of the packages."""
    return digest(digests.below(_CODE), sys.version, zlib.ZLIB_RUNTIME_VERSION, list(_packages()))


def program_key(config: MkDocsConfig, code: str, digests: FileHashes) -> str:
    """Return the key of everything that runs: the ``code``, whose key that is, the hooks, and the templates."""
    places = [place for place in programs(config) if place != _CODE]
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


def names(config: MkDocsConfig) -> list[str]:
    """Return the names of the files beside mkdocs.yml, sorted: a build may ask whether one is there.

    Hidden ones are left out, and what builds put beside a site and name after its folder, which may be gone.
    """
    entries = list(os.scandir(Path(config.config_file_path).parent))
    sites = (f"{Path(config.site_dir).name}.", *(f"{each.name}." for each in entries if each.is_dir()))
    return sorted(each.name for each in entries if each.is_file() and not each.name.startswith((".", *sites)))


def programs(config: MkDocsConfig) -> Iterator[Path]:
    """Yield our code, the hooks, and the templates."""
    yield _CODE
    modules = [*config["hooks"].values(), *(handlers() if PLUGIN in config.plugins else ())]
    yield from (Path(str(module.__file__)) for module in modules)
    yield from own_folders(config.theme)


def _packages() -> Iterator[str]:
    """Yield the name and version of each package that is installed: the name of the folder that describes it."""
    for folder in sys.path:
        yield from sorted(file.name for file in Path(folder).glob("*.dist-info"))


def page_settings(config: Mapping[str, Any]) -> dict[str, object]:
    """Return the settings that can make a page another."""
    extra = config["extra"]
    own = {name: value for name, value in (extra.get("helpcentre") or {}).items() if name not in _AFTERWARDS}
    shown = {name: value for name, value in config.items() if name not in _ELSEWHERE}
    return {**shown, "extra": {**extra, "helpcentre": own}}


def plain_value(value: object) -> object:
    """Return a setting as plain values whose ``repr`` is the same in every process."""
    if isinstance(value, Mapping):
        return sorted((str(key), plain_value(each)) for key, each in value.items())
    if isinstance(value, (list, tuple)):
        return [plain_value(each) for each in value]
    if hasattr(value, "config"):  # a plugin
        return plain_value(value.config)
    if isinstance(value, ModuleType):  # a hook; its file counts by what is in it
        return value.__name__
    return re.sub(r" at 0x\w+", "", repr(value))
