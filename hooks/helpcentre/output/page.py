"""What one build knows of the pages it wrote, in all languages: the records that the steps after it read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from helpcentre.content.addresses import stem_of
from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import Problem
from helpcentre.output.scan import ScannedPage
from helpcentre.util.text import wider_codes


@dataclass(frozen=True)
class PageRecord:
    """One written page.

    ``language`` is the language it stands in and ``text_language`` that of its text; ``path`` is equal in every
    language (``article/reasons.md``); ``url`` and ``dest`` are relative to the site, ``source`` is its Markdown file
    relative to the project. ``title`` and ``description`` are those of its front matter.
    """

    language: str
    text_language: str
    path: str
    url: str
    dest: str
    source: str
    title: str
    updated: date | None
    description: str = ""
    is_listed: bool = True
    """Whether search engines are to show it.

    Not so what has a meaning only after other pages of a guide, or what a machine wrote and nobody has reviewed.
    """

    @property
    def stem(self) -> str:
        """Its file below the site, without the ending."""
        return stem_of(self.dest)

    @property
    def is_fallback(self) -> bool:
        """Whether the page shows another language's text because no translation exists."""
        return self.text_language != self.language

    @property
    def is_inherited(self) -> bool:
        """Whether the page stands in a variant and shows the text of its language, as ``de-AT`` that of ``de``."""
        return self.text_language in wider_codes(self.language)


@dataclass
class PageArtifacts:
    """What comes of a page beside its HTML while it is rendered: ``problems``, and ``files`` by their path in the site.

    A hook leaves there what it would otherwise write or report itself, so that it is there too when the page is known.
    """

    problems: list[Problem] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class BuiltPage:
    """All that is kept of a page once it is written: its record, what its checks found, and what its HTML holds."""

    record: PageRecord
    problems: tuple[Problem, ...]
    scan: ScannedPage
    digest: str
    """SHA-256 of the HTML."""
    files: tuple[str, ...]
    """What was written of it, below the site."""
    key: str
    """That of all it was made of, under which it is in the cache."""


@dataclass(frozen=True)
class CachedPage:
    """A page as the cache has it: its files, by their path below the site, and what is known of it."""

    files: dict[str, bytes]
    page: BuiltPage


@dataclass(frozen=True)
class Alternate:
    """One entry of a page's language switch: the page in ``language``, whose text is in the language ``text``."""

    language: Language
    text: Language
    url: str

    @property
    def stem(self) -> str:
        """The page's file without its ending, in an edition whose addresses name files."""
        return stem_of(self.url)

    @property
    def is_fallback(self) -> bool:
        """Whether the page does not exist in the entry's language."""
        return self.language != self.text

    @property
    def is_foreign(self) -> bool:
        """Whether readers of the entry's language get the page in another one, of which theirs is no variant."""
        return self.is_fallback and self.text.code not in wider_codes(self.language.code)


def by_path(pages: Iterable[PageRecord]) -> dict[str, dict[str, PageRecord]]:
    """Return the records grouped by path, and within it by language."""
    grouped: dict[str, dict[str, PageRecord]] = {}
    for page in pages:
        grouped.setdefault(page.path, {})[page.language] = page
    return grouped
