"""Where the pages of an export stand below the folder of each language: one path for all of them, and it stays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from helpcentre.importer.model import Article, Export, Topic
from helpcentre.util.text import Names, base_language, slugify

NAME_LENGTH = 60
"""Letters of a page's or folder's name at most: the bundle's paths have to stay short."""


@dataclass
class Places:
    """The folder of each topic and the path of each article's page, by their ids."""

    topics: dict[str, str] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)


def find_places(export: Export, *, known: Places, taken: Collection[str]) -> Places:
    """Return where each topic and article stands: where it was put before, else a place named in English, if it can be.

    ``taken`` are paths of pages that are not of the export.
    """
    finder = _Finder(export, known, {path.removesuffix(".md") for path in taken})
    topics = {topic.id: finder.topic(topic.id, ()) for topic in export.topics}
    articles = {article.id: finder.article(article) for article in export.articles}
    return Places({key: folder for key, folder in topics.items() if folder}, articles)


class _Finder:
    def __init__(self, export: Export, known: Places, taken: set[str]) -> None:
        self.known = known
        self.by_id: Mapping[str, Topic] = {topic.id: topic for topic in export.topics}
        self.found: dict[str, str] = {}
        pages = (path.removesuffix(".md") for path in known.articles.values())
        self.names = Names([*taken, *known.topics.values(), *pages])

    def topic(self, key: str, below: Sequence[str]) -> str:
        """Return the folder of a topic, empty for one that is unknown or stands in itself."""
        topic = self.by_id.get(key)
        if topic is None or key in below:
            return ""
        if key not in self.found:
            above = self.topic(topic.parent, (*below, key)) if topic.parent else ""
            self.found[key] = self.known.topics.get(key) or self._free(above, _name(topic.names, topic.source_locale))
        return self.found[key]

    def article(self, article: Article) -> str:
        """Return the path of an article's page."""
        known = next(
            (self.known.articles[each] for each in (article.id, *article.former_ids) if each in self.known.articles), ""
        )
        if known:
            return known
        titles = {locale: version.title for locale, version in article.versions.items()}
        return f"{self._free(self.topic(article.topic, ()), _name(titles, article.source_locale))}.md"

    def _free(self, folder: str, name: str) -> str:
        start = f"{folder}/" if folder else ""
        wanted = f"{start}{name}"
        return self.names.take(wanted if name != "index" else f"{wanted}-page")


def _name(titles: Mapping[str, str], source_locale: str) -> str:
    english = (title for locale, title in titles.items() if base_language(locale.lower()) == "en")
    named = [*english, titles.get(source_locale, ""), *titles.values()]
    slug = next((slug for slug in map(slugify, named) if slug), "page")
    if len(slug) <= NAME_LENGTH:
        return slug
    cut = slug[: NAME_LENGTH + 1]
    return cut.rpartition("-")[0] or cut[:NAME_LENGTH]
