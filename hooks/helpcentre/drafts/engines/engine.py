"""What every engine can do, and which one the settings choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


class EngineError(Exception):
    """An engine gave no answer that can be used to these texts; the text says why.

    ``is_of_texts`` says that it may answer to some of them.
    """

    def __init__(self, message: str, *, is_of_texts: bool = True) -> None:
        super().__init__(message)
        self.is_of_texts = is_of_texts


@dataclass(frozen=True)
class Task:
    """What an engine is told besides the texts: the two languages by tag and English name, and the agreed words."""

    source: str
    target: str
    source_name: str = ""
    target_name: str = ""
    terms: Mapping[str, str] = field(default_factory=dict)
    """Words of the source language that the texts have, with those that translate them."""
    glossary: Mapping[str, str] = field(default_factory=dict)
    """All such words, for engines that keep them."""


class Engine(Protocol):
    """Translates texts with tokens, see :mod:`helpcentre.translation.tokens`."""

    @property
    def name(self) -> str:
        """What front matter calls the engine, without spaces."""

    @property
    def most_texts(self) -> int:
        """How many texts one request may have."""

    def translate(self, texts: Sequence[str], task: Task) -> list[str]:
        """Return an answer to each text in their order.

        Raises EngineError where these texts get none, and HelpcentreError where none would get one.
        """
