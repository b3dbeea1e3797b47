"""The texts of a page as agents paste them into chats, e-mails and ticket systems, in scripts that load from disk.

Their HTML is what any editor keeps: no classes, no styles, no scripts; links lead to the public site. Internal notes
are not among them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from helpcentre.content.addresses import stem_of, url_of
from helpcentre.content.language import Language
from helpcentre.content.ui_strings import Strings
from helpcentre.elements.pictures import ORIGINAL, ZOOM
from helpcentre.pages.metadata import absolute
from helpcentre.translation.state import PageState, Status
from helpcentre.util.hostile_addresses import is_hostile

FOLDER = "assets/agents"
"""Where the agents' scripts and styles are, below the site."""

_KEPT = re.compile(
    "a|b|blockquote|br|code|dd|del|dl|dt|em|hr|i|img|ins|kbd|li|ol|p|pre|strong|sub|sup|table|tbody|td|th|thead|tr|ul"
)
_VOID = frozenset({"br", "hr", "img"})
_DROPPED = frozenset({"script", "style", "svg", "button", "nav", "template"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ATTRIBUTES = {
    "a": ("href",),
    "img": ("src", "alt"),
    "ol": ("start",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
}
# Without a style sheet, a table has no lines otherwise.
_TABLE = '<table border="1" cellpadding="6" cellspacing="0">'
_ASIDE = "data-aside"
_TITLES = frozenset({"admonition-title", "filename", "hc-tab-label"})
"""Classes of what is a title, if only of a box, of code or of a tab."""
_ICON = "hc-inline"
_FOOTNOTES = "footnote"
"""The class of the notes below a page, whose numbers begin there."""
_FINGERPRINT = "data-fingerprint"
_NOT_TEXT = "hc-moved"
"""The class of what readers are told of parts that are not there any more."""


def page_answers(
    html: str,
    *,
    dest: str,
    pages: Mapping[str, str],
    language: Language,
    title: str,
    state: PageState,
    site_url: str,
    fingerprint: str = "",
) -> dict[str, Any]:
    """Return what can be pasted of a page, as its script holds it.

    ``html`` is the page's text as it was rendered, ``dest`` its file below the bundle, and ``pages`` has that of each
    language, without its ending. Each of ``parts`` is a heading
    with what stands below it, each of ``replies`` belongs to the part with the id ``part``. What no customer should be
    sent, for its source says something else by now, is ``outdated``; what a machine wrote and nobody reviewed is that,
    and a ``draft``. ``seen`` is the fingerprint of a part, of the first that of the page, ``fingerprint``; ``steps``
    has that of each step by its id.
    """
    address = public_address("", dest=dest, site_url=site_url)
    outdated = {changed.unit.id: changed.status for changed in state.changed}
    cleaner = _Cleaner(dest, site_url)
    parts: list[dict[str, Any]] = []
    replies: list[dict[str, Any]] = []
    footnotes = {note.attributes.get("id"): note for note in LexborHTMLParser(html).css(f".{_FOOTNOTES} li[id]")}
    for node in _body(html):
        if node.attributes.get("class") == _FOOTNOTES:
            continue
        if node.tag in _HEADINGS and node.attributes.get("id"):
            anchor = str(node.attributes["id"])
            place = f"{address}#{anchor}" if parts else address
            heading = " ".join(node.text().split())
            seen = (node.attributes.get(_FINGERPRINT) or "") if parts else fingerprint
            given = {"level": int(node.tag[1]), "heading": heading, "address": place, "html": ""}
            parts.append(_entry(anchor, outdated, **given, **({"seen": seen} if seen else {})))
        elif node.attributes.get(_ASIDE) == "internal":
            continue
        elif kind := node.attributes.get(_ASIDE):
            text = cleaner.reply(node)
            replies.append(_entry(str(node.attributes["id"]), outdated, part=parts[-1]["id"], kind=kind, html=text))
        elif parts:
            parts[-1]["html"] += cleaner.clean(node)
            parts[-1].setdefault("notes", {}).update(cleaner.take_notes())
            if steps := {str(step.id): step.attributes[_FINGERPRINT] for step in node.css(f"li[{_FINGERPRINT}]")}:
                parts[-1]["steps"] = {**parts[-1].get("steps", {}), **steps}
    for part in parts:
        for anchor, number in part.pop("notes", {}).items():
            part["html"] += f"<p>[{number}] {cleaner.note(footnotes[anchor])}</p>" if anchor in footnotes else ""
    return {
        "language": language.code,
        "direction": language.direction,
        "title": title,
        "pages": dict(pages),
        "parts": parts,
        "replies": replies,
        **({"outdated": True} if state.status in (Status.OUTDATED, Status.MACHINE) else {}),
    }


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


def script_file(dest: str) -> str:
    """Return the file of the script with the texts of the page that is written to ``dest``."""
    return f"{stem_of(dest)}.answers.js"


def script(dest: str, found: dict[str, Any]) -> bytes:
    """Return a script that hands a page's texts to the one that asked for them (``files.js``)."""
    data = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    name = script_file(dest).removesuffix(".js")
    return f"helpcentre.deliver({json.dumps(name)}, {data});\n".encode()


def write_words(
    strings: Strings, language: Language, languages: Iterable[Language], panels: str, *, site_dir: str
) -> None:
    """Write the script with the words and ``panels`` of the agents' tools, as a language puts them."""
    words = {key.removeprefix("agents_"): text for key, text in strings.starting_with("agents_").items()}
    names = {key: text for prefix in ("aside_", "do_not_send") for key, text in strings.starting_with(prefix).items()}
    others = {each.code: {"name": language.name_of(each), "direction": each.direction} for each in languages}
    data = {"words": {**words, **names}, "placeholders": strings.placeholders, "languages": others, "panels": panels}
    file = Path(site_dir, FOLDER, f"words.{language.code}.js")
    file.parent.mkdir(parents=True, exist_ok=True)
    text = f"helpcentre.agents = {json.dumps(data, ensure_ascii=False, sort_keys=True)};\n"
    file.write_text(text, encoding="utf-8", newline="\n")


def _body(html: str) -> Iterator[LexborNode]:
    body = LexborHTMLParser(html).body
    yield from body.iter() if body else ()


def _entry(unit_id: str, outdated: Mapping[str, Status], **fields: Any) -> dict[str, Any]:
    told = {"outdated": True} if unit_id in outdated else {}
    told |= {"draft": True} if outdated.get(unit_id) is Status.MACHINE else {}
    return {"id": unit_id, **fields, **told}


_MARKS = frozenset({"footnote-backref", "footnote-ref", "hc-note-mark"})
"""Classes of links that lead from a text to notes on it, or back."""


class _Cleaner:
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
        is_text = _ASIDE not in node.attributes and _NOT_TEXT not in classes
        if tag in _DROPPED or tag.startswith(("-", "!")) or not is_text:
            return ""
        if tag == "a" and not node.text().strip() and not node.css_first("img"):
            return ""  # what the site itself adds to be clicked on
        if classes in _MARKS or _ICON in classes.split():
            return self._mark(node, classes)
        inner = self._inner(node, lines=lines)
        if tag == "figcaption":
            inner = f"<p><em>{inner}</em></p>"
        elif tag == "summary" or tag in _HEADINGS or not _TITLES.isdisjoint(classes.split()):
            inner = f"<p><strong>{inner}</strong></p>"
        elif tag == "div" and "admonition" in classes:
            inner = f"<blockquote>{inner.strip()}</blockquote>"
        elif tag == "table":
            inner = f"{_TABLE}{inner}</table>"
        elif _KEPT.fullmatch(tag) and classes != ZOOM:
            inner = f"<{tag}{self._attributes(node)}>" + ("" if tag in _VOID else f"{inner}</{tag}>")
        return inner

    def _inner(self, node: LexborNode, *, lines: bool = False) -> str:
        return "".join(self.clean(child, lines=lines) for child in node.iter(include_text=True))

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
