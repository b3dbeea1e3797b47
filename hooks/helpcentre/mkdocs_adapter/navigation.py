"""MkDocs' files and navigation of one language: which pages are in it, where they are written, and in which order."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from posixpath import basename
from typing import Any, NamedTuple, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from helpcentre.content.addresses import Addresses
from helpcentre.content.documents import Documents
from helpcentre.content.guides import starts
from helpcentre.content.headings import plain_text
from helpcentre.content.language import Language
from helpcentre.content.navigation import Topic, topic_tree
from helpcentre.content.titles import INDEXES, name_of
from helpcentre.mkdocs_adapter.i18n import linkable, move, shared_path, stand_in, text_code
from helpcentre.mkdocs_adapter.listed_page import list_page

_BY_PATH = "helpcentre_by_path"


def leave_out_others(files: Files, documents: Documents, language: Language) -> None:
    """Remove the pages of languages that have no part in the build of this one: neither its own nor its source's."""
    own = set(documents.paths(language.code))
    for file in list(files.documentation_pages()):
        code, _, path = file.src_uri.partition("/")
        is_known = any(code == other.code for other in documents.languages)
        if is_known and code != language.code and (code != documents.source.code or path in own):
            files.remove(file)


def place_files(files: Files, addresses: Addresses, language: Language, config: MkDocsConfig) -> Files:
    """Return the files of a language: each page in the text of the nearest language that has it, at its own address.

    Raises HelpcentreError for a slug that cannot be an address.
    """
    outline = addresses.outline(language.code)
    for file in list(files.documentation_pages()):
        path = shared_path(file)
        entry = outline.get(path)
        if entry is None:  # in no language's folder, which is reported as a problem
            files.remove(file)
            continue
        shown = file
        if entry.text != text_code(file):
            other = File(f"{entry.text}/{path}", config.docs_dir, config.site_dir, config.use_directory_urls)
            shown = stand_in(file, code=language.code, text=other, config=config)
            files.remove(file)
            files.append(shown)
        move(shown, entry.dest, config)
    return linkable(files, config, addresses.reads)


def with_home(nav: Navigation) -> Navigation:
    """Return a navigation that knows its home page, if there is one."""
    nav.homepage = nav.homepage or next((page for page in nav.pages if shared_path(page.file) == "index.md"), None)
    return nav


def sort_navigation(nav: Navigation, addresses: Addresses, language: Language) -> Navigation:
    """Return the pages of a navigation as topics, in the order of their front matter.

    Raises HelpcentreError for a page that cannot be read.
    """
    outline, documents = addresses.outline(language.code), addresses.documents
    pages = {shared_path(page.file): page for page in nav.pages}
    for page in pages.values():
        list_page(page, documents)
    tree = topic_tree((path, outline[path].order) for path in pages)
    guests: dict[str, list[Page]] = {}
    for path, page in pages.items():
        for folder in outline[path].also_in:
            guests.setdefault(folder, []).append(page)
    items = _items(tree, pages, starts(documents), guests)
    _set_parents(items)
    for item in items:
        _link(_sequence(item))
    sorted_nav = Navigation(items, [pages[path] for path in _paths(tree)])
    sorted_nav.homepage = pages.get("index.md", nav.homepage)
    return sorted_nav


def breadcrumb(page: Page, nav: Navigation, *, home: str) -> list[tuple[str, str]]:
    """Return the way from the home page, which is called ``home``, to a page: pairs of name and address."""
    topics = [topic for topic in reversed(list(page.ancestors)) if isinstance(topic, TopicSection)]
    steps = [topic.front for topic in topics if topic.front and topic.front != page]
    if page == nav.homepage:
        return [(home, page.url)]
    root = [(home, nav.homepage.url)] if nav.homepage else []
    return root + [(str(step.title), step.url) for step in [*steps, page]]


def page_contents(page: Page) -> list[AnchorLink]:
    """Return the headings that lead into a page's text: those below its main heading; none where there is only one.

    A page may have its title for main heading, which is none of its Markdown.
    """
    headings = list(page.toc)
    if headings and headings[0].level == 1:
        headings = headings[0].children + headings[1:]
    return [heading for heading in headings if plain_text(heading.title)] if len(headings) > 1 else []


def pages_by_path(nav: Navigation) -> dict[str, Page]:
    """Return the pages of the language being built by their path, which is the same in every language."""
    if _BY_PATH not in vars(nav):
        vars(nav)[_BY_PATH] = {shared_path(page.file): page for page in nav.pages}
    return cast("dict[str, Page]", vars(nav)[_BY_PATH])


def label_groups(nav: Navigation) -> list[tuple[str, list[Page]]]:
    """Return the labels of a language's pages, sorted, each with its pages in the order of the navigation."""
    groups: dict[str, list[Page]] = {}
    for page in nav.pages:
        for label in labels_of(page):
            groups.setdefault(label, []).append(page)
    return sorted(groups.items(), key=lambda group: group[0].casefold())


def labels_of(page: Page) -> list[str]:
    """Return the labels of a page, each once, in the order of its front matter."""
    given = page.meta.get("labels") or []
    return list(dict.fromkeys([given] if isinstance(given, str) else given))


def label_id(label: str) -> str:
    """Return the id of a label's list on the page of all articles."""
    return f"label-{re.sub(r'[^0-9a-z]+', '-', label.casefold()).strip('-') or 'x'}-{zlib.crc32(label.encode()):08x}"


def _items(
    topic: Topic, pages: dict[str, Page], first_pages: Collection[str], guests: Mapping[str, list[Page]]
) -> list[StructureItem]:
    own: list[StructureItem] = [pages[path] for path in topic.pages]
    return own + [_section(below, pages, first_pages, guests) for below in topic.topics]


class Card(NamedTuple):
    """A way to a page, as a topic shows it: what it is called there, the page, and whether it begins a guide."""

    title: str
    page: Page
    is_guide: bool = False
    below: tuple[Any, ...] = ()
    """The cards of the topics below it."""


class TopicSection(Section):
    """A topic; ``front`` is its own page, without which it is called after its folder and leads nowhere itself."""

    def __init__(
        self, topic: Topic, children: list[StructureItem], *, is_guide: bool, guests: Iterable[Page] = ()
    ) -> None:
        """Take the topic's own page from its pages, of which it is the first; of a guide it is where readers begin."""
        self.is_guide = is_guide
        first = children[0] if topic.pages else None
        self.front = first if isinstance(first, Page) and basename(topic.pages[0]) in INDEXES else None
        super().__init__(name_of(topic.folder), children)
        self.guests = [page for page in guests if page not in children]
        """Pages of other topics that are listed here, too."""

    @property
    def title(self) -> str:
        """What the topic is called: as its own page, or else after its folder."""
        return str(self.front.title) if self.front else self._folder_name

    @title.setter
    def title(self, name: str) -> None:
        self._folder_name = name

    @property
    def listed(self) -> list[StructureItem]:
        """The pages of the topic, then those of others that belong to it too, then the topics below."""
        pages = [child for child in self.children if isinstance(child, Page)]
        return [*pages, *self.guests, *(child for child in self.children if not isinstance(child, Page))]

    @property
    def below(self) -> list[StructureItem]:
        """What is listed, without the topic's own page."""
        return [child for child in self.listed if child != self.front]

    @property
    def page_count(self) -> int:
        """How many pages readers find in it and in the topics below, without those that stand for a topic."""
        own = sum(isinstance(child, Page) and child != self.front for child in self.listed)
        return own + sum(child.page_count for child in self.children if isinstance(child, TopicSection))

    @property
    def entries(self) -> list[Card]:
        """What the topic's own page leads to."""
        return [card for child in self.below for card in _cards(child)]

    @property
    def cards(self) -> list[Card]:
        """What leads to the topic from above: its own page, else its first and, beside it, the topics below."""
        if self.front:
            topics = tuple(card for child in self.children if isinstance(child, Section) for card in _cards(child))
            return [Card(self.title, self.front, self.is_guide, topics)]
        own = [Card(self.title, page) for page in self.children if isinstance(page, Page)][:1]
        below = [card for child in self.children if isinstance(child, Section) for card in _cards(child)]
        return own + [card._replace(title=f"{self.title}: {card.title}") for card in below]


def _cards(item: StructureItem) -> list[Card]:
    if isinstance(item, Page):
        return [Card(str(item.title), item)]
    return item.cards if isinstance(item, TopicSection) else []


def _section(
    topic: Topic, pages: dict[str, Page], first_pages: Collection[str], guests: Mapping[str, list[Page]]
) -> TopicSection:
    """Return a topic; of a guide there is only its first page to go to, the others are ways on from there."""
    is_guide = bool(topic.pages) and topic.pages[0] in first_pages
    children = _items(topic, pages, first_pages, guests)
    section = TopicSection(topic, children, is_guide=is_guide, guests=guests.get(topic.folder, ()))
    if is_guide:
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


def _sequence(item: StructureItem) -> Iterator[Page]:
    """Yield the pages of a topic in the order of reading, those of the topics below after its own.

    A guide is none of them: its pages lead on by themselves.
    """
    for child in item.children if isinstance(item, Section) else ():
        if isinstance(child, Page):
            yield child
        elif not (isinstance(child, TopicSection) and child.is_guide):
            yield from _sequence(child)


def _link(pages: Iterable[Page]) -> None:
    """Set the page before and after each page of a sequence."""
    own = list(pages)
    for before, page, after in zip([None, *own], own, [*own[1:], None], strict=False):
        page.previous_page, page.next_page = before, after


def _set_parents(items: list[StructureItem], parent: Section | None = None) -> None:
    """Set each item's parent; pages have neighbours only where a sequence gives them."""
    for item in items:
        item.parent = parent
        if isinstance(item, Page):
            item.previous_page = item.next_page = None
        elif isinstance(item, Section):
            _set_parents(item.children, item)
