"""Numbers that code shows of a text, as how many letters it has: they are others once the text is translated."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\s*\d+\s*")
_TEXT = re.compile(r"(?P<quote>[\"'])(?:\\.|(?!(?P=quote)).)*(?P=quote)")


def without_results(wanted: str, has: str) -> tuple[str, str]:
    """Return the code of a source and of its translation without the lines that show a number of a translated text.

    Such a line has a number alone, and that above it differs in its texts in quotes and in nothing else.
    """
    theirs, ours = wanted.split("\n"), has.split("\n")
    if len(theirs) != len(ours):
        return wanted, has
    for place in range(1, len(theirs)):
        is_number = _NUMBER.fullmatch(theirs[place]) and _NUMBER.fullmatch(ours[place])
        if is_number and _is_translated(theirs[place - 1], ours[place - 1]):
            theirs[place] = ours[place] = ""
    return "\n".join(theirs), "\n".join(ours)


def _is_translated(one: str, other: str) -> bool:
    return one != other and _TEXT.sub("", one) == _TEXT.sub("", other)
