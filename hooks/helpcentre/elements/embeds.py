"""Films of YouTube and Vimeo: a box that asks them for nothing until a reader plays it; from disk, a link to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element, SubElement, tostring

from helpcentre.content.media_addresses import Embed, read_embed
from helpcentre.elements.page_files import PageSurroundings

BOX = "hc-embed"
"""The class of the box; ``text.js`` puts the button into it."""

_FRAME = re.compile(r"<iframe\b(?P<given>[^<>]*)>(?P<end>.*?</iframe\s*>)?", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(r"\b(?P<name>src|title)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.IGNORECASE)
_BLOCKS = frozenset({"figcaption", "figure", "p"})
_HOST = re.compile(r"data-frame=\"(?P<host>https://(?:www\.youtube-nocookie|player\.vimeo)\.com)/")


def embed_box(embed: Embed, title: str, around: PageSurroundings) -> Element:
    """Return the box of a film; a page that is opened from disk has no more than the link in it."""
    box = Element("figure", {"class": BOX, **({"data-frame": embed.frame} if around.is_public else {})})
    if title:
        box.append(_text("figcaption", title))
    if around.is_public:
        around.words.put(SubElement(box, "p"), "embed_notice", site=embed.site)
    link = Element("a")
    around.words.put(link, "embed_open", site=embed.site)
    link.set("href", embed.page)
    place = Element("p")
    place.append(link)
    box.append(place)
    return box


def inline(box: Element) -> None:
    """Let a box be one that can stand amid the text of a paragraph."""
    for each in box.iter():
        if each.tag in _BLOCKS:
            each.set("class", f"{each.get('class', '')} hc-{each.tag}".strip())
            each.tag = "span"


def replace_frames(stash: list[str | Element], around: PageSurroundings) -> None:
    """Put a box in place of each frame that shows such a film, in the pieces of HTML that a page has.

    Within a paragraph, Markdown makes a piece of each tag.
    """
    for place, html in enumerate(stash):
        if not isinstance(html, str) or "<iframe" not in html.lower():
            continue
        for match in _FRAME.finditer(html):
            given = {each["name"].lower(): unescape(each["double"] or each["single"] or "") for each in _given(match)}
            if embed := read_embed(given.get("src", "")):
                box = embed_box(embed, given.get("title", ""), around)
                if not match["end"]:
                    inline(box)
                    stash[stash.index("</iframe>", place)] = ""
                html = html.replace(match[0], tostring(box, encoding="unicode"))  # noqa: PLW2901
        stash[place] = html


def frame_hosts(html: str) -> tuple[str, ...]:
    """Return the hosts whose films a page can play, each as the security policy names it."""
    return tuple(sorted({match["host"] for match in _HOST.finditer(html)}))


def _given(match: re.Match[str]) -> Iterator[re.Match[str]]:
    return _ATTRIBUTE.finditer(match["given"])


def _text(tag: str, text: str) -> Element:
    element = Element(tag)
    element.text = text
    return element
