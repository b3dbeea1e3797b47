"""Abbreviations: what is a word of its own, in scripts with spaces, without them, and beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrTreeprocessor

from helpcentre.content.glossary import UNSPACED
from helpcentre.util.text import any_of

_STEP, _PRIORITY = "abbr", 7
"""The step of Markdown that marks abbreviations."""
_JOINED = r"\uac00-\ud7a3"
"""The script of Korean, which joins particles to the end of a word."""
_BEFORE, _AFTER = rf"[^\W{UNSPACED}]", rf"[^\W{UNSPACED}{_JOINED}]"
"""What makes a longer word of an abbreviation."""


def find_abbreviations(markdown: Markdown) -> None:
    """Let Markdown mark abbreviations as the scripts of their surroundings part words, where it marks them at all."""
    if _STEP not in markdown.treeprocessors:
        return
    step = markdown.treeprocessors[_STEP]
    if isinstance(step, AbbrTreeprocessor) and not isinstance(step, _Abbreviations):
        markdown.treeprocessors.register(_Abbreviations(markdown, step.abbrs), _STEP, _PRIORITY)


def abbreviation_pattern(abbreviations: Iterable[str]) -> re.Pattern[str]:
    """Return what finds one of the abbreviations as a word of its own, longer ones first."""
    words = sorted(abbreviations, key=lambda word: (-len(word), word))
    return re.compile(f"(?<!{_BEFORE}){any_of(words)}(?!{_AFTER})")


class _Abbreviations(AbbrTreeprocessor):
    """Marks them as Markdown does, which takes every letter beside them for a part of the same word."""

    def run(self, root: Element) -> None:
        """Mark the abbreviations below ``root``."""
        if self.abbrs:
            self.RE = abbreviation_pattern(self.abbrs)
            self.iter_element(root)
