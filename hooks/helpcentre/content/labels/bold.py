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
    lines = LineCount(text)
    return [_bold(match, text, scan.text, in_steps, lines) for match in matches]


def _bold(match: re.Match[str], text: str, written: str, in_steps: list[bool], lines: LineCount) -> BoldText:
    group = next(name for name in ("starred", "underlined", "tagged") if match[name])
    start, end = match.span(group)
    line = lines.above(start)
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    marker = MARKER.match(before)
    line_end = text.find("\n", match.end())
    behind = text[match.end() : line_end if line_end >= 0 else None].strip()
    brackets = _BRACKETS.match(text, match.end())
    return BoldText(
        text=_seen(written[start:end]),
        start=start,
        end=end,
        after=match.end(),
        in_step=in_steps[line],
        begins_part=not (before[marker.end() :] if marker else before).strip(" \t*_>"),
        ends_part=not behind.strip(".*_") or behind[0] in ":：–—-",
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
