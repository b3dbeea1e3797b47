"""The navigation in the order that the pages' front matter gives."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from helpcentre import build
from helpcentre.languages import shared_path, text_code
from helpcentre.navigation import Topic, topic_tree


@event_priority(-200)  # after static-i18n, which leaves pages of two languages side by side as two topics
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Return the pages of this language as topics; a topic is named by its index page."""
    with build.clear_errors():
        pages = {shared_path(page.file): page for page in nav.pages}
        order = [(path, build.current().documents.order(text_code(page.file), path)) for path, page in pages.items()]
    items = _items(topic_tree(order), pages)
    ordered = [page for item in items for page in _pages(item)]
    _link(items)
    sorted_nav = Navigation(items, ordered)
    sorted_nav.homepage = pages.get("index.md", nav.homepage)
    return sorted_nav


def _items(topic: Topic, pages: dict[str, Page]) -> list[StructureItem]:
    own: list[StructureItem] = [pages[path] for path in topic.pages]
    return own + [Section(below.folder, _items(below, pages)) for below in topic.topics]


def _pages(item: StructureItem) -> list[Page]:
    below = item.children if isinstance(item, Section) else []
    return [item] if isinstance(item, Page) else [page for child in below for page in _pages(child)]


def _link(items: list[StructureItem], parent: Section | None = None) -> None:
    """Set each item's parent, and the page before and after it within its topic."""
    own = [item for item in items if isinstance(item, Page)]
    for before, page, after in zip([None, *own], own, [*own[1:], None], strict=False):
        page.previous_page, page.next_page = (before, after) if parent else (None, None)
    for item in items:
        item.parent = parent
        if isinstance(item, Section):
            _link(item.children, item)
