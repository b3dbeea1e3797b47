"""Lists, tables, boxes, code and bold text that Python-Markdown shows with their signs, and signs of other dialects.

The rules are those of https://python-markdown.github.io/: a list or table needs an empty line above it, the content of
a box four spaces, and a note or a reference its definition.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from helpcentre.content.markdown.fences import TAB, has_fence_sign
from helpcentre.content.markdown.line_kinds import MARKER, is_rule, is_table, read_box
from helpcentre.content.markdown.scan import Scan
from helpcentre.content.markdown.slips import is_shown, with_code_as_letters

_ITEM = re.compile(r"(?:[-*+]|1[.])[ \t]+\S")
_NEXT_ITEM = re.compile(r"(?:[-*+]|\d{1,2}[.])[ \t]+\S")
_NO_TEXT = re.compile(r"[#>|<:]|[-=*_]{3,}[ ]*$|\[[^\]]+\]:|\*\[|/{3}|!!!|\?\?\?|===|-+8<-")
"""How a line begins that is more than text."""
_ROW = re.compile(r"\|.*\|[ \t]*$")
_BOLD = re.compile(r"(?<![\w*/\\])\*\*(?=\w)|(?<=\w)\*\*(?![\w*/])")
_BOLD_MARK = re.compile(r"(?<![*\\])\*\*(?!\*)")
_NOTE = re.compile(r"(?<!\\)\[(?P<name>\^[^\]\s]+)\](?!:)")
_FENCE = re.compile(r"[ \t]*(?P<open>(?:`{3,}|~{3,})[ ]*[\w.+#-]+)(?::[\w-]|\{[\d, -]+\}).*")
"""Code as VuePress and Docusaurus mark its lines: ``js:line-numbers``, ``js{1,3}``."""
_OPENING = re.compile(r"[ \t>]*(?P<open>(?:`{3,}|~{3,})[ ]*[\w.+#-]+)[ \t]+[^\s`][^`]*")
"""A line that would open code, but for what stands behind the language: ``js ins={4}``, ``sh [Terminal]``."""
_JEKYLL = re.compile(r"[ \t]*(?P<open>)\{%-?[ \t]*highlight\b.*")
_ATTRIBUTES_ALONE = re.compile(r"\{:?[ ]*[#.][^{}]*\}[ \t]*")
"""A line of attributes, which belongs to the text that ends above it."""
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?P<name>[^\]\n]+)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"(?<![\w\]\\!`])\[[^\[\]\n]+\]\[(?P<name>[\w .-]+)\]")
_SHOWN = 60  # signs of what was found, in a message
_INDENT = "write four spaces before each of its lines"


class Unread(NamedTuple):
    """What is wrong in a line of a text, counted from 0, and what to do."""

    line: int
    message: str
    fix: str


class _Foreign(NamedTuple):
    """A sign of another dialect of Markdown: its pattern, what it is, and what stands for it here."""

    pattern: re.Pattern[str]
    what: str
    fix: str


_BOX_FIX = "write it as a box: !!! note, and four spaces before each line of it"
_FOREIGN = (
    _Foreign(re.compile(r"[ \t]*>[ ]?\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", re.I), "a box of GitHub", _BOX_FIX),
    _Foreign(
        re.compile(r"[ \t]*:{3,}[ ]?(?:note|tip|info|warning|danger|caution|details|important|success)\b"),
        "a box of another program",
        _BOX_FIX,
    ),
    _Foreign(
        re.compile(r".*?\{%[ ]?(?:end)?(?:hint|tabs?|embed|content-ref|stepper)\b[^\n]*?%\}"),
        "a block of GitBook",
        "write it as a box or as tabs",
    ),
    _Foreign(re.compile(r".*?\{/\*"), "a comment of MDX", "write it as <!-- … -->"),
    _Foreign(re.compile(r".*?\{\{[<%][^\n]+?[%>]\}\}"), "a shortcode of Hugo", "write it in Markdown"),
    _Foreign(
        re.compile(
            r"(?![ \t]*(?:;|-+8<-+(?:[ \t]+(?:\"[^\"]+\"|'[^']+'))?$))"  # it is read, or meant to be shown
            r".*?(?:(?:-{2,}8[<>]-{2,}|[–—]8[<>][–—])[ \t]*(?:[\"'\w/.]|$)|-8<-[ \t]*[\"'])"
        ),
        "an include that nothing reads",
        'write --8<-- "_snippets/name.md" in a line of its own, with nothing behind it',
    ),
    _Foreign(
        re.compile(r"(?![ \t]*(?:#|\|)).*[^\s\])}*_`>|][ ]\{#[\w-]+\}[ ]*$"),
        "an id, and the line is no heading",
        "write # and a space before the heading",
    ),
)
_FOREIGN_SIGNS, _REFERENCE_SIGNS = ("[!", ":::", "{%", "{/*", "{{", "8<", "8>", "{#"), ("][", "[^")
"""Signs of which each match of these patterns has one; few texts have any."""


def unread_blocks(scan: Scan, *, has_heading: bool, references: Collection[str]) -> Iterator[Unread]:
    """Yield what is shown with its signs in the text of a section, which ``has_heading`` in its first line or has none.

    ``references`` are the names that the page defines elsewhere.
    """
    written = scan.lines
    lines = with_code_as_letters(scan).splitlines()
    lines += [""] * (len(written) - len(lines))
    for number, line in enumerate(scan.shown):
        if not line.strip():  # a comment, which ends what stands above it
            lines[number] = ""
    if has_heading and lines:
        lines[0] = ""
    yield from _boxes(scan, lines)
    below_code = {fence.end for fence in scan.fences}
    for first, chunk in _chunks(lines):
        if _ATTRIBUTES_ALONE.fullmatch(chunk[0].strip()) and first not in below_code:
            message = f"{written[first].strip()[:_SHOWN]!r} is shown as it is: there is no text above it"
            yield Unread(first, message, "write it behind the heading, or in the line below its text")
        yield from _in_chunk(first, chunk, written[first : first + len(chunk)])
    has_fence, has_foreign = has_fence_sign(scan.text), _has_one(_FOREIGN_SIGNS, lines)
    for number, line in enumerate(lines) if has_fence or has_foreign else ():
        yield from _foreign(number, line, written[number])
        if match := _foreign_fence(scan, number):
            message = f"{match[0].strip()!r} opens no code: this is how another program marks it"
            opening = match["open"] or "```"
            yield Unread(number, message, f'write {opening} hl_lines="1" for marked lines, or {opening} alone')
    if _has_one(_REFERENCE_SIGNS, lines):
        yield from _undefined(lines, references, has_notes=scan.dialect.has_footnotes)


def _has_one(signs: Sequence[str], lines: Sequence[str]) -> bool:
    text = "\n".join(lines)
    return any(sign in text for sign in signs)


def has_foreign_code(scan: Scan, end: int | None = None) -> bool:
    """Whether a line before ``end`` opens code as another program reads it, with marks behind the language."""
    if not (has_fence_sign(scan.text) or "highlight" in scan.text):
        return False
    before = range(len(scan.lines) if end is None else end)
    return any(_FENCE.match(scan.lines[number]) or _foreign_fence(scan, number) for number in before)


def _foreign_fence(scan: Scan, number: int) -> re.Match[str] | None:
    """Return the line that opens code with marks of another program behind the language, or None."""
    if number in scan.code_lines:
        return None
    line = scan.lines[number]
    return _FENCE.match(line) or _OPENING.fullmatch(line) or _JEKYLL.match(line)


def defined_names(text: str) -> frozenset[str]:
    """Return the names of links and footnotes that a text defines, in small letters."""
    found = _DEFINITION.finditer(text) if "]:" in text else ()
    return frozenset(" ".join(match["name"].lower().split()) for match in found)


def _chunks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield what stands between empty lines, titles of boxes and headings, each with the number of its first line."""
    chunk: list[str] = []
    for number, line in enumerate([*lines, ""]):
        if line.strip() and not line.lstrip().startswith(("!!! ", "???", "=== ", "#")):
            chunk.append(line)
        elif chunk:
            yield number - len(chunk), chunk
            chunk = []


def _in_chunk(first: int, chunk: list[str], written: list[str]) -> Iterator[Unread]:
    indent = len(chunk[0]) - len(chunk[0].lstrip())
    texts = [line[indent:] if not line[:indent].strip() else line.lstrip() for line in chunk]
    yield from _list(first, texts, written)
    yield from _table(first, texts, [line.expandtabs(TAB).strip() for line in written])
    text = "\n".join(texts)
    marks = len(_BOLD_MARK.findall(text))
    if marks % 2 and (match := _BOLD.search(text)) and not texts[0].startswith("<") and is_shown(text):
        fix = "write ** on both sides of the words"
        yield Unread(first + text.count("\n", 0, match.start()), "the signs ** are shown: they have no other half", fix)


def _list(first: int, texts: Sequence[str], written: Sequence[str]) -> Iterator[Unread]:
    for number, text in enumerate(texts):
        if number and _ITEM.match(text):
            items = sum(bool(_NEXT_ITEM.match(each)) for each in texts[number:])
            if items > 1 or texts[number - 1].rstrip().endswith((":", "：")):
                message = (
                    f"{written[number].strip()[:_SHOWN]!r} is no list item: it is shown in one line with the text above"
                )
                yield Unread(first + number, message, "write an empty line above the list")
            return
        if MARKER.match(text) or _NO_TEXT.match(text) or text[:1] in " \t":
            return


def _table(first: int, texts: Sequence[str], written: Sequence[str]) -> Iterator[Unread]:
    rows = [number for number, text in enumerate(texts) if _ROW.match(text)]
    if len(rows) < 2 or is_table(written):  # a head and a line
        return
    start = rows[0]
    if all(not _NO_TEXT.match(text) and not MARKER.match(text) for text in texts[:start]):
        has_rule = is_table(written[start:])
        message = "the table is shown as text: " + ("" if has_rule else "its second line has no dashes")
        message += "there is no empty line above it" if has_rule else ""
        fix = "write an empty line above it" if has_rule else "write a line such as |---|---| below its head"
        if has_rule or not start:
            yield Unread(first + start, message, fix)


def _boxes(scan: Scan, lines: Sequence[str]) -> Iterator[Unread]:
    """Yield each box and tab that has nothing in it, as what is to be in it is not indented."""
    written = scan.lines
    for number, line in enumerate(lines):
        box = read_box(line, scan.dialect) if line.lstrip().startswith(("!!!", "???", "===")) else None
        if box is None:
            continue
        below = next((place for place in range(number + 1, len(written)) if written[place].strip()), None)
        depth = _width(line) + TAB
        if below is None or _width(written[below]) < depth:
            is_next = below == number + 1
            is_title_alone = line.lstrip().startswith("!!!") and box.end > box.start and not is_next
            if not is_title_alone and not is_rule(line):
                what = "the tab" if box.type == "tab" else "the box"
                yield Unread(number, f"{what} has nothing in it: the text below is not indented", _INDENT)


def _width(line: str) -> int:
    expanded = line.expandtabs(TAB)
    return len(expanded) - len(expanded.lstrip())


def _foreign(number: int, line: str, written: str) -> Iterator[Unread]:
    for each in _FOREIGN:
        if each.pattern.match(line):
            yield Unread(number, f"{written.strip()[-_SHOWN:]!r} is shown as it is: {each.what}", each.fix)
            return


def _undefined(lines: Sequence[str], references: Collection[str], *, has_notes: bool) -> Iterator[Unread]:
    """Yield each mark of a footnote without a note, and each link whose address stands nowhere."""
    patterns = (_NOTE, _REFERENCE) if has_notes else (_REFERENCE,)
    for number, line in enumerate(lines):
        for match in chain.from_iterable(pattern.finditer(line) for pattern in patterns):
            if " ".join(match["name"].lower().split()) not in references:
                message = f"{match[0]!r} is shown as it is: nothing says what [{match['name']}] is"
                yield Unread(number, message, f"write a line [{match['name']}]: below, with what it stands for")
