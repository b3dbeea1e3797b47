"""Links to single steps and headings: ids for the steps of a page, equal in every language, and a link beside each.

They are added to the elements that Markdown makes. Lists and headings that a page has as HTML stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from helpcentre.content.headings import plain_text
from helpcentre.content.language import Language
from helpcentre.content.page_ids import Notice, PageAnchors, Place
from helpcentre.content.steps import HEADINGS, PROCESSOR, numbered_steps
from helpcentre.content.ui_strings import Strings

FINGERPRINT = "data-fingerprint"
"""The attribute of a heading or step that says what stands there; citations are compared with it."""

_AFTER_TOC = 1
"""The priority of a step of Markdown that needs the ids of headings, which toc gives at 5."""

_START = re.compile(r"-?[0-9]{1,9}")
"""The number that a list begins with, as browsers read it; with any other it begins with 1."""
_ASIDE = re.compile(r"\x02[^\x03]*\x03")
_LONGEST_NAME = 50
_STOPS = " .,;:!?、，。"

_STEPS, _FORMER, _NOTICE = "hc-steps", "hc-former", "hc-moved"

Link: TypeAlias = Callable[[Place], tuple[str, str]]
"""Returns the address of a place, relative to a page, and what it is called."""


class DeepLinks(Extension):
    """Gives each step of a page an id, and each step and each heading of the second and third level a link.

    A step is an item of a numbered list that stands in no other list, nor in a note or reply, and is no footnote. Its
    id is the one that ``anchors`` gives, else the section's with its number there, as in ``contact-support-step-2``:
    the same in every language, as the sections' are. Further ids of ``anchors`` lead to headings, or to a notice that a
    ``link`` is in.
    """

    def __init__(
        self, words: Strings, language: Language, anchors: PageAnchors | None = None, link: Link | None = None
    ) -> None:
        super().__init__()
        self._given = words, language, anchors or PageAnchors(), link or (lambda place: (f"#{place.id}", place.id))

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the name that Markdown calls
        """Add the links once the headings have their ids."""
        md.treeprocessors.register(_DeepLinks(md, *self._given), PROCESSOR, _AFTER_TOC)


class _DeepLinks(Treeprocessor):
    """Goes through the elements of one page in their order."""

    def __init__(self, md: Markdown, words: Strings, language: Language, anchors: PageAnchors, link: Link) -> None:
        super().__init__(md)
        self._words, self._language, self._anchors, self._link = words, language, anchors, link

    def run(self, root: Element) -> None:
        titles = dict(_titles(getattr(self.md, "toc_tokens", ())))
        self._add_steps(list(numbered_steps(root)))
        places: dict[str, tuple[Element, Element]] = {}
        links, notices = _Additions(), _Additions()
        for parent, heading in list(_headings(root)):
            heading.attrib.pop("former", None)
            if anchor := heading.get("id"):
                self._add_targets(heading, anchor)
                last = heading
                if heading.tag in ("h2", "h3"):
                    title = titles.get(anchor) or "".join(heading.itertext())
                    last = _copy_link(anchor, self._words("copy_link", title=title))
                    links.put(last, parent, behind=heading)
                places.setdefault(anchor if places else "", (parent, last))
                places.setdefault(anchor, (parent, last))
        links.apply()
        for notice in self._anchors.notices:
            parent, before = places.get(notice.after) or places.get("") or (root, None)
            notices.put(self._notice(notice), parent, behind=before)
        notices.apply()

    def _add_steps(self, steps: Sequence[tuple[Element, Element, str, int]]) -> None:
        shown = dict[int, int]()
        for numbered, step, section, place in steps:
            numbered.set("class", _STEPS)
            start = numbered.get("start", "")
            number = shown.get(id(numbered), int(start) if _START.fullmatch(start) else 1)
            shown[id(numbered)] = number + 1
            known = self._anchors.steps.get((section, place)) or f"{section}-step-{place}".removeprefix("-")
            anchor = step.attrib.setdefault("id", known)
            self._add_fingerprint(step, anchor)
            step.append(_copy_link(anchor, self._words("copy_step", number=number, title=_beginning(step))))
            for former, each in enumerate(self._anchors.targets.get(anchor, ())):
                _insert(step, former, each)

    def _add_targets(self, heading: Element, anchor: str) -> None:
        """Let former ids lead to a heading: empty elements in front of its text."""
        self._add_fingerprint(heading, anchor)
        for number, each in enumerate(self._anchors.targets.get(anchor, ())):
            _insert(heading, number, each)

    def _add_fingerprint(self, element: Element, anchor: str) -> None:
        if fingerprint := self._anchors.fingerprints.get(anchor):
            element.set(FINGERPRINT, fingerprint)

    def _notice(self, notice: Notice) -> Element:
        """Return what is shown only to who comes for an id that is gone."""
        language = {"lang": self._language.tag, "dir": self._language.direction}
        element = Element("p", {"class": _NOTICE, "id": notice.id, "role": "note", **language})
        element.text = self._words("id_moved" if notice.moved_to else "id_gone")
        if notice.moved_to:
            url, title = self._link(notice.moved_to)
            link = Element("a", {"href": url})
            link.text = title
            element.text += " "
            element.append(link)
        return element


class _Additions:
    """Elements that are put behind others all at once: to look for the place of each takes ever longer."""

    def __init__(self) -> None:
        self._found: dict[Element, dict[Element | None, list[Element]]] = {}

    def put(self, element: Element, parent: Element, *, behind: Element | None) -> None:
        """Let an element stand in ``parent`` behind another and what was put there before, or above all others."""
        self._found.setdefault(parent, {}).setdefault(behind, []).append(element)

    def apply(self) -> None:
        """Let all of them stand where they were put."""
        for parent, added in self._found.items():
            children = added.get(None, [])
            for child in parent:
                further = added.get(child, [])
                if further:
                    further[-1].tail, child.tail = child.tail, None
                children += [child, *further]
            parent[:] = children


def _insert(element: Element, place: int, anchor: str) -> None:
    """Put an empty element with an id before the text of another, behind ``place`` elements that are there already."""
    target = Element("span", {"class": _FORMER, "id": anchor})
    if place:
        target.tail, element[place - 1].tail = element[place - 1].tail, None
    else:
        target.tail, element.text = element.text, None
    element.insert(place, target)


def _headings(parent: Element) -> Iterator[tuple[Element, Element]]:
    for element in parent:
        if element.tag in HEADINGS:
            yield parent, element
        yield from _headings(element)


def _titles(tokens: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the id of each heading and what it says, from what toc has found."""
    for token in tokens:
        yield token["id"], plain_text(token["html"])
        yield from _titles(token["children"])


def _beginning(step: Element) -> str:
    """Return the first words of a step, without what Markdown has put aside."""
    words = _ASIDE.sub("", "".join(step.itertext())).split()
    text = " ".join(words)
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1].rsplit(' ', 1)[0].rstrip(_STOPS)}…"


def _copy_link(anchor: str, label: str) -> Element:
    return Element("a", {"class": "hc-link", "href": f"#{anchor}", "aria-label": label})
