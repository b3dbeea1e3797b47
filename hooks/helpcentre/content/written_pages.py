"""The Markdown files of all languages as they are written, each read once, with the ids that their headings lack."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from helpcentre.content.frontmatter import Document, ParsedFiles
from helpcentre.content.heading_ids import ENGLISH, with_given_ids
from helpcentre.content.language import Language
from helpcentre.content.markdown.fences import PLAIN, Dialect
from helpcentre.content.places import SNIPPETS
from helpcentre.util.files import names_below, require_utf8


def _is_never(_: str) -> bool:
    return False


@dataclass(frozen=True)
class WrittenPages:
    """The files of a project by language code and path, the path being equal in every language."""

    project_dir: Path
    docs_dir: Path
    languages: tuple[Language, ...]
    is_left_out: Callable[[str], bool] = _is_never
    """Whether a file, by its path below ``docs_dir``, is not to be built, so that it is no page."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of all files by their path below ``docs_dir``, sorted; empty where they are not known."""
    dialect: Dialect = PLAIN
    """What the project's Markdown extensions make a difference in."""
    parsed: ParsedFiles = field(default_factory=ParsedFiles, compare=False, repr=False)
    """The files that were parsed already, by this build or one before it in this process."""
    _files_read: dict[tuple[str, str], Document | None] = field(default_factory=dict, init=False)
    _named: dict[tuple[str, str], Document | None] = field(default_factory=dict, init=False)

    @property
    def source(self) -> Language:
        """The language that all others are translations of."""
        return self.languages[0]

    def language(self, code: str) -> Language:
        """Return the language with this code; raises StopIteration if it is not one of the site's."""
        return next(language for language in self.languages if language.code == code)

    def file(self, code: str, path: str) -> Path:
        """Return where a page's file is, or would be."""
        return Path(f"{self.docs_dir}/{code}/{path}")  # many are asked for; each / takes as long as that

    def name(self, file: Path) -> str:
        """Return a file's path below the project, with forward slashes, as people are shown it."""
        path, folder = str(file), f"{self.project_dir}{os.sep}"
        is_inside = path.startswith(folder) and os.pardir not in path  # nearly all; relpath is slow
        return (path[len(folder) :] if is_inside else os.path.relpath(path, folder)).replace(os.sep, "/")

    def strays(self) -> list[Path]:
        """Return the Markdown files that are in no language's folder, sorted."""
        codes = {language.code for language in self.languages}
        found = (name for name in self.digests or names_below(self.docs_dir) if name.endswith(".md"))
        strays = (name for name in found if name.partition("/")[0] not in codes)
        return sorted(self.docs_dir / name for name in strays if not self.is_left_out(name))

    def files_of(self, code: str) -> Iterator[str]:
        """Yield the paths of all pages of a language that MkDocs builds, sorted, whoever they are for."""
        found = (name for name in self._names(code) if name.endswith(".md") and SNIPPETS not in name.split("/"))
        return (name for name in found if not self.is_left_out(f"{code}/{name}"))

    def _names(self, code: str) -> Iterable[str]:
        """Return the paths of all files of a language, sorted."""
        if not self.digests:
            names = names_below(self.docs_dir / code)
            for name in names:
                require_utf8(name)
            return names
        start = f"{code}/"
        return (name[len(start) :] for name in self.digests if name.startswith(start))

    def written(self, code: str, path: str) -> Document | None:
        """Return a page as its file has it, but for ids that its headings lack, or None where there is none.

        Raises HelpcentreError where it cannot be read, or only too slowly.
        """
        if (code, path) not in self._named:
            page = self._in_file(code, path)
            with page.in_time() if page else nullcontext():
                self._named[code, path] = self._with_ids(code, path, page) if page else None
        return self._named[code, path]

    def _with_ids(self, code: str, path: str, page: Document) -> Document:
        if all(heading.id for heading in page.scan.headings):
            return page
        if code != self.source.code:
            return with_given_ids(page, self.written(self.source.code, path))
        english = next((each.code for each in self.languages if each.code == ENGLISH != code), "")
        return with_given_ids(page, english=self._in_file(english, path) if english else None)

    def _in_file(self, code: str, path: str) -> Document | None:
        """Return a page as its file has it, or None where there is none."""
        if (code, path) not in self._files_read:
            self._files_read[code, path] = self._file_read(code, path)
        return self._files_read[code, path]

    def _file_read(self, code: str, path: str) -> Document | None:
        file, folder = self.file(code, path), self.docs_dir / code
        digest = self.digests.get(f"{code}/{path}", "")
        is_there = (
            digest or file.is_file() or (os.path.lexists(file) and not file.is_dir())
        )  # a pipe, or a link to nothing
        if not is_there or self.is_left_out(f"{code}/{path}"):
            return None
        name, dialect = self.name(file), self.dialect
        return self.parsed.read(file, folder=folder, name=name, digest=digest, dialect=dialect)
