"""What shows that a text of a translation is in the language of its source: words, and letters."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache, cached_property

from helpcentre.checks.text_parts import Label, cells, labels, without_labels, without_quotations
from helpcentre.content.code_tokens import code_spans
from helpcentre.content.frontmatter import Document
from helpcentre.content.glossary import Glossary
from helpcentre.content.language import is_in_latin_letters
from helpcentre.content.linguistics import Linguistics, all_linguistics, linguistics
from helpcentre.content.prose import HEADINGS, ROWS, Block, blocks
from helpcentre.content.units import units
from helpcentre.util.text import base_language, fold

_WORD = re.compile(r"(?<![\w/.@\\-])[^\W\d_]+(?![\w/@\\])")
"""A word of a text, not of an address, a path or a name of code."""
_LETTER = re.compile(r"[^\W\d_]")
_COMPOUND = re.compile(r"^[a-z0-9]+(?:[-_][a-z0-9]+)+$")
"""What a program calls something, as in ``disable-audio``."""
_JOINED = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]")
"""Words that a program makes one of, as in ``NaiveDateTime``."""
_IN_BRACKETS = re.compile(r"[(（](?P<text>(?:[^()（）]|\([^()]*\))+)[)）]")

_SOURCE_WORDS = 3
"""How many telltale words in a text say that it was left."""
_SENTENCE = 4
"""How many words may be a sentence; fewer may be a name or an address."""
_DENSITY, _ALONE = 10, 6
"""Of so many words of a text, one at least is a function word; a single one needs fewer."""
_OFTEN = 2
"""How often a page has to use a word, which its translation never does, so that the word is none of both languages."""
_TITLE = 2
"""How many words show that a title in capitals was left; a function word is one of them."""
_SHORT, _LONG = 4, 7
"""Letters of a word: shorter ones are in all languages, and a long one says enough alone."""


class Evidence:
    """What shows that words of a translation are those of its source's language."""

    def __init__(self, source: Document, translation: Document, language: str, code: str, glossary: Glossary) -> None:
        self._code, self._glossary = code, glossary
        self._telltales, self._function_words = _telltales(language, code), _function_words(language, code)
        self._is_known = bool(linguistics(language).frequent_words)
        self._is_english = base_language(language) == "en"
        self._is_latin = is_in_latin_letters(language)
        self._has_capital_nouns = linguistics(language).capitalises_nouns
        self._source, self._translation, self._language = source, translation, linguistics(language)

    @cached_property
    def _own_text(self) -> str:
        """What the translation says itself: all but texts and labels that its source has as well."""
        theirs = _blocks(self._source)
        texts = {block.text for block in theirs}
        known = {label.text for block in theirs for label in labels(block)}
        own = (block.text for block in _blocks(self._translation) if block.text not in texts)
        return fold("\n".join(without_labels(text, known) for text in dict.fromkeys(own)))

    @cached_property
    def _of_source(self) -> set[str]:
        """The common words that the source page uses, and its translation never does."""
        texts = {block.text for block in _blocks(self._source)} - {block.text for block in _blocks(self._translation)}
        uses = Counter(word for text in texts for word in _common_words(text, self._language))
        often = (word for word, count in uses.items() if count >= _OFTEN)
        return {word for word in often if len(word) >= _SHORT and word not in self._own_text}

    @cached_property
    def _said_by_source(self) -> set[str]:
        """The words that the source page writes small in sentences, once at least, and its translation never has."""
        texts = {block.text for block in _blocks(self._source) if block.kind != HEADINGS}
        words = {fold(word) for text in texts for word in _WORD.findall(text) if word[0].islower()}
        return {word for word in words if len(word) >= _SHORT and word not in self._own_text}

    @cached_property
    def _letters(self) -> set[str]:
        """The letters that only the source's language has."""
        return set(self._language.typed_letters) - set(linguistics(self._code).typed_letters) - set(self._own_text)

    @cached_property
    def _commands(self) -> str:
        """The code of the source."""
        scans = [unit.scan for unit in units(self._source).values()]
        blocks_of_code = (scan.lines[number] for scan in scans for number in scan.code_lines)
        return "\n".join([*blocks_of_code, *(span for scan in scans for span in code_spans(scan))])

    def of_block(self, block: Block, texts: Collection[str], *, is_heading: bool) -> list[str]:
        """Return the words that show that a text was left, none if nothing does; ``texts`` are those of the source."""
        if block.kind == ROWS:
            return next(filter(None, (self._of_cell(cell, is_equal=cell in texts) for cell in cells(block))), [])
        flat = block.flat if block.flat in texts else _without_originals(block.flat, texts)
        return self._of_text(flat, is_equal=flat in texts, is_heading=is_heading)

    def _of_cell(self, text: str, *, is_equal: bool) -> list[str]:
        """Return the words of a cell; short ones are often names and commands."""
        if len(_words(text)) < _SENTENCE:
            return self._of_words(without_quotations(text)) if is_equal else []
        found = self._of_text(text, is_equal=is_equal, is_heading=False)
        return found if len(found) > 1 else []

    def _of_text(self, text: str, *, is_equal: bool, is_heading: bool) -> list[str]:
        text = without_quotations(text)
        words = self._unnamed(text)
        if len(seen := sorted(self._telltales.intersection(words))) >= _SOURCE_WORDS:
            return seen
        if is_equal and not self._is_known and len(words) >= _SENTENCE:
            return self._in_script(words)[:_SOURCE_WORDS]
        return self._of_equal(text, is_heading=is_heading) if is_equal else []

    def _in_script(self, words: list[str]) -> list[str]:
        """Return those of the words that the source's language has letters for: none of *Fix* in Japanese."""
        return words if self._is_latin else [word for word in words if not word.isascii()]

    def of_label(self, label: Label) -> list[str]:
        """Return the words that show that a label, equal in both languages, was left."""
        found = self._of_equal(without_quotations(label.text))
        is_single = len(found) == 1 and found[0] in self._function_words
        is_name = is_single and (label.is_button or len(_words(label.text)) < _SENTENCE)
        return [] if is_name and self._is_english else found  # as many names are: Research and Friends

    def is_command(self, text: str) -> bool:
        """Whether a text is the beginning of a command that stands in code of the source, as ``git push``."""
        return text[:1].islower() and text in self._commands

    def without_names(self, text: str) -> str:
        """Return a text without the names that are the same in all languages."""
        return self._glossary.without_names(text, self._code)

    def has_function_word(self, text: str) -> bool:
        """Whether a text seems to have a word that holds sentences of the source's language together."""
        return not self._function_words.isdisjoint(text.lower().split())

    def function_words_in(self, text: str) -> set[str]:
        """Return the words of a text that hold sentences of the source's language together."""
        return {fold(word) for word in _running_words(self.without_names(text))} & self._function_words

    def _of_equal(self, text: str, *, is_heading: bool = False) -> list[str]:
        words = self._unnamed(text)
        long = [word for word in _WORD.findall(text) if len(word) >= _SHORT]
        has_capitals = all(word[:1].isupper() for word in long)
        is_name = has_capitals and not self._has_capital_nouns  # Terms of Service
        without_names = self.without_names(text)
        seen = [fold(word) for word in _running_words(without_names) if fold(word) in self._function_words]
        if len(words) < _SENTENCE and words[:1] != seen[:1] and _has_names_alone(without_names, seen):
            return []
        is_clear = len(set(seen)) > 1 or len(seen) * _ALONE >= len(words)
        if is_clear and not is_name and 1 < len(words) <= len(seen) * _DENSITY:
            return [] if is_heading and self.is_command(text) else sorted(set(seen))
        may_be_title = is_name and not _JOINED.search(text.strip().partition(" ")[0])  # not OpenSSF Best Practices
        if is_heading and (found := self._of_words(text) or (may_be_title and self._of_title(text, seen))):
            return found
        return [] if has_capitals else [word for word in words if self._letters.intersection(word)]

    def _of_words(self, text: str) -> list[str]:
        """Return the words of a text if the source page uses all long ones in sentences, and its translation none.

        What a program calls something, as *sidebar* or *disable-audio*, begins with a small letter.
        """
        if _COMPOUND.search(text) or _JOINED.search(text) or text[:1].islower():
            return []
        found = sorted(self._of_source.intersection(self._unnamed(text)))
        long = {fold(word) for word in _WORD.findall(text) if len(word) >= _SHORT}
        return found if found and long <= set(found) and max(map(len, found)) >= _LONG else []

    def _of_title(self, text: str, seen: Collection[str]) -> list[str]:
        """Return the words of a title in capitals that the source page uses in sentences, and its translation never.

        One that is a name, as *Terms of Service*, is one in the translation's sentences, too.
        """
        long = {fold(word) for word in _WORD.findall(text) if len(word) >= _SHORT}
        found = sorted(long & self._said_by_source)
        return found if len(found) + bool(seen) >= _TITLE and 2 * len(found) >= len(long) else []

    def _unnamed(self, text: str) -> list[str]:
        return _words(self.without_names(text))


def _without_originals(text: str, texts: Collection[str]) -> str:
    """Return a text without brackets that repeat what one of its source's ``texts`` says, in no brackets there."""

    def replaced(match: re.Match[str]) -> str:
        words = match["text"].strip(" .:;,")
        is_said = any(words in each and f"({words}" not in each for each in texts)
        return " " if len(_words(words)) >= _SENTENCE and is_said else match[0]

    left = _IN_BRACKETS.sub(replaced, text)
    return left if _LETTER.search(left) else text


def _has_names_alone(text: str, seen: Collection[str]) -> bool:
    """Whether a text is a program's name and those of other things, beside words ``seen``: *cc for Windows*."""
    first, *others = _WORD.findall(text)
    is_name = text[:1].islower() and first.islower()
    return is_name and all(word[0].isupper() or fold(word) in seen for word in others)


def _running_words(text: str) -> Iterator[str]:
    """Yield the words of sentences in a text: not those between signs, *if … else*, nor capitals amid it, of names."""
    found = list(_WORD.finditer(text))
    gaps = [text[one.end() : other.start()].isspace() for one, other in itertools.pairwise(found)]
    for place, match in enumerate(found):
        is_beside = any(gaps[max(0, place - 1) : place + 1])
        if is_beside and (not place or not match[0][0].isupper()):
            yield match[0]


def _blocks(document: Document) -> list[Block]:
    return [block for unit in units(document).values() for block in blocks(unit)]


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
