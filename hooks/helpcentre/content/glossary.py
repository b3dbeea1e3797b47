"""``glossary.yml``: names that stay, the words that terms are translated with, and hints on what terms mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path

from yaml.nodes import Node, ScalarNode

from helpcentre.util.text import wider_codes
from helpcentre.util.yaml import YamlReader, read_yaml

FILE_NAME = "glossary.yml"

UNSPACED = r"\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
"""Scripts without spaces: a word may stand within others there."""
_LETTER = rf"[^\W{UNSPACED}]"
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
class Hint:
    """What a term means in one language, and the forms in which pages of that language write it."""

    text: str
    words: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds one of the words in HTML, longer ones first; a small first letter may be a capital there."""
        parts = []
        for word in sorted(self.words, key=lambda word: (-len(word), word)):
            forms = dict.fromkeys((word, word[0].upper() + word[1:]))
            written = "|".join(re.escape(escape(form, quote=False)) for form in forms)
            is_unspaced = re.search(f"[{UNSPACED}]", word)
            parts.append(written if is_unspaced else rf"(?<!{_LETTER})(?<![&-])(?:{written})(?!{_LETTER}|-)")
        return re.compile("|".join(parts))


@dataclass(frozen=True)
class Glossary:
    """What ``glossary.yml`` says: names to keep, for terms of the source a rule by language, and hints for readers."""

    keep: tuple[Name, ...] = ()
    terms: Mapping[str, Mapping[str, TermRule]] = field(default_factory=dict)
    hints: Mapping[str, Mapping[str, Hint]] = field(default_factory=dict)
    _written: dict[str, list[str]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def hints_in(self, code: str) -> dict[str, Hint]:
        """Return the hints of a language, or of the wider one that it is a variant of, by term."""
        codes = (code, *wider_codes(code))
        return {
            term: next(by_code[each] for each in codes if each in by_code)
            for term, by_code in self.hints.items()
            if any(each in by_code for each in codes)
        }

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
        entries = self.mapping(root, "the glossary", allowed=("keep", "terms", "hints"))
        keep = self.sequence(entries["keep"], "keep") if "keep" in entries else []
        terms = self.mapping(entries["terms"], "terms") if "terms" in entries else {}
        hints = self.mapping(entries["hints"], "hints") if "hints" in entries else {}
        return Glossary(
            keep=tuple(self.name(node) for node in keep),
            terms={term: self.rules(node, term) for term, node in terms.items()},
            hints={term: self.hints(node, term) for term, node in hints.items()},
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

    def hints(self, node: Node, term: str) -> dict[str, Hint]:
        entries = self.mapping(node, term)
        return {self.code(code, value): self.hint(value, term, f"{term}: {code}") for code, value in entries.items()}

    def hint(self, node: Node, term: str, where: str) -> Hint:
        if isinstance(node, ScalarNode):
            return Hint(self.text(node, where), (term,))
        entries = self.mapping(node, where, allowed=("text", "words"))
        if "text" not in entries:
            raise self.error(node, f"{where} has no 'text'", "write { words: [...], text: what it means }")
        words = self.texts(entries["words"], f"{where}: words") if "words" in entries else (term,)
        return Hint(self.text(entries["text"], f"{where}: text"), words)

    def code(self, code: str, node: Node) -> str:
        if not _CODE.fullmatch(code):
            raise self.error(node, f"{code!r} is not the code of a language", "use one such as fr or pt-BR")
        return code
