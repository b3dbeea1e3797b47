"""Attribute lists, as in ``{#id .class key=value}``, whose attributes all have a value.

Python-Markdown gives ``{id}`` the value None, which its own extensions, MkDocs and others take for a text.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor

_NAME, _PRIORITY = "attr_list", 8
"""What Python-Markdown calls its processor, and when it runs it."""


def give_values(markdown: Markdown) -> Markdown:
    """Return the same object, which now gives an attribute without a value an empty one."""
    if _NAME in markdown.treeprocessors:
        markdown.treeprocessors.register(_AttributeLists(markdown), _NAME, _PRIORITY)
    return markdown


class _AttributeLists(AttrListTreeprocessor):
    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """Give an element its attributes, and return what is left of the list."""
        rest = super().assign_attrs(elem, attrs_string, strict=strict)
        for name, value in elem.attrib.items():
            if value is None:
                elem.set(name, "")
        return rest
