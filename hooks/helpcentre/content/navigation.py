"""The order of pages: folders are topics, ``order`` in a page's front matter sorts them, then the file name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname

from helpcentre.content.titles import INDEXES

DEFAULT_ORDER = 50.0
"""The place of a page, or of a folder without one, that says nothing of it."""


@dataclass
class Topic:
    """A folder of pages: their paths in order, the folder's own ``index.md`` first, then the topics below it."""

    folder: str
    pages: list[str] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)


def topic_tree(orders: Iterable[tuple[str, float]]) -> Topic:
    """Return the root topic of pages given as pairs of path and ``order``."""
    order = dict(orders)
    topics = {"": Topic("")}
    for path in sorted(order, key=lambda path: (basename(path) not in INDEXES, order[path], path)):
        _topic(dirname(path), topics).pages.append(path)
    for topic in topics.values():
        topic.topics.sort(key=lambda below: (_order(below, order), below.folder))
    return topics[""]


def _order(topic: Topic, order: Mapping[str, float]) -> float:
    """Return a topic's place among its neighbours, which is that of its own page."""
    has_page = topic.pages and basename(topic.pages[0]) in INDEXES
    return order[topic.pages[0]] if has_page else DEFAULT_ORDER


def _topic(folder: str, topics: dict[str, Topic]) -> Topic:
    if folder not in topics:
        topics[folder] = Topic(folder)
        _topic(dirname(folder), topics).topics.append(topics[folder])
    return topics[folder]
