"""Code of a translation beside its source's: the same commands, numbers and placeholders, whatever comments say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from helpcentre.checks.code_lines import lost_lines
from helpcentre.checks.code_names import with_source_names
from helpcentre.checks.code_results import without_results
from helpcentre.checks.code_slips import is_slip_in_span, slip_in_block
from helpcentre.checks.spoken_names import SpokenNames
from helpcentre.content.code_tokens import code_difference, code_spans, is_alike
from helpcentre.content.language import Language
from helpcentre.content.units import Unit
from helpcentre.diagnostics.problem import Problem, Rule, Severity, problem


class _Span(NamedTuple):
    code: str
    line: int


def check_code(
    source: Unit,
    own: Unit,
    renamed: Mapping[str, str],
    *,
    language: Language,
    file: str,
    spoken: SpokenNames | None = None,
) -> Iterator[Problem]:
    """Yield a problem for each block of code of a translation whose commands are not those of its source.

    Variables that the page has ``renamed`` throughout are right. Names that both pages speak of, which are ``spoken``,
    may have been translated on purpose: these are warnings.
    """
    for right, wrong, line in _differences(source, own, renamed):
        found = _problem(right, wrong, language, file=file, line=line)
        is_doubtful = spoken is not None and spoken.has(right, wrong)
        yield replace(found, severity=Severity.WARN) if is_doubtful else found


def _differences(source: Unit, own: Unit, renamed: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """Yield what the source's code has, what the translation's has in its place, and the line of that."""
    theirs, ours = _blocks(source), _blocks(own)
    if len(theirs) == len(ours):  # else it is told as another structure
        for wanted, has in zip(theirs, ours, strict=True):
            right_code, code = without_results(wanted.code, with_source_names(has.code, renamed))
            if found := code_difference(right_code, code) or slip_in_block(right_code, code):
                right, wrong = found
                yield right, wrong, has.line
            elif lost := lost_lines(right_code, code):
                yield f"the line `{lost[0]}`", "", has.line
    yield from _differing_spans(source, own, renamed)


def _differing_spans(source: Unit, own: Unit, renamed: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """Yield code within a line that is like code of the source and not equal to it, behind that of the source."""
    wanted = code_spans(source.scan)
    has = {with_source_names(code, renamed): line for code, line in code_spans(own.scan).items()}
    missing = [code for code in wanted if code not in has and not _stands_in(code, own.text)]
    surplus = [code for code in has if code not in wanted and not _stands_in(code, source.text)]
    # Single words are alike in the same place only.
    pairs = dict(zip(surplus, missing, strict=True)) if len(missing) == len(surplus) else {}
    for wrong in surplus:
        alike = (each for each in missing if is_alike(each, wrong, is_word_enough=pairs.get(wrong) == each))
        right = next((each for each in alike if code_difference(each, wrong)), "")
        if right := right or next((each for each in wanted if is_slip_in_span(each, wrong)), ""):
            yield f"`{right}`", f"`{wrong}`", own.line + has[wrong]
            missing = [each for each in missing if each != right]


def _stands_in(code: str, text: str) -> bool:
    """Whether a text has the code without signs of code, and not as the beginning or end of another word."""
    return code in text and re.search(rf"(?<![\w-]){re.escape(code)}(?![\w-]|[ ]\d\d\d)", text) is not None


def _problem(right: str, wrong: str, language: Language, *, file: str, line: int) -> Problem:
    if not wrong:
        message, fix = f"code lacks {right}, which that of the {language.english_name} text has", f"write {right}"
    elif not right:
        message, fix = f"code has {wrong}, which that of the {language.english_name} text has not", f"remove {wrong}"
    else:
        message, fix = f"code has {wrong}; that of the {language.english_name} text has {right}", f"write {right}"
    return problem(Rule.CODE_DIFFERS, file=file, line=line, message=message, fix=fix)


def _blocks(unit: Unit) -> list[_Span]:
    return [_Span(block.code, unit.line + block.start) for block in unit.scan.code_blocks]
