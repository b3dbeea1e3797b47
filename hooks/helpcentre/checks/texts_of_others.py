"""What others wrote and nobody translates: titles, quotations, names that are spelt out, output of programs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from helpcentre.content.markdown.scan import blank_match
from helpcentre.content.prose import HEADINGS, PARAGRAPHS, Block, blocks
from helpcentre.content.units import Unit

_LABELLED = re.compile(r"[ \t]*>[ \t]*(?:\*\*(?!\w*[a-z][A-Z]\w*\*\*)|\[!)")
"""The beginning of a note, with a label; what a program calls an error, as *NotFoundError*, is none."""
_SPELT = re.compile(r"(?<!\w)(?P<sign>[`*_]{1,3})[^\W\d_](?P=sign)(?=[^\W\d_])")
"""A word whose first letter is marked, as where a name is spelt out: the words are those of the name."""
_BADGE = r"!\[[^\[\]\n]*\]\(https?://(?:[^()\s]|\([^()\s]*\))+\)"
_TITLE = re.compile(
    rf"(?:(?:[-*+]|\d+\.)?[ \t]*\[(?:[^\[\]\n]+|{_BADGE})\]\(https?://(?:[^()\s]|\([^()\s]*\))+\)[.,;]?)+"
)
"""A line of links to other sites: titles of what is there, or badges from there, have their own language."""
_NUMBER = r"(?:[A-Z]{2,}-\d+|[A-Z]{1,5}\d+:(?:19|20)\d\d)"
_ENTRY = re.compile(
    rf"(?:[-*+][ \t]+)?\[?[*_]*{_NUMBER}[*_]*(?:\]\([^()\s]*\))?:?(?:[ \t]+[-–—])?[ \t]+[A-Z\d](?:(?![.!?](?:\s|$)).)*",
    re.DOTALL,
)
"""What a catalogue calls something, behind its number: *CWE-20 Improper Input Validation*, *A03:2021 – Injection*."""
_HAS_NUMBER = re.compile(_NUMBER)
_AMID = re.compile(rf"{_NUMBER}[*_]*[ ]?:?(?:\s*[-–—])?\s*[*_]*[A-Z][^,.;:*()\[\]|]*")
_LINK = re.compile(r"\[(?P<title>[^\[\]]+)\]\(https?://(?:[^()\s]|\([^()\s]*\))+\)")
_BY_NAME = re.compile(r"\]\[(?P<name>[^\[\]\n]+)\]")
_WHOLE = re.compile(r"\[(?P<title>[^\[\]]+)\]\((?:https?:/)?/[^()\s]*\)[.,;]?")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+|\n[ \t]*\n", re.MULTILINE)
_ADDRESS = re.compile(r"\]\([^()\s]*\)")
_MARKED = re.compile(r"(?P<sign>[*_])(?![*_])[^*_]+(?P=sign)|[\"“„«「『][^\"“”„«»「」『』]+[\"”“»」』]")
_PARTS = re.compile(r"[A-ZÀ-ÖØ-Þ][^:]*\S: \S")
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 4
"""Letters of a word that has a capital in a title: *How to Do It in an Hour*."""
_TITLE_WORDS = 3
_CREDIT = re.compile(r"—[ \t]*(?:[^\s\[\]]+[ \t]+){1,4}\[[^\[\]]+\]\(https?://(?:[^()\s]|\([^()\s]*\))+\)\W*")
"""Who said something, and where: the title of what is there."""
_FOREIGN = re.compile(r"^[ \t]*<(?P<tag>i|em|q|cite)>(?P<text>.*?)</(?P=tag)>[ \t]*$", re.DOTALL | re.MULTILINE)
_OUTPUT = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
"""Code in HTML."""
_IN_ITALICS = re.compile(r"[ \t]*(?P<sign>[*_])(?![\s*_])(?P<text>.+)(?<![\s*_])(?P=sign)\s*", re.DOTALL)
"""A whole text in italics, as a quotation in its own language is set."""
_PROGRAM = re.compile(r"\$ |<<< |.*[\[(](?:Y/n|y/N|y/n|Y/N)[\])]")
"""A line for a program, with a command or an include, or a question of one: none is translated."""
_LICENCE = re.compile(
    r"Permission is hereby granted, free|Permission to use, copy, modify|The above copyright notice and this|"
    r"(?:THE|THIS) SOFTWARE IS PROVIDED|Redistribution and use in source and binary|Licensed under the Apache License,"
)
"""How paragraphs of the licences MIT, ISC, BSD and Apache begin."""


def titles_in(unit: Unit) -> set[str]:
    """Return the texts of links to other sites that are written as titles are, with capitals."""
    found = (" ".join(match["title"].split()) for match in _LINK.finditer(_with_addresses(unit)))
    return {title for title in found if _is_title(title)}


def marked_titles(unit: Unit) -> set[str]:
    """Return the texts of links to other sites that are in italics or quotation marks as a whole, as titles are."""
    found = (" ".join(match["title"].split()) for match in _LINK.finditer(_with_addresses(unit)))
    return {title for title in found if _MARKED.fullmatch(title)}


def _is_title(text: str) -> bool:
    """Whether a text has capitals, or two parts: *Welcome to our blog: how it was made!*."""
    if _PARTS.match(text):
        return True
    long = [word for word in _WORD.findall(text) if len(word) >= _LONG]
    return len(long) >= _TITLE_WORDS and all(word[0].isupper() for word in long)


def _with_addresses(unit: Unit) -> str:
    """Return the text of a unit with its links to other sites as those that have their address beside them."""

    def replaced(match: re.Match[str]) -> str:
        address = unit.references.get(" ".join(match["name"].lower().split()), "")
        return "](https://example.org/)" if address.startswith("http") else match[0]

    return _BY_NAME.sub(replaced, unit.text) if "][" in unit.text else unit.text


def _unlinked_titles(source: Unit) -> set[str]:
    """Return the texts of a unit that are links as a whole, in capitals or not: a translation may name them alone."""
    items = (" ".join(each.split()) for each in _ITEM.split(_with_addresses(source))) if "]" in source.text else ()
    return {match["title"] for each in items if (match := _WHOLE.fullmatch(each))}


def is_entry(text: str) -> bool:
    """Whether a text is what a catalogue calls something, with its number there."""
    return _ENTRY.fullmatch(text) is not None and _has_capitals(text)


def without_entries(text: str) -> str:
    """Return a text with blanks for what a catalogue calls something amid it."""
    if not _HAS_NUMBER.search(text):
        return text
    return _AMID.sub(lambda match: blank_match(match) if _has_capitals(match[0]) else match[0], text)


def without_names(unit: Unit, source: Unit) -> list[Block]:
    """Return the blocks of a unit without those that spell out a name, or are what somebody else wrote."""
    written = _with_addresses(unit).split("\n")
    numbered = enumerate(written, start=unit.line)
    lines = {number for number, line in numbered if _is_of_others(line)} | _foreign_lines(unit, source)
    found = blocks(unit)
    named = _unlinked_titles(source)
    left = [
        each
        for each in found
        if each.flat not in named and lines.isdisjoint(range(each.line, each.line_at(len(each.text)) + 1))
    ]
    return [each for each in left if not _is_named_by_others(each, written[each.line - unit.line :])]


def _is_named_by_others(block: Block, written: list[str]) -> bool:
    """Whether a block, whose lines are the first that are ``written``, is what others call something of theirs."""
    if block.kind == HEADINGS:
        return False
    text = " ".join(" ".join(written[: block.text.count("\n") + 1]).split())
    return is_entry(text) or _TITLE.fullmatch(text) is not None


def _has_capitals(text: str) -> bool:
    long = [word for word in _WORD.findall(_ADDRESS.sub("", text)) if len(word) >= _LONG]
    return 2 * len([word for word in long if word[0].isupper()]) > len(long)


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


def unquoted(found: Iterable[Block], quotes: Collection[str]) -> list[Block]:
    """Return blocks with nothing in place of those lines that are among the ``quotes`` of the source."""
    if not quotes:
        return list(found)
    return [replace(block, text=_without_lines(block, quotes)) for block in found]


def _without_lines(block: Block, quotes: Collection[str]) -> str:
    left = {line for line in quoted_lines(block) if line in quotes}
    return "\n".join("" if line in left else line for line in block.text.split("\n"))


def quoted_lines(block: Block) -> Iterator[str]:
    """Yield the lines of a quotation, but for those that begin a note; what is equal in both languages stays so."""
    is_quoted = False
    for line in block.text.split("\n") if ">" in block.text else ():
        is_quoted = is_quoted or line.lstrip().startswith(">")
        if is_quoted and line.strip() and not _LABELLED.match(line):
            yield line


def is_licence(text: str) -> bool:
    """Whether a paragraph is of the text of a licence of software, of which no translation is valid."""
    return _LICENCE.match(text) is not None
