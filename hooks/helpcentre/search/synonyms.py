"""``synonyms.yml`` in a language's folder: what readers type for words that stand on the pages."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.search.tokens import fold, is_unspaced, written_words
from helpcentre.util.yaml import YamlReader, read_yaml


@dataclass(frozen=True)
class Synonym:
    """A word or phrase of the pages, what readers type for it, and the entry's line in the file."""

    word: str
    alternatives: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Synonyms:
    """The entries of the file ``name``, which is relative to the project."""

    name: str
    entries: tuple[Synonym, ...] = ()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What readers type, each with what the pages have for it."""
        return [(typed, entry.word) for entry in self.entries for typed in entry.alternatives]

    def check(self, texts: Iterable[str], known: Container[str]) -> Iterator[Problem]:
        """Yield a problem for each entry that has a word which none of ``texts``, whose tokens are ``known``, has."""
        unspaced = any(is_unspaced(fold(word)) for entry in self.entries for word in written_words(entry.word))
        everything = fold("".join(texts)) if unspaced else ""
        for entry in self.entries:
            for word in map(fold, written_words(entry.word)):
                if word not in known and not (is_unspaced(word) and word in everything):
                    message = f"no page has the word {word!r} of {entry.word!r}"
                    fix = "write a word that stands on a page, or remove the entry"
                    yield problem(Rule.SYNONYM_UNUSED, file=self.name, line=entry.line, message=message, fix=fix)


def read_synonyms(file: Path, name: str) -> Synonyms:
    """Return what ``file``, shown as ``name``, says, and no entries where it does not exist.

    Each entry is ``words of the pages: [what readers type, ...]``. Raises HelpcentreError with the line where it
    cannot be read.
    """
    root = read_yaml(file, name)
    reader = YamlReader(name)
    entries = []
    for written, node in reader.mapping(root, "the list").items() if root else ():
        typed = reader.texts(node, written)
        for each in typed:
            if not written_words(each):
                raise reader.error(node, f"{each!r} is no word", "write what readers type")
        entries.append(Synonym(written, typed, node.start_mark.line + 1))
    return Synonyms(name, tuple(entries))
