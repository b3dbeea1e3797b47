"""Texts of a translation that were left in the source language: paragraphs, headings, cells and labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from helpcentre.checks.counterparts import paired_units
from helpcentre.checks.language_evidence import Evidence
from helpcentre.checks.text_parts import cells, labels
from helpcentre.content.frontmatter import Document
from helpcentre.content.glossary import Glossary
from helpcentre.content.language import Language
from helpcentre.content.prose import HEADINGS, Block, blocks
from helpcentre.content.units import Unit
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.util.text import base_language

_QUOTE = re.compile(r"^[ \t]*>(?![ \t]*(?:\*\*|\[!)).*", re.MULTILINE)
"""A line of a quotation, unless it begins as a note does, with a label; one that is equal in both stays as it is."""
_SPELT = re.compile(r"(?<!\w)(?P<sign>[`*_]{1,3})[^\W\d_](?P=sign)(?=[^\W\d_])")
"""A word whose first letter is marked, as where a name is spelt out: the words are those of the name."""
_BADGE = r"!\[[^\[\]\n]*\]\(https?://[^()\s]+\)"
_TITLE = re.compile(rf"(?:(?:[-*+]|\d+\.)?[ \t]*\[(?:[^\[\]\n]+|{_BADGE})\]\(https?://[^()\s]+\)[.,;]?)+")
"""A line of links to other sites: titles of what is there, or badges from there, have their own language."""
_PROGRAM = re.compile(r"\$ |<<< |.*[\[(](?:Y/n|y/N|y/n|Y/N)[\])]")
"""A line for a program, with a command or an include, or a question of one: none is translated."""


def check_untranslated(
    source: Document,
    translation: Document,
    *,
    source_language: Language,
    current: Collection[str],
    code: str,
    file: str,
    glossary: Glossary,
) -> Iterator[Problem]:
    """Yield a problem for each text of a page in language ``code`` that is still in that of its ``source``.

    A text that is equal in both is left only if a word of it shows that: names, commands and the like stay as they are.
    """
    if base_language(code) == base_language(source_language.code):
        return
    pairs = list(paired_units(source, translation, current))
    evidence = Evidence(source, translation, source_language.code, code, glossary)
    for source_unit, own in pairs:
        quotes = {line for block in blocks(source_unit) for line in _QUOTE.findall(block.text)}
        theirs = _unquoted(blocks(source_unit), quotes)
        texts = {text for block in theirs for text in (block.flat, *cells(block))}
        known = {label.text for block in theirs for label in labels(block)}
        run: list[Block] = []
        for block in (*_unquoted(_without_names(own), quotes), None):
            is_heading = bool(own.head and block and block.kind == HEADINGS)
            if block and (words := evidence.of_block(block, texts, is_heading=is_heading)):
                if not run:
                    first = words
                run.append(block)
                continue
            if run:
                yield _of_texts(run, first, source_language, file)
            run = []
            if block:
                yield from _of_labels(block, known, evidence, source_language, file)


def _without_names(unit: Unit) -> list[Block]:
    """Return the blocks of a unit without those that spell out a name, or are what somebody else wrote."""
    written = enumerate(unit.text.split("\n"), start=unit.line)
    lines = {number for number, line in written if _is_of_others(line)}
    found = blocks(unit)
    return [each for each in found if lines.isdisjoint(range(each.line, each.line_at(len(each.text)) + 1))]


def _is_of_others(line: str) -> bool:
    text = line.strip()
    return bool(_SPELT.search(line) or _TITLE.fullmatch(text) or _PROGRAM.match(text))


def _unquoted(found: Iterable[Block], quotes: Collection[str]) -> list[Block]:
    """Return blocks with nothing in place of those lines that are among the ``quotes`` of the source."""
    if not quotes:
        return list(found)
    return [
        replace(block, text=_QUOTE.sub(lambda match: "" if match[0] in quotes else match[0], block.text))
        for block in found
    ]


def _of_texts(run: list[Block], words: list[str], language: Language, file: str) -> Problem:
    more = f", and the {len(run) - 1} after it" if len(run) > 1 else ""
    message = f"{run[0].flat[:60]!r}{more} has {language.english_name} words: {', '.join(words)}"
    return problem(Rule.TEXT_UNTRANSLATED, file=file, line=run[0].line, message=message, fix="translate it")


def _of_labels(
    block: Block, known: Collection[str], evidence: Evidence, language: Language, file: str
) -> Iterator[Problem]:
    for label in labels(block):
        if label.text in known and (words := evidence.of_label(label)):
            message = f"{label.text!r} has {language.english_name} words: {', '.join(words)}"
            line = block.line_at(label.place)
            fix = "write what readers of this language see there"
            yield problem(Rule.TEXT_UNTRANSLATED, file=file, line=line, message=message, fix=fix)
