"""The titles of boxes that were given none, in the language of the page: Markdown puts the English type there."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from helpcentre.content.ui_strings import Strings

_SAME = {
    "abstract": ("summary", "tldr"),
    "bug": (),
    "danger": ("error",),
    "example": (),
    "failure": ("fail", "missing"),
    "important": (),
    "info": ("todo",),
    "note": (),
    "question": ("help", "faq"),
    "quote": ("cite",),
    "success": ("check", "done"),
    "tip": ("hint",),
    "warning": ("attention", "caution"),
}
"""The types that Material has, each with further names for it; see
https://squidfunk.github.io/mkdocs-material/reference/admonitions/."""

_TYPES = {name: kind for kind, others in _SAME.items() for name in (kind, *others)}
BOX_TYPES = frozenset({*_TYPES, "answer", "details", "inline", "end"})
"""The types that boxes may have; ``answer`` is the short answer on top of a page."""


def name_boxes(root: Element, words: Strings) -> None:
    """Put the word of the language in place of each title below ``root`` that only repeats the type of its box."""
    for box in root.iter():
        kind = box.get("class", "").removeprefix("admonition ").split(" ")[0]
        title = box[0] if len(box) and kind in _TYPES and box.tag in ("div", "details") else None
        if title is not None and not len(title) and title.text == kind.capitalize():
            words.put(title, f"box_{_TYPES[kind]}")
