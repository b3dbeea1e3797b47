"""Letters: how an e-mail reply goes on after its salutation, and how it ends, as its language has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpcentre.content.asides import Kind
from helpcentre.content.frontmatter import Document
from helpcentre.content.linguistics import Linguistics, linguistics
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import Problem, Rule, problem

_LONGEST_SALUTATION = 8
"""In words: what is longer is a sentence."""
_WORD = re.compile(r"[^\W\d_]+")
_STOPS = " ,.!，。！،"

_Lines = list[tuple[int, str]]
"""The lines of a letter that are not empty, each with its number in the file."""


def check_letters(document: Document, *, code: str, file: str) -> Iterator[Problem]:
    """Yield a problem for each e-mail reply in language ``code`` that begins or ends as its letters do not.

    DIN 5008, the Accademia della Crusca and the Polish language council have a small letter after a salutation with a
    comma; the Taalunie, the Real Academia Española and the Türk Dil Kurumu have a capital after theirs.
    """
    known = linguistics(code)
    for unit in units(document).values():
        if unit.aside is None or unit.aside.kind is not Kind.EMAIL:
            continue
        lines = [(number, line.strip()) for number, line in enumerate(unit.text.split("\n"), unit.line)]
        if lines := [each for each in lines if each[1]]:
            yield from _check_start(lines, known, code, file)
            yield from _check_closing(lines, known, file)


def _check_start(lines: _Lines, known: Linguistics, code: str, file: str) -> Iterator[Problem]:
    """Yield a problem where the text starts with a letter of the wrong case; a name or noun may have a capital."""
    salutation = lines[0][1]
    wanted = known.letter_starts.get(salutation[-1])
    if wanted is None or len(salutation.split()) > _LONGEST_SALUTATION or len(lines) < 2:
        return
    number, line = lines[1]
    if not (first := _WORD.match(line)):
        return
    word = first[0]
    if wanted == "capital":
        is_wrong = word.islower()
        right = word[:1].upper() + word[1:]
    else:
        lower = word.lower()
        is_wrong = word.istitle() and lower in known.function_words and lower not in known.polite_words
        right = lower
    if is_wrong:
        message = f"after {salutation!r}, letters in {code!r} go on with a {wanted} letter, not with {word!r}"
        yield problem(Rule.LETTER_START, file=file, line=number, message=message, fix=f"write {right!r}")


def _check_closing(lines: _Lines, known: Linguistics, file: str) -> Iterator[Problem]:
    """Yield a problem for a closing formula of which half is missing, or that nobody signs."""
    for place, (number, line) in enumerate(lines):
        formula = line.strip(_STOPS).lower()
        after = lines[place + 1][1].lower() if place + 1 < len(lines) else ""
        if (rest := known.half_closings.get(formula)) and not after.startswith(rest):
            message = f"{line!r} is half of a closing formula"
            yield problem(Rule.LETTER_CLOSING, file=file, line=number, message=message, fix=f"add {rest!r}")
        elif formula in known.letter_closings and not after:
            message = f"nobody signs after {line!r}"
            fix = "write {agent} below it, or a name"
            yield problem(Rule.LETTER_CLOSING, file=file, line=number, message=message, fix=fix)
