"""SVG drawings: what in one could run, or ask another host, once a reader opens it; what is of programs only.

Shown in a page, a drawing runs nothing; but its address can be opened, and hosts that send no headers of ours let it
run then (https://www.w3.org/TR/SVG2/conform.html#secure-static-mode).
"""

from __future__ import annotations

import re
from xml.parsers import expat

from helpcentre.util.hostile_addresses import is_hostile

_RUNS = frozenset(["base", "embed", "form", "handler", "iframe", "link", "listener", "meta", "object", "script"])
_SHOWN_INSIDE = re.compile(r"#|data:(?:image/(?:png|jpe?g|gif|webp)|font/|application/font)[^,]*,", re.I)
_LOADED = re.compile(r"(?:url\(|@import)\s*['\"]?(?P<address>[^'\")\s]*)", re.I)


_DRAWN = frozenset(
    {
        "",
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
        "http://www.w3.org/1999/xhtml",
        "http://www.w3.org/1998/Math/MathML",
        "http://www.w3.org/XML/1998/namespace",
    }
)
"""The namespaces that browsers show something of; others have what drawing programs keep for themselves."""

_TAG = re.compile(rb"<[^<>\"'!?](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_ROOT_CONTENT = re.compile(rb"(<(?:\w+:)?svg\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)\scontent\s*=\s*(?:\"[^\"]*\"|'[^']*')")
"""Where diagrams.net keeps all that can be edited, with layers and pages that are not shown."""


def without_foreign(data: bytes) -> bytes:
    """Return a drawing in UTF-8 without elements and attributes that browsers know nothing of; what is no XML stays."""
    found = _Foreign(data)
    try:
        found.parser.Parse(data, True)
    except expat.ExpatError:
        return data
    places = [0, *(place for cut in found.cuts for place in cut), len(data)]
    data = b"".join(data[first:last] for first, last in zip(places[::2], places[1::2], strict=True))
    if prefixes := found.foreign - found.drawn:
        names = "|".join(map(re.escape, sorted(prefixes)))
        own = re.compile(rf"\s(?:{names}):[^\s=\"'<>/]+\s*=\s*(?:\"[^\"]*\"|'[^']*')".encode())
        data = _TAG.sub(lambda tag: own.sub(b"", tag[0]), data)
    return _ROOT_CONTENT.sub(rb"\1", data, count=1)


class _Foreign:
    """Reads a drawing: the places of elements that no browser shows, and the prefixes of names of either kind."""

    def __init__(self, data: bytes) -> None:
        self.cuts: list[tuple[int, int]] = []
        self.foreign: set[str] = set()
        self.drawn: set[str] = set()
        self._data, self._depth, self._begin = data, 0, 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.StartNamespaceDeclHandler = self._declare

    def _start(self, name: str, _: object) -> None:
        if not self._depth and name.rpartition(" ")[0] in _DRAWN:
            return
        if not self._depth:
            self._begin = self.parser.CurrentByteIndex
        self._depth += 1

    def _end(self, _: object) -> None:
        if not self._depth:
            return
        self._depth -= 1
        if not self._depth:
            end = self.parser.CurrentByteIndex  # where its last tag begins, or behind it where it is the only one
            last = _TAG.match(self._data, end) if self._data.startswith(b"</", end) else None
            self.cuts.append((self._begin, last.end() if last else end))

    def _declare(self, prefix: str | None, address: str | None) -> None:
        if prefix:
            (self.drawn if address in _DRAWN else self.foreign).add(prefix)


def find_danger(data: bytes) -> tuple[str, int] | None:
    """Return what is dangerous in a drawing and its line, from 1, or None; raises ValueError where it is no XML."""
    found: list[tuple[str, int]] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def tell(what: str) -> None:
        found.append((what, parser.CurrentLineNumber))

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2].lower()
        if name in _RUNS:
            tell(f"<{tag}>")
        for key, value in attributes.items():
            if _is_dangerous(name, key.rpartition(":")[2].lower(), value):
                tell(f"{key}={value[:60]!r}")

    parser.StartElementHandler = start
    parser.CharacterDataHandler = lambda text: tell("a style") if _loads_elsewhere(text) else None
    parser.EntityDeclHandler = lambda *_: tell("<!ENTITY>")
    parser.ProcessingInstructionHandler = lambda name, _: tell(f"<?{name}?>")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError(f"it is no XML (line {error.lineno})") from error
    return found[0] if found else None


def _is_dangerous(element: str, name: str, value: str) -> bool:
    if name.startswith("on") or _loads_elsewhere(value):
        return True
    if name in ("to", "from", "by", "values"):  # of an animation
        return any(map(is_hostile, value.split(";")))
    if name == "attributename":
        return value.rpartition(":")[2].lower() in ("href", "style") or value.lower().startswith("on")
    if name not in ("href", "src"):
        return False
    is_link = element == "a"
    return is_hostile(value) or (not is_link and _SHOWN_INSIDE.match(value) is None)


def _loads_elsewhere(text: str) -> bool:
    """Whether a style, or text that may be one, loads what is not in the drawing itself."""
    return any(not _SHOWN_INSIDE.match(match["address"]) for match in _LOADED.finditer(text))
