"""Titles of boxes that only name the type of their box, as *Note* does, and say nothing of its text."""

from __future__ import annotations

from functools import cache

from helpcentre.content.linguistics import linguistics
from helpcentre.content.ui_strings import product_strings

_ENGLISH = "en"
_TYPE = "box_"
_AROUND = " \u00a0:：!！.。"


def is_box_label(title: str, code: str) -> bool:
    """Whether a title names a type of boxes, in the language ``code`` or in English; a sign may follow."""
    return title.strip(_AROUND).casefold() in _labels(code)


@cache
def _labels(code: str) -> frozenset[str]:
    found = set[str]()
    for each in (code, _ENGLISH):
        found.update(str(text) for key, text in product_strings(each).items() if key.startswith(_TYPE))
        found.update(word for words in linguistics(each).box_words.values() for word in words)
    return frozenset(word.casefold() for word in found)
