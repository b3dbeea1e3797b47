"""``glossary.yml``: names that stay as they are in every language, and the words a term is translated with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yaml.nodes import Node, ScalarNode

from helpcentre.util.yaml import YamlReader, read_yaml

FILE_NAME = "glossary.yml"

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")


@dataclass(frozen=True)
class Name:
    """A name that is kept, and how some languages spell it, by their codes."""

    name: str
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def spellings_in(self, code: str) -> tuple[str, ...]:
        """Return the spellings that a text in language ``code`` may have, the name itself first."""
        return (self.name, *self.spellings.get(code, ()))


@dataclass(frozen=True)
class TermRule:
    """Beginnings of words in one language: of one of ``require`` there must be one, of ``avoid`` none."""

    require: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True)
class Glossary:
    """What ``glossary.yml`` says: names to keep, and for terms of the source a rule by language."""

    keep: tuple[Name, ...] = ()
    terms: Mapping[str, Mapping[str, TermRule]] = field(default_factory=dict)
    _written: dict[str, list[str]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def without_names(self, text: str, code: str) -> str:
        """Return ``text`` without the names that are kept, longer ones first."""
        if code not in self._written:
            written = {spelling for name in self.keep for spelling in name.spellings_in(code)}
            self._written[code] = sorted(written, key=lambda spelling: (-len(spelling), spelling))
        for spelling in self._written[code]:
            text = text.replace(spelling, " ")
        return text


def read_glossary(file: Path) -> Glossary:
    """Return what ``file`` says, and a glossary without entries where it does not exist.

    Raises HelpcentreError with the line where it cannot be read.
    """
    root = read_yaml(file)
    return _Reader(file.name).glossary(root) if root else Glossary()


class _Reader(YamlReader):
    """Turns the nodes of the file into a glossary."""

    def glossary(self, root: Node) -> Glossary:
        entries = self.mapping(root, "the glossary", allowed=("keep", "terms"))
        keep = self.sequence(entries["keep"], "keep") if "keep" in entries else []
        terms = self.mapping(entries["terms"], "terms") if "terms" in entries else {}
        return Glossary(
            keep=tuple(self.name(node) for node in keep),
            terms={term: self.rules(node, term) for term, node in terms.items()},
        )

    def name(self, node: Node) -> Name:
        if isinstance(node, ScalarNode):
            return Name(self.text(node, "a name in keep"))
        entries = self.mapping(node, "a name in keep")
        if "name" not in entries:
            raise self.error(node, "a name in keep has no 'name'", "write { name: WhatsApp, ar: واتساب }")
        name = self.text(entries.pop("name"), "name")
        return Name(name, {self.code(code, node): self.texts(value, code) for code, value in entries.items()})

    def rules(self, node: Node, term: str) -> dict[str, TermRule]:
        entries = self.mapping(node, term)
        return {self.code(code, value): self.rule(value, f"{term}: {code}") for code, value in entries.items()}

    def rule(self, node: Node, where: str) -> TermRule:
        entries = self.mapping(node, where, allowed=("require", "avoid"))
        return TermRule(**{key: self.texts(value, f"{where}: {key}") for key, value in entries.items()})

    def code(self, code: str, node: Node) -> str:
        if not _CODE.fullmatch(code):
            raise self.error(node, f"{code!r} is not the code of a language", "use one such as fr or pt-BR")
        return code
