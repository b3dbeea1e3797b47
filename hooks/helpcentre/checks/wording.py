"""A translation's words beside its source's: the same numbers, the glossary's terms, and nothing left in German."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache

from helpcentre.checks.counterparts import paired_units
from helpcentre.checks.glossary import check_terms
from helpcentre.checks.numbers import Number, may_say, numbers
from helpcentre.checks.typography import check_typography
from helpcentre.content.frontmatter import Document
from helpcentre.content.glossary import Glossary
from helpcentre.content.prose import Block, blocks, plain_text
from helpcentre.content.units import Unit
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.util.text import base_language, fold

SOURCE = "de"
"""The language of the sources: what follows knows its words."""

_FUNCTION_WORDS = """
aber als auch auf aus bei damit dann das dass dein deine deinem deinen deiner dem den denn der des dich die diese
dieser dieses diesem dir durch ein eine einem einen einer etwas für gegen haben hast ihr ist jede jeder kann kannst
kein keine keinen können mehr mit muss musst nach nicht noch nur oder ohne schon sehr seit sich sie sind und unter
vom vor wenn werden weil wie wir wird wurde zu zum zur über
"""
_GERMAN = frozenset(_FUNCTION_WORDS.split())
_SHARED = {
    "en": {"die", "den", "mit"},
    "fr": {"des", "die", "mit"},
    "es": {"das", "den", "des", "die"},
    "it": {"bei", "die", "dir", "mit"},
    "pt": {"das", "der", "des", "die"},
    "nl": {"als", "das", "dem", "den", "der", "des", "die", "mit", "nicht", "noch", "werden", "wie", "ist"},
    "pl": {"das", "den", "der", "mit", "sie", "wie", "die"},
    "tr": {"dem", "den", "der", "dir", "ist", "mehr", "mit", "nur", "die"},
    "uk": set[str](),
    "ar": set[str](),
    "zh": set[str](),
}
"""German words that are words of another language too, or look like one that lost its accents."""

_ANYWHERE = frozenset().union(*_SHARED.values())
_WORD = re.compile(r"[^\W\d_]+")
_SAME_WORDS, _GERMAN_WORDS = 4, 3


def check_wording(
    source: Document, translation: Document, *, current: Collection[str], code: str, file: str, glossary: Glossary
) -> Iterator[Problem]:
    """Yield the problems in the words of a page in language ``code``, the translation of the German ``source``.

    Units are compared where their ids are in ``current``; letters and quotation marks are looked at everywhere.
    """
    for german, own in paired_units(source, translation, current):
        yield from _check_numbers(german, own, code, file)
        yield from _check_untranslated(german, own, code, file, glossary)
        yield from check_terms(german, own, code=code, file=file, glossary=glossary)
    yield from check_typography(translation, code=code, file=file)


def _check_numbers(german: Unit, own: Unit, code: str, file: str) -> Iterator[Problem]:
    wanted, has = _numbers(german), _numbers(own)
    missing = [value for value in _less(wanted, has) if not may_say(plain_text(own), value, code)]
    surplus = [value for value in _less(has, wanted) if not may_say(plain_text(german), value, SOURCE)]
    if missing or surplus:
        line = next((line for value, line in has if value in surplus), own.line)
        message = f"numbers {_listed(has)}; the German text has {_listed(wanted)}"
        fix = f"correct {', '.join([*surplus, *missing])}"
        yield problem(Rule.NUMBER_DIFFERS, file=file, line=line, message=message, fix=fix)


def _numbers(unit: Unit) -> list[tuple[str, int]]:
    """Return each number of a unit with its line in the file."""

    def placed(block: Block, number: Number) -> tuple[str, int]:
        return number.value, block.line_at(number.place)

    return [placed(block, number) for block in blocks(unit) for number in numbers(block.text)]


def _less(found: list[tuple[str, int]], others: list[tuple[str, int]]) -> list[str]:
    """Return the values that ``found`` has more often than ``others``."""
    return list(Counter(value for value, _ in found) - Counter(value for value, _ in others))


def _listed(found: list[tuple[str, int]]) -> str:
    return ", ".join(value for value, _ in found) or "none"


@cache
def _unshared(language: str) -> frozenset[str]:
    """Return the German words that are no words of another language."""
    return _GERMAN - _SHARED.get(language, _ANYWHERE)


def _check_untranslated(german: Unit, own: Unit, code: str, file: str, glossary: Glossary) -> Iterator[Problem]:
    germans = {block.flat for block in blocks(german)}
    unshared = _unshared(base_language(code))
    for block in blocks(own):
        words = _WORD.findall(fold(glossary.without_names(block.flat, code)))
        seen = sorted(unshared.intersection(words))
        if block.flat in germans and len(words) >= _SAME_WORDS:
            message = f"{block.flat[:60]!r} is the German text"
        elif len(seen) >= _GERMAN_WORDS:
            message = f"{block.flat[:60]!r} has German words: {', '.join(seen)}"
        else:
            continue
        yield problem(Rule.TEXT_UNTRANSLATED, file=file, line=block.line, message=message, fix="translate it")
