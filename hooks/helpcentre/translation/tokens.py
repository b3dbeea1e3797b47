"""What nobody translates, as tokens: Markdown becomes text with ``<x id="1"/>`` and ``<g id="2">…</g>``.

These are the inline elements of XLIFF 1.2, which engines know. An ``x`` stands for code, an address, a placeholder,
keys, an icon, a name that is kept or a line break; a ``g`` is around the words of a link, a picture or an emphasis.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_LABEL = r"\[(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*\]"
_ADDRESS = r"""\(\s*<?(?:[^()\s<>]|\([^()\s]*\))*>?(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)"""
_ATTRIBUTES = r"(?:\{:?[ ]*(?:[#.][\w-]|[\w-]+=)[^}\n]*\})?"
_SPECIAL = re.compile(
    rf"""
    (?P<code> (?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`) )
    | (?P<link> (?P<label>!?{_LABEL})(?P<address>{_ADDRESS}{_ATTRIBUTES}) )
    | (?P<field> (?P<field_name>\[\[[ ]*[\w-]+[ ]*:[ ]*)(?P<in_field>[^\]\n]+?)[ ]*\]\] )
    | (?P<note> \[\^[^\]\s]+\]:?[ ]* | \[\[[^\]\n]*\]\] | ^\*\[[^\]\n]+\]:[ ]* | ^\[[ xX]\](?=[ ]) )
    | (?P<reference> (?P<words>!?{_LABEL})(?P<name>\[[^\]\n]*\]) )
    | (?P<tag> <!--.*?--> | </?[a-zA-Z][^<>]*> )
    | (?P<url> \b(?:https?://|www\.)[^\s<>)\]]+[^\s<>)\].,;:!?] | [\w.+-]+@[\w-]+(?:\.[\w-]+)+ )
    | (?P<template> \{{\{{.*?\}}\}} | \{{%.*?%\}} | (?<!\$)\{{\w+\}} | \{{:?[ ]*[#.\w][^}}\n]*\}} )
    | (?P<format> %\(\w+\)[sd] | %[sd]\b )
    | (?P<keys> \+\+(?=[\w"'])[^\n]+?\+\+ )
    | (?P<icon> (?<![\w:]):[a-z][\w+-]*:(?![\w:]) )
    | (?P<entity> &(?:\#\d+|\#x[0-9a-fA-F]+|[A-Za-z]\w*); )
    | (?P<snippet> ^-{{1,2}}8<-{{1,2}}[^\n]* )
    | (?P<escape> \\[\\`*_{{}}\[\]()\#+\-.!|<>~^] )
    | (?P<break> (?:[ ]{{2,}}|\\)\n[ \t]*(?:(?:>[ ]?)+)? )
    | (?P<line_begin> \n[ \t]*(?:(?:>[ ]?)+|:[ ]{{1,3}}) | ^(?:(?:>[ ]?)+|:[ ]{{1,3}}) )
    | (?P<both> (?<![\w*])\*\*\*(?=\S)(?P<in_both>[^*]+?)(?<=\S)\*\*\*(?!\*) )
    | (?P<strong> \*\*(?=\S)(?P<in_strong>(?:[^*]|\*(?!\*))+?)(?<=\S)\*\*(?!\*) )
    | (?P<emphasis> (?<![\w*])\*(?=[^\s*])(?P<in_emphasis>[^*]+?)(?<=[^\s*])\*(?![\w*]) )
    | (?P<low> (?<![\w_])(?P<line>__?)(?=[^\s_])(?P<in_low>[^_]+?)(?<=[^\s_])(?P=line)(?![\w_]) )
    | (?P<marked> (?P<sign>~~|==|\^\^)(?=\S)(?P<in_marked>[^~=^\n]+?)(?<=\S)(?P=sign) )
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_PAIRS = {"both": "***", "strong": "**", "emphasis": "*"}
TOKEN = re.compile(
    r"""<(?P<kind>[xg])\s+id\s*=\s*["']?(?P<id>\d+)["']?\s*(?P<alone>/?)\s*>|<\s*/\s*(?P<end>[xg])\s*>""",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True)
class Token:
    """What stands for a token in Markdown: one text, or with a ``closing`` one, what stands around others.

    ``label`` is what a translation writes for it, if it is a label of an app.
    """

    opening: str
    closing: str | None = None
    label: str = ""


@dataclass(frozen=True)
class Protected:
    """A text as engines get it; the token with the number 1 is the first of ``tokens``."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def words(self) -> str:
        """The text without its tokens."""
        return html.unescape(TOKEN.sub(" ", self.text))

    @property
    def as_written(self) -> str:
        """The Markdown that the text stands for."""
        written, closings, end = [], list[str](), 0
        for match in TOKEN.finditer(self.text):
            written.append(html.unescape(self.text[end : match.start()]))
            end = match.end()
            if match["end"]:
                written.append(closings.pop())
                continue
            token = self.tokens[int(match["id"]) - 1]
            written.append(token.opening)
            if token.closing is not None:
                closings.append(token.closing)
        return "".join([*written, html.unescape(self.text[end:])])

    @property
    def has_words(self) -> bool:
        """Whether there is anything to translate."""
        return any(sign.isalpha() for sign in self.words)


class BoldLabel(NamedTuple):
    """What a text in bold is as the label of an app: what may stand behind it, and Markdown for the translation."""

    behind: str
    translated: str


def _no_label(_: str) -> BoldLabel | None:
    return None


def protect(
    text: str,
    *,
    names: Sequence[tuple[str, str]] = (),
    label: Callable[[str], BoldLabel | None] = _no_label,
    keeps_lines: bool = False,
) -> Protected:
    """Return a message of a page as engines get it.

    ``names`` are kept: each with what stands for it in the translation. ``label`` says of a text in bold whether an app
    has that label. With ``keeps_lines``, each end of a line stays where it is, as in replies; else lines are only
    wrapped.
    """
    return _Protector(names, label, keeps_lines=keeps_lines).protected(text)


def protect_exactly(text: str, *, label: Callable[[str], BoldLabel | None] = _no_label) -> Protected:
    """Return a text with its tokens, which stand for what is written, labels too, and with its lines as they are.

    What cannot be written again, byte by byte, has no tokens.
    """
    found = _Exact(label).protected(text)
    return found if found.as_written == text else Protected(html.escape(text, quote=False), ())


def protect_numbers(given: Protected) -> Protected:
    """Return the text with its numbers as tokens, too: two texts that are equal then say the same of other numbers."""
    tokens = [*given.tokens]

    def numbered(match: re.Match[str]) -> str:
        tokens.append(Token(match[0]))
        return f'<x id="{len(tokens)}"/>'

    parts = re.split(r"(<[^<>]*>)", given.text)
    text = "".join(part if part.startswith("<") else _NUMBER.sub(numbered, part) for part in parts)
    return Protected(text, tuple(tokens))


class _Protector:
    """Takes a text apart from left to right; what is within a pair is taken apart by itself."""

    def __init__(
        self, names: Sequence[tuple[str, str]], label: Callable[[str], BoldLabel | None], *, keeps_lines: bool
    ) -> None:
        self.label = label
        self.tokens: list[Token] = []
        self.keeps_lines = keeps_lines
        self.spellings = dict(names)
        found = sorted(self.spellings, key=lambda name: (-len(name), name))
        self.names = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in found)) if found else None

    def protected(self, text: str) -> Protected:
        """Return the text with its tokens."""
        return Protected(self._inner(text), tuple(self.tokens))

    def _inner(self, text: str) -> str:
        parts, end = [], 0
        for match in _SPECIAL.finditer(text):
            if match.start() < end:  # what stands behind a label
                continue
            before, end = text[end : match.start()], match.end()
            label = self.label(match["in_strong"]) if match["strong"] else None
            if label:
                end += len(label.behind) if label.behind and text.startswith(label.behind, end) else 0
            parts.append(self._literal(before))  # first: tokens are counted in the order of the text
            parts.append(self._label(label, text[match.start() : end]) if label else self._special(match))
        return "".join([*parts, self._literal(text[end:])])

    def _label(self, label: BoldLabel, written: str) -> str:  # noqa: ARG002
        return self._alone(label.translated)

    def _special(self, match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        kind = next(name for name in (*_PAIRS, "link", "reference", "low", "marked", "field", kind) if match[name])
        if kind in _PAIRS:
            return self._pair(_PAIRS[kind], match[f"in_{kind}"], _PAIRS[kind])
        if kind in ("low", "marked"):
            sign = match["line"] if kind == "low" else match["sign"]
            return self._pair(sign, match[f"in_{kind}"], sign)
        if kind == "field":
            return self._pair(match["field_name"], match["in_field"], "]]")
        if kind in ("link", "reference"):
            label, target = (match["label"], match["address"]) if kind == "link" else (match["words"], match["name"])
            if kind == "reference" and target == "[]":
                return self._alone(match[0])
            opening = "![" if label.startswith("!") else "["
            return self._pair(opening, label[len(opening) : -1], f"]{target}")
        return self._alone(match[0])

    def _pair(self, opening: str, inner: str, closing: str) -> str:
        self.tokens.append(Token(opening, closing))
        number = len(self.tokens)
        return f'<g id="{number}">{self._inner(inner)}</g>'

    def _alone(self, text: str) -> str:
        self.tokens.append(Token(text))
        return f'<x id="{len(self.tokens)}"/>'

    def _literal(self, text: str) -> str:
        if self.keeps_lines and "\n" in text:
            return self._lines(text)
        text = re.sub(r"[ \t]*\n[ \t]*", " ", text)
        parts, end = [], 0
        for match in self.names.finditer(text) if self.names else ():
            parts += [html.escape(text[end : match.start()], quote=False), self._alone(self.spellings[match[0]])]
            end = match.end()
        return "".join([*parts, html.escape(text[end:], quote=False)])

    def _lines(self, text: str) -> str:
        first, *others = text.split("\n")
        parts = [self._literal(first)]
        for line in others:
            parts += [self._alone("\n"), self._literal(line)]
        return "".join(parts)


class _Exact(_Protector):
    """Keeps what is written: lines as they are, and labels in their own language."""

    def __init__(self, label: Callable[[str], BoldLabel | None]) -> None:
        super().__init__((), label, keeps_lines=False)

    def _label(self, label: BoldLabel, written: str) -> str:
        self.tokens.append(Token(written, label=label.translated))
        return f'<x id="{len(self.tokens)}"/>'

    def _literal(self, text: str) -> str:
        return html.escape(text, quote=False)
