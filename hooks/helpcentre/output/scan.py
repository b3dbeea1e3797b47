"""Each built HTML file read once: its ids and addresses, what its head says of it, and what it weighs."""

from __future__ import annotations

import contextlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from helpcentre.content.headings import shown_text
from helpcentre.content.html_elements import REFUSED_MARK
from helpcentre.util.hostile_addresses import is_hostile

_SRCSETS = ("srcset", REFUSED_MARK + "srcset")
_SELECTOR = f"[href],[src],[{'],['.join(_SRCSETS)}],[poster],[action],[formaction],[cite],object[data],meta[content]"
_ATTRIBUTES = ("href", "src", "poster", "action", "formaction", "cite")
_LEADING_TAGS = frozenset({"a", "area", "form", "button", "input", "q", "blockquote", "del", "ins"})
_NAMING_RELS = frozenset({"canonical", "alternate", "prev", "next"})
_SRCSET = re.compile(r"[\s,]*(?P<url>\S*[^\s,])(?:\s[^,]*)?(?:,|$)")
_STYLE_URL = re.compile(
    r"(?:url\(|@import)\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?<=\()(?P<bare>[^\"')\s]*))", re.I
)
_HANDLER = re.compile(rb"on(?<=[ \n\t\r\f/\"']on)[a-z]+\s*=")  # letters first: that is found twice as fast
_STYLES = ("style", REFUSED_MARK + "style")
_TEXTS = f"[{'],['.join(_STYLES)}],style,script[type='application/ld+json']"
_OF_DISK = f"{REFUSED_MARK}picture"
"""What the build makes of an element that is allowed, on pages that are opened from disk."""
_INLINE = "script:not([src]),style,[style]"
_SVG_ADDRESS, _SVG_SIGNS = re.compile(rb"xlink:href|<(?:set|animate)[\s/]"), (b"xlink:href", b"<set", b"<animate")
_SCRIPT_TYPES = re.compile(r"|module|(?:text|application)/(?:x-)?(?:java|ecma)script", re.I)
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url\s*=\s*['\"]?(?P<url>[^'\"]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|/")
_HEADINGS = ",".join(f"article[lang] h{level}" for level in range(1, 7))


class ReferenceKind(StrEnum):
    """What an address is for: the browser loads it, a reader follows it, or a machine reads it in the page's head."""

    LOADS = "loads"
    LEADS = "leads"
    NAMES = "names"


class Reference(NamedTuple):
    """An address as it stands in a page; ``language`` is the one that a link says its target is in (hreflang)."""

    url: str
    role: ReferenceKind
    language: str = ""

    @property
    def leads(self) -> bool:
        """Whether this is an address of a page, not of something that is loaded."""
        return self.role is not ReferenceKind.LOADS


_shared = cache(Reference)
"""Returns the one reference with these values."""


@dataclass(frozen=True)
class ScannedPage:
    """What a built page holds: ``dest`` is its file relative to the site, ``text_language`` that of its main text.

    ``size`` is its bytes, ``elements`` the nodes that a browser makes of it;
    ``inline`` has the start of each script, style and event handler that stands in the page itself.
    ``refresh`` is where a redirect leads, ``alternates`` are pairs of hreflang value and address.
    ``empty_headings`` is how many headings of the main text say nothing, ``frames`` are the hosts whose films can be
    played in the page.
    """

    dest: str
    ids: frozenset[str]
    repeated_ids: tuple[str, ...]
    uses: tuple[Reference, ...]
    language: str
    text_language: str
    has_fallback_notice: bool
    canonical: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    refresh: str = ""
    size: int = 0
    elements: int = 0
    inline: tuple[str, ...] = ()
    empty_headings: int = 0
    frames: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Share what nearly all pages have from the templates; a large site has millions of such values."""
        object.__setattr__(self, "uses", tuple(_shared(*use) for use in self.uses))
        object.__setattr__(self, "ids", frozenset(map(sys.intern, self.ids)))


def scan_site(
    site_dir: Path, files: Iterable[str], *, known: Mapping[str, ScannedPage] | None = None
) -> dict[str, ScannedPage]:
    """Return every HTML page of ``files`` below ``site_dir`` by its path; those in ``known`` are not read again."""
    found, pages = known or {}, sorted(name for name in files if name.endswith(".html"))
    return {dest: found.get(dest) or scan((site_dir / dest).read_text(encoding="utf-8"), dest) for dest in pages}


def scan_styles(site_dir: Path, files: Iterable[str]) -> dict[str, tuple[Reference, ...]]:
    """Return what every style sheet of ``files`` below ``site_dir`` loads, by its path."""
    sheets = sorted(name for name in files if name.endswith(".css"))
    return {dest: tuple(_loaded((site_dir / dest).read_text(encoding="utf-8"))) for dest in sheets}


def scan(html: str, dest: str) -> ScannedPage:
    """Return what the page ``html`` holds."""
    tree, data = LexborHTMLParser(html), html.encode()
    ids = Counter(node.id for node in tree.css("[id]") if node.id)
    addresses = _read_addresses(tree)
    root = tree.css_first("html")
    main = tree.css_first("article[lang]") or root
    return ScannedPage(
        dest=dest,
        ids=frozenset(ids) | {name for node in tree.css("a[name]") if (name := node.attributes["name"])},
        repeated_ids=tuple(name for name, count in ids.items() if count > 1),
        uses=tuple(addresses.uses),
        language=(root.attributes.get("lang") if root else None) or "",
        text_language=(main.attributes.get("lang") if main else None) or "",
        has_fallback_notice=tree.css_first("[data-notice=fallback]") is not None,
        canonical=addresses.canonical,
        alternates=tuple(addresses.alternates),
        refresh=addresses.refresh,
        size=len(data),
        elements=len(tree.css("*")),
        empty_headings=sum(not shown_text(node) for node in tree.css(_HEADINGS)),
        inline=tuple(dict.fromkeys([*_inline(tree, data), *addresses.hostile])),
        frames=tuple(sorted({_host(str(node.attributes["data-frame"])) for node in tree.css("[data-frame]")})),
    )


@dataclass
class _Addresses:
    """The addresses in a page; ``uses`` has each reference once, ``hostile`` the attributes that must have none."""

    uses: dict[Reference, None] = field(default_factory=dict)
    canonical: str = ""
    refresh: str = ""
    alternates: list[tuple[str, str]] = field(default_factory=list)
    hostile: list[str] = field(default_factory=list)


def _read_addresses(tree: LexborHTMLParser) -> _Addresses:
    """Return the addresses in a page, those of its elements before those in its texts."""
    found = _Addresses()
    for node in tree.css(_SELECTOR):
        tag, given = node.tag or "", node.attributes
        found.hostile += _hostile(given)
        if tag == "a":  # nearly all there are
            if (url := given.get("href")) is not None and given.get("rel") != "nofollow":  # a form that is filled in
                found.uses[Reference(url.strip(), ReferenceKind.LEADS, given.get("hreflang") or "")] = None
            continue
        uses = list(_uses(tag, given))
        found.uses.update(dict.fromkeys(uses))
        rel = (given.get("rel") or "").lower() if tag == "link" else ""
        if rel == "canonical":
            found.canonical = given.get("href") or ""
        elif rel == "alternate" and given.get("hreflang"):
            found.alternates.append((given["hreflang"] or "", given.get("href") or ""))
        elif tag == "meta" and _is_refresh(given):
            found.refresh = next((use.url for use in uses), "")
    found.uses.update(dict.fromkeys(_texts_uses(tree)))
    return found


def _host(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _inline(tree: LexborHTMLParser, html: bytes) -> Iterator[str]:
    """Yield what a Content-Security-Policy without ``unsafe-inline`` keeps browsers from using, or the build did."""
    for node in tree.css(_INLINE):
        tag, given = node.tag, node.attributes
        is_script = tag == "script" and "src" not in given and _SCRIPT_TYPES.fullmatch(given.get("type") or "")
        if is_script or tag == "style":
            yield f"<{tag}>"
        if "style" in given:
            yield f'style="{given["style"]}"'
    if REFUSED_MARK.encode() in html:
        for node in tree.css("*"):
            yield from _refused(node)
    text = html.lower()  # quicker than to search without regard to it, and of bytes than of letters
    if _HANDLER.search(text):
        names = (name for node in tree.css("*") for name in node.attributes)
        yield from (f"{name}=" for name in names if name.startswith("on"))
    if any(sign in text for sign in _SVG_SIGNS) and _SVG_ADDRESS.search(text):
        yield from (found for node in tree.css("*") for found in _hostile(node.attributes))


def _refused(node: LexborNode) -> Iterator[str]:
    """Yield what the build took the effect of, as an author wrote it: an element, or attributes of it."""
    if node.tag and node.tag.startswith(REFUSED_MARK) and node.tag != _OF_DISK:
        yield f"<{node.tag.removeprefix(REFUSED_MARK)}>"
    for name, value in node.attributes.items():
        if name.startswith(REFUSED_MARK) and name not in _SRCSETS:
            own = name.removeprefix(REFUSED_MARK)
            yield f"{own}=" if own.startswith("on") else f'{own}="{value or ""}"'


def _hostile(given: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the attributes of an element that have an address of a script or of the reader's own disk."""
    for name, value in given.items():
        if value and ":" in value and any(map(is_hostile, value.split(";") if name == "values" else [value])):
            yield f'{name.removeprefix(REFUSED_MARK)}="{value}"'


def _uses(tag: str, given: dict[str, str | None]) -> Iterator[Reference]:
    """Yield the addresses in the attributes of any element but ``a``."""
    if tag == "meta":
        yield from _meta_uses(given)
        return
    if tag == "form" and (given.get("method") or "").lower() == "post":  # nobody visits what it posts to
        return
    role = ReferenceKind.LEADS if tag in _LEADING_TAGS else ReferenceKind.LOADS
    if tag == "link" and not _NAMING_RELS.isdisjoint((given.get("rel") or "").lower().split()):
        role = ReferenceKind.NAMES
    language = (given.get("hreflang") or "") if role is ReferenceKind.LEADS else ""
    for name in _ATTRIBUTES:
        if (value := given.get(name)) is not None:
            yield Reference(value.strip(), role if name != "src" else ReferenceKind.LOADS, language)
    if tag == "object" and (data := given.get("data")):
        yield Reference(data.strip(), ReferenceKind.LOADS)
    for name in _SRCSETS:
        for match in _SRCSET.finditer(given.get(name) or ""):
            yield Reference(match["url"], ReferenceKind.LOADS)


def _meta_uses(given: dict[str, str | None]) -> Iterator[Reference]:
    """Yield where a refresh leads, and the addresses of a link's preview (https://ogp.me)."""
    content = given.get("content") or ""
    if _is_refresh(given):
        if match := _REFRESH.match(content):
            yield Reference(match["url"].strip(), ReferenceKind.LEADS)
    elif (given.get("property") or given.get("name") or "").startswith(("og:", "twitter:")) and _ADDRESS.match(content):
        yield Reference(content.strip(), ReferenceKind.NAMES)


def _is_refresh(given: dict[str, str | None]) -> bool:
    return (given.get("http-equiv") or "").lower() == "refresh"


def _texts_uses(tree: LexborHTMLParser) -> Iterator[Reference]:
    """Yield the addresses in styles and in linked data, which are text to HTML."""
    for node in tree.css(_TEXTS):
        if node.tag == "script":
            with contextlib.suppress(ValueError):  # not JSON, so no machine reads an address in it
                yield from [Reference(url, ReferenceKind.NAMES) for url in _linked_data(json.loads(node.text()))]
        else:
            yield from _loaded(next(filter(None, map(node.attributes.get, _STYLES)), "") or node.text())


def _linked_data(value: object, key: str = "") -> Iterator[str]:
    """Yield the addresses in JSON-LD; an ``@id`` is a name, whose fragment is no place on a page."""
    if isinstance(value, dict):
        for name, below in value.items():
            if name != "@context":
                yield from _linked_data(below, name)
    elif isinstance(value, list):
        for below in value:
            yield from _linked_data(below, key)
    elif isinstance(value, str) and _ADDRESS.match(value):
        yield value.partition("#")[0] if key == "@id" else value


def _loaded(style: str) -> Iterator[Reference]:
    return (
        Reference((match["double"] or match["single"] or match["bare"] or "").strip(), ReferenceKind.LOADS)
        for match in _STYLE_URL.finditer(style)
    )
