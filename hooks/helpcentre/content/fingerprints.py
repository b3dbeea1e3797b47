"""Fingerprints of texts: equal where readers see the same, whatever signs of Markdown it is written with.

A fingerprint has two parts, ``<text>-<words>``. The first is of all that is rendered: words, marks, code with its white
space, and which list or box something stands in. The second leaves out punctuation and capitals, so that a change of
these alone can be told from one of words.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from helpcentre.content.markdown.fences import TAB, Fence
from helpcentre.content.markdown.line_kinds import MARKER, is_rule, is_table, read_box
from helpcentre.content.markdown.scan import Scan

_SEPARATOR = "-"
_TEXT_DIGITS, _WORD_DIGITS = 12, 8

_MARKS = str.maketrans(
    {
        **dict.fromkeys("„“”«»‟", '"'),
        **dict.fromkeys("‚‘’‹›‛", "'"),
        **dict.fromkeys("–—‒‐‑―", "-"),
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u3000", " "),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", None),
        "…": "...",
    }
)
"""Signs that a keyboard or a word processor chooses, and that say the same."""

_BREAK = "\N{SYMBOL FOR NEWLINE}"
_HOLE = "\ue000"
"""Stands around the number of what is left as it is: code and addresses."""

_CODE = re.compile(r"(?<![\\`])(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_TITLE = r"""(?:\s+(?:"[^"\n]*"|'[^'\n]*'|\([^)\n]*\)))?"""
_TARGET = re.compile(rf"\]\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>(?:[^()\s<>]|\([^()\s]*\))*)){_TITLE}\s*\)")
_REFERENCE = re.compile(r"\[(?P<text>[^\[\]]+)\](?:[ ]?\[(?P<name>[^\[\]]*)\])?(?![\[(:])")
_DEFINITION = re.compile(
    rf"^[ ]{{0,3}}\[(?!\^)(?P<name>[^\]\n]+)\]:[ \t]*<?(?P<target>[^\s<>]+)>?{_TITLE}[ \t]*$", re.MULTILINE
)
_ADDRESS = re.compile(r"<(?P<angle>[a-z][a-z0-9+.-]*:[^\s<>]+)>|\bhttps?://[^\s<>)\]]*[^\s<>)\].,;:!?]", re.I)
_ATTRIBUTES = re.compile(r"\{:?[ ]*(?:[#.][\w-]|[\w-]+=)[^}\n]*\}")
_LINE_BREAK = re.compile(r"[ ]{2,}\n|[ ]*<br[ ]*/?>\n?", re.IGNORECASE)
_UNDERLINED = re.compile(r"(?<![\w\\])(?P<mark>_{1,3})(?=[^\s_])(?P<text>.+?)(?<=[^\s_\\])(?P=mark)(?!\w)", re.DOTALL)
_ENTITY = re.compile(r"&(?!lt;|gt;|amp;|#0*(?:38|42|60|62|95|96);)#?\w+;")
_NUMBER = re.compile(r"(?P<indent>[ \t]*)\d+[.)][ \t]+")
_QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
_INFO = re.compile(r"[ \t]*\{?[ ]*\.?(?P<language>[\w#+-]*)(?P<more>.*)")
# A point, comma or colon within a number and a minus before one say something. A pattern that begins with its signs is
# searched for five times as fast.
_PUNCTUATION = re.compile(
    r"[.,:\-;!?'\"()\[\]*_¿¡،؛؟。、！？；：（）]"
    r"(?:(?<![.,:\-])|(?<=[.,:])(?:(?!\d)|(?<!\d[.,:]))|(?<=-)(?:(?!\d)|(?<=\w-)))"
)


class _Part(NamedTuple):
    """A piece of a text, and its words alone."""

    text: str
    words: str

    def of(self, kind: str) -> _Part:
        """Return the piece with what kind of block it is."""
        return _Part(f"{kind} {self.text}", f"{kind} {self.words}")


def fingerprint(scan: Scan, *, heading: str | None = None, level: int = 0, references: Mapping[str, str]) -> str:
    """Return the fingerprint of a text: 12 and 8 hexadecimal digits of SHA-256.

    The first line of a section is no text but its ``heading``. ``references`` are the addresses of links by their
    names in small letters, as :func:`definitions` returns them.
    """
    inline = _Inline({**references, **definitions(scan.text)})
    parts = list(_blocks(scan, inline, start=heading is not None))
    if heading is not None:
        parts.insert(0, inline.part(heading).of(f"h{level}"))
    text, words = ("\n".join(each) for each in zip(*parts, strict=True)) if parts else ("", "")
    return _hash(text)[:_TEXT_DIGITS] + _SEPARATOR + _hash(words)[:_WORD_DIGITS]


def definitions(text: str) -> dict[str, str]:
    """Return the addresses that a text defines for links elsewhere, by their names in small letters."""
    if "]:" not in text:
        return {}
    return {" ".join(match["name"].lower().split()): match["target"] for match in _DEFINITION.finditer(text)}


def has_same_words(one: str, other: str) -> bool:
    """Whether two fingerprints are of texts that differ in punctuation and capitals at most."""
    (_, sign, words), (_, _, other_words) = one.partition(_SEPARATOR), other.partition(_SEPARATOR)
    return bool(sign) and words == other_words


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _blocks(scan: Scan, inline: _Inline, *, start: int) -> Iterator[_Part]:
    """Yield the blocks of a text from the line ``start`` on, each with its kind and how deep it stands."""
    fences = {fence.start: fence for fence in scan.fences}
    lines, indented = scan.shown, frozenset(scan.indented_code)
    chunk: list[str] = []
    number = start
    while number < len(lines):
        line, stop = lines[number], number + 1
        box = read_box(line, scan.dialect)
        is_edge = number in fences or number in indented or box or not line.strip() or (not chunk and is_rule(line))
        if not is_edge:
            chunk.append(line)
        else:
            yield from _of_chunk(chunk, inline)
            chunk = []
        if number in fences:
            stop = fences[number].end
            yield _of_fence(fences[number], lines[number:stop])
        elif number in indented:
            stop = _end_of_indented(number, indented, lines)
            yield _as_code("", lines[number:stop], TAB)
        elif box:
            yield inline.part(line[box.start : box.end]).of(f"{_depth(line)} {line.lstrip()[:3]} {box.type}")
        elif is_edge and line.strip():
            yield _Part(f"{_depth(line)} rule", "rule")
        number = stop
    yield from _of_chunk(chunk, inline)


def _of_chunk(lines: list[str], inline: _Inline) -> Iterator[_Part]:
    """Yield the rows of a table, the items of a list, or a paragraph."""
    lines = [line for line in lines if not _DEFINITION.fullmatch(line)]
    if not lines:
        return
    if is_table([line.strip() for line in lines]):
        for row in (line for place, line in enumerate(lines) if place != 1):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]
            yield inline.part(" | ".join(cells)).of(f"{_depth(lines[0])} row")
        return
    quotes = 0
    while all(_QUOTE.match(line) for line in lines):
        lines, quotes = [_QUOTE.sub("", line, count=1) for line in lines], quotes + 1
    kind, texts = f"{_depth(lines[0])} {'>' * quotes}", list[str]()
    is_list = _marker(lines[0]) is not None
    for line in lines:
        marker = _marker(line) if is_list else None
        if marker and texts:
            yield inline.part("\n".join(texts)).of(kind)
            texts = []
        if marker:
            kind = f"{_depth(line)} {'>' * quotes}{'1.' if marker.re is _NUMBER else '-'}"
        texts.append(line[marker.end() :] if marker else line)
    yield inline.part("\n".join(texts)).of(kind)


def _marker(line: str) -> re.Match[str] | None:
    return _NUMBER.match(line) or MARKER.match(line)


def _depth(line: str) -> int:
    """Return how many levels a line is indented; up to three spaces are none."""
    wide = line.expandtabs(TAB)
    return (len(wide) - len(wide.lstrip(" "))) // TAB


def _of_fence(fence: Fence, lines: list[str]) -> _Part:
    info = _INFO.fullmatch(lines[0][len(fence.prefix) + len(fence.mark) :])
    language = info["language"].lower() + "".join(info["more"].split()).rstrip("}") if info else ""
    inner = [line[len(fence.prefix) :] if line.startswith(fence.prefix) else line.lstrip() for line in lines[1:-1]]
    return _as_code(f"{_depth(lines[0])} {language}", inner, 0)


def _as_code(kind: str, lines: list[str], indent: int) -> _Part:
    text = f"{kind} code\n" + "\n".join(line.expandtabs(TAB)[indent:].rstrip() for line in lines)
    return _Part(text, text)


def _end_of_indented(number: int, indented: frozenset[int], lines: list[str]) -> int:
    end = number
    while end < len(lines) and (end in indented or not lines[end].strip()):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return end


class _Inline:
    """Reads the text of a block; ``references`` are the addresses of links that are written elsewhere."""

    def __init__(self, references: Mapping[str, str]) -> None:
        self._references = references
        self._kept: list[str] = []

    def part(self, text: str) -> _Part:
        """Return a text as readers see it, and its words."""
        self._kept = []
        text = text.strip().replace("\r\n", "\n")
        if "  " in text or "<" in text:
            text = _LINE_BREAK.sub(_BREAK, text)
        if "`" in text:
            text = _CODE.sub(lambda code: self._keep(f"`{' '.join(code['code'].split(chr(10))).strip()}`"), text)
        text = unicodedata.normalize("NFC", _ENTITY.sub(lambda entity: unescape(entity[0]), text)).translate(_MARKS)
        if "[" in text or "<" in text or "://" in text:
            text = self._without_addresses(text)
        if "{" in text:
            text = _ATTRIBUTES.sub("", text)
        if "_" in text:
            text = _UNDERLINED.sub(
                lambda found: found[0].replace("_", "*") if "_" not in found["text"] else found[0], text
            )
        text = " ".join(text.replace(_BREAK, f" {_BREAK} ").split())
        words = " ".join(_PUNCTUATION.sub(" ", text.casefold()).split())
        return _Part(self._filled(text), self._filled(words))

    def _without_addresses(self, text: str) -> str:
        text = _TARGET.sub(lambda link: f"]({self._keep(link['angle'] or link['bare'] or '')})", text)
        if "<" in text or "://" in text:
            text = _ADDRESS.sub(lambda link: self._keep(link["angle"] or link[0]), text)
        return _REFERENCE.sub(self._inline_link, text) if self._references else text

    def _inline_link(self, match: re.Match[str]) -> str:
        name = " ".join((match["name"] or match["text"]).lower().split())
        target = self._references.get(name)
        return f"[{match['text']}]({self._keep(target)})" if target else match[0]

    def _keep(self, text: str) -> str:
        self._kept.append(text)
        return f"{_HOLE}{len(self._kept) - 1}{_HOLE}"

    def _filled(self, text: str) -> str:
        return re.sub(f"{_HOLE}(\\d+){_HOLE}", lambda hole: self._kept[int(hole[1])], text) if self._kept else text
