"""Links to single steps and headings: ids for the steps of a page, equal in every language, and a link beside each."""

from __future__ import annotations

import re
from collections import Counter
from html import escape

from helpcentre.content.ui_strings import Strings

_TAG = re.compile(
    r"<!--.*?-->|<(?P<end>/?)(?P<name>h[1-6]|ol|ul|li|details)\b(?P<attributes>[^>]*)>", re.DOTALL | re.IGNORECASE
)
_ID = re.compile(r"""\bid=["']?(?P<id>[^"'\s>]+)""")
_START = re.compile(r"""\bstart=["']?(?P<start>\d+)""")
_HEADING = re.compile(
    r"""<(?P<name>h[23])\b[^>]*?\bid=["'](?P<id>[^"']+)["'][^>]*>(?P<title>.*?)</(?P=name)>""", re.DOTALL
)
_MARKUP = re.compile(r"<[^>]*>")
_ASIDE, _STEPS = "hc-aside", "hc-steps"


def with_deep_links(html: str, words: Strings) -> str:
    """Return a page's text with an id for each step, and a link beside each step and each heading that has an id.

    A step is an item of a numbered list that stands in no other list, nor in a note or reply. Its id is the section's
    with its number in the section, as in ``contact-support-step-2``: the same in every language, as the sections' are.
    """
    return _HEADING.sub(
        lambda heading: heading[0] + _link(heading["id"], _label(heading["title"], words)), _Steps(words)(html)
    )


def _label(title: str, words: Strings) -> str:
    return words("copy_link", title=_MARKUP.sub("", title).replace('"', "&quot;"))


def _link(anchor: str, label: str) -> str:
    return f'<a class="hc-link" href="#{anchor}" aria-label="{label}"></a>'


class _Steps:
    """Goes through the tags of one page; ``open`` are the lists and boxes around the present one."""

    def __init__(self, words: Strings) -> None:
        self.words = words
        self.open: list[str] = []
        self.section = ""
        self.counted: Counter[str] = Counter()
        self.number = 0

    def __call__(self, html: str) -> str:
        return _TAG.sub(self._tag, html)

    def _tag(self, tag: re.Match[str]) -> str:
        name, attributes = (tag["name"] or "").lower(), tag["attributes"] or ""
        if name.startswith("h"):
            found = _ID.search(attributes)
            self.section = found["id"] if found else self.section
        elif name == "li":
            return tag[0] if tag["end"] or self.open[-1:] != [_STEPS] else self._step(tag[0], attributes)
        elif name and tag["end"]:
            self.open = self.open[:-1]
        elif name:
            return self._opened(tag[0], name, attributes)
        return tag[0]

    def _opened(self, tag: str, name: str, attributes: str) -> str:
        is_steps = name == "ol" and not {"ol", "ul", _STEPS, _ASIDE} & set(self.open) and "class=" not in attributes
        self.open.append(_STEPS if is_steps else _ASIDE if _ASIDE in attributes else name)
        if not is_steps:
            return tag
        start = _START.search(attributes)
        self.number = int(start["start"]) if start else 1
        return f'<ol class="{_STEPS}"{attributes}>'

    def _step(self, tag: str, attributes: str) -> str:
        self.counted[self.section] += 1
        given = _ID.search(attributes)
        anchor = given["id"] if given else f"{self.section}-step-{self.counted[self.section]}".removeprefix("-")
        label = escape(self.words("copy_step", number=self.number))
        self.number += 1
        return (tag if given else f'<li id="{anchor}"{attributes}>') + _link(anchor, label)
