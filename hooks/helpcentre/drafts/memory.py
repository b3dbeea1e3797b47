"""The memory of a project: what people have translated once need not be translated again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from helpcentre.content.blocks import Kind
from helpcentre.drafts.open_units import read_page
from helpcentre.drafts.restoration import AnswerError, restore
from helpcentre.translation.alignment import Match, align_segments
from helpcentre.translation.segments import Page, Segment
from helpcentre.translation.state import PageState, Status, TranslationStates
from helpcentre.translation.tokens import TOKEN, Protected, Token, protect, protect_numbers

NAME = "memory"
"""What front matter calls the engine of a unit that is all from the memory."""


@dataclass
class Memory:
    """Messages of the source with their translations, by the text, and by the text without its numbers and tokens."""

    _equal: dict[str, str] = field(default_factory=dict)
    _alike: dict[str, Protected] = field(default_factory=dict)

    def add_page(self, source: Page, translation: Page, state: PageState) -> None:
        """Remember the messages of the sections that people have translated, and that are current."""
        current = {each.unit.id for each in state.units if each.status is Status.CURRENT}
        for pair in align_segments(source, translation):
            is_known = pair.form is Match.PAIRED and pair.message.unit in current and pair.present
            if is_known and pair.message.kind not in (Kind.CODE, Kind.BODY):
                self.add(pair.message.text, pair.present)

    def add(self, source: str, translation: str) -> None:
        """Remember a translation; the first one of a text counts."""
        self._equal.setdefault(source, translation)
        given, own = (protect_numbers(protect(text)) for text in (source, translation))
        if (shape := _with_numbers_of(own, given.tokens)) is not None:
            self._alike.setdefault(_shape(given), shape)

    def find(self, message: Segment) -> str | None:
        """Return the translation of a message whose text is known, or is but for numbers, code, addresses and the like.

        None where there is none.
        """
        if message.text in self._equal:
            return self._equal[message.text]
        given = protect_numbers(protect(message.text))
        known = self._alike.get(_shape(given))
        if known is None or not given.has_words:
            return None
        try:
            return restore(known.text, given)
        except AnswerError:
            return None


def _shape(given: Protected) -> str:
    """Return what two texts share that differ in nothing but what stands for their tokens."""
    kinds = "".join("x" if token.closing is None else token.opening for token in given.tokens)
    return f"{given.text}\0{kinds}"


def _with_numbers_of(own: Protected, tokens: Iterable[Token]) -> Protected | None:
    """Return a translation whose tokens have the numbers of the equal ones of its source; None if they are others."""
    places: dict[Token, int] = {}
    for number, token in enumerate(tokens, start=1):
        if token in places:  # nobody can tell which of the two is meant
            return None
        places[token] = number
    if places.keys() != set(own.tokens) or len(places) != len(own.tokens):
        return None

    parts, end = [], 0
    for match in TOKEN.finditer(own.text):
        parts.append(own.text[end : match.start()])
        end = match.end()
        if match["end"]:
            parts.append(match[0])
        else:
            number = places[own.tokens[int(match["id"]) - 1]]
            parts.append(f'<x id="{number}"/>' if match["kind"] == "x" else f'<g id="{number}">')
    return Protected("".join([*parts, own.text[end:]]), own.tokens)


def read_memory(states: TranslationStates, code: str) -> Memory:
    """Return the memory of all that people have translated into a language."""
    memory = Memory()
    documents = states.documents
    for path in documents.paths(documents.source.code):
        source, own = read_page(states, documents.source.code, path), read_page(states, code, path)
        if source and own:
            memory.add_page(source, own, states.of(code, path))
    return memory
