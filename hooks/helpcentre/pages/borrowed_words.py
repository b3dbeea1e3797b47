"""Words of the site that a language lacks: a page says in which language they are, and which way that is written.

What templates get is text, in which no sign means something to HTML: people who translate write it.

Templates have no elements around their words. So a borrowed text comes with signs of no script around it, which become
an element where the page is complete, or nothing where none can be: in attributes, scripts and titles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from helpcentre.content.language import Language
from helpcentre.content.ui_strings import Strings

_BEGIN, _TEXT, _END = "\ue000", "\ue001", "\ue002"
_BORROWED = re.compile(rf"{_BEGIN}(?P<tag>\S+) (?P<direction>\w+){_TEXT}(?P<text>[^{_END}]*){_END}")
_SIGNS = re.compile(rf"{_BEGIN}[^{_TEXT}]*{_TEXT}|{_END}")
_PARTS = re.compile(
    r"""(?P<bare><(script|style|title|textarea|option)\b.*?</\2\s*>|<!--.*?-->|</?[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>)|"""
    + _BORROWED.pattern,
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True)
class TemplateWords:
    """The words that templates ask for; those of another language are to be labelled by :func:`label`."""

    strings: Strings

    def __call__(self, key: str, **values: object) -> Markup:
        """Return the text called ``key``, as HTML with ``values`` in it; raises KeyError where it does not exist."""
        text = Strings({key: escape(self.strings(key))})
        return self._marked(key, text(key, **{name: escape(value) for name, value in values.items()}))

    def counted(self, key: str, number: int, language: Language) -> Markup:
        """Return the text called ``key`` in the plural form of a number, as HTML."""
        return self._marked(key, escape(self.strings.counted(key, number, language)))

    def _marked(self, key: str, html: str) -> Markup:
        language = self.strings.borrowed.get(key)
        return Markup(f"{_BEGIN}{language.tag} {language.direction}{_TEXT}{html}{_END}" if language else html)


def label(html: str) -> str:
    """Return a page in which each borrowed text is in an element that names its language, if it can be."""
    return _PARTS.sub(_labelled, html) if _BEGIN in html else html


def _labelled(match: re.Match[str]) -> str:
    if match["bare"]:
        return _SIGNS.sub("", match["bare"])
    return f'<span lang="{match["tag"]}" dir="{match["direction"]}">{match["text"]}</span>'
