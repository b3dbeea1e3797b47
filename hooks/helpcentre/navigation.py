"""The order of pages: folders are topics, ``order`` in a page's front matter sorts them, then the file name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from posixpath import basename, dirname

from helpcentre.titles import INDEXES


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
        topic.topics.sort(key=lambda below: (order.get(f"{below.folder}/index.md", 0), below.folder))
    return topics[""]


def _topic(folder: str, topics: dict[str, Topic]) -> Topic:
    if folder not in topics:
        topics[folder] = Topic(folder)
        _topic(dirname(folder), topics).topics.append(topics[folder])
    return topics[folder]
