"""Names in code that a translation has nearly as its source: a letter lost, added, changed or in another place."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from helpcentre.content.code_tokens import without_texts

_NAME = re.compile(r"[A-Za-z_]\w*")
_OF_PROGRAM = re.compile(r"[a-z\d][A-Z]|[A-Z][a-z\d]+[A-Z]|\w_\w|[A-Za-z]\d")
"""What shows that a program made the name, and that it is no word of a language: ``itemStack``, ``item_stack``."""
_SPAN_OF_PROGRAM = re.compile(rf"{_OF_PROGRAM.pattern}|\w\(|\w::?\w|\w/\w|\w\.\w")
_EXAMPLE = re.compile(r"[Mm]y(?=[A-Z_])")
"""How a name begins that readers replace by their own, as ``MyArray``: translators say *my* in their language."""
_CALL = re.compile(r"\([\w\s,\[\]]*(?=\))")
"""What is given to a function, by names alone: ``single(fieldname)`` means a field's name."""
_FREE_SPACE = re.compile(r"(?<=[\[({<>=])\s+|\s+(?=[\])}<>=])")
"""Spaces that no program minds."""
_MINIMUM = 5
"""Letters of a name, at least: shorter ones are alike by chance."""


@lru_cache(maxsize=2**10)
def slip_in_block(wanted: str, has: str) -> tuple[str, str] | None:
    """Return the first name of a program in a block of code that has a slip: the source's, and the translation's.

    A name that stands there more than once was meant so.
    """
    if wanted == has:
        return None
    theirs, ours = (_NAME.findall(without_texts(code)) for code in (wanted, has))
    for _, start, stop, own_start, own_stop in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        pairs = zip(theirs[start:stop], ours[own_start:own_stop], strict=False)
        for right, wrong in pairs if stop - start == own_stop - own_start else ():
            is_new = wrong not in theirs and ours.count(wrong) == 1 and not _EXAMPLE.match(right)
            if is_new and _OF_PROGRAM.search(right) and _is_nearly(right, wrong):
                return right, wrong
    return None


def is_slip_in_span(right: str, wrong: str) -> bool:
    """Whether code within a line is that of the source but for a slip; an ending of the language's own is none."""
    if _CALL.sub("(", right) == _CALL.sub("(", wrong) or _FREE_SPACE.sub("", right) == _FREE_SPACE.sub("", wrong):
        return False
    is_word = not _OF_PROGRAM.search(right)
    one, other = (name.removesuffix("()") if is_word else name for name in (right, wrong))
    is_inflected = one.startswith(other) or other.startswith(one)
    return not is_inflected and _SPAN_OF_PROGRAM.search(right) is not None and _is_nearly(right, wrong)


def _is_nearly(one: str, other: str) -> bool:
    """Whether two names differ in one letter, or in two neighbours that have changed places; case is no difference."""
    this, that = one.casefold(), other.casefold()
    if this == that or abs(len(this) - len(that)) > 1 or min(len(this), len(that)) < _MINIMUM:
        return False
    start = next((at for at, signs in enumerate(zip(this, that, strict=False)) if signs[0] != signs[1]), len(this))
    left, right = this[start:], that[start:]
    is_swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return is_swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]
