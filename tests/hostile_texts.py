"""Files that somebody broke: texts with values, signs and ends that nobody expects there."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from hypothesis import strategies as st

from helpcentre.diagnostics.problem import CombinedError, HelpcentreError

VALUES = (
    "", "~", "true", "off", "-1", "0", "1.5", ".nan", ".inf", "1e999", "9" * 400, "9" * 5000, "2026-02-30",
    "0001-01-01", "2026-01-01T00:00:00+99:99", "''", '"\\0"', '"\\uD800"', '"\\u202e"', '"a\\nb"', '"\\x1b[2J"', "[]",
    "[~]", "[[]]", "[1, 2]", "[a, a]", "{}", "{a: b}", "{a: {b: [c]}}", "{~: ~}", "{[a]: b}", "{? {a: 1} : 2}",
    "!!binary x", "!!binary aGFsbG8=", "!!set {a}", "!!int x", "!ENV X", "!!python/name:os", "*x", "&x [*x]", "'[a-'",
    "../../..", "'http://[x'", "https://[::1", "'https://a:b@c:99999/'", "mailto:", "'('", "'{name}'", "'%s'", "'//'",
    "'#'", "99999999999999999999 days", "24:00-25:00", "zz-ZZ", "/dev/zero", "<<: [1]", "{<<: x}", "0x", "'²'", "١٢",
    "[" * 200, "a" * 5000, "\ufeff", "\u2028", "\x85", "\0", "\t", "\r", "---\n", "...\n", "- ", ": ", '"', "'", "&",
    "<",
)  # fmt: skip
"""What takes the place of a word: other types, things that do not exist, signs that mean something."""

_WORD = re.compile(r"[\[{][^\n]*[\]}]|[^\s,{}\[\]]+")


@st.composite
def broken(draw: Callable[[st.SearchStrategy[int]], int], text: str) -> str:
    """Return ``text`` with one or two words replaced, a line there twice, or its end cut off."""
    for _ in range(draw(st.integers(1, 2))):
        places = [match.span() for match in _WORD.finditer(text)] or [(0, len(text))]
        start, end = places[draw(st.integers(0, len(places) - 1))]
        match draw(st.integers(0, 9)):
            case 0:
                text = text[: draw(st.integers(0, len(text)))]
            case 1:
                text = text[:end] + "\n" + text[text.rfind("\n", 0, start) + 1 :]
            case _:
                text = text[:start] + VALUES[draw(st.integers(0, len(VALUES) - 1))] + text[end:]
    return text


@contextmanager
def told_at_most() -> Iterator[None]:
    """Let the code within succeed, or fail in one clear line for each error: what is wrong, where, and what to do."""
    try:
        yield
    except HelpcentreError as error:
        for each in error.errors if isinstance(error, CombinedError) else [error]:
            line = str(each)
            assert re.fullmatch(r"[^\x00-\x1f\x7f]+ \([^\x00-\x1f\x7f]+\)", line), line
            line.encode("utf-8")
