"""HTML attributes that the text of a page may have: those that describe, size or arrange something, and addresses.

As with elements, whatever is not on the list has no effect and is reported: event handlers, styles, hosts that are told
of a click (``ping``), forms led elsewhere (``formaction``), and what this site's own scripts look for
(https://html.spec.whatwg.org/multipage/indices.html#attributes-3). A parser that reads as browsers do finds them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from helpcentre.content.html_elements import REFUSED_MARK
from helpcentre.util.hostile_addresses import beginning, is_hostile


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WRITTEN_BY_US = _names(
    "data-aside data-chosen data-fingerprint data-frame data-linenos data-original data-placeholder"
)
"""What the build itself writes for its scripts and styles; whoever else does so changes nothing but the look."""

_OF_ALL = _names("class dir hidden id lang role tabindex title translate xml:lang") | _WRITTEN_BY_US
_CELL = _names("abbr align colspan headers height rowspan scope valign width")
_CHANGE = _names("cite datetime")
_PLAYED = _names("autoplay controls height loop muted playsinline poster preload src width")
_SIZED = _names("align width")
_SHAPES = _names(
    """clip-path clip-rule color cx cy d dominant-baseline dx dy fill fill-opacity fill-rule focusable font-family
    font-size font-weight height marker-end opacity points preserveaspectratio r rx ry stroke stroke-dasharray
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor transform version viewbox
    width x x1 x2 xml:space xmlns xmlns:xlink y y1 y2"""
)
_ALLOWED = {
    "a": _names("download href hreflang name referrerpolicy rel target type"),
    "area": _names("alt coords download href hreflang rel shape target"),
    "audio": _PLAYED,
    "blockquote": _CHANGE,
    "button": _names("disabled name type value"),
    "col": _names("align span width"),
    "colgroup": _names("span width"),
    "data": _names("value"),
    "del": _CHANGE,
    "details": _names("name open"),
    "img": _names("align alt decoding fetchpriority height loading sizes src srcset usemap width"),
    "input": _names("checked disabled name placeholder type value"),
    "ins": _CHANGE,
    "label": _names("for"),
    "li": _names("type value"),
    "map": _names("name"),
    "meter": _names("high low max min optimum value"),
    "ol": _names("reversed start type"),
    "progress": _names("max value"),
    "q": _CHANGE,
    "source": _names("height media sizes src srcset type width"),
    "table": _names("align border cellpadding cellspacing summary width"),
    "td": _CELL,
    "th": _CELL,
    "time": _names("datetime"),
    "track": _names("default kind label src srclang"),
    "ul": _names("type"),
    "use": _SHAPES | _names("href xlink:href"),
    "video": _PLAYED,
    **dict.fromkeys(_names("div h1 h2 h3 h4 h5 h6 hr p"), _SIZED),
    **dict.fromkeys(_names("circle defs ellipse g line path polygon polyline rect svg text tspan"), _SHAPES),
}
"""By element, what it may have besides those of all, in small letters."""

_NEVER = re.compile(r"on.*|style|srcdoc")
"""What no setting allows: the security policy would not let it act."""

_LINKS = _names("action cite formaction href xlink:href")
_FILLED_FROM_ELSEWHERE = re.compile(r"url\s*\(\s*(?!['\"]?#)", re.I)
"""What a drawing is filled with, if that is no part of it."""


_PAGE_OF_ITS_OWN = beginning("data", "blob", "filesystem", "view-source")


def without_refused_attributes(
    html: str, *, also_allowed: Iterable[str] = (), open_elements: Collection[str] = ()
) -> str:
    """Return a text's HTML with ``hc-refused-`` before the name of each attribute that is not allowed.

    ``also_allowed`` are names of attributes that any element may have. ``open_elements`` may have all but event
    handlers, styles and data for scripts. HTML without a refused attribute is returned as it is.
    """
    body, of_all = LexborHTMLParser(html).body, _OF_ALL.union(also_allowed)
    if not body:
        return html
    refused = [(node, name) for node in body.css("*") for name in _refused(node, of_all, open_elements)]
    if not refused:
        return html
    for node, name in refused:
        value = node.attrs[name]
        del node.attrs[name]
        node.attrs[REFUSED_MARK + name] = value or ""
    return body.inner_html or ""


def _refused(node: LexborNode, of_all: Collection[str], open_elements: Collection[str]) -> Iterator[str]:
    """Yield the names of an element's attributes that it must not have."""
    tag = node.tag or ""
    own = _ALLOWED.get(tag, frozenset())
    is_open = tag in open_elements or tag.startswith(REFUSED_MARK)
    for name, value in node.attributes.items():
        low = name.lower()
        if low.startswith(REFUSED_MARK):
            continue
        is_known = low in of_all or low in own or low.startswith("aria-") or (is_open and not low.startswith("data-"))
        if not is_known or _NEVER.fullmatch(low) or (value and _leads_astray(low, value, own)):
            yield name


def _leads_astray(name: str, value: str, own: Collection[str]) -> bool:
    """Whether the value of an attribute is an address that must not be followed, or one outside a drawing."""
    if ":" in value and (is_hostile(value) or (name in _LINKS and _PAGE_OF_ITS_OWN.match(value))):
        return True
    if "points" not in own:  # no part of a drawing
        return False
    return _FILLED_FROM_ELSEWHERE.search(value) is not None or ("href" in name and not value.startswith("#"))
