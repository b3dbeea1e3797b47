"""The pages of a PDF as one HTML document: cover, contents, and the pages' texts with links that stay inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from helpcentre.content.language import Language
from helpcentre.content.ui_strings import Strings

_STEP = ".hc-guide-number"
_TEXTS = f".hc-notice, .hc-guide-name, {_STEP}, article.hc-article, .hc-updated"
"""What is taken of a page, in its order: what readers are told of the text, the text, and its day."""
_DROPPED = (
    "script, style, template, button, form, nav, .hc-link, .hc-hint-back, .hc-moved, .hc-note-mark, "
    "[data-reachable], [data-next], [data-own-time]"
)
_ON_THE_WEB = "data-web"
"""The attribute of links that do not stay inside, though their page does."""
_MEDIA = "video, audio, [data-frame]"
_REFERRING = ("aria-labelledby", "aria-describedby", "aria-controls", "headers", "for")
_UNREAD = ("srcset", "sizes", "loading", "decoding", "hidden")
DEEPEST = 6
"""The levels of the outline; what is deeper stands at the last one."""


@dataclass(frozen=True)
class PdfPage:
    """A page as it was built, and its place: ``depth`` is 1 for the pages and topics at the top of the PDF."""

    address: str
    title: str
    html: str
    depth: int


@dataclass(frozen=True)
class Cover:
    """What a PDF says of itself; ``site`` is the name of the site, ``address`` that of its language."""

    title: str
    site: str
    address: str
    day: str
    logo: str = ""
    """The address of a picture, if there is one."""


def make_document(
    pages: Sequence[PdfPage], cover: Cover, *, language: Language, words: Strings, css: str, site_url: str, files: str
) -> str:
    """Return the HTML of a PDF with ``pages`` in their order.

    Links to these pages lead inside, others to the public website at ``site_url``. ``files`` is the address of the
    folder that the site was built into, where pictures are.
    """
    places = {page.address: f"page-{number}" for number, page in enumerate(pages, start=1)}
    texts = [_Text(page, places, site_url, files) for page in pages]
    ids = {place for text in texts for place in text.ids}
    for text in texts:
        text.lead_links(ids)
    body = "".join(text.html for text in texts)
    entries = "".join(
        f'<li class="depth-{page.depth}"><a href="#{places[page.address]}">{escape(page.title)}</a></li>'
        for page in pages
    )
    return (
        f'<!doctype html>\n<html lang="{language.tag}" dir="{language.direction}"><head><meta charset="utf-8">'
        f'<title>{escape(cover.title)}</title><meta name="author" content="{escape(cover.site)}">'
        f"<style>{css}{_margin_css(language)}{_reference_css(words)}</style></head><body>{_cover(cover)}"
        f'<nav class="contents"><h1>{escape(words("pdf_contents"))}</h1><ul>{entries}</ul></nav>{body}</body></html>\n'
    )


def _cover(cover: Cover) -> str:
    logo = f'<p><img class="logo" src="{escape(cover.logo)}" alt=""></p>' if cover.logo else ""
    site = f'<p class="site">{escape(cover.site)}</p>' if cover.site != cover.title else ""
    address = f'<a href="{escape(cover.address)}">{escape(cover.address)}</a>'
    return (
        f'<section class="cover" data-site="{escape(cover.site)}">{logo}{site}'
        f'<p class="title">{escape(cover.title)}</p><p class="day">{escape(cover.day)}</p>'
        f'<p class="address"><bdi dir="ltr">{address}</bdi></p></section>'
    )


def _margin_css(language: Language) -> str:
    """Return the rules for the head of each sheet: the site's name where lines begin, the page's where they end."""
    start, end = ("left", "right") if language.direction == "ltr" else ("right", "left")
    return f"@page {{ @top-{start} {{ content: string(site); }} @top-{end} {{ content: string(heading); }} }}"


def _reference_css(words: Strings) -> str:
    """Return the rule that says after a link inside on which page its target is, as in (p. 7)."""
    before, _, after = words("pdf_page", number="\0").partition("\0")
    content = f"{_css_text(f' ({before}')} target-counter(attr(href), page) {_css_text(f'{after})')}"
    return f"article a[href^='#']::after {{ content: {content}; }}"


def _css_text(text: str) -> str:
    return '"' + "".join(f"\\{ord(sign):06x}" for sign in text) + '"'


class _Text:
    """The text of one page, made fit for a document that has others too."""

    def __init__(self, page: PdfPage, places: Mapping[str, str], root: str, files: str) -> None:
        """Take a page's parts, and prefix its ids with the page's place; ``root`` is the public address of the site."""
        self._page, self._places, self._root, self._files = page, places, root, files
        self._place = places[page.address]
        self._parts = LexborHTMLParser(f"<main>{_parts_of(page.html)}</main>")
        for node in self._parts.css(_DROPPED):
            node.decompose()
        for term in self._parts.css(".hc-hint"):
            term.unwrap()
        for node in self._parts.css(_MEDIA):
            node.replace_with(_link_to(page, _name_of(node)))
        self._set_ids()
        self._set_files()

    @property
    def ids(self) -> set[str]:
        """The ids of the page in the document."""
        return {self._place, *(str(node.id) for node in self._parts.css("main [id]"))}

    @property
    def html(self) -> str:
        """The page's section of the document."""
        main = self._parts.css_first("main")
        text = main.inner_html if main else ""
        kind = "page step" if self._parts.css_first(_STEP) else "page"
        return (
            f'<section class="{kind} depth-{self._page.depth}" id="{self._place}">{text}'
            f'<p class="address"><bdi dir="ltr">{escape(self._page.address)}</bdi></p></section>'
        )

    def lead_links(self, ids: set[str]) -> None:
        """Let links lead to one of the document's ``ids``, or to the public website."""
        for link in self._parts.css(f"a[href]:not([{_ON_THE_WEB}])"):
            link.attrs["href"] = self._target(link.attributes["href"] or "", ids)

    def _target(self, href: str, ids: set[str]) -> str:
        try:
            address = urljoin(self._page.address, href)
            bare, fragment = address.partition("#")[0], urlsplit(address).fragment
        except ValueError:  # no address at all, as in http://[x; the link check tells
            return href
        if place := self._places.get(bare):
            section = f"{place}-{fragment}"
            return f"#{section}" if fragment and section in ids else f"#{place}"
        return address

    def _set_ids(self) -> None:
        for node in self._parts.css("main *"):
            if node.attributes.get("id"):
                node.attrs["id"] = f"{self._place}-{node.attributes['id']}"
            for name in _REFERRING:
                if node.attributes.get(name) is not None:
                    del node.attrs[name]

    def _set_files(self) -> None:
        """Let pictures be those of the site's folder, and leave out what only browsers read."""
        for node in self._parts.css("img, source, details"):
            for name in _UNREAD:
                if name in node.attributes:
                    del node.attrs[name]
            source = node.attributes.get("src")
            if source:
                node.attrs["src"] = urljoin(self._page.address, source).replace(self._root, self._files, 1)


def _parts_of(html: str) -> str:
    return "".join(part.html or "" for part in _outermost(LexborHTMLParser(html).css(_TEXTS)))


def _outermost(nodes: Iterable[LexborNode]) -> list[LexborNode]:
    """Return the nodes that are not within another of them."""
    found: list[LexborNode] = []
    for node in nodes:
        parent = node.parent
        while parent is not None and not any(parent == other for other in found):
            parent = parent.parent
        if parent is None:
            found.append(node)
    return found


def _name_of(node: LexborNode) -> str:
    return (node.attributes.get("aria-label") or node.attributes.get("title") or node.text() or "").strip()


def _link_to(page: PdfPage, name: str) -> LexborNode:
    """Return a link to a page on the web, for a film or sound that paper cannot play."""
    link = LexborHTMLParser(
        f'<p><a href="{escape(page.address)}" {_ON_THE_WEB}>{escape(name or page.title)}</a></p>'
    ).css_first("p")
    if link is None:
        raise ValueError("no element")
    return link
