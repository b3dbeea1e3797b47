"""What of code has to be equal in all languages: numbers, options, placeholders and words of commands."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from helpcentre.content.markdown.scan import Scan
from helpcentre.util.line_count import LineCount

_COMMENT = re.compile(
    r"/\*.*?\*/|<!--.*?-->|(?:(?<=\s)|^)(?:#(?!!)|//|--(?=\s)|;(?=\s)|%(?=\s)|REM\s).*?$", re.MULTILINE | re.DOTALL
)
_SHOWN = re.compile(r"<[A-Za-z]\w*: [^<>\n]*>")
"""What Python shows of an object by its name: ``<Post: My first post>``."""
_RUBY_TEXT = re.compile(r"%[qQ]\{[^{}\n]*\}")
_TEXT = re.compile(r"(?P<quote>[\"'])(?P<text>(?:\\.|(?!(?P=quote)).)*?)(?P=quote)")
_PLACEHOLDER = re.compile(r"\$\{\w+\}|\$[A-Za-z0-9_]+|%\(\w+\)[sd]|\{\{?\s*[\w.]+\s*\}?\}")
_EXACT = re.compile(
    rf"{_PLACEHOLDER.pattern}|(?<!\S)--?[A-Za-z][A-Za-z\d-]*(?!\w)|(?<![\w.-])\d+(?:[.:]\d+)*(?![\w-])|(?<![\w<./-])[a-z]+(?![\w>./@-])"
    r"|(?<!\w)(?:GET|POST|PUT|PATCH|DELETE)(?=[ ]/)"
    r"|(?<=[\w)]\.)[a-z]+(?=\()|(?<=\w)::(?=\w)|(?<=\s)(?:[!=<>]=|&&|\|\|)(?=\s)|(?<![\w\"'])(?:\"\"|'')(?![\w\"'])"
)
"""What may be equal in all languages: placeholders, options, numbers that stand alone, words in small letters, methods
of HTTP, signs that join names or compare, and a text without signs."""
COMMANDS = frozenset(
    """
    accept add allow apply build cat chmod chown commit create delete deny disable down drop enable exec false get
    install kill list mask mkdir mount null off on prune pull purge push reject reload remove rename reset restart
    restore rm rmdir run set show start status stop true umount uninstall unmask up update upgrade
    GET POST PUT PATCH DELETE
    """.split()  # noqa: SIM905
)
"""Words of commands and settings that nobody translates."""
_SPANS = re.compile(r"(?<![\\`])(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)", re.DOTALL)


def code_spans(scan: Scan) -> dict[str, int]:
    """Return the code within the lines of a text, in one line each, with the number of its first line from 0."""
    lines = [*scan.shown]
    for number in scan.code_lines:
        lines[number] = ""
    text = "\n".join(lines)
    found: dict[str, int] = {}
    count = LineCount(text)
    for match in _SPANS.finditer(text) if "`" in text else ():
        found.setdefault(" ".join(match["code"].split()), count.above(match.start()))
    return found


def is_alike(one: str, other: str, *, is_word_enough: bool) -> bool:
    """Whether two pieces of code are equal but for what has to be equal in all languages.

    With ``is_word_enough``, there need not be anything else in them.
    """
    left, right = (_EXACT.sub("", code).replace("//", "/") for code in (one, other))  # /a/{name}/b without its name
    return left == right and (is_word_enough or bool(left.strip()))


@lru_cache(maxsize=2**10)
def code_difference(wanted: str, has: str) -> tuple[str, str] | None:
    """Return the first tokens that differ, those of the source and those of the translation; None where none do.

    A command that the other code lacks may be a word of a text; one that stands for another is none.
    """
    if wanted == has:
        return None
    theirs, ours = _tokens(wanted), _tokens(has)
    for _, start, stop, own_start, own_stop in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        right, wrong = theirs[start:stop], ours[own_start:own_stop]
        if len(right) != len(wrong) or any(
            (one in COMMANDS) != (other in COMMANDS) for one, other in zip(right, wrong, strict=True)
        ):
            right, wrong = ([token for token in tokens if token not in COMMANDS] for tokens in (right, wrong))
        if right != wrong:
            return " ".join(right[:5]), " ".join(wrong[:5])
    return None


def _tokens(code: str) -> list[str]:
    """Return what has to be equal in all languages: not the words that readers replace, or that a program shows."""
    found = ("".join(token.split()) for token in _EXACT.findall(without_texts(code)))
    return [token for token in found if not token.isalpha() or token in COMMANDS]


def without_texts(code: str) -> str:
    """Return code without its comments, and without the words of texts in it that people read."""
    return _TEXT.sub(_without_words, _SHOWN.sub("<>", _RUBY_TEXT.sub('"…"', _COMMENT.sub(" ", code))))


def _without_words(match: re.Match[str]) -> str:
    """Return a text in quotes without its words, if it is one that people read."""
    text = match["text"]
    if text.isascii() and not re.search(r"\s", text.strip()):
        return match[0]
    return '"…"' + " ".join(_PLACEHOLDER.findall(text))
