"""The text within a block, written in Markdown: its styles, links, pictures and films."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from helpcentre.content.media_addresses import is_film
from helpcentre.importer.bodies.blocks import Break, Inline, Picture, Run, Video
from helpcentre.importer.bodies.escaping import escape, escape_address, references

VIDEO_CLASS = "video"
"""The class of a link that stands for a film."""

_TAGS = ("del", "u", "mark", "sup", "sub", "kbd")
"""Styles that Markdown has no sign for; the outermost first."""


@dataclass(frozen=True)
class TextWriter:
    """Writes texts; with ``is_strict``, no sign is left to Markdown that could mean something."""

    is_strict: bool

    def lines(self, inlines: Sequence[Inline]) -> str:
        """Return a text as Markdown, one line for each of its own."""
        return self.one_line(inlines, line_end="<br>\n")

    def one_line(self, inlines: Sequence[Inline], *, line_end: str = " ") -> str:
        """Return a text as Markdown, with ``line_end`` for each of its line ends."""
        pieces: list[str] = []
        for link, group in groupby(inlines, key=_link_of):
            text = self._group(list(group), at_start=_is_at_start(pieces), line_end=line_end, before=pieces)
            pieces.append(f"[{text}]({escape_address(link)})" if link and text.strip() else text)
        return "".join(pieces)

    def _group(self, inlines: list[Inline], *, at_start: bool, line_end: str, before: Sequence[str]) -> str:
        """Return the texts of one link, or of none."""
        pieces: list[str] = []
        for inline in inlines:
            match inline:
                case Break():
                    pieces.append(line_end)
                case Picture():
                    pieces.append(self._picture(inline))
                case Video():
                    pieces.append(self._video(inline))
                case Run():
                    starts = (at_start and not "".join(pieces)) or (bool(pieces) and pieces[-1] == line_end == "<br>\n")
                    is_close = "".join([*before[-1:], *pieces]).endswith("*")
                    pieces.append(self._run(inline, at_start=starts, is_close=is_close))
        return "".join(pieces)

    def _video(self, video: Video) -> str:
        address = escape_address(video.address)
        if is_film(video.address):
            return f"![{self._text(video.title, at_start=False)}]({address})"
        return f"[{self._text(video.title or video.address, at_start=False)}]({address}){{ .{VIDEO_CLASS} }}"

    def _text(self, text: str, *, at_start: bool) -> str:
        return references(text) if self.is_strict else escape(text, at_start=at_start, has_links=False)

    def _run(self, run: Run, *, at_start: bool, is_close: bool) -> str:
        space = " " if run.text == " " else ""
        if space:
            return space
        styles = run.styles
        is_code = "code" in styles
        text = self._code_span(run.text) if is_code else self._text(run.text, at_start=at_start and not styles)
        for tag in reversed(_TAGS):
            text = f"<{tag}>{text}</{tag}>" if tag in styles else text
        as_tags = self.is_strict or is_close or text.startswith("*") or text.endswith("*")
        for name, mark in (("em", "*"), ("strong", "**")):
            if name in styles:
                text = f"<{name}>{text}</{name}>" if as_tags else f"{mark}{text}{mark}"
        return text

    def _code_span(self, text: str) -> str:
        if self.is_strict:
            return f"<code>{references(text)}</code>"
        mark = "`"
        while mark in text:
            mark += "`"
        pad = " " if text.startswith("`") or text.endswith("`") else ""
        return f"{mark}{pad}{text}{pad}{mark}"

    def _picture(self, picture: Picture) -> str:
        sizes = (("width", picture.width), ("height", picture.height))
        size = " ".join(f'{name}="{value}"' for name, value in sizes if value)
        alt = self._text(picture.alt, at_start=False)
        return f"![{alt}]({escape_address(picture.source)})" + (f"{{ {size} }}" if size else "")


def _link_of(inline: Inline) -> str:
    return inline.link if isinstance(inline, Run | Picture) else ""


def _is_at_start(pieces: Sequence[str]) -> bool:
    text = "".join(pieces)
    return not text or text.endswith("\n")
