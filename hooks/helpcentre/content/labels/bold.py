"""Texts in bold, as labels are written, each with its place, and with what stands in brackets right behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpcentre.content.markdown.line_kinds import MARKER, is_table, read_box
from helpcentre.content.markdown.scan import Scan
from helpcentre.util.line_count import LineCount

_BOLD = re.compile(
    r"(?<![*\\])(?P<stars>\*{2,3})(?=[^\s*])(?P<starred>[^*\n]+?(?:\n(?![ \t]*\n)[^*\n]+?)*?)(?<=\S)(?P=stars)(?!\*)"
    r"|(?<![\w\\_])(?P<lines>__)(?=[^\s_])(?P<underlined>(?:(?!__)[^\n])+?)(?<=\S)(?P=lines)(?![\w_])"
    r"|<(?P<tag>b|strong)>(?P<tagged>[^<\n]+)</(?P=tag)>"
)
_BLANKS = re.compile(r"[ \t*_>]*")
_PART_END = re.compile(r"[^\S\n]*+(?:[:：–—-]|[.*_]*+[^\S\n]*+(?:\n|\Z))")
"""A colon or dash behind a text, or nothing more in its line."""
_BRACKETS = re.compile(r"(?P<space>[ \t]?)(?P<open>[(（])(?P<text>[^()（）\n]+)[)）]")
_LINK = re.compile(r"!?\[(?P<text>[^\]\n]*)\]\([^)\n]*\)(?:\{[^}\n]*\})?|^\[|\]\([^)\n]*$")
_SHORTCODE = re.compile(r"(?<![\w:]):[a-z][\w+-]*:(?:\{[^}\n]*\})?")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_PARTS = re.compile(r"(?<=\S)[ \t\n]+(?:\\?>|&gt;|→|›|»|▸|➜|⟩|/)[ \t\n]+(?=\S)")
"""What stands between the labels of a path through menus, as in *Settings > Privacy*."""
_HIDDEN = re.compile("[\u200e\u200f\u2066-\u2069\ufe0e\ufe0f]")


@dataclass(frozen=True)
class BoldText:
    """A text in bold, ``[start:end]`` of what was scanned, without its marks.

    ``text`` is what readers see, ``meaning`` what stands in brackets right behind, from ``after`` on.
    """

    text: str
    start: int
    end: int
    after: int
    in_step: bool
    ends_part: bool
    """Whether nothing, a colon or a dash follows: then it may be a heading of what comes."""
    begins_part: bool
    """Whether it is the first of its step, item or paragraph."""
    meaning: str = ""

    def parts(self) -> list[str]:
        """Return the labels of a path through menus, or the whole text."""
        return split_path(self.text)


def split_path(text: str) -> list[str]:
    """Return the labels of a path through menus, or the whole text."""
    return _PARTS.split(text)


def find_bold(scan: Scan) -> list[BoldText]:
    """Return the texts in bold of a Markdown text in their order; code has none."""
    text = scan.without_code
    if "**" not in text and "__" not in text and "<" not in text:
        return []
    matches = list(_BOLD.finditer(text))
    in_steps = _lines_in_steps(scan) if matches else []
    lines, found, begin, place = LineCount(text), [], 0, 0
    for match in matches:
        begin = max(begin, text.rfind("\n", place, match.start()) + 1)
        place = match.start()
        found.append(_bold(match, text, scan.text, begin, in_step=in_steps[lines.above(match.start())]))
    return found


def _bold(match: re.Match[str], text: str, written: str, begin: int, *, in_step: bool) -> BoldText:
    """Return a text in bold in the line that begins at ``begin``; of a line that has thousands, nothing is copied."""
    group = next(name for name in ("starred", "underlined", "tagged") if match[name])
    start, end = match.span(group)
    marker = MARKER.match(text, begin, match.start())
    blanks = _BLANKS.match(text, marker.end() if marker else begin, match.start())
    brackets = _BRACKETS.match(text, match.end())
    return BoldText(
        text=_seen(written[start:end]),
        start=start,
        end=end,
        after=match.end(),
        in_step=in_step,
        begins_part=blanks is not None and blanks.end() == match.start(),
        ends_part=_PART_END.match(text, match.end()) is not None,
        meaning=brackets["text"].strip() if brackets else "",
    )


def _seen(written: str) -> str:
    """Return what readers see of Markdown within a line: no address, no icon, no mark of code."""
    text = _LINK.sub(lambda link: link["text"] or "", written)
    text = _HIDDEN.sub("", _SHORTCODE.sub(" ", text).replace("`", ""))
    return " ".join(_ESCAPE.sub("", text.replace("&amp;", "&")).split())


def brackets_at(text: str, place: int) -> re.Match[str] | None:
    """Return the brackets that begin at a place, or after one space there; their text is ``text``."""
    return _BRACKETS.match(text, place)


def _lines_in_steps(scan: Scan) -> list[bool]:
    """Return for each line whether it belongs to a step: a numbered item, and what is indented below it."""
    return list(_steps(scan.without_code.split("\n"), scan))


def _steps(lines: list[str], scan: Scan) -> Iterator[bool]:
    indent, is_below_empty = -1, True
    """How far the step is indented that is read; −1 outside of steps."""
    for number, line in enumerate(lines):
        if not line.strip():
            is_below_empty = True
            yield False
            continue
        width = len(line) - len(line.lstrip(" \t"))
        marker = MARKER.match(line)
        if marker and marker["number"]:
            indent = width
        elif _ends_steps(lines, number, scan) or (width <= indent and (marker or is_below_empty)):
            indent = -1
        is_below_empty = False
        yield indent >= 0


def _ends_steps(lines: list[str], number: int, scan: Scan) -> bool:
    """Whether a box or a table begins at a line: what is in them is told beside the steps."""
    is_box = read_box(lines[number], scan.dialect) is not None
    return is_box or is_table([line.strip() for line in lines[number : number + 2]])
