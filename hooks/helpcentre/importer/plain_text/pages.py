"""An :class:`Article` split into Markdown pages: the intro to ``index.md``, each section to a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpcentre.content import frontmatter
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.bodies.escaping import ADDRESS, escape
from helpcentre.importer.descriptions import describe
from helpcentre.importer.plain_text.parser import Article, Block, Item
from helpcentre.util.text import Names, slugify

NAME_LENGTH = 80
"""Letters of a page's name at most: the bundle's paths have to stay short."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LABEL = re.compile(r"(?P<label>[^:.!?]{1,60}:)\s+(?P<rest>\S.*)")


@dataclass(frozen=True)
class PageText:
    """A page to be written: its name without ``.md``, and the whole text of the file."""

    name: str
    text: str


def page_names(article: Article, given: Sequence[str] = (), *, topic: str) -> list[str]:
    """Return the page names of an article: those ``given``, else made from the sections' titles.

    Raises HelpcentreError where the given ones do not fit: one for the intro, ``index``, and one for each section.
    """
    if not given:
        names = Names(["index"])
        slugs = (slugify(s.title, default=f"{topic}-{s.number}") for s in article.sections)
        return ["index", *(names.take(_cut(slug)) for slug in slugs)]
    expected = 1 + len(article.sections)
    if len(given) != expected:
        message = f"--pages has {len(given)} names, the article has {expected} pages"
        raise HelpcentreError(message, fix="name the index and each section")
    if given[0] != "index":
        raise HelpcentreError(f"--pages starts with {given[0]!r}", fix="the first page must be index")
    for name in given:
        if not _NAME.fullmatch(name) or given.count(name) > 1 or len(name) > NAME_LENGTH:
            fix = f"use each name once, of at most {NAME_LENGTH} lower-case letters, digits and hyphens"
            raise HelpcentreError(f"--pages: {name!r} cannot be a page's name", fix=fix)
    return list(given)


def _cut(slug: str) -> str:
    """Return as many whole words of a slug as a page's name may have letters."""
    if len(slug) <= NAME_LENGTH:
        return slug
    cut = slug[: NAME_LENGTH + 1]
    return cut.rpartition("-")[0] or cut[:NAME_LENGTH]


def split(article: Article, names: Sequence[str], *, topic: str, plain_labels: Sequence[str] = ()) -> list[PageText]:
    """Return the article's pages, named as in ``names``; ``topic`` is the heading id of the index page.

    A bullet's ``Label: text`` gets a bold label, unless the text is one of ``plain_labels``.
    """
    writer = _Writer(frozenset(plain_labels))
    parts = [(article.title, article.intro), *((section.title, section.blocks) for section in article.sections)]
    pages = []
    for number, (name, (title, blocks)) in enumerate(zip(names, parts, strict=True)):
        meta = {"title": title, "description": _description(title, blocks), "order": max(number, 1)}
        heading = f"# {escape(title)} {{#{topic if name == 'index' else name}}}"
        body = "\n\n".join([heading, *writer.blocks(blocks)])
        pages.append(PageText(name, f"{frontmatter.dump(meta)}\n{body}\n"))
    return pages


class _Writer:
    def __init__(self, plain_labels: frozenset[str]) -> None:
        self.plain_labels = plain_labels

    def blocks(self, blocks: Sequence[Block]) -> list[str]:
        """Return the Markdown of each block; the items of one list are one block."""
        written: list[str] = []
        before: Block | None = None
        for block in _with_text(blocks):
            text = self._item(block) if isinstance(block, Item) else escape(block.text)
            tight = isinstance(block, Item) and isinstance(before, Item) and not (block.children or before.children)
            if tight and isinstance(before, Item) and isinstance(block, Item) and before.is_step == block.is_step:
                written[-1] += f"\n{text}"
            else:
                written.append(text)
            before = block
        return written

    def _item(self, item: Item) -> str:
        marker = item.marker if item.is_step else "-"
        first = f"{marker} {self._item_text(item)}".rstrip()
        below = "\n\n".join(self.blocks(item.children))
        return f"{first}\n\n{_indented(below)}" if below else first

    def _item_text(self, item: Item) -> str:
        match = None if item.is_step else _LABEL.fullmatch(item.text)
        if not match or match["rest"] in self.plain_labels or ADDRESS.search(match["label"]):
            return escape(item.text)
        return f"**{escape(match['label'])}** {escape(match['rest'])}"


def _with_text(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, and in place of an item without a text of its own those that stand in it."""
    for block in blocks:
        if isinstance(block, Item) and not block.text:
            yield from _with_text(block.children)
        else:
            yield block


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())


def _description(title: str, blocks: Sequence[Block]) -> str:
    texts = [block.text for block in blocks if block.text]
    return describe(texts[0] if texts else title, title=title)
