"""SVG drawings: what in one could run, or ask another host, once a reader opens it by itself.

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
