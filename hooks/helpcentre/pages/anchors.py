"""Links to single steps and headings: ids for the steps of a page, equal in every language, and a link beside each.

They are added to the elements that Markdown makes. Lists and headings that a page has as HTML stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from helpcentre.content.headings import plain_text
from helpcentre.content.ui_strings import Strings

_AFTER_TOC = 1
"""The priority of a step of Markdown that needs the ids of headings, which toc gives at 5."""

_STEPS, _ASIDE, _FOOTNOTES = "hc-steps", "hc-aside", "footnote"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class DeepLinks(Extension):
    """Gives each step of a page an id, and each step and each heading of the second and third level a link.

    A step is an item of a numbered list that stands in no other list, nor in a note or reply, and is no footnote. Its
    id is the section's with its number in the section, as in ``contact-support-step-2``: the same in every language, as
    the sections' are.
    """

    def __init__(self, words: Strings) -> None:
        super().__init__()
        self._words = words

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the name that Markdown calls
        """Add the links once the headings have their ids."""
        md.treeprocessors.register(_DeepLinks(md, self._words), "deep_links", _AFTER_TOC)


class _DeepLinks(Treeprocessor):
    """Goes through the elements of one page in their order."""

    def __init__(self, md: Markdown, words: Strings) -> None:
        super().__init__(md)
        self._words = words

    def run(self, root: Element) -> None:
        self._section = ""
        self._steps: Counter[str] = Counter()
        self._titles = dict(_titles(getattr(self.md, "toc_tokens", ())))
        self._add_links(root, may_have_steps=True)

    def _add_links(self, parent: Element, *, may_have_steps: bool) -> None:
        for element in list(parent):
            name, classes = element.tag, element.get("class", "")
            if name in _HEADINGS:
                self._section = element.get("id", self._section)
            if name in ("h2", "h3") and "id" in element.attrib:
                self._add_heading_link(parent, element)
            if name == "ol" and may_have_steps and not classes:
                self._mark_steps(element)
            is_open = may_have_steps and name not in ("ol", "ul") and _ASIDE not in classes and classes != _FOOTNOTES
            self._add_links(element, may_have_steps=is_open)

    def _add_heading_link(self, parent: Element, heading: Element) -> None:
        anchor = heading.attrib["id"]
        title = self._titles.get(anchor) or "".join(heading.itertext())
        link = _link(anchor, self._words("copy_link", title=title))
        link.tail, heading.tail = heading.tail, None
        parent.insert(list(parent).index(heading) + 1, link)

    def _mark_steps(self, steps: Element) -> None:
        steps.set("class", _STEPS)
        for number, step in enumerate(steps, start=int(steps.get("start", 1))):
            self._steps[self._section] += 1
            anchor = f"{self._section}-step-{self._steps[self._section]}".removeprefix("-")
            link = _link(step.attrib.setdefault("id", anchor), self._words("copy_step", number=number))
            link.tail, step.text = step.text, None
            step.insert(0, link)


def _titles(tokens: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the id of each heading and what it says, from what toc has found."""
    for token in tokens:
        yield token["id"], plain_text(token["html"])
        yield from _titles(token["children"])


def _link(anchor: str, label: str) -> Element:
    return Element("a", {"class": "hc-link", "href": f"#{anchor}", "aria-label": label})
