"""Words of the site that a language lacks: a page says in which language they are, and which way that is written.

Templates have no elements around their words. So a borrowed text comes with signs of no script around it, which become
an element where the page is complete, or nothing where none can be: in attributes, scripts and titles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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

    def __call__(self, key: str, **values: object) -> str:
        """Return the text called ``key``; raises KeyError where it does not exist."""
        return self._marked(key, self.strings(key, **values))

    def counted(self, key: str, number: int, language: Language) -> str:
        """Return the text called ``key`` in the plural form of a number."""
        return self._marked(key, self.strings.counted(key, number, language))

    def _marked(self, key: str, text: str) -> str:
        language = self.strings.borrowed.get(key)
        return f"{_BEGIN}{language.tag} {language.direction}{_TEXT}{text}{_END}" if language else text


def label(html: str) -> str:
    """Return a page in which each borrowed text is in an element that names its language, if it can be."""
    return _PARTS.sub(_labelled, html) if _BEGIN in html else html


def _labelled(match: re.Match[str]) -> str:
    if match["bare"]:
        return _SIGNS.sub("", match["bare"])
    return f'<span lang="{match["tag"]}" dir="{match["direction"]}">{match["text"]}</span>'
