"""The Markdown files of all languages, each read once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from helpcentre import frontmatter
from helpcentre.frontmatter import Document
from helpcentre.languages import Language
from helpcentre.translations import PageState, Status, public, state

KIND_KEY = "kind"
"""Front matter key of a source page for all languages: what the page is, if more than an article; see jsonld.py."""

SNIPPETS = "_snippets"
"""The folder of a language that holds text to be included, not pages."""


@dataclass(frozen=True)
class Documents:
    """The pages of a project by language code and path, the path being equal in every language."""

    project_dir: Path
    docs_dir: Path
    languages: tuple[Language, ...]
    has_asides: bool = True
    """Whether internal notes and replies belong to the pages; for readers of the public edition there are none."""
    _read: dict[Path, Document | None] = field(default_factory=dict)

    @property
    def source(self) -> Language:
        """The language that all others are translations of."""
        return self.languages[0]

    def get(self, code: str, path: str) -> Document | None:
        """Return a page in a language, or None where it has no file; raises HelpcentreError for a broken one."""
        file = self.file(code, path)
        if file not in self._read:
            folder = self.docs_dir / code
            found = frontmatter.read(file, folder=folder, name=self.name(file)) if file.is_file() else None
            self._read[file] = found if self.has_asides or not found else public(found)
        return self._read[file]

    def file(self, code: str, path: str) -> Path:
        """Return where a page's file is, or would be."""
        return self.docs_dir / code / path

    def name(self, file: Path) -> str:
        """Return a file's path below the project, with forward slashes, as people are shown it."""
        return Path(os.path.relpath(file, self.project_dir)).as_posix()

    def paths(self, code: str) -> list[str]:
        """Return the paths of all pages that have a file in a language, sorted."""
        folder = self.docs_dir / code
        found = (file.relative_to(folder) for file in folder.rglob("*.md"))
        return sorted(path.as_posix() for path in found if SNIPPETS not in path.parts)

    def strays(self) -> list[Path]:
        """Return the Markdown files that are in no language's folder, sorted."""
        codes = {language.code for language in self.languages}
        found = (file.relative_to(self.docs_dir) for file in self.docs_dir.rglob("*.md"))
        return sorted(self.docs_dir / file for file in found if file.parts[0] not in codes)

    def existing(self, path: str) -> list[str]:
        """Return the codes of the languages that have a file for a page."""
        return [language.code for language in self.languages if self.file(language.code, path).is_file()]

    def state(self, code: str, path: str) -> PageState:
        """Return what a page is worth in a language; in the source it is current by nature."""
        if code == self.source.code:
            return PageState(Status.CURRENT)
        return state(self.get(self.source.code, path), self.get(code, path))

    def states(self) -> Iterator[tuple[Language, str, PageState]]:
        """Yield the state of every page in every other language, orphans too, by language, then path."""
        ours = self.paths(self.source.code)
        for language in self.languages[1:]:
            for path in sorted({*ours, *self.paths(language.code)}):
                yield language, path, self.state(language.code, path)

    def kind(self, path: str) -> str | None:
        """Return what the source page says a page visibly is, in every language, or None."""
        document = self.get(self.source.code, path)
        return document.meta.get(KIND_KEY) if document else None

    def order(self, code: str, path: str) -> float:
        """Return a page's place among its neighbours, as its source page gives it; 50 where none does."""
        document = self.get(self.source.code, path) or self.get(code, path)
        return float(document.meta.get("order", 50)) if document else 50.0
