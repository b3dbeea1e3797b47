"""Texts of a translation that were left in the source language: paragraphs, headings, cells and labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from helpcentre.checks.comparison import Comparison
from helpcentre.checks.language_evidence import Evidence
from helpcentre.checks.leftovers import Leftovers
from helpcentre.checks.text_parts import cells, labels
from helpcentre.checks.texts_of_others import (
    is_entry,
    is_licence,
    marked_titles,
    quoted_lines,
    titles_in,
    unquoted,
    without_entries,
    without_names,
)
from helpcentre.content.frontmatter import Document
from helpcentre.content.language import Language
from helpcentre.content.prose import HEADINGS, Block, blocks
from helpcentre.content.units import TITLE, Unit, units
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.util.text import base_language


def check_untranslated(comparison: Comparison) -> Iterator[Problem]:
    """Yield a problem for each text of a page that is still in the language of its source.

    A text that is equal in both is left only if a word of it shows that: names, commands and the like stay as they are.
    """
    source, translation, language = comparison.source, comparison.translation, comparison.source_language
    if base_language(comparison.code) == base_language(language.code):
        return
    evidence = Evidence(source, translation, language.code, comparison.code, comparison.glossary)
    leftovers, file = Leftovers(source, translation, evidence), comparison.file
    found = [
        each
        for pair in comparison.units()
        if not _is_title_of_heading(*pair, source, translation)
        for each in _of_unit(*pair, evidence=evidence, leftovers=leftovers, language=language, file=file)
    ]
    yield from _each_once(found)


def _each_once(found: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems of a page: a text that may have been left, and stands there often, once with its number."""
    unchanged: dict[str, list[Problem]] = {}
    for each in found:
        if each.code == Rule.TEXT_UNCHANGED.code:
            unchanged.setdefault(each.message, []).append(each)
        else:
            yield each
    for message, group in unchanged.items():
        times = f", {len(group)} times on this page" if len(group) > 1 else ""
        yield replace(group[0], message=message + times)


def _of_unit(
    source: Unit, own: Unit, *, evidence: Evidence, leftovers: Leftovers, language: Language, file: str
) -> Iterator[Problem]:
    """Yield the problems of one unit; blocks that follow each other are one."""
    quotes = {line for block in blocks(source) for line in quoted_lines(block)}
    theirs = unquoted(blocks(source), quotes)
    texts = {text for block in theirs for text in (block.flat, *cells(block))}
    known = {label.text for block in theirs for label in labels(block)}
    titles = (titles_in(source) & titles_in(own)) | marked_titles(own)
    run: list[Block] = []
    ours = (block for block in without_names(own, source) if not (block.flat in texts and is_licence(block.flat)))
    left = (_without_titles(block, texts, titles) for block in unquoted(ours, quotes))
    for block in (*left, None):
        is_heading = bool(own.head and block and block.kind == HEADINGS)
        if block and (words := _words_left(block, texts, evidence, is_heading=is_heading)):
            if not run:
                first = words
            run.append(block)
            continue
        if run:
            yield _of_texts(run, first, language, file)
        run = []
        if block:
            found = list(_of_labels(block, known, evidence, language, file))
            yield from found or _of_leftovers(block, leftovers.find(block, source), language, file)


def _is_title_of_heading(title: Unit, own: Unit, source: Document, translation: Document) -> bool:
    """Whether a unit is the title of both pages, and a heading says the same in both, so that it is told there."""
    both = ((title, source), (own, translation))
    return own.id == TITLE and all(
        any(unit.section and unit.heading == each.heading for unit in units(document).values())
        for each, document in both
    )


def _words_left(block: Block, texts: Collection[str], evidence: Evidence, *, is_heading: bool) -> list[str]:
    """Return the words that show that a block was left, none if nothing does.

    A heading that ends as a sentence is what a program says, which may be in the program's language. One with the
    number of a catalogue is a name there.
    """
    if is_heading and block.flat in texts and (block.flat.endswith(".") or is_entry(block.flat)):
        return []
    return evidence.of_block(block, texts, is_heading=is_heading)


def _without_titles(block: Block, texts: Collection[str], titles: Collection[str]) -> Block:
    """Return a block without ``titles`` and names of catalogues, unless it is one of the source's ``texts``."""
    if block.flat in texts:
        return block
    if (text := without_entries(block.text)) != block.text:
        block = replace(block, text=text)
    if not titles:
        return block
    pattern = "|".join(r"\s+".join(map(re.escape, title.split())) for title in titles)
    return replace(block, text=re.sub(rf"\[(?:{pattern})", lambda match: re.sub(r"\S", " ", match[0]), block.text))


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
