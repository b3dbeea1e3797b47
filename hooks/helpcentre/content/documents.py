"""The pages of all languages as the audience of a site gets them: without drafts, notes and pages for others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from helpcentre.content.frontmatter import Document
from helpcentre.content.machine_drafts import hidden_drafts, is_whole_page, without_units
from helpcentre.content.navigation import DEFAULT_ORDER
from helpcentre.content.places import SNIPPETS
from helpcentre.content.reads import Reads, recorded
from helpcentre.content.snippets import MARK
from helpcentre.content.titles import INDEXES, page_title
from helpcentre.content.translation_record import (
    MACHINE_KEY,
    MINOR_KEY,
    RECORD_KEY,
    machine_drafts,
    without_agent_notes,
)
from helpcentre.content.visibility import AUTHORS, Audience, Mark
from helpcentre.content.written_pages import WrittenPages
from helpcentre.diagnostics.problem import ErrorList
from helpcentre.util.hashes import file_hash, folder_hashes
from helpcentre.util.text import wider_codes

KIND_KEY = "kind"
"""Front matter key of a source page for all languages: what the page is, if more than an article."""

ALSO_IN = "also_in"
"""Front matter key of a source page, for all languages: further topics that list it, by their folders."""

SHARED_KEYS = ("template", "icon", "labels")
"""Front matter keys that belong to a page in every language, so they are written once, in the source."""

OF_SOURCE_ONLY = ("template", "icon")
"""Those of them that no translation has of its own: names of files, which translation platforms translate, too."""

_OF_TRANSLATORS = (RECORD_KEY, MINOR_KEY, MACHINE_KEY)
"""Front matter keys that say of a translation only what translators need."""


@dataclass(frozen=True)
class Documents(WrittenPages):
    """The pages of a project by language code and path, the path being equal in every language."""

    has_asides: bool = True
    """Whether internal notes and replies belong to the pages; for readers of the public edition there are none."""
    site_names: Mapping[str, str] = field(default_factory=dict)
    """What the site is called in each language, and with it a front page that has no name of its own."""
    audience: Audience = AUTHORS
    """Whom the pages are for: others than theirs are no pages at all."""
    reads: Reads = field(default_factory=Reads, init=False, compare=False, repr=False)
    """The record of what is asked here."""
    _read: dict[tuple[str, str], Document | None] = field(default_factory=dict, init=False)
    _shown: dict[tuple[str, str], Document | None] = field(default_factory=dict, init=False)
    _hidden_drafts: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, init=False)
    _marks: dict[tuple[str, str], list[Mark]] = field(default_factory=dict, init=False)
    _paths: dict[str, dict[str, None]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Let what was asked here be asked again."""
        self.reads.add(self)

    def get(self, code: str, path: str) -> Document | None:
        """Return a page in a language, or None where it has no file, or one that is not for this audience.

        Raises HelpcentreError for a broken one.
        """
        self.reads.note(self, Documents.text_key, code, path)
        if (code, path) not in self._shown:  # asked for 35 times a page
            with self.reads.paused():
                self._shown[code, path] = self._parsed(code, path) if self.is_shown(code, path) else None
        return self._shown[code, path]

    def is_shown(self, code: str, path: str) -> bool:
        """Whether the audience gets a page in a language, if it has a file there."""
        if self.audience.sees_everything:
            return True
        return self.audience.shows(self.marks(code, path)) and not self._is_hidden_draft(code, path)

    @recorded
    def marks(self, code: str, path: str) -> list[Mark]:
        """Return why readers do not get a page: what it says itself, its source page, and the topics around it."""
        if (code, path) not in self._marks:
            self._marks[code, path] = self._marks_of(code, path)
        return self._marks[code, path]

    def _marks_of(self, code: str, path: str) -> list[Mark]:
        source = self.source.code
        folders = [str(folder) for folder in PurePosixPath(path).parents if folder.name]
        around = [f"{folder}/{name}" for folder in folders for name in INDEXES]
        pages = [(code, path), (source, path), *((source, name) for name in around)]
        found = (self._parsed(*page) for page in dict.fromkeys(pages))
        return self.audience.marks(page.meta for page in found if page)

    @recorded
    def drafted_units(self, code: str, path: str) -> list[str]:
        """Return the units of a page that a machine drafted and nobody has reviewed, shown to readers or not."""
        with self.reads.paused():
            written = self.written(code, path)
        return list(machine_drafts(written.meta)) if written else []

    @recorded
    def is_draft(self, code: str, path: str) -> bool:
        """Whether all that readers get of a page was drafted by a machine, and nobody has reviewed it."""
        document = self.get(code, path)
        drafts = machine_drafts(document.meta) if document else {}
        return bool(drafts) and document is not None and is_whole_page(document, drafts)

    @recorded
    def hidden_units(self, code: str, path: str) -> list[str]:
        """Return the units of a page that this audience does not get, for they are drafts of a machine; sorted."""
        if self.audience.sees_everything:
            return []
        if (code, path) not in self._hidden_drafts:
            written, source = self.written(code, path), self.written(self.source.code, path)
            are_shown = self.audience.shows_machine_drafts
            hidden = hidden_drafts(written, source, are_shown=are_shown) if written else frozenset()
            self._hidden_drafts[code, path] = hidden
        return sorted(self._hidden_drafts[code, path])

    def shown_text(self, code: str, path: str, text: str) -> str:
        """Return ``text``, all that is written below a page's front matter, without what this audience does not get."""
        page = self.get(code, path)
        return page.body if page and (page.unnamed or self.hidden_units(code, path)) else text

    def _is_hidden_draft(self, code: str, path: str) -> bool:
        """Whether nothing is left of a page for readers, because all of it was drafted by a machine."""
        hidden, written = self.hidden_units(code, path), self.written(code, path)
        return bool(hidden) and written is not None and is_whole_page(written, hidden)

    @recorded
    def hidden(self) -> list[tuple[str, str]]:
        """Return the language and path of every page that has a file and is not for this audience."""
        if self.audience.sees_everything:
            return []
        pages = ((language.code, path) for language in self.languages for path in self.files_of(language.code))
        return [page for page in pages if not self.is_shown(*page)]

    def require_readable(self) -> None:
        """Raise HelpcentreError that tells of each page that cannot be read what is wrong with it."""
        errors = ErrorList()
        for language in self.languages:
            for path in self.files_of(language.code):
                with errors.collecting():
                    self._parsed(language.code, path)
        errors.raise_all()

    def _parsed(self, code: str, path: str) -> Document | None:
        if (code, path) not in self._read:
            with self.reads.paused():
                self._read[code, path] = self._parse(code, path)
        return self._read[code, path]

    @recorded
    def text_key(self, code: str, path: str) -> tuple[str, list[tuple[str, str]]] | None:
        """Return the key of all that a page says in a language, and of what it may include; None without a file."""
        document = self.get(code, path)
        if document is None:
            return None
        return document.key, folder_hashes(self.docs_dir / code / SNIPPETS) if MARK in document.body else []

    @recorded
    def file_key(self, name: str) -> str:
        """Return the SHA-256 of a file by its path below the project, empty where there is none to be read."""
        file = self.project_dir / name
        return file_hash(file) if file.is_file() else ""

    @recorded
    def meta(self, code: str, path: str) -> dict[str, Any]:
        """Return a page's front matter with what its source page says for all languages; empty without a file."""
        own, source = self.get(code, path), self.get(self.source.code, path)
        shared = {key: source.meta[key] for key in SHARED_KEYS if key in source.meta} if source else {}
        if source and own:
            return {
                **shared,
                **{key: value for key, value in own.meta.items() if key not in OF_SOURCE_ONLY or own is source},
            }
        return dict(own.meta) if own else {}

    @recorded
    def shown_meta(self, code: str, path: str) -> dict[str, Any]:
        """Return the front matter of a page as it, and others, may show it: without what only translators need."""
        return {key: value for key, value in self.meta(code, path).items() if key not in _OF_TRANSLATORS}

    @recorded
    def title(self, code: str, path: str) -> str:
        """Return what a page is called in a language."""
        return page_title(self.get(code, path), path) or self.site_names.get(code, "")

    @recorded
    def paths(self, code: str) -> list[str]:
        """Return the paths of all pages that have a file in a language, sorted."""
        return list(self._listed(code))

    @recorded
    def existing(self, path: str) -> list[str]:
        """Return the codes of the languages that have a file for a page."""
        return [language.code for language in self.languages if path in self._listed(language.code)]

    def inherited_code(self, code: str, path: str) -> str:
        """Return the nearest language whose page a variant shows as its own; empty where there is none, or its own."""
        existing = self.existing(path)
        return "" if code in existing else next((wider for wider in wider_codes(code) if wider in existing), "")

    @recorded
    def kind(self, path: str) -> str | None:
        """Return what the source page says a page visibly is, in every language, or None."""
        document = self.get(self.source.code, path)
        return document.meta.get(KIND_KEY) if document else None

    @recorded
    def order(self, code: str, path: str) -> float:
        """Return a page's place among its neighbours, as its source page gives it; 50 where none does."""
        document = self.get(self.source.code, path) or self.get(code, path)
        return float(document.meta.get("order", DEFAULT_ORDER)) if document else DEFAULT_ORDER

    @recorded
    def also_in(self, path: str) -> tuple[str, ...]:
        """Return the folders of further topics that list a page, as its source page gives them."""
        document = self.get(self.source.code, path)
        given = document.meta.get(ALSO_IN, ()) if document else ()
        return tuple(folder.strip("/") for folder in ([given] if isinstance(given, str) else given))

    def note_file(self, name: str) -> None:
        """Record that a file was read, by its path below the project."""
        self.reads.note(self, Documents.file_key, name)

    def _parse(self, code: str, path: str) -> Document | None:
        written = self.written(code, path)
        if written is None:
            return None
        shown = without_units(written, self.hidden_units(code, path))
        return shown if self.has_asides else without_agent_notes(shown)

    def _listed(self, code: str) -> dict[str, None]:
        if code not in self._paths:
            self._paths[code] = dict.fromkeys(path for path in self.files_of(code) if self.is_shown(code, path))
        return self._paths[code]
