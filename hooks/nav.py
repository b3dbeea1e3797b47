"""The navigation in the order that the pages' front matter gives."""

from collections.abc import Collection, Iterator
from posixpath import basename
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.content.guides import guides
from helpcentre.content.navigation import Topic, topic_tree
from helpcentre.content.titles import INDEXES, name_of
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import shared_path, text_code


@event_priority(-200)  # after static-i18n, which leaves pages of two languages side by side as two topics
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Return the pages of this language as topics; a topic is named by its index page."""
    documents = current_session().documents
    with errors.clear_errors():
        pages = {shared_path(page.file): page for page in nav.pages}
        order = [(path, documents.order(text_code(page.file), path)) for path, page in pages.items()]
        starts = {guide.start for guide in guides(documents)}
        for path, page in pages.items():  # also of a page that will not be rendered, and before one that will
            page.title = page.title or documents.title(text_code(page.file), path)  # it has one that nav: gives it
    tree = topic_tree(order)
    items = _items(tree, pages, starts)
    _link(items)
    sorted_nav = Navigation(items, [pages[path] for path in _paths(tree)])
    sorted_nav.homepage = pages.get("index.md", nav.homepage)
    return sorted_nav


def _items(topic: Topic, pages: dict[str, Page], starts: Collection[str]) -> list[StructureItem]:
    own: list[StructureItem] = [pages[path] for path in topic.pages]
    return own + [_section(below, pages, starts) for below in topic.topics]


class Card(NamedTuple):
    """A way to a page, as a topic shows it: what it is called there, and the page."""

    title: str
    page: Page


class TopicSection(Section):
    """A topic; ``front`` is its own page, without which it is called after its folder and leads nowhere itself."""

    def __init__(self, topic: Topic, children: list[StructureItem]) -> None:
        """Take the topic's own page from its pages, of which it is the first."""
        first = children[0] if topic.pages else None
        self.front = first if isinstance(first, Page) and basename(topic.pages[0]) in INDEXES else None
        super().__init__(str(self.front.title) if self.front else name_of(topic.folder), children)

    @property
    def entries(self) -> list[Card]:
        """What the topic's own page leads to."""
        return [card for child in self.children if child != self.front for card in _cards(child)]

    @property
    def cards(self) -> list[Card]:
        """What leads to the topic from above: its own page, else its first and, beside it, the topics below."""
        if self.front:
            return [Card(self.title, self.front)]
        own = [Card(self.title, page) for page in self.children if isinstance(page, Page)][:1]
        below = [card for child in self.children if isinstance(child, Section) for card in _cards(child)]
        return own + [Card(f"{self.title}: {card.title}", card.page) for card in below]


def _cards(item: StructureItem) -> list[Card]:
    if isinstance(item, Page):
        return [Card(str(item.title), item)]
    return item.cards if isinstance(item, TopicSection) else []


def _section(topic: Topic, pages: dict[str, Page], starts: Collection[str]) -> TopicSection:
    """Return a topic; of a guide there is only its first page to go to, the others are ways on from there."""
    section = TopicSection(topic, _items(topic, pages, starts))
    if topic.pages[:1] and topic.pages[0] in starts:
        for item in section.children[1:]:
            item.parent = section
            if isinstance(item, Page):
                item.previous_page = item.next_page = None
        del section.children[1:]
    return section


def _paths(topic: Topic) -> Iterator[str]:
    yield from topic.pages
    for below in topic.topics:
        yield from _paths(below)


def _link(items: list[StructureItem], parent: Section | None = None) -> None:
    """Set each item's parent, and the page before and after it within its topic."""
    own = [item for item in items if isinstance(item, Page)]
    for before, page, after in zip([None, *own], own, [*own[1:], None], strict=False):
        page.previous_page, page.next_page = (before, after) if parent else (None, None)
    for item in items:
        item.parent = parent
        if isinstance(item, Section):
            _link(item.children, item)
