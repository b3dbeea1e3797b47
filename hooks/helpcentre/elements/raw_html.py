"""Addresses in HTML that authors write: they name files as those of Markdown do, in every language and edition."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from xml.etree.ElementTree import Element

_TAG = re.compile(r"<(?:a|area|audio|img|source|track|video)\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(?P<start>(?P<name>[^\s=<>\"'/]+)\s*=\s*)(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))"
)
_ADDRESSES = frozenset({"href", "poster", "src", "srcset"})
_CANDIDATE = re.compile(r"(?P<before>[\s,]*)(?P<url>\S*[^\s,])(?P<after>(?:\s[^,]*)?(?:,|$))")
_IN_TREE = {"audio": ("src",), "source": ("src", "srcset"), "track": ("src",), "video": ("src", "poster")}
"""The elements that Markdown may stand in or beside; MkDocs itself looks at links and pictures."""


def rewrite_html(html: str, rewrite: Callable[[str], str]) -> str:
    """Return a piece of HTML with each address of a link, picture, film or sound as ``rewrite`` gives it."""

    def attribute(match: re.Match[str]) -> str:
        name, written = match["name"].lower(), unescape(match["double"] or match["single"] or match["bare"] or "")
        value = _value(name, written, rewrite) if name in _ADDRESSES else written
        return match[0] if value == written else f'{match["start"]}"{escape(value)}"'

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(attribute, tag[0]), html)


def rewrite_tree(root: Element, rewrite: Callable[[str], str]) -> None:
    """Do the same with the elements below ``root`` that HTML with Markdown in it has become."""
    for element in root.iter():
        for name in _IN_TREE.get(str(element.tag), ()):
            if value := element.get(name):
                element.set(name, _value(name, value, rewrite))
        if element.tag == "img" and (value := element.get("srcset")):
            element.set("srcset", _value("srcset", value, rewrite))


def _value(name: str, value: str, rewrite: Callable[[str], str]) -> str:
    if name != "srcset":
        return rewrite(value)
    return _CANDIDATE.sub(lambda match: match["before"] + rewrite(match["url"]) + match["after"], value)
