"""Lines of code that a translation has lost: those that nobody translates, between others that are as in the source."""

from __future__ import annotations

import re
from collections import deque
from difflib import SequenceMatcher
from functools import lru_cache

from helpcentre.content.code_tokens import without_texts

_CODE_SIGN = re.compile(
    r"[(){}\[\]=;$<>|\\]|\w[:/._-]\w|[:,{]$|^[-$#%>@]|^[\w.-]+:\s|(?<!\S)--?\w|^(?:end|else|fi|done|esac)$"
)
"""What shows that a line is for a program; a line of words alone may be a text that was shortened."""
_MOST = 3
"""How many lines one slip loses, at most; where more are missing, the code was made shorter on purpose."""
_ALIKE = 0.5
"""How much of two lines is equal, at least, if one stands for the other."""
_WITHOUT_WORDS = re.compile(r"^[^\w\n]+$", re.MULTILINE)


def _is_shortened(code: str) -> bool:
    """Whether a line of dots alone says that lines were left out."""
    return any("..." in line or "…" in line for line in _WITHOUT_WORDS.findall(code))


@lru_cache(maxsize=2**10)
def lost_lines(wanted: str, has: str) -> tuple[str, ...]:
    """Return the lines of the source's code that its translation lacks; none where anything else was rewritten.

    Comments, empty lines and spaces are no difference. A line with other words stands for the one in its place.
    """
    theirs, ours = _lines(wanted), _lines(has)
    missing = len(theirs) - len(ours)
    if not 0 < missing <= min(_MOST, len(ours)) or _is_shortened(has):
        return ()
    left, right = ([_key(line) for line in lines] for lines in (theirs, ours))
    lost = list[str]()
    for kind, start, stop, own_start, own_stop in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "delete":
            lost += theirs[start:stop]
        elif kind == "replace" and stop - start > own_stop - own_start:
            lost += _without_pairs(theirs[start:stop], ours[own_start:own_stop])
    is_joined = any(_key(line) in other for line in lost for other in right if other not in left)
    is_clear = len(lost) == missing and not is_joined and all(_CODE_SIGN.search(line) for line in lost)
    return tuple(lost) if is_clear else ()


def _without_pairs(theirs: list[str], ours: list[str]) -> list[str]:
    """Return the source's lines for which none of the translation's stands, in the order of both.

    They are more than can be missing where a line of the translation stands for none.
    """
    left, lost = deque(ours), list[str]()
    for line in theirs:
        if left and SequenceMatcher(None, line, left[0], autojunk=False).ratio() >= _ALIKE:
            left.popleft()
        else:
            lost.append(line)
    return lost


def _lines(code: str) -> list[str]:
    """Return the lines of code that say something besides comments."""
    bare = without_texts(code) if "#" in code or "//" in code or "/*" in code or "--" in code else code
    kept, written = bare.split("\n"), code.split("\n")
    if len(kept) != len(written):  # a comment or text of several lines
        return [line.strip() for line in kept if line.strip()]
    return [line.strip() for line, rest in zip(written, kept, strict=True) if rest.strip()]


def _key(line: str) -> str:
    """Return a line without its comment, its texts and its spaces."""
    return "".join(without_texts(line).split())
