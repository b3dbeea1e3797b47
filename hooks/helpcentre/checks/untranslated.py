"""Texts of a translation that were left in the source language: paragraphs, headings, labels, alternative texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cache, cached_property

from helpcentre.checks.counterparts import paired_units
from helpcentre.content.frontmatter import Document
from helpcentre.content.glossary import Glossary
from helpcentre.content.language import Language
from helpcentre.content.linguistics import Linguistics, all_linguistics, linguistics
from helpcentre.content.prose import HEADINGS, Block, blocks
from helpcentre.content.units import Unit, units
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.util.text import base_language, fold

_WORD = re.compile(r"(?<![\w/.@\\-])[^\W\d_]+(?![\w/@\\])")
"""A word of a text, not of an address, a path or a name of code."""
_LABEL = re.compile(r"(?<!\*)\*\*(?=\S)(?P<text>[^*\n]+?)(?<=\S)\*\*(?!\*)|!\[(?P<alt>[^\]\n]+?)(?:  |\]|$)")
"""What is named in a text: a label in bold, as those of buttons are, or what a picture shows; its address is blank."""
_SPELT = re.compile(r"(?<!\w)(?P<sign>[`*_]{1,3})[^\W\d_](?P=sign)(?=[^\W\d_])")
"""A word whose first letter is marked, as where a name is spelt out: the words are those of the name."""
_QUOTED = re.compile('„[^“”„]+[“”]|“[^“”]+”|"[^"]+"|«[^«»]+»|»[^«»]+«|「[^「」]+」')
"""Within a sentence, a title or what a program shows, which stays in its own language."""

_SOURCE_WORDS = 3
"""How many telltale words in a text say that it was left."""
_SENTENCE = 4
"""How many words may be a sentence; fewer may be a name or an address."""
_DENSITY, _ALONE = 10, 6
"""Of so many words of a text, one at least is a function word; a single one needs fewer."""
_OFTEN = 2
"""How often a page has to use a word, which its translation never does, so that the word is none of both languages."""
_SHORT, _LONG = 4, 7
"""Letters of a word: shorter ones are in all languages, and a long one says enough alone."""


def check_untranslated(
    source: Document,
    translation: Document,
    *,
    source_language: Language,
    current: Collection[str],
    code: str,
    file: str,
    glossary: Glossary,
) -> Iterator[Problem]:
    """Yield a problem for each text of a page in language ``code`` that is still in that of its ``source``.

    A text that is equal in both is left only if a word of it shows that: names, commands and the like stay as they are.
    """
    if base_language(code) == base_language(source_language.code):
        return
    pairs = list(paired_units(source, translation, current))
    evidence = _Evidence(source, translation, source_language.code, code, glossary)
    for source_unit, own in pairs:
        texts = {block.flat for block in blocks(source_unit)}
        labels = set(_labels(blocks(source_unit)))
        spelt = _spelt_lines(own)
        run: list[Block] = []
        for block in (*blocks(own), None):
            is_heading = bool(own.head and block and block.kind == HEADINGS)
            if block and not spelt.isdisjoint(range(block.line, block.line_at(len(block.text)) + 1)):
                continue
            if block and (words := evidence.of_block(block, is_equal=block.flat in texts, is_heading=is_heading)):
                if not run:
                    first = words
                run.append(block)
                continue
            if run:
                yield _of_texts(run, first, source_language, file)
            run = []
            if block:
                yield from _of_labels(block, labels, evidence, source_language, file)


def _spelt_lines(unit: Unit) -> set[int]:
    return {number for number, line in enumerate(unit.text.split("\n"), start=unit.line) if _SPELT.search(line)}


def _of_texts(run: list[Block], words: list[str], language: Language, file: str) -> Problem:
    more = f", and the {len(run) - 1} after it" if len(run) > 1 else ""
    message = f"{run[0].flat[:60]!r}{more} has {language.english_name} words: {', '.join(words)}"
    return problem(Rule.TEXT_UNTRANSLATED, file=file, line=run[0].line, message=message, fix="translate it")


def _of_labels(
    block: Block, labels: Collection[str], evidence: _Evidence, language: Language, file: str
) -> Iterator[Problem]:
    for match in _LABEL.finditer(block.text):
        label = _text_of(match)
        if label in labels and (words := evidence.of_label(label)):
            message = f"{label!r} has {language.english_name} words: {', '.join(words)}"
            line = block.line_at(match.start())
            fix = "write what readers of this language see there"
            yield problem(Rule.TEXT_UNTRANSLATED, file=file, line=line, message=message, fix=fix)


def _labels(found: Iterable[Block]) -> Iterator[str]:
    return (_text_of(match) for block in found for match in _LABEL.finditer(block.text))


def _text_of(match: re.Match[str]) -> str:
    return " ".join((match["text"] or match["alt"]).split())


class _Evidence:
    """What shows that words of a translation are those of its source's language."""

    def __init__(self, source: Document, translation: Document, language: str, code: str, glossary: Glossary) -> None:
        self._code, self._glossary = code, glossary
        self._telltales, self._function_words = _telltales(language, code), _function_words(language, code)
        self._is_known = bool(linguistics(language).frequent_words)
        self._is_english = base_language(language) == "en"
        self._has_capital_nouns = linguistics(language).capitalises_nouns
        self._source, self._translation, self._language = source, translation, linguistics(language)

    @cached_property
    def _own_text(self) -> str:
        """What the translation says itself: all but texts and labels that its source has as well."""
        theirs = _texts(self._source)
        labels = {_text_of(match) for text in theirs for match in _LABEL.finditer(text)}

        def without_labels(text: str) -> str:
            return _LABEL.sub(lambda found: "" if _text_of(found) in labels else found[0], text)

        return fold("\n".join(map(without_labels, _texts(self._translation) - theirs)))

    @cached_property
    def _of_source(self) -> set[str]:
        """The common words that the source page uses, and its translation never does."""
        texts = _texts(self._source) - _texts(self._translation)
        uses = Counter(word for text in texts for word in _common_words(text, self._language))
        often = (word for word, count in uses.items() if count >= _OFTEN)
        return {word for word in often if len(word) >= _SHORT and word not in self._own_text}

    @cached_property
    def _letters(self) -> set[str]:
        """The letters that only the source's language has."""
        return set(self._language.typed_letters) - set(linguistics(self._code).typed_letters) - set(self._own_text)

    def of_block(self, block: Block, *, is_equal: bool, is_heading: bool) -> list[str]:
        """Return the words that show that a text was left, none if nothing does."""
        text = _without_quotations(block.flat)
        words = self._unnamed(text)
        if len(seen := sorted(self._telltales.intersection(words))) >= _SOURCE_WORDS:
            return seen
        if is_equal and not self._is_known and len(words) >= _SENTENCE:
            return words[:_SOURCE_WORDS]
        return self._of_equal(text, is_heading=is_heading) if is_equal else []

    def of_label(self, text: str) -> list[str]:
        """Return the words that show that a label, equal in both languages, was left."""
        found = self._of_equal(_without_quotations(text))
        is_short = len(found) == 1 and len(_words(text)) < _SENTENCE and found[0] in self._function_words
        is_name = is_short and self._is_english  # as many names are: Research and Friends
        return [] if is_name else found

    def _of_equal(self, text: str, *, is_heading: bool = False) -> list[str]:
        words = self._unnamed(text)
        long = [word for word in _WORD.findall(text) if len(word) >= _SHORT]
        has_capitals = all(word[:1].isupper() for word in long)
        is_name = has_capitals and not self._has_capital_nouns  # Terms of Service
        # Amid a text, a capital is that of a name: Dead Man's Switch.
        written = _WORD.findall(self._glossary.without_names(text, self._code))
        is_small = [not place or not word[0].isupper() for place, word in enumerate(written)]
        seen = [word for word, small in zip(words, is_small, strict=True) if small and word in self._function_words]
        is_clear = len(set(seen)) > 1 or len(seen) * _ALONE >= len(words)
        if is_clear and not is_name and 1 < len(words) <= len(seen) * _DENSITY:
            return sorted(set(seen))
        found = sorted(self._of_source.intersection(words)) if is_heading else []
        if found and all(fold(word) in found for word in long) and max(map(len, found)) >= _LONG:
            return found
        return [] if has_capitals else [word for word in words if self._letters.intersection(word)]

    def _unnamed(self, text: str) -> list[str]:
        return _words(self._glossary.without_names(text, self._code))


def _without_quotations(text: str) -> str:
    """Return a text without what it quotes, unless it is a quotation as a whole."""
    left = _QUOTED.sub(" ", text)
    return left if _words(left) else text


def _texts(document: Document) -> set[str]:
    return {block.text for unit in units(document).values() for block in blocks(unit)}


def _common_words(text: str, language: Linguistics) -> Iterator[str]:
    """Yield the words of a text that are no names: in small letters, or behind a word such as *the*."""
    before = ""
    for word in _WORD.findall(text):
        if word[0].islower() or before in language.frequent_words:
            yield fold(word)
        before = fold(word)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


@cache
def _telltales(source: str, code: str) -> frozenset[str]:
    """Return the frequent words of the language ``source`` that no text in the language ``code`` has.

    Of a language that says nothing of the source, all words that it shares with any language are left out.
    """
    base = base_language(source)
    shared = linguistics(code).shared_words
    excepted = [shared] if base in shared else [language.shared_words for language in all_linguistics()]
    return linguistics(source).frequent_words.difference(*(words.get(base, ()) for words in excepted))


@cache
def _function_words(source: str, code: str) -> frozenset[str]:
    """Return the telltales and the other function words of the language ``source`` that ``code`` has not.

    Names and quotations are in English everywhere, so words that English has as well say nothing of another language.
    """
    words = _telltales(source, code) | linguistics(source).function_words
    others = [code] if base_language(source) == "en" else [code, "en"]
    return words.difference(*(linguistics(each).function_words | linguistics(each).frequent_words for each in others))
