"""HTML as any editor keeps it when it is pasted: no classes, no styles, no scripts; links lead to the website."""

from __future__ import annotations

import re
from html import escape
from posixpath import dirname, join, normpath
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from helpcentre.content.addresses import url_of
from helpcentre.elements.pictures import ORIGINAL, ZOOM
from helpcentre.pages.metadata import absolute
from helpcentre.util.hostile_addresses import is_hostile

_KEPT = re.compile(
    "a|b|blockquote|br|code|dd|del|dl|dt|em|hr|i|img|ins|kbd|li|ol|p|pre|strong|sub|sup|table|tbody|td|th|thead|tr|ul"
)
_VOID = frozenset({"br", "hr", "img"})
_DROPPED = frozenset({"script", "style", "svg", "button", "nav", "template"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ATTRIBUTES = {
    "a": ("href",),
    "img": ("src", "alt"),
    "ol": ("start",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
}
# Without a style sheet, a table has no lines otherwise.
_TABLE = '<table border="1" cellpadding="6" cellspacing="0">'
ASIDE = "data-aside"
"""The attribute of a note or reply, with its kind."""
_TITLES = frozenset({"admonition-title", "filename", "hc-tab-label"})
"""Classes of what is a title, if only of a box, of code or of a tab."""
_ICON = "hc-inline"
_CLOSER = re.compile(r"[\s.,;:!?)\]}»”…。、，；：！？）]")
"""What stands right behind a word, and so behind what a missing icon has left."""
_NOT_TEXT = "hc-moved"
"""The class of what readers are told of parts that are not there any more."""
_MARKS = frozenset({"footnote-backref", "footnote-ref", "hc-note-mark"})
"""Classes of links that lead from a text to notes on it, or back."""


def public_address(href: str, *, dest: str, site_url: str) -> str:
    """Return where a link on the bundle's page ``dest`` leads on the public website, whose pages stand in folders."""
    try:
        parts = urlsplit(href)
    except ValueError:  # no address at all, as in http://[x; the link check tells
        return href
    if parts.scheme or parts.netloc:
        return href
    if parts.path.startswith("/"):
        return urljoin(site_url, href)
    target = normpath(join(dirname(dest), parts.path)) if parts.path else dest
    if target.endswith(".html"):
        stem = target.removesuffix(".html")
        is_index = stem == "index" or stem.endswith("/index")
        target = url_of(target if is_index else f"{stem}/index.html", as_folders=True)
    return absolute(site_url, target) + (f"#{parts.fragment}" if parts.fragment else "")


class PastedHtml:
    """Writes the elements of a page anew, with nothing but what editors keep."""

    def __init__(self, dest: str, site_url: str) -> None:
        self._dest, self._site_url = dest, site_url
        self._notes: dict[str, str] = {}

    def reply(self, box: LexborNode) -> str:
        """Return the text of a reply; a line that its author ended is a line for the customer too."""
        return "".join(self.clean(node, lines=True) for node in box.iter() if node.tag != "summary")

    def take_notes(self) -> dict[str, str]:
        """Return the numbers of the footnotes that were named since the last call, by their ids."""
        notes, self._notes = self._notes, {}
        return notes

    def note(self, node: LexborNode) -> str:
        """Return the text of a footnote in one paragraph."""
        return "<br>".join(self._inner(each).strip() for each in node.css("p"))

    def clean(self, node: LexborNode, *, lines: bool = False) -> str:
        """Return an element and what is in it; with ``lines``, its text as its author broke it."""
        tag, classes = node.tag or "", node.attributes.get("class") or ""
        if tag == "-text":
            return _text(node, lines=lines)
        is_text = ASIDE not in node.attributes and _NOT_TEXT not in classes
        if tag in _DROPPED or tag.startswith(("-", "!")) or not is_text:
            return ""
        if tag == "a" and not node.text().strip() and not node.css_first("img"):
            return ""  # what the site itself adds to be clicked on
        if classes in _MARKS or _ICON in classes.split():
            return self._mark(node, classes)
        inner = self._inner(node, lines=lines)
        if tag == "figcaption":
            inner = f"<p><em>{inner}</em></p>"
        elif tag == "summary" or tag in HEADINGS or not _TITLES.isdisjoint(classes.split()):
            inner = f"<p><strong>{inner}</strong></p>"
        elif tag == "div" and "admonition" in classes:
            inner = f"<blockquote>{inner.strip()}</blockquote>"
        elif tag == "table":
            inner = f"{_TABLE}{inner}</table>"
        elif _KEPT.fullmatch(tag) and classes != ZOOM:
            inner = f"<{tag}{self._attributes(node)}>" + ("" if tag in _VOID else f"{inner}</{tag}>")
        return inner

    def _inner(self, node: LexborNode, *, lines: bool = False) -> str:
        text = ""
        is_open = False  # whether a space stands before an icon that says nothing
        for child in node.iter(include_text=True):
            part = self.clean(child, lines=lines)
            if is_open and _CLOSER.match(part):
                text = text.removesuffix(" ")
            is_icon = _ICON in (child.attributes.get("class") or "").split()
            is_open = is_icon and not part and text.endswith(" ")
            text += part
        return text.removesuffix(" ") if is_open else text

    def _mark(self, node: LexborNode, kind: str) -> str:
        """Return what an icon says, or the number of a footnote or note, without the link that only its page has."""
        if _ICON in kind:
            return escape(node.attributes.get("aria-label") or "", quote=False)
        if kind == "footnote-backref":
            return ""
        if kind == "footnote-ref":
            number = node.text().strip()
            self._notes[(node.attributes.get("href") or "").removeprefix("#")] = number
            return f"[{number}]"
        return escape(node.text(), quote=False)

    def _attributes(self, node: LexborNode) -> str:
        given = dict(node.attributes)
        given["src"] = given.get(ORIGINAL) or given.get("src")
        found = ((name, given.get(name)) for name in _ATTRIBUTES.get(node.tag or "", ()))
        written = ((name, self._value(name, value)) for name, value in found if value is not None)
        return "".join(f' {name}="{escape(value)}"' for name, value in written if value is not None)

    def _value(self, name: str, value: str) -> str | None:
        if name not in ("href", "src"):
            return value
        return None if is_hostile(value) else public_address(value, dest=self._dest, site_url=self._site_url)


def _text(node: LexborNode, *, lines: bool) -> str:
    text = escape(node.text(deep=False), quote=False)
    is_line = lines and node.parent is not None and node.parent.tag not in ("details", "ul", "ol")
    return text.replace("\n", "<br>") if is_line else text
