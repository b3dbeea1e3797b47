"""Markdown that nothing reads on this site, so that its signs would be published as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from helpcentre.content.frontmatter import Document
from helpcentre.content.markdown.scan import Scan, blank_match
from helpcentre.content.markdown.syntax import BUNDLES, DIAGRAM, EMOJI, ICON, KNOWN, MATHS
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.elements.icons import has_emoji
from helpcentre.util.line_count import LineCount

_ALL_ICONS = "https://squidfunk.github.io/mkdocs-material/reference/icons-emojis/"
_SHOWN = 60  # signs of what was found, in a message


def check_syntax(
    document: Document, *, extensions: Collection[str], has_icon: Callable[[str], bool], file: str
) -> Iterator[Problem]:
    """Yield a problem for each line of a page with syntax of an extension that is not among the ``extensions``.

    Also one for each diagram, formula and icon that nothing here can draw; ``has_icon`` knows icons by their names.
    """
    names = _expanded(extensions)
    off = [each for each in KNOWN if each.extension not in names]
    for unit in units(document).values():
        part = _Part(unit.scan, file, unit.line)
        for syntax in off:
            if syntax.sign in unit.text:
                yield from part.matches(syntax.pattern, syntax.about, syntax.fix)
        if "pymdownx.emoji" in names and ":" in unit.text:
            yield from part.unknown_icons(has_icon)
        if "$" in unit.text:
            yield from part.matches(MATHS, "maths is not supported", "write it as text, or as a picture below docs/")
        yield from part.diagrams()


def _expanded(extensions: Collection[str]) -> frozenset[str]:
    """Return the names of extensions without what Python-Markdown lets people write before them."""
    names = {name.removeprefix("markdown.extensions.") for name in extensions}
    return frozenset(names).union(*(BUNDLES[name] for name in names & BUNDLES.keys()))


class _Part(NamedTuple):
    """The part of a page that begins at the line ``first`` of its file."""

    scan: Scan
    file: str
    first: int

    def matches(self, pattern: re.Pattern[str], about: str, fix: str) -> Iterator[Problem]:
        """Yield a problem for each line where the pattern is found."""
        text, found = self.scan.without_code, dict[int, str]()
        lines = LineCount(text)
        for match in pattern.finditer(text):
            if not text.endswith("\\", 0, match.start()):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                found.setdefault(lines.above(start), " ".join(match[0].split())[:_SHOWN])
        for line, written in found.items():
            yield self._unread(line, f"{written!r} is shown as it is: {about}", fix)

    def unknown_icons(self, has_icon: Callable[[str], bool]) -> Iterator[Problem]:
        """Yield a problem for each icon and each emoji that does not exist."""
        text = self.scan.without_code
        lines = LineCount(text)
        for match in ICON.finditer(text):
            if not has_icon(match[0].strip(":")):
                yield self._unknown(match, "icon", lines)
        for match in EMOJI.finditer(ICON.sub(blank_match, text)):
            if not (has_icon(match["name"]) or has_emoji(match["name"])):
                yield self._unknown(match, "emoji", lines)

    def _unknown(self, match: re.Match[str], what: str, lines: LineCount) -> Problem:
        message = f"{match[0]} is shown as it is: there is no such {what}"
        return self._unread(lines.above(match.start()), message, f"find its name at {_ALL_ICONS}")

    def diagrams(self) -> Iterator[Problem]:
        """Yield a problem for each diagram that is written as code."""
        for fence in self.scan.fences:
            if DIAGRAM.match(self.scan.lines[fence.start]):
                message = "a diagram is shown as its code: Mermaid is not supported"
                yield self._unread(fence.start, message, "draw it, and put the picture below docs/")

    def _unread(self, line: int, message: str, fix: str) -> Problem:
        return problem(Rule.MARKDOWN_UNREAD, file=self.file, line=self.first + line, message=message, fix=fix)
