"""What every help desk has, in no one's own words: articles in languages, the topics they stand in, their files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path


class Currency(Enum):
    """What an export says of a translation: made from today's source text or not, or nothing at all."""

    CURRENT = "current"
    OUTDATED = "outdated"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Version:
    """An article in one language: ``html`` is its text, ``url`` its address, empty where it has none."""

    locale: str
    title: str
    html: str
    url: str = ""
    description: str = ""
    is_draft: bool = False
    currency: Currency = Currency.UNKNOWN
    why: str = "the export does not say whether it is current"
    """What its currency was seen from."""
    more_urls: Sequence[str] = ()
    """Further addresses that lead to it."""


@dataclass(frozen=True)
class Article:
    """An article with its versions by locale; ``topic`` is the id of the topic it stands in, empty for none."""

    id: str
    source_locale: str
    versions: dict[str, Version]
    topic: str = ""
    order: float = 0
    labels: Sequence[str] = ()
    related: Sequence[str] = ()
    is_promoted: bool = False
    is_public: bool = True
    former_ids: Sequence[str] = ()
    """Ids of the same article at other places, of which one page is made."""

    @property
    def name(self) -> str:
        """What the article is called in reports: its title in the source language and its id."""
        version = self.versions.get(self.source_locale) or next(iter(self.versions.values()), None)
        return f"{version.title if version else ''} ({self.id})"


@dataclass(frozen=True)
class Topic:
    """A category, section, folder or collection: its names and descriptions by locale, and the topic it stands in."""

    id: str
    source_locale: str
    names: dict[str, str]
    descriptions: dict[str, str] = field(default_factory=dict)
    parent: str = ""
    order: float = 0
    urls: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Remark:
    """A line of the loss report: the article and language it is about, what was lost or is to be done, and why."""

    article: str
    locale: str
    what: str
    words: str
    why: str
    fix: str
    page: str = ""
    under: str = ""
    is_loss: bool = True
    """Whether something of the source is missing; else there is something to know or to do."""


@dataclass(frozen=True)
class PageRemarks:
    """The remarks on an article's page in a language, to which ``path`` leads below that; they are added to ``all``."""

    article: str
    locale: str
    path: str
    all: list[Remark]

    def lose(self, what: str, words: str, why: str, fix: str, *, under: str = "") -> None:
        """Add that something of the source is missing."""
        self._add(what, words, why, fix, under, is_loss=True)

    def note(self, what: str, words: str, why: str, fix: str) -> None:
        """Add something to know or to do, of which nothing is lost."""
        self._add(what, words, why, fix, "", is_loss=False)

    def _add(self, what: str, words: str, why: str, fix: str, under: str, *, is_loss: bool) -> None:
        page = f"{self.locale}/{self.path}"
        self.all.append(Remark(self.article, self.locale, what, words, why, fix, page, under, is_loss))


@dataclass
class Export:
    """Everything that was read of an export; ``files`` are those beside it, by the addresses that lead to them."""

    system: str
    articles: list[Article] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    files: dict[str, Path | bytes] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def note(article: str, locale: str, what: str, words: str, *, why: str, fix: str) -> Remark:
    """Return a remark on something to know or to do, of which nothing is lost."""
    return Remark(article, locale, what, words, why, fix, is_loss=False)


def compare_times(source: str | float | None, translation: str | float | None) -> tuple[Currency, str]:
    """Return what two times of the last edit say of a translation, and in words what was seen.

    Times are ISO 8601 texts or seconds since 1970; a translation that was edited after its source is probably current.
    """
    before, after = _seconds(source), _seconds(translation)
    if before is None or after is None:
        return Currency.UNKNOWN, "the export has no time of its last edit"
    if after >= before:
        return Currency.CURRENT, "it was edited after its source"
    return Currency.OUTDATED, "its source was edited after it"


def _seconds(time: str | float | None) -> float | None:
    if isinstance(time, int | float) and not isinstance(time, bool):
        return float(time)
    try:
        return datetime.fromisoformat(str(time).replace("Z", "+00:00")).timestamp() if time else None
    except ValueError:
        return None
