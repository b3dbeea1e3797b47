"""``glossary.yml``: names that stay as they are in every language, and the words a German term is translated with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from yaml.nodes import Node, ScalarNode

from helpcentre.problems import Kind, Problem, problem
from helpcentre.prose import blocks, flat, fold
from helpcentre.units import Unit
from helpcentre.yamlfile import YamlReader, read_yaml

FILE_NAME = "glossary.yml"

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")


@dataclass(frozen=True)
class Name:
    """A name that is kept, and how some languages spell it, by their codes."""

    name: str
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def written(self, code: str) -> tuple[str, ...]:
        """Return the spellings that a text in language ``code`` may have, the name itself first."""
        return (self.name, *self.spellings.get(code, ()))


@dataclass(frozen=True)
class Rule:
    """Beginnings of words in one language: of one of ``require`` there must be one, of ``avoid`` none."""

    require: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True)
class Glossary:
    """What ``glossary.yml`` says: names to keep, and for German terms a rule by language."""

    keep: tuple[Name, ...] = ()
    terms: Mapping[str, Mapping[str, Rule]] = field(default_factory=dict)
    _written: dict[str, list[str]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def without_names(self, text: str, code: str) -> str:
        """Return ``text`` without the names that are kept, longer ones first."""
        if code not in self._written:
            written = {spelling for name in self.keep for spelling in name.written(code)}
            self._written[code] = sorted(written, key=lambda spelling: (-len(spelling), spelling))
        for spelling in self._written[code]:
            text = text.replace(spelling, " ")
        return text


def check_terms(german: Unit, own: Unit, *, code: str, file: str, glossary: Glossary) -> Iterator[Problem]:
    """Yield a problem for each name in ``german`` that its translation ``own`` lacks, and for each rule it breaks."""
    source, text = flat(german), flat(own)
    folded = fold(source)
    for name in glossary.keep:
        if _has_name(source, name.name) and not any(spelling in text for spelling in name.written(code)):
            message = f"the German text has {name.name!r}, this one has not"
            fix = f"write {' or '.join(name.written(code))}, as it is"
            yield problem(Kind.TERM_CHANGED, file=file, line=own.line, message=message, fix=fix)
    for term, rules in glossary.terms.items():
        if code in rules and _starts_word(term).search(folded):
            yield from _check_rule(own, term, rules[code], file)


def _check_rule(own: Unit, term: str, rule: Rule, file: str) -> Iterator[Problem]:
    advice = f"use {' or '.join(rule.require)}" if rule.require else "use another word"
    text = fold(flat(own))
    if rule.require and not any(fold(word) in text for word in rule.require):
        message = f"the German text has {term!r}, this one has no word for it from the glossary"
        yield problem(Kind.GLOSSARY_TERM, file=file, line=own.line, message=message, fix=advice)
    for word in rule.avoid:
        for block in blocks(own):
            if match := _starts_word(word).search(fold(block.text)):
                message = f"{word!r} is not the glossary's word for {term!r}"
                line = block.line_at(match.start())
                yield problem(Kind.GLOSSARY_TERM, file=file, line=line, message=message, fix=advice)


def _has_name(text: str, name: str) -> bool:
    """Whether a German text has ``name`` as a word, in the genitive or as a part of a hyphenated word."""
    return name in text and bool(re.search(rf"(?<!\w){re.escape(name)}(?:['’]?s)?(?!\w)", text))


@cache
def _starts_word(word: str) -> re.Pattern[str]:
    """Return a pattern for words that begin like ``word``; scripts without capitals write particles before it."""
    folded = fold(word)
    return re.compile(("" if folded == folded.upper() else r"(?<!\w)") + re.escape(folded).replace(r"\ ", r"\s+"))


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

    def rules(self, node: Node, term: str) -> dict[str, Rule]:
        entries = self.mapping(node, term)
        return {self.code(code, value): self.rule(value, f"{term}: {code}") for code, value in entries.items()}

    def rule(self, node: Node, where: str) -> Rule:
        entries = self.mapping(node, where, allowed=("require", "avoid"))
        return Rule(**{key: self.texts(value, f"{where}: {key}") for key, value in entries.items()})

    def code(self, code: str, node: Node) -> str:
        if not _CODE.fullmatch(code):
            raise self.error(node, f"{code!r} is not the code of a language", "use one such as fr or pt-BR")
        return code
