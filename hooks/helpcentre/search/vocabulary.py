"""The words of a language's texts, and the other ways in which readers write or inflect them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import takewhile

from helpcentre.content.linguistics import linguistics
from helpcentre.util.text import base_language, replace_letters

_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_ELISION = re.compile(r"(?<=[^\W\d_])[’'](?=[^\W\d_])")

_PART, _STEM = 4, 4
"""The fewest letters of a compound's part, and of a stem."""

JOINT = "\u2060 "
"""Parts an elided article from its word for Pagefind, which splits at spaces; taken out again before it is shown."""


def words(text: str) -> list[str]:
    """Return the words of ``text`` in their order, in small letters, composed (NFC); apostrophes part words."""
    return _WORD.findall(unicodedata.normalize("NFC", text).replace("İ", "i").lower())


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """Return a word without marks on its letters, as Pagefind compares words (NFD without category M)."""
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in decomposed if not unicodedata.category(sign).startswith("M"))


def has_han(text: str) -> bool:
    """Whether ``text`` has Chinese characters."""
    return _HAN.search(text) is not None


class Vocabulary:
    """The words of one language's texts, with the number of times that each occurs."""

    def __init__(self, code: str, counts: Mapping[str, int]) -> None:
        self._code, self._language = base_language(code), linguistics(code)
        self._typed_letters = str.maketrans(self._language.typed_letters)
        self._by_count = sorted(counts, key=lambda word: (-counts[word], word))
        self._known = {plain(word) for word in counts if len(word) >= _PART}
        self._beginnings = {word[:-cut] for word in self._known for cut in (1, 2) if len(word) - cut >= _PART}
        self.parts = cache(self._parts)

    @property
    def elides(self) -> bool:
        """Whether articles and the like are joined to a word by an apostrophe."""
        return self._language.elides

    def separated(self, text: str) -> str:
        """Return ``text`` with a joint after each elided word."""
        return _ELISION.sub(lambda match: match[0] + JOINT, text) if self.elides else text

    def words(self) -> list[str]:
        """Return the words, frequent ones first. Chinese has no spaces: its longer runs are no words."""
        return [word for word in self._by_count if len(word) <= 2 or not has_han(word)]

    def spellings(self) -> dict[str, str]:
        """Return how words are typed on keyboards without some letter, each with the word of the texts."""
        found: dict[str, str] = {}
        for word in self._by_count:
            for spelling in self._spelled(word):
                if spelling != plain(word) and spelling not in self._known:
                    found.setdefault(spelling, word)
        return found

    def function_words(self) -> list[str]:
        """Return the language's function words, in their plain form and as they are typed without some letter."""
        words = self._language.function_words
        return sorted({spelling for word in words for spelling in (plain(word), *self._spelled(word))})

    def stems(self) -> list[str]:
        """Return the beginnings that the inflected forms of a word have in common, where Pagefind has no stemmer."""
        if not self._language.lemmas_in_search:
            return []
        from simplemma import lemmatize  # noqa: PLC0415  # slow to load, and few languages need it

        stems = {_common(word, lemmatize(word, lang=self._code).lower()) for word in self._by_count}
        return sorted({plain(stem) for stem in stems if len(stem) >= _STEM})

    def letters(self, typed: Iterable[str] = ()) -> dict[str, str]:
        """Return letters that readers may type, each with the one that the texts, or phrases ``typed``, have instead.

        Chinese texts are in simplified characters: these are the traditional ones of all that occur.
        """
        if not self._language.traditional_typed:
            return {}
        used = set("".join([*self._by_count, *typed]))
        return {sign: simple for sign, simple in _simplified().items() if simple in used and sign not in used}

    def _spelled(self, word: str) -> Iterator[str]:
        yield replace_letters(plain(word))
        if self._typed_letters:
            yield plain(word.translate(self._typed_letters))

    def _parts(self, word: str) -> tuple[str, ...]:
        """Return the known words that a compound is made of, and of a Chinese text each pair of characters."""
        if self._language.character_pairs:
            return tuple(run[at : at + 2] for run in _HAN.findall(word) for at in range(len(run) - 1))
        return tuple(self._compound(plain(word))) if self._language.compound_links else ()

    def _compound(self, word: str) -> Iterator[str]:
        links = ("", *self._language.compound_links)
        for end in range(len(word) - _PART, _PART - 1, -1):
            head, tail = word[:end], word[end:]
            if tail in self._known and any(self._is_head(head.removesuffix(link)) for link in links):
                yield from (head, tail)
                return

    def _is_head(self, head: str) -> bool:
        return len(head) >= _PART and (head in self._known or head in self._beginnings)


def _common(word: str, other: str) -> str:
    """Return the beginning that two words have in common."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False))
    return "".join(first for first, _ in same)


@cache
def _simplified() -> dict[str, str]:
    """Return every Chinese character whose simplified form is another one, with that form."""
    from opencc import OpenCC  # noqa: PLC0415  # for Chinese only

    signs = [chr(number) for number in range(0x4E00, 0xA000)]
    written = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    return {typed: simple for typed, simple in zip(signs, written, strict=True) if typed != simple}
