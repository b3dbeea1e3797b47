"""Checks of a translation's words against the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from helpcentre.content.glossary import Glossary, TermRule
from helpcentre.content.language import Language
from helpcentre.content.prose import blocks, plain_text
from helpcentre.content.units import Unit
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.util.text import fold


def check_terms(
    source: Unit, own: Unit, *, source_language: Language, code: str, file: str, glossary: Glossary
) -> Iterator[Problem]:
    """Yield a problem for each name in ``source`` that its translation ``own`` lacks, and for each rule it breaks."""
    language, source_text, text = source_language.english_name, plain_text(source), plain_text(own)
    folded = fold(source_text)
    for name in glossary.keep:
        if _has_name(source_text, name.name) and not any(spelling in text for spelling in name.spellings_in(code)):
            message = f"the {language} text has {name.name!r}, this one has not"
            fix = f"write {' or '.join(name.spellings_in(code))}, as it is"
            yield problem(Rule.TERM_CHANGED, file=file, line=own.line, message=message, fix=fix)
    for term, rules in glossary.terms.items():
        if code in rules and _starts_word(term).search(folded):
            yield from _check_rule(own, term, rules[code], language, file)


def _check_rule(own: Unit, term: str, rule: TermRule, language: str, file: str) -> Iterator[Problem]:
    advice = f"use {' or '.join(rule.require)}" if rule.require else "use another word"
    text = fold(plain_text(own))
    if rule.require and not any(fold(word) in text for word in rule.require):
        message = f"the {language} text has {term!r}, this one has no word for it from the glossary"
        yield problem(Rule.GLOSSARY_TERM, file=file, line=own.line, message=message, fix=advice)
    for word in rule.avoid:
        for block in blocks(own):
            if match := _starts_word(word).search(fold(block.text)):
                message = f"{word!r} is not the glossary's word for {term!r}"
                line = block.line_at(match.start())
                yield problem(Rule.GLOSSARY_TERM, file=file, line=line, message=message, fix=advice)


def _has_name(text: str, name: str) -> bool:
    """Whether a text has ``name`` as a word, in the genitive or as a part of a hyphenated word."""
    return name in text and bool(re.search(rf"(?<!\w){re.escape(name)}(?:['’]?s)?(?!\w)", text))


@cache
def _starts_word(word: str) -> re.Pattern[str]:
    """Return a pattern for words that begin like ``word``; scripts without capitals write particles before it."""
    folded = fold(word)
    return re.compile(("" if folded == folded.upper() else r"(?<!\w)") + re.escape(folded).replace(r"\ ", r"\s+"))
