"""The list of choices that a page of a guide ends with, marked for the style sheet."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_CHOICES, _ASIDE = "hc-answers", "hc-aside"
_LATE = 1
"""The priority of a step of Markdown that needs the classes that authors give, which attr_list sets at 8."""


class MarkedChoices(Extension):
    """Gives the list at the end of the text of a guide's page a class; notes and replies are left aside."""

    def __init__(self, *, is_guide: bool) -> None:
        super().__init__()
        self._is_guide = is_guide

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the name that Markdown calls
        """Mark the choices of a guide once the page's elements are there."""
        md.treeprocessors.register(_MarkChoices(md, is_guide=self._is_guide), "choices", _LATE)


class _MarkChoices(Treeprocessor):
    def __init__(self, md: Markdown, *, is_guide: bool) -> None:
        super().__init__(md)
        self._is_guide = is_guide

    def run(self, root: Element) -> None:
        texts = [element for element in root if _ASIDE not in element.get("class", "")] if self._is_guide else []
        if texts and texts[-1].tag == "ul":
            texts[-1].set("class", f"{texts[-1].get('class', '')} {_CHOICES}".strip())
