"""A message of a page as the texts that an engine gets of it, and the message again from their answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from helpcentre.content.blocks import Kind
from helpcentre.content.glossary import Glossary
from helpcentre.content.labels.model import Labels
from helpcentre.drafts.restoration import AnswerError, restore
from helpcentre.translation.message_labels import MessageLabels
from helpcentre.translation.segments import Page, Segment
from helpcentre.translation.tokens import Protected, protect
from helpcentre.util.cache import digest

_ROW_LINE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|?)+[ \t]*")
_CELL = re.compile(r"[^|]+")


@dataclass(frozen=True)
class Draftable:
    """A message of the source and its parts in their order: text that stays, and what is translated."""

    message: Segment
    parts: tuple[str | Protected, ...]

    @property
    def texts(self) -> list[Protected]:
        """What is translated of the message; nothing of one that is code, for example."""
        return [part for part in self.parts if isinstance(part, Protected)]

    def translated(self, answers: Mapping[str, str]) -> str:
        """Return the message from the answers to its texts; raises AnswerError where one of them cannot be used."""
        written = []
        for part in self.parts:
            if isinstance(part, str):
                written.append(part)
            elif part.text not in answers:
                raise AnswerError("the engine gave no answer")
            else:
                written.append(restore(answers[part.text], part))
        return "".join(written)


Protect = Callable[..., Protected]
"""What takes a text apart, as :func:`~helpcentre.translation.tokens.protect` does."""


def draftable(message: Segment, take_apart: Protect = protect, *, is_note: bool = False) -> Draftable:
    """Return a message with its parts; of a table each cell is one. A note or reply keeps the ends of its lines."""
    if message.kind is Kind.CODE:
        return Draftable(message, (message.text,))
    if message.kind is Kind.TABLE:
        return Draftable(message, tuple(_table(message.text, take_apart)))
    sent = take_apart(message.text, keeps_lines=is_note)
    return Draftable(message, (sent,) if sent.has_words else (message.text,))


@dataclass(frozen=True)
class Sending:
    """How texts in a language are sent to an engine of this name: their tokens, and the words they are sent with."""

    engine: str
    code: str
    glossary: Glossary
    labels: Labels = field(default_factory=Labels)
    source: str = ""
    """The code of the source language, which labels are read in."""

    def protect(self, text: str, *, keeps_lines: bool = False) -> Protected:
        """Return a text with its tokens."""
        return protect(text, names=self.names, label=self._labels.translated, keeps_lines=keeps_lines)

    @cached_property
    def _labels(self) -> MessageLabels:
        return MessageLabels(self.labels, self.source, self.code)

    @cached_property
    def names(self) -> list[tuple[str, str]]:
        """The names that are kept, each with its spelling in the language."""
        return [(name.name, name.spellings_in(self.code)[-1]) for name in self.glossary.keep]

    def draftable(self, source: Page, message: Segment) -> Draftable:
        """Return a message of a source page with its parts."""
        is_note = source.parts[message.unit].unit.aside is not None
        return draftable(message, self.protect, is_note=is_note)

    @cached_property
    def all_terms(self) -> dict[str, str]:
        """The terms of the glossary, each with the first word for it in the language."""
        rules = {term: by_language.get(self.code) for term, by_language in self.glossary.terms.items()}
        return {term: rule.require[0] for term, rule in rules.items() if rule and rule.require}

    def terms(self, texts: Sequence[str]) -> dict[str, str]:
        """Return the terms that some of the texts have, each with the word for it."""
        words = " ".join(texts).casefold()
        return {term: word for term, word in self.all_terms.items() if term.casefold() in words}

    def key(self, text: str) -> str:
        """Return the key of the answer to a text."""
        return digest("draft", self.engine, self.code, text, self.terms([text]))

    def unit_keys(self, source: Page, unit: str) -> set[str]:
        """Return the keys of all answers that a unit of a source page is made of."""
        messages = source.parts[unit].messages if unit in source.parts else ()
        return {key for message in messages for key in self.message_keys(source, message)}

    def message_keys(self, source: Page, message: Segment) -> set[str]:
        """Return the keys of the answers that a message of a source page is made of."""
        return {self.key(sent.text) for sent in self.draftable(source, message).texts}


def _table(text: str, take_apart: Protect) -> Iterator[str | Protected]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield "\n"
        if _ROW_LINE.fullmatch(line):
            yield line
            continue
        row = take_apart(line)
        end = 0
        for match in _CELL.finditer(row.text):
            yield row.text[end : match.start()]
            end = match.end()
            yield from _cell(match[0], row)
        yield row.text[end:]


def _cell(text: str, row: Protected) -> Iterator[str | Protected]:
    inner = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    cell = Protected(inner, row.tokens)
    if not inner:
        yield text
    elif cell.has_words:
        yield from (before, cell, after)
    else:
        yield before + cell.as_written + after
