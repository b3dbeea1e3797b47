"""HTML as a plain tree, as a browser reads it; whatever the input, no deeper than what follows can work with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_DEPTH = 80
"""Elements deeper than this lose their tags and keep their text; no page that people wrote has so many levels."""

UNSEEN = frozenset({"script", "style", "template", "head", "title", "meta", "link", "noscript", "object", "embed"})
"""Elements whose text no reader sees; none of them is kept."""

_UNPRINTABLE = re.compile(
    "[\0-\x08\x0e-\x1f\x7f\x80-\x9f\u00ad\u200b\u2060\ufeff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Signs that leave no trace on a screen, or that programs use among themselves."""

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@dataclass(eq=False)
class Node:
    """An element: its tag in small letters, its attributes, and what is in it, texts and elements in their order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return an attribute, empty where there is none."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        """The names in its ``class``."""
        return self.get("class").split()

    @property
    def elements(self) -> list[Node]:
        """The elements directly in it."""
        return [child for child in self.children if isinstance(child, Node)]

    @property
    def is_unseen(self) -> bool:
        """Whether a browser shows nothing of it."""
        return self.tag in UNSEEN or "hidden" in self.attributes or bool(_HIDDEN.search(self.get("style")))

    def walk(self) -> Iterator[Node]:
        """Yield the element and all elements in it, in the order of the text."""
        yield self
        for child in self.elements:
            yield from child.walk()

    def text(self) -> str:
        """Return all its text, spaces as they are."""
        parts = [child if isinstance(child, str) else child.text() for child in self.children]
        return "".join(parts)


def parse_html(html: str) -> Node:
    """Return the body of a piece of HTML, or of a whole page, as a tree; a text is never lost, only its tags."""
    body = LexborHTMLParser(html).body
    root = Node("body")
    if body is None:
        return root
    todo: list[tuple[LexborNode | None, Node, int]] = [(body.first_child, root, 1)]
    while todo:
        found, parent, depth = todo.pop()
        if found is None:
            continue
        todo.append((found.next, parent, depth))
        tag = found.tag or ""
        if tag == "-text":
            text = printable(found.text_content or "")
            if text:
                parent.children.append(text)
        elif tag[:1].isalpha():
            place = parent
            if depth < MAX_DEPTH:
                given = {name.lower(): value or "" for name, value in found.attributes.items()}
                place = Node(tag.lower(), given)
                parent.children.append(place)
            todo.append((found.first_child, place, depth + 1))
    return root


def printable(text: str) -> str:
    """Return a text without the signs that nobody can see."""
    return _UNPRINTABLE.sub("", text)
