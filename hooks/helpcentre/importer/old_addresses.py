"""The addresses of the old help centre: which article, topic or file each of them leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from helpcentre.content.addresses import is_storable
from helpcentre.importer.model import Export

_BY_ID = re.compile(r"/(?P<kind>articles?|sections?|categories|category|collections?|folders)/(?P<id>[0-9a-f]{24}|\d+)")
_ATTACHMENT = re.compile(
    r"/(?:article_attachments|attachments|guide-media|hc/[^/]+/article_attachments)/(?P<id>[\w-]+)"
)
_FORMER = re.compile(r"(?:[\w-]+/)*[\w-]+(?:/|\.html)")


@dataclass(frozen=True)
class Target:
    """What an address leads to: an article or topic by id, or a file; ``fragment`` is what stands after its ``#``."""

    article: str = ""
    topic: str = ""
    file: Path | bytes | None = None
    fragment: str = ""
    is_old_host: bool = False
    """Whether the address belongs to the old help centre, and leads to nothing that the export has."""


@dataclass
class OldAddresses:
    """The addresses of an export, to be asked one by one."""

    articles: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    files: dict[str, Path | bytes] = field(default_factory=dict)
    names: dict[str, Path | bytes | None] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, export: Export) -> OldAddresses:
        """Return the addresses of everything in an export."""
        found = cls()
        for article in export.articles:
            for key in (article.id, *article.former_ids):
                found.articles[f"#{key}"] = article.id
            for version in article.versions.values():
                for url in (version.url, *version.more_urls):
                    found._add(found.articles, url, article.id)
        for topic in export.topics:
            found.topics[f"#{topic.id}"] = topic.id
            found.topics[f"#{topic.id.rpartition('-')[2]}"] = topic.id
            for url in topic.urls.values():
                found._add(found.topics, url, topic.id)
        for address, file in export.files.items():
            found.files[_path(address)] = file
            for name in (file.name, *_ids(file)) if isinstance(file, Path) else ():
                found.names[name] = None if found.names.get(name, file) != file else file
        return found

    def find(self, address: str, *, base: str) -> Target:
        """Return what an address in a text leads to; ``base`` is the address of the text."""
        try:
            parts = urlsplit(urljoin(base, address))
        except ValueError:
            return Target()
        if parts.scheme not in ("http", "https", ""):
            return Target()
        path, fragment = _path(parts.path), unquote(parts.fragment)
        # An export that names no host of its own has articles by their path alone.
        is_ours = not parts.netloc or parts.netloc.lower() in self.hosts or (not self.hosts and path in self.articles)
        file = self.files.get(_path(urljoin(base, address))) or self.files.get(path)
        if not file and (match := _ATTACHMENT.search(parts.path)):
            file = self.names.get(match["id"])
        if not file and not parts.netloc:
            file = self.names.get(path.rpartition("/")[2])
        if is_ours:
            key = self.articles.get(path)
            topic = self.topics.get(path)
            if not key and not topic and (match := _BY_ID.search(parts.path)):
                known = self.articles if match["kind"].startswith("article") else self.topics
                key, topic = (
                    (known.get(f"#{match['id']}"), None)
                    if known is self.articles
                    else (None, known.get(f"#{match['id']}"))
                )
            if key or topic:
                return Target(article=key or "", topic=topic or "", fragment=fragment)
        if file:
            return Target(file=file)
        return Target(is_old_host=is_ours and bool(parts.netloc), fragment=fragment)

    def _add(self, known: dict[str, str], url: str, key: str) -> None:
        if url:
            try:
                parts = urlsplit(url)
            except ValueError:
                return
            if parts.netloc:
                self.hosts.add(parts.netloc.lower())
            known.setdefault(_path(parts.path), key)


def former_addresses(url: str) -> Iterator[str]:
    """Yield the former addresses of a page that an old address stands for: with its words, and by its number alone."""
    path = _page_path(url)
    if not path:
        return
    numbered = re.fullmatch(r"(?P<start>(?:.*/)?articles?/\d+)-.+", path)
    for each in (path, numbered["start"] if numbered else ""):
        address = each if each.endswith(".html") else f"{each}/"
        if each and _FORMER.fullmatch(address) and is_storable(address):
            yield f"/{address}"


def is_redirectable(url: str) -> bool:
    """Whether a page can stand at an old address, with all of its words."""
    return not url or any(each.strip("/") == _page_path(url) for each in former_addresses(url))


def _page_path(url: str) -> str:
    try:
        return unquote(urlsplit(url).path).strip("/")
    except ValueError:
        return ""


def _path(address: str) -> str:
    without = address.partition("#")[0].partition("?")[0]
    return unquote(without).rstrip("/").lower() or "/"


def _ids(file: Path) -> Iterator[str]:
    """Yield the numbers that a saved file is found by: the folder it is in, and what its name begins with."""
    yield file.parent.name
    if match := re.match(r"([0-9A-Z]{8,})(?=[-_.])", file.name):
        yield match[1]
    yield file.stem
