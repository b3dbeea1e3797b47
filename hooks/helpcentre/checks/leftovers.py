"""Clauses, headings and cells that a translation has as its source, and that may have been left so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cached_property

from helpcentre.checks.clauses import clauses_in, clauses_of
from helpcentre.checks.language_evidence import Evidence
from helpcentre.checks.text_parts import cells, labels
from helpcentre.checks.texts_of_others import is_entry
from helpcentre.checks.typography import script_of
from helpcentre.content.frontmatter import Document
from helpcentre.content.prose import HEADINGS, ROWS, Block, blocks
from helpcentre.content.units import Unit, units
from helpcentre.util.text import fold

_WORD = re.compile(r"(?<![\w/.@\\$:_-])(?<!\\\[)[^\W\d_]+(?![\w/@\\_-]|\.\w)")
_AMID = re.compile(r"(?<=[^\W\d_],[ ])[^\W\d_]+|(?<=[^\W\d_][ ])[^\W\d_]+(?![\w/@\\_-]|\.\w)")
"""A word amid a sentence, where a capital is that of a name."""
_UNSPACED = re.compile(r"\S+")
_OF_PROGRAM = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]|\w[_/]\w|\(\)|\w::\w")
"""A word that is a name: GitHub, text_field, A::b."""
_PRODUCT = re.compile(r"\S*[a-z][A-Z]\S*\s+[A-Z]\w*")
"""What a company calls a thing of its own: GitHub Pages."""
_SHORT_NAME = re.compile(r"[ ]?[(（][^\W\d_]*[A-ZÀ-ÖØ-Þ]{2,}[^\W\d_]*[)）]")
"""Behind a name, what it is called for short: *Embedded Elixir (EEx)*."""
_DENSITY = 3
"""Of so many words, one at least holds a sentence together."""
_CLAUSE, _SHORT = 3, 4
"""How many words a clause amid a text has, and how many letters a word that is told from others, at least."""


class Leftovers:
    """Finds in a translation what it has word by word as its source, by words that it uses nowhere else."""

    def __init__(self, source: Document, translation: Document, evidence: Evidence) -> None:
        self._source, self._translation, self._evidence = source, translation, evidence

    def find(self, block: Block, source: Unit) -> Iterator[tuple[str, list[str]]]:
        """Yield each text of a block that may be left as the ``source`` has it, with the words that show it."""
        if not self._may_have(block):
            return
        shared = [clause for clause in clauses_in(block) if clause in clauses_of(source)]
        shared = [clause for clause in shared if not self._is_original(clause, block)]
        pictures = {label.text for label in labels(block) if not label.is_button} if shared else set()
        for text in dict.fromkeys(shared):
            is_whole = block.kind in (HEADINGS, ROWS) or text in pictures
            is_spelt_out = is_whole and _SHORT_NAME.fullmatch(block.flat.removeprefix(text)) is not None
            if words := [] if is_spelt_out and text.istitle() else self._words(text, is_whole=is_whole):
                yield text, words

    def _is_original(self, clause: str, block: Block) -> bool:
        """Whether a clause is what a catalogue calls something, or stands behind its translation, in brackets."""
        if re.search(rf"[A-Z]{{2,}}-\d+[ ]?:[ ]{re.escape(clause)}", block.flat) or (
            block.kind == ROWS and is_entry(clause)
        ):
            return True
        is_here = any(f"{sign}{clause}" in block.flat for sign in "(（")
        return is_here and not any(f"({clause}" in text for text in self._source_texts)

    @cached_property
    def _source_texts(self) -> list[str]:
        return [block.flat for block in _blocks(self._source)]

    def _may_have(self, block: Block) -> bool:
        """Whether a block has anything to look at: to part all texts into clauses would cost more than all else."""
        if block.kind == HEADINGS:
            return block.flat in self._whole
        parts = (
            cells(block)
            if block.kind == ROWS
            else [label.text for label in labels(block)]
            if "![" in block.text
            else ()
        )
        return not self._whole.isdisjoint(parts) or self._evidence.has_function_word(block.flat)

    @cached_property
    def _whole(self) -> set[str]:
        """The headings, cells and labels of the source."""
        found = _blocks(self._source)
        headings = {block.flat for block in found if block.kind == HEADINGS}
        parts = (part for block in found for part in (*cells(block), *(label.text for label in labels(block))))
        return headings.union(parts)

    def _words(self, text: str, *, is_whole: bool) -> list[str]:
        """Return the words that show that a text is in the source's language, none if too few do."""
        if is_whole and _PRODUCT.fullmatch(text):
            return []
        shown = self._evidence.without_names(text)
        written = _WORD.findall(_UNSPACED.sub(lambda run: " " if _OF_PROGRAM.search(run[0]) else run[0], shown))
        words = {fold(word) for word in written}
        if len(words) < (1 if is_whole else _CLAUSE):
            return []
        small = self._evidence.function_words_in(text)
        telling = {word for word in words if len(word) >= _SHORT and word in self._said and word not in self._own_text}
        found = sorted(telling | small)
        is_name = not telling and all(word[0].isupper() for word in written if len(word) >= _SHORT)
        is_sentence = len(small) > 1 and _DENSITY * len(small) >= len(words) and not is_name
        is_alike = bool(telling) and 2 * len(found) >= len(words) and (is_whole or bool(small - telling))
        is_command = self._evidence.is_command(text) or (is_whole and not small and text[:1].islower())
        return found if (is_sentence or is_alike) and not is_command else []

    @cached_property
    def _said(self) -> set[str]:
        """The words that the source writes small in sentences, unless it has them more often as names: *in Python*."""
        texts = [block.text for block in _blocks(self._source) if block.kind != HEADINGS]
        uses = Counter(fold(word) for text in texts for word in _WORD.findall(text) if word[0].islower())
        names = Counter(fold(word) for text in texts for word in _AMID.findall(text) if word[0].isupper())
        found = {word for word, count in uses.items() if count >= names[word]}
        scripts = Counter(script_of(word[0]) for word in found).most_common(1)
        return {word for word in found if script_of(word[0]) == scripts[0][0]}

    @cached_property
    def _own_text(self) -> str:
        """All that the translation says in other words than its source."""
        theirs = frozenset[str]().union(*(clauses_of(unit) for unit in units(self._source).values()))
        own = {clause for block in _blocks(self._translation) for clause in clauses_in(block)}
        return fold("\n".join(sorted(own - theirs)))


def _blocks(document: Document) -> Collection[Block]:
    return [block for unit in units(document).values() for block in blocks(unit)]
