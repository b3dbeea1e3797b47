"""The extension of Markdown that completes the elements of one page, and the options that others have for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from helpcentre.content.ui_strings import Strings
from helpcentre.elements import icons
from helpcentre.elements.abbreviations import find_abbreviations
from helpcentre.elements.annotations import join_notes
from helpcentre.elements.boxes import name_boxes
from helpcentre.elements.embeds import BOX, replace_frames
from helpcentre.elements.labels import name_languages
from helpcentre.elements.media import complete_media
from helpcentre.elements.page_files import PageSurroundings
from helpcentre.elements.pictures import ZOOM
from helpcentre.elements.raw_html import rewrite_html, rewrite_tree
from helpcentre.elements.tables import frame_tables
from helpcentre.elements.tabs import TABS, open_tabs
from helpcentre.elements.tasks import write_signs

_BEFORE_LINKS = 2
"""The priority of a step of Markdown that knows all elements, before those that look at their addresses."""

_WIDGETS = (f'class="{TABS}"', "<pre", "<table", "<abbr", f'class="{ZOOM}"', f'class="{BOX}"')
"""What ``text.js`` makes more of."""


def options(
    words: Strings, theme: Sequence[str], given: Mapping[str, Any], key_names: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """Return the options of extensions of others, by their names; ``given`` are those that the project sets.

    ``words`` and ``key_names``, what stands on keys, are those of the text's language, ``theme`` has the theme's
    folders. Code is coloured by the style sheet, as the security policy refuses styles in pages, and its line numbers
    are not copied with it.
    """
    return {
        "footnotes": {"BACKLINK_TITLE": words("footnote_back", n="{}")},
        "pymdownx.emoji": icons.options(theme, given.get("pymdownx.emoji")),
        "pymdownx.keys": {"key_map": {**key_names, **(given.get("pymdownx.keys") or {}).get("key_map", {})}},
        "pymdownx.highlight": {"anchor_linenums": False, "linenums_style": "pymdownx-inline", "noclasses": False},
    }


def has_widgets(html: str) -> bool:
    """Whether a page has elements that a script makes more of."""
    return any(sign in html for sign in _WIDGETS)


class PageElements(Extension):
    """Completes the elements of one page."""

    def __init__(self, around: PageSurroundings) -> None:
        super().__init__()
        self._around = around

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the name that Markdown calls
        """Complete the elements once Markdown has made them."""
        find_abbreviations(md)
        md.treeprocessors.register(_Elements(md, self._around), "page_elements", _BEFORE_LINKS)


class _Elements(Treeprocessor):
    def __init__(self, md: Markdown, around: PageSurroundings) -> None:
        super().__init__(md)
        self._around = around

    def run(self, root: Element) -> None:
        """Complete the elements below ``root``, and what stands in the page as HTML already."""
        stash = self.md.htmlStash.rawHtmlBlocks
        replace_frames(stash, self._around)
        for place, html in enumerate(stash):
            if isinstance(html, str) and "<" in html:
                stash[place] = rewrite_html(write_signs(html), self._around.rewrite)
        rewrite_tree(root, self._around.rewrite)
        icons.name_icons(root)
        open_tabs(root)
        name_languages(root, self._around.labels, self._around.language.code)
        name_boxes(root, self._around.words)
        join_notes(root, stash)
        frame_tables(root)
        complete_media(root, self._around)
