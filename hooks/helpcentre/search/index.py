"""The search index of a language: which words stand in which passages, and where in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from helpcentre.content.linguistics import linguistics
from helpcentre.output.page import BuiltPage
from helpcentre.search.passages import Passage, fine_print, passages, replies
from helpcentre.search.synonyms import Synonyms
from helpcentre.search.tokens import cut, fold, is_unspaced, tokens, written_words
from helpcentre.util.results import KnownFile, Results

IN_TITLE, IN_HEADING, IN_TOPIC, IN_TEXT = 1, 2, 4, 8
"""What a posting says of a word in a passage, added up; what is left is how often it is in the text."""

MOST_IN_TEXT = 15
"""Further occurrences of a word in a passage add nothing."""


@dataclass(frozen=True)
class SearchPage:
    """A page as it is searched: ``url`` is relative to the site, ``path`` equal in all languages."""

    url: str
    path: str
    passages: tuple[Passage, ...]

    @property
    def name(self) -> str:
        """Its name in menus."""
        return self.passages[0].page

    @property
    def is_aside(self) -> bool:
        """Whether the page says in short what articles say too."""
        return self.passages[0].is_aside


@dataclass(frozen=True)
class PassageWords:
    """The words of a passage: how many its text has, what postings say of each, and how it is written."""

    length: int
    found: dict[str, int]
    written: dict[str, str]


@dataclass(frozen=True)
class Index:
    """The index of one language.

    ``postings`` has for each folded word, in the order of words, the numbers of its passages, each followed by what
    ``IN_TITLE`` and the others say of it there. ``lengths`` has the words of each passage, ``page_of`` the number of
    its page, and ``names`` how many words the name of each page has. ``asides`` are the numbers of pages that are found
    after articles. ``synonyms`` are pairs of what is typed and the words of the pages, each as tokens with spaces
    between them; ``letters`` what is typed for letters.
    """

    postings: Mapping[str, Sequence[int]]
    lengths: Sequence[int]
    page_of: Sequence[int]
    names: Sequence[int]
    asides: frozenset[int] = frozenset()
    synonyms: Sequence[tuple[str, str]] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    """Words that are mostly written otherwise than they are compared: with accents, or as abbreviations in capitals."""


def page_passages(page: KnownFile) -> list[Passage]:
    """Return the passages of a written page; raises HelpcentreError where it is not the one that was written."""
    return list(passages(page.read().decode("utf-8")))


def page_replies(page: KnownFile) -> list[Passage]:
    """Return the replies of a written page, as passages; raises HelpcentreError as :func:`page_passages` does."""
    return list(replies(page.read().decode("utf-8")))


def page_fine_print(page: KnownFile) -> list[Passage]:
    """Return the text of a written legal page, as passages; raises HelpcentreError as :func:`page_passages` does."""
    return list(fine_print(page.read().decode("utf-8")))


def read_pages(
    folder: Path,
    pages: Iterable[BuiltPage],
    results: Results,
    code: str,
    take: Callable[[KnownFile], list[Passage]] = page_passages,
) -> list[SearchPage]:
    """Return what there is to be found on the pages of a language, in the order of addresses.

    They are written below ``folder``. The passages that the step ``take`` finds in their HTML are among ``results``,
    with those of the other pages of the language ``code``. Raises HelpcentreError where a file is not the one that was
    written.
    """
    pages = sorted(pages, key=lambda page: page.record.dest)
    files = {page.digest: KnownFile(page.digest, folder / page.record.dest) for page in pages}
    found = results.of_each(code, take, files)
    urls = ("" if page.record.url == "./" else page.record.url for page in pages)
    return [
        SearchPage(url, page.record.path, tuple(found[page.digest]))
        for url, page in zip(urls, pages, strict=True)
        if found[page.digest]
    ]


def make_index(code: str, pages: Sequence[SearchPage], synonyms: Synonyms) -> Index:
    """Return the index of a language's pages."""
    topics = {page.path: page.name for page in pages if not page.passages[0].is_brief}  # a guide's start is none
    postings = defaultdict[str, list[int]](list)
    written = defaultdict[str, Counter[str]](Counter)
    lengths: list[int] = []
    page_of: list[int] = []
    for number, page in enumerate(pages):
        for place, passage in enumerate(page.passages):
            words = read_words(passage, topic=_topic(page.path, topics) if place == 0 else "", is_first=place == 0)
            for word, said in words.found.items():
                postings[word] += (len(lengths), said)
            for word, own in words.written.items():
                written[word][own] += 1
            lengths.append(words.length)
            page_of.append(number)
    return Index(
        {word: postings[word] for word in sorted(postings)},
        lengths,
        page_of,
        [len(tokens(page.name)) for page in pages],
        frozenset(number for number, page in enumerate(pages) if page.is_aside),
        synonym_pairs(synonyms, postings),
        _letters(code, postings, synonyms),
        _otherwise_written(written),
    )


def read_words(passage: Passage, *, topic: str, is_first: bool) -> PassageWords:
    """Return the words of a passage; the ``is_first`` of a page is found by the names of the page and its topic too."""
    written: dict[str, str] = {}
    counts = defaultdict[str, int](int)
    length = 0
    for word, times in Counter(written_words(f"{passage.summary}\n{passage.text}")).items():
        parts = cut(word)
        length += times * len(parts)
        for part in parts:
            counts[part] += times
        if len(parts) == 1:
            written[parts[0]] = _form(word)
    found = {word: min(count, MOST_IN_TEXT) * IN_TEXT for word, count in counts.items()}
    named = [(passage.title, IN_HEADING)] + ([(passage.page, IN_TITLE), (topic, IN_TOPIC)] if is_first else [])
    for text, place in named:
        for word in written_words(text):
            for part in cut(word):
                found[part] = found.get(part, 0) | place
                if part not in counts and part == fold(word):
                    written[part] = _form(word)
    return PassageWords(length, found, written)


def is_abbreviation(written: str) -> bool:
    """Whether a word is mostly written in capitals; as ``isAbbreviation`` in ``search-ranking.js``."""
    return written != written.lower()


def synonym_pairs(synonyms: Synonyms, words: Container[str]) -> list[tuple[str, str]]:
    """Return what is typed and what it stands for, as tokens, where the ``words`` of an index have that."""
    pairs = [(tokens(typed), tokens(word)) for typed, word in synonyms.pairs]
    return [
        (" ".join(typed), " ".join(meant))
        for typed, meant in pairs
        if all(word in words or is_unspaced(word) for word in meant)
    ]


def _form(word: str) -> str:
    """Return a word as the list of words has it: small, unless it is all in capitals."""
    return word if len(word) > 1 and word == word.upper() else word.lower()


def _otherwise_written(forms: Mapping[str, Counter[str]]) -> dict[str, str]:
    """Return the most usual form of each word that is not written as it is compared."""
    most = {word: max(own, key=lambda each: (own[each], each)) for word, own in forms.items()}
    return {word: own for word, own in most.items() if own != word}


def _topic(path: str, names: Mapping[str, str]) -> str:
    """Return the names of the topics that a page is in."""
    folders = [folder for folder in PurePosixPath(path).parents if folder.name]
    above = [(folder / "index.md").as_posix() for folder in folders]
    return " ".join(names[index] for index in above if index != path and index in names)


def _letters(code: str, words: Iterable[str], synonyms: Synonyms) -> dict[str, str]:
    """Return what readers type where their keyboard lacks a letter, each with what the compared words have instead.

    Of Chinese these are the traditional characters of all that the texts have in simplified form.
    """
    language = linguistics(code)
    found = {typed: fold(letter) for letter, typed in language.typed_letters.items() if typed != fold(letter)}
    if language.traditional_typed:
        used = set("".join(words)).union(*(typed for typed, _ in synonyms.pairs))
        found |= {sign: simple for sign, simple in _simplified().items() if simple in used and sign not in used}
    return found


def _simplified() -> dict[str, str]:
    """Return every Chinese character whose simplified form is another one, with that form."""
    from opencc import OpenCC  # noqa: PLC0415  # for Chinese only

    signs = [chr(number) for number in range(0x4E00, 0xA000)]
    simple = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    return {sign: other for sign, other in zip(signs, simple, strict=True) if sign != other}
