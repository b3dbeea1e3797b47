"""The steps of a page, found as Python-Markdown finds them: the items of numbered lists that stand in no other list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import HTML_PLACEHOLDER_RE

from helpcentre.content import comments
from helpcentre.content.frontmatter import Document
from helpcentre.content.markdown.attribute_lists import give_values
from helpcentre.content.markdown.quick import quicken
from helpcentre.content.snippets import expand
from helpcentre.content.units import fingerprint_of

ASIDE = "hc-aside"
"""The class of the box of a note or reply, in which there are no steps."""

_FOOTNOTES = "footnote"

BASIC_EXTENSIONS = ("admonition", "attr_list", "md_in_html", "sane_lists", "tables", "toc", "pymdownx.details")
"""The extensions that this project cannot do without."""

_NUMBERED = re.compile(r"^[ \t>]*\d+\.[ \t]", re.MULTILINE)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PROCESSOR = "deep_links"
"""The step of Markdown that gives steps their ids, see pages/anchors.py."""

_SLOW = ("inline", "prettify", "unescape", PROCESSOR)
"""Steps of Markdown that find no list and no id."""
_LEFT_OUT = ("pymdownx.snippets", "pymdownx.emoji")
"""Extensions that a text read for its steps needs none of: the first has been done, the second reads a megabyte."""


@dataclass(frozen=True)
class Step:
    """A step: the id of the heading above it, empty where there is none, its place in that section, from 1, its text.

    ``own_id`` is the id that its author gave it, if any.
    """

    section: str
    place: int
    text: str
    own_id: str = ""

    @property
    def number_id(self) -> str:
        """The id of a step that was never published: its section and its place there."""
        return f"{self.section}-step-{self.place}".removeprefix("-")

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the text."""
        return fingerprint_of(self.text)


def numbered_steps(root: Element) -> Iterator[tuple[Element, Element, str, int]]:
    """Yield the steps below an element that Markdown made: list, item, id of the heading above it, place from 1.

    Headings have their ids, and the items that are steps have them too where their author gave one.
    """
    section, places = "", dict[str, int]()
    for element, may_have_steps in _below(root, may_have_steps=True):
        if element.tag in HEADINGS:
            section = element.get("id", section)
        elif element.tag == "ol" and may_have_steps and not element.get("class"):
            for item in element:
                places[section] = places.get(section, 0) + 1
                yield element, item, section, places[section]


def _below(parent: Element, *, may_have_steps: bool) -> Iterator[tuple[Element, bool]]:
    for element in list(parent):
        yield element, may_have_steps
        classes = element.get("class", "")
        is_open = may_have_steps and element.tag not in ("ol", "ul") and ASIDE not in classes and classes != _FOOTNOTES
        yield from _below(element, may_have_steps=is_open)


@dataclass(frozen=True)
class StepReader:
    """Reads the steps of pages as the extensions of a project, with their options, will render them."""

    extensions: Sequence[str] = BASIC_EXTENSIONS
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    _markdown: list[Markdown] = field(default_factory=list, init=False, compare=False, repr=False)

    def read(self, document: Document) -> tuple[Step, ...]:
        """Return the steps of a page in their order; those of notes and replies are none."""
        if "steps" not in document.known:
            with document.in_time():
                document.known["steps"] = tuple(self._steps(document))
        found: tuple[Step, ...] = document.known["steps"]
        return found

    def _steps(self, document: Document) -> Iterator[Step]:
        text = document.scan.text
        text = expand(text, document.folder, dialect=document.dialect) if document.folder else text
        if not _NUMBERED.search(text):
            return
        markdown = self._reader().reset()
        root = _parse(markdown, comments.cut_comments(text, document.dialect))
        for _, item, section, place in numbered_steps(root):
            yield Step(section, place, _text(item, markdown), item.get("id", ""))

    def _reader(self) -> Markdown:
        if not self._markdown:
            names = [name for name in self.extensions if name not in _LEFT_OUT]
            options = {name: dict(given) for name, given in self.options.items() if name in names}
            markdown = give_values(quicken(Markdown(extensions=names, extension_configs=options)))
            for name in _SLOW:
                if name in markdown.treeprocessors:
                    markdown.treeprocessors.deregister(name)
            self._markdown.append(markdown)
        return self._markdown[0]


def _parse(markdown: Markdown, text: str) -> Element:
    """Return the elements of a text, as Markdown makes them before it looks into their texts."""
    lines = text.split("\n")
    for preprocessor in markdown.preprocessors:
        lines = preprocessor.run(lines)
    root = markdown.parser.parseDocument(lines).getroot()
    if root is None:
        return Element("div")
    for treeprocessor in markdown.treeprocessors:
        changed = treeprocessor.run(root)
        root = root if changed is None else changed
    return root


def _text(item: Element, markdown: Markdown) -> str:
    """Return the Markdown of a step, with what Markdown has put aside in its place."""
    text = " ".join(item.itertext())
    return HTML_PLACEHOLDER_RE.sub(lambda match: _stashed(markdown, int(match[1])), text)


def _stashed(markdown: Markdown, number: int) -> str:
    blocks = markdown.htmlStash.rawHtmlBlocks
    found = blocks[number] if number < len(blocks) else ""
    return "".join(found.itertext()) if isinstance(found, Element) else str(found)
