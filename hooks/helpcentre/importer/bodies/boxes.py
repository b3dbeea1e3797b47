"""Boxes as help desks' editors write them: by class, by colour, or as a table of one cell."""

from __future__ import annotations

import re

from helpcentre.importer.bodies.dom import Node

_KINDS = {
    "danger": ("danger", "error", "alert-danger", "critical"),
    "warning": ("warning", "caution", "important", "attention", "alert-warning"),
    "tip": ("tip", "success", "hint", "alert-success"),
    "note": ("note", "info", "information", "callout", "alert", "panel", "notice", "alert-info", "interblocks-callout"),
}
_NAMED = re.compile(r"(?:^|[-_])(?:callout|alert|admonition|panel|note|notice|box|macro|message|hint)(?:$|[-_])")
_COLOUR = re.compile(r"background(?:-color)?\s*:\s*(?P<colour>#[0-9a-fA-F]{3,8}|rgba?\([^)]*\)|[a-z]+)")

_COLOURS = {"e8e8e8": "note", "e3e7fa": "tip", "feedaf": "warning", "fed9db": "danger"}
"""Of Intercom: only the colour of a box says what it is."""

_PLAIN = frozenset({"ffffff", "transparent", "white", "none", "inherit", "initial", "unset"})


def box_kind(node: Node) -> str:
    """Return the type of the box that an element is, or an empty text for one that is none."""
    if node.tag not in ("div", "aside", "section", "blockquote", "p", "center"):
        return ""
    given = node.get("data-hs-callout-type") or node.get("data-callout-type")
    names = [given, *node.classes] if given else node.classes
    boxed = [name.lower() for name in names if name == given or _NAMED.search(name.lower())]
    # The innermost words, as in the body of a Confluence macro, are no further boxes.
    boxed = [name for name in boxed if not name.endswith(("-body", "-icon", "-title", "-header", "-content"))]
    colour = background(node.get("style"))
    if not boxed:
        return (_COLOURS.get(colour) or "note") if colour and node.tag in ("div", "aside") else ""
    if colour in _COLOURS:
        return _COLOURS[colour]
    # Another class may say the kind, as in "callout warning".
    words = {word for name in names for word in re.split("[-_]", name.lower())}
    return next((kind for kind, signs in _KINDS.items() if words.intersection(signs)), "note")


def background(style: str) -> str:
    """Return the colour behind an element as six digits, or its name; empty for none, white or one that is clear."""
    match = _COLOUR.search(style.lower())
    if not match:
        return ""
    colour = match["colour"].removeprefix("#")
    if colour.startswith("rgb"):
        numbers = [float(part) for part in re.findall(r"\d+(?:\.\d+)?", colour)]
        if len(numbers) < 3 or numbers[3:4] == [0.0]:
            return ""
        colour = "".join(f"{int(min(part, 255)):02x}" for part in numbers[:3])
    elif len(colour) in (3, 4) and match["colour"].startswith("#"):
        colour = "".join(sign * 2 for sign in colour[:3])
    colour = colour[:6] if match["colour"].startswith("#") else colour
    return "" if colour in _PLAIN else colour
