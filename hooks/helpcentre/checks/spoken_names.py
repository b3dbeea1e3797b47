"""Names in code that a page speaks of, and that a translator may have put into the readers' language on purpose."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from helpcentre.content.code_tokens import COMMANDS
from helpcentre.content.frontmatter import Document
from helpcentre.content.prose import plain_text
from helpcentre.content.units import units

_WORD = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
"""Between two words that a program makes one of, as in ``pageTitle``."""
_FIXED = re.compile(r"(?<!\S)--?[\w-]+|\$\{?\w+|\d+(?:[.,]\d+)*")
"""What nobody translates: options, variables of a shell, numbers."""
_MINIMUM = 3
"""Letters of a word, at least: shorter ones are in all texts."""


class SpokenNames:
    """The words that a page and its source say in their sentences."""

    def __init__(self, source: Document, translation: Document) -> None:
        self._source, self._translation = source, translation

    def has(self, right: str, wrong: str) -> bool:
        """Whether code differs in words alone that both pages say: ``Component.html`` and ``Componente.html``."""
        right, wrong = right.strip("`"), wrong.strip("`")
        if _FIXED.findall(right) != _FIXED.findall(wrong):
            return False
        one, other = _words(right), _words(wrong)
        gone, new = one - other, other - one
        if not (gone and new) or min(map(len, gone | new)) < _MINIMUM or gone & COMMANDS:
            return False
        return gone <= self._said_by_source and new <= self._said and not new & self._said_by_source

    @cached_property
    def _said(self) -> set[str]:
        return _words_of(self._translation)

    @cached_property
    def _said_by_source(self) -> set[str]:
        return _words_of(self._source)


def _words_of(document: Document) -> set[str]:
    return {word for unit in units(document).values() for word in _words(plain_text(unit))}


def _words(text: str) -> set[str]:
    """Return the words of a text or of code, in small letters without accents, as names in code are written."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return {word.casefold() for word in _WORD.findall(_JOINT.sub(" ", bare))}
