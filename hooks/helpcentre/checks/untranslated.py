"""Texts of a translation that were left in the source language: paragraphs, headings, cells and labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from helpcentre.checks.counterparts import paired_units
from helpcentre.checks.language_evidence import Evidence
from helpcentre.checks.leftovers import Leftovers
from helpcentre.checks.text_parts import cells, labels
from helpcentre.content.frontmatter import Document
from helpcentre.content.glossary import Glossary
from helpcentre.content.language import Language
from helpcentre.content.prose import HEADINGS, PARAGRAPHS, Block, blocks
from helpcentre.content.units import Unit
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.util.text import base_language

_LABELLED = re.compile(r"[ \t]*>[ \t]*(?:\*\*(?!\w*[a-z][A-Z]\w*\*\*)|\[!)")
"""The beginning of a note, with a label; what a program calls an error, as *NotFoundError*, is none."""
_SPELT = re.compile(r"(?<!\w)(?P<sign>[`*_]{1,3})[^\W\d_](?P=sign)(?=[^\W\d_])")
"""A word whose first letter is marked, as where a name is spelt out: the words are those of the name."""
_BADGE = r"!\[[^\[\]\n]*\]\(https?://[^()\s]+\)"
_TITLE = re.compile(rf"(?:(?:[-*+]|\d+\.)?[ \t]*\[(?:[^\[\]\n]+|{_BADGE})\]\(https?://[^()\s]+\)[.,;]?)+")
"""A line of links to other sites: titles of what is there, or badges from there, have their own language."""
_LINK = re.compile(r"\[(?P<title>[^\[\]]+)\]\(https?://[^()\s]+\)")
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 4
"""Letters of a word that has a capital in a title: *How to Do It in an Hour*."""
_TITLE_WORDS = 3
_CREDIT = re.compile(r"—[ \t]*(?:[^\s\[\]]+[ \t]+){1,4}\[[^\[\]]+\]\(https?://[^()\s]+\)\W*")
"""Who said something, and where: the title of what is there."""
_FOREIGN = re.compile(r"^[ \t]*<(?P<tag>i|em|q|cite)>(?P<text>.*?)</(?P=tag)>[ \t]*$", re.DOTALL | re.MULTILINE)
_OUTPUT = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
"""Code in HTML."""
_IN_ITALICS = re.compile(r"[ \t]*(?P<sign>[*_])(?![\s*_])(?P<text>.+)(?<![\s*_])(?P=sign)\s*", re.DOTALL)
"""A whole text in italics, as a quotation in its own language is set."""
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
    leftovers = Leftovers(source, translation, evidence)
    for source_unit, own in pairs:
        quotes = {line for block in blocks(source_unit) for line in _quoted(block)}
        theirs = _unquoted(blocks(source_unit), quotes)
        texts = {text for block in theirs for text in (block.flat, *cells(block))}
        known = {label.text for block in theirs for label in labels(block)}
        titles = _titles(source_unit) & _titles(own)
        run: list[Block] = []
        for block in (*_unquoted(_without_names(own, source_unit), quotes), None):
            is_heading = bool(own.head and block and block.kind == HEADINGS)
            if block and (words := _words_left(block, texts, titles, evidence, is_heading=is_heading)):
                if not run:
                    first = words
                run.append(block)
                continue
            if run:
                yield _of_texts(run, first, source_language, file)
            run = []
            if block:
                found = list(_of_labels(block, known, evidence, source_language, file))
                yield from found or _of_leftovers(block, leftovers.find(block, source_unit), source_language, file)


def _words_left(
    block: Block, texts: Collection[str], titles: Collection[str], evidence: Evidence, *, is_heading: bool
) -> list[str]:
    """Return the words that show that a block was left, none if nothing does.

    A heading that ends as a sentence is what a program says, which may be in the program's language. In a text that is
    translated, the ``titles`` of what others wrote are left out.
    """
    if is_heading and block.flat in texts and block.flat.endswith("."):
        return []
    if titles and block.flat not in texts:
        pattern = "|".join(r"\s+".join(map(re.escape, title.split())) for title in titles)
        block = replace(block, text=re.sub(rf"\[(?:{pattern})", " ", block.text))
    return evidence.of_block(block, texts, is_heading=is_heading)


def _titles(unit: Unit) -> set[str]:
    """Return the texts of links to other sites that are written as titles are, with capitals."""
    found = (" ".join(match["title"].split()) for match in _LINK.finditer(unit.text))
    return {title for title in found if _is_title(title)}


def _is_title(text: str) -> bool:
    long = [word for word in _WORD.findall(text) if len(word) >= _LONG]
    return len(long) >= _TITLE_WORDS and all(word[0].isupper() for word in long)


def _without_names(unit: Unit, source: Unit) -> list[Block]:
    """Return the blocks of a unit without those that spell out a name, or are what somebody else wrote."""
    written = enumerate(unit.text.split("\n"), start=unit.line)
    lines = {number for number, line in written if _is_of_others(line)} | _foreign_lines(unit, source)
    found = blocks(unit)
    return [each for each in found if lines.isdisjoint(range(each.line, each.line_at(len(each.text)) + 1))]


def _is_of_others(line: str) -> bool:
    text = line.strip()
    return bool(_SPELT.search(line) or _TITLE.fullmatch(text) or _PROGRAM.match(text) or _CREDIT.fullmatch(text))


def _foreign_lines(unit: Unit, source: Unit) -> set[int]:
    """Return the lines of code in HTML, and of what is set in italics as a whole and not in the source: quotations."""
    lines = set[int]()
    for match in _FOREIGN.finditer(unit.text) if "</" in unit.text else ():
        if match[0] not in source.text:
            first = unit.line + unit.text.count("\n", 0, match.start())
            lines.update(range(first, first + match[0].count("\n") + 1))
    for match in _OUTPUT.finditer(unit.text) if "<pre" in unit.text else ():
        first = unit.line + unit.text.count("\n", 0, match.start())
        lines.update(range(first, first + match[0].count("\n") + 1))
    theirs = {_without_signs(block.text) for block in blocks(source)}
    for block in blocks(unit):
        found = _IN_ITALICS.fullmatch(block.text) if block.kind == PARAGRAPHS else None
        if found and _without_signs(found["text"]) in theirs:
            lines.update(range(block.line, block.line_at(len(block.text)) + 1))
    return lines


def _without_signs(text: str) -> str:
    return " ".join(text.replace("\\", "").split())


def _unquoted(found: Iterable[Block], quotes: Collection[str]) -> list[Block]:
    """Return blocks with nothing in place of those lines that are among the ``quotes`` of the source."""
    if not quotes:
        return list(found)
    return [replace(block, text=_without_lines(block, quotes)) for block in found]


def _without_lines(block: Block, quotes: Collection[str]) -> str:
    left = {line for line in _quoted(block) if line in quotes}
    return "\n".join("" if line in left else line for line in block.text.split("\n"))


def _quoted(block: Block) -> Iterator[str]:
    """Yield the lines of a quotation, but for those that begin a note; what is equal in both languages stays so."""
    is_quoted = False
    for line in block.text.split("\n") if ">" in block.text else ():
        is_quoted = is_quoted or line.lstrip().startswith(">")
        if is_quoted and line.strip() and not _LABELLED.match(line):
            yield line


def _of_texts(run: list[Block], words: list[str], language: Language, file: str) -> Problem:
    more = f", and the {len(run) - 1} after it" if len(run) > 1 else ""
    message = f"{run[0].flat[:60]!r}{more} has {language.english_name} words: {', '.join(words)}"
    return problem(Rule.TEXT_UNTRANSLATED, file=file, line=run[0].line, message=message, fix="translate it")


def _of_leftovers(
    block: Block, found: Iterable[tuple[str, list[str]]], language: Language, file: str
) -> Iterator[Problem]:
    for text, words in found:
        message = f"{text[:60]!r} is as in the {language.english_name} text: {', '.join(words)}"
        fix = "translate it, if readers of this language do not say so"
        yield problem(Rule.TEXT_UNCHANGED, file=file, line=block.line, message=message, fix=fix)


def _of_labels(
    block: Block, known: Collection[str], evidence: Evidence, language: Language, file: str
) -> Iterator[Problem]:
    for label in labels(block):
        if label.text in known and (words := evidence.of_label(label)):
            message = f"{label.text!r} has {language.english_name} words: {', '.join(words)}"
            line = block.line_at(label.place)
            fix = "write what readers of this language see there"
            yield problem(Rule.TEXT_UNTRANSLATED, file=file, line=line, message=message, fix=fix)
