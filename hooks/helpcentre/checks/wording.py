"""A translation's words beside its source's: the same numbers, the glossary's terms, nothing untranslated."""

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
from helpcentre.content.language import Language
from helpcentre.content.linguistics import all_linguistics, linguistics
from helpcentre.content.prose import Block, blocks, plain_text
from helpcentre.content.units import Unit
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.util.text import base_language, fold

_WORD = re.compile(r"[^\W\d_]+")
_SAME_WORDS, _SOURCE_WORDS = 4, 3
"""How many words of a paragraph that is as in the source, and how many telltale words, show that it was left."""


def check_wording(
    source: Document,
    translation: Document,
    *,
    source_language: Language,
    current: Collection[str],
    code: str,
    file: str,
    glossary: Glossary,
) -> Iterator[Problem]:
    """Yield the problems in the words of a page in language ``code``, the translation of ``source``.

    Units are compared where their ids are in ``current``; letters and quotation marks are looked at everywhere.
    """
    for source_unit, own in paired_units(source, translation, current):
        yield from _check_numbers(source_unit, own, source_language, code, file)
        if base_language(code) != base_language(source_language.code):
            yield from _check_untranslated(
                source_unit, own, language=source_language, code=code, file=file, glossary=glossary
            )
        yield from check_terms(
            source_unit, own, source_language=source_language, code=code, file=file, glossary=glossary
        )
    yield from check_typography(translation, code=code, file=file)


def _check_numbers(source: Unit, own: Unit, language: Language, code: str, file: str) -> Iterator[Problem]:
    wanted, has = _numbers(source), _numbers(own)
    missing = [value for value in _less(wanted, has) if not may_say(plain_text(own), value, code)]
    surplus = [value for value in _less(has, wanted) if not may_say(plain_text(source), value, language.code)]
    if missing or surplus:
        line = next((line for value, line in has if value in surplus), own.line)
        message = f"numbers {_listed(has)}; the {language.english_name} text has {_listed(wanted)}"
        right, wrong = ", ".join(missing), ", ".join(surplus)
        fix = f"write {right}, not {wrong}" if right and wrong else f"write {right}" if right else f"remove {wrong}"
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


def _check_untranslated(
    source: Unit, own: Unit, *, language: Language, code: str, file: str, glossary: Glossary
) -> Iterator[Problem]:
    source_texts = {block.flat for block in blocks(source)}
    telltales = _telltales(language.code, code)
    for block in blocks(own):
        words = _WORD.findall(fold(glossary.without_names(block.flat, code)))
        seen = sorted(telltales.intersection(words))
        if block.flat in source_texts and len(words) >= _SAME_WORDS:
            message = f"{block.flat[:60]!r} is the {language.english_name} text"
        elif len(seen) >= _SOURCE_WORDS:
            message = f"{block.flat[:60]!r} has {language.english_name} words: {', '.join(seen)}"
        else:
            continue
        yield problem(Rule.TEXT_UNTRANSLATED, file=file, line=block.line, message=message, fix="translate it")


@cache
def _telltales(source: str, code: str) -> frozenset[str]:
    """Return the frequent words of the language ``source`` that no text in the language ``code`` has.

    Of a language that says nothing of the source, all words that it shares with any language are left out.
    """
    base = base_language(source)
    shared = linguistics(code).shared_words
    excepted = [shared] if base in shared else [language.shared_words for language in all_linguistics()]
    return linguistics(source).frequent_words.difference(*(words.get(base, ()) for words in excepted))
