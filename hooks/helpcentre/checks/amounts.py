"""Numbers and units of a translation beside its source's, each once or more, in the notation of its language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from helpcentre.checks.amount_forms import unconverted, without
from helpcentre.checks.amounts_of_unit import Amounts
from helpcentre.checks.number_notation import is_from_right
from helpcentre.checks.number_words import is_said_otherwise, is_small
from helpcentre.checks.numbers import numbers
from helpcentre.content.code_tokens import code_spans
from helpcentre.content.language import Language
from helpcentre.content.prose import blocks, plain_text
from helpcentre.content.units import Unit
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.util.text import fold

_ADDRESS = re.compile(r"\]\(([^()\s]+)")
_IN_ADDRESS = re.compile(r"(?<![^\W_])\d{3,}(?![^\W_])")
"""A number by itself in an address, and so long that it is there for no other reason."""
_PICTURE = re.compile(r"!\[[^\]]*\]?")
_MINIMUM_JOINED = 5
"""How many digits two spellings of one telephone number, with gaps in other places, have at least."""


@dataclass
class _Difference:
    """Numbers of a source that its translation lacks, and those of the translation alone."""

    own: Unit
    wanted: Amounts
    has: Amounts
    missing: list[str]
    surplus: list[str]


def check_amounts(
    pairs: Iterable[tuple[Unit, Unit]],
    *,
    language: Language,
    code: str,
    file: str,
    apart: tuple[Collection[Unit], Collection[Unit]] = ((), ()),
) -> Iterator[Problem]:
    """Yield a problem where units in language ``code`` have other numbers or units than their sources in ``language``.

    ``pairs`` are those of a page: a number that one section lacks and another has instead is told once. ``apart`` are
    the units of the source and of the translation without a counterpart: what stands there is told of their headings.
    """
    found = [_difference(source, own, language, code) for source, own in pairs]
    yield from _moved(found, language, file)
    _leave_out(found, apart, language.code, code)
    for each in found:
        if each.missing or each.surplus:
            line = next((each.has.lines[value] for value in each.surplus), each.own.line)
            missing, surplus = each.wanted.written(each.missing), each.has.written(each.surplus)
            yield _problem(missing, surplus, language, file=file, line=line)
        yield from _check_names(each, language, file)


def _difference(source: Unit, own: Unit, language: Language, code: str) -> _Difference:
    wanted, has = Amounts.of(source, language.code), Amounts.of(own, code)
    missing, surplus = without(wanted, has), without(has, wanted)
    missing, surplus = (_not_marked_otherwise(values, unit) for values, unit in ((missing, own), (surplus, source)))
    can_turn = is_from_right(language.code) or is_from_right(code)
    if _is_joined(wanted.groups(missing), has.groups(surplus), can_turn=can_turn):
        missing, surplus = [], []
    missing, surplus = unconverted(missing, wanted, has), unconverted(surplus, has, wanted)
    if not missing:  # a translation may count what its source does not
        surplus = [value for value in surplus if not is_small(value)]
    if not surplus:  # what a picture shows may be told in fewer words, and a decade has a name: the seventies
        missing = [value for value in missing if not wanted.by_value[value].is_decade]
        missing = _not_in_pictures(missing, source, language.code)
    if not (missing and surplus):
        missing, surplus = ([each for each in values if not is_said_otherwise(each)] for values in (missing, surplus))
    return _Difference(own, wanted, has, missing, surplus)


def _moved(found: list[_Difference], language: Language, file: str) -> Iterator[Problem]:
    """Yield a problem for the numbers that a section has in place of another one, and leave them out in both."""
    gone = {value: each for each in found if not each.surplus for value in each.missing}
    for each in found:
        values = [value for value in each.surplus if value in gone] if not each.missing else []
        for other in {id(gone[value]): gone[value] for value in values}.values():
            moved = [value for value in values if gone[value] is other]
            each.surplus = [value for value in each.surplus if value not in moved]
            other.missing = [value for value in other.missing if value not in moved]
            written = ", ".join(each.has.written(moved))
            message = f"{written} here; the {language.english_name} text has that under {other.own.reported_name}"
            line = each.has.lines[moved[0]]
            fix = "look which of the parts it belongs to"
            yield problem(Rule.NUMBER_DIFFERS, file=file, line=line, message=message, fix=fix)


def _leave_out(found: list[_Difference], apart: tuple[Collection[Unit], Collection[Unit]], *codes: str) -> None:
    """Take away numbers of one side alone that all stand in units without a counterpart on the other side."""
    if any(bool(each.missing) != bool(each.surplus) for each in found):
        sides = zip(apart, codes, strict=True)
        theirs, ours = ({value for unit in side for value in Amounts.of(unit, code).by_value} for side, code in sides)
        for each in found:
            if not each.missing and theirs.issuperset(each.surplus):
                each.surplus = []
            if not each.surplus and ours.issuperset(each.missing):
                each.missing = []


def _check_names(found: _Difference, language: Language, file: str) -> Iterator[Problem]:
    """Yield a problem for names with other digits, and for numbers with other units."""
    wanted, has = found.wanted, found.has
    renamed = list(_renamed(wanted.names, has.names))
    if renamed:
        right, wrong = zip(*renamed, strict=True)
        yield _problem(right, wrong, language, file=file, line=has.names[wrong[0]])
    for value in wanted.units.keys() & has.units.keys():
        right_unit, (wrong_unit, line) = wanted.units[value][0], has.units[value]
        if right_unit != wrong_unit:
            right, wrong = (f"{value} {right_unit}",), (f"{value} {wrong_unit}",)
            yield _problem(right, wrong, language, file=file, line=line)


def _problem(missing: Iterable[str], surplus: Iterable[str], language: Language, *, file: str, line: int) -> Problem:
    right, wrong = ", ".join(missing), ", ".join(surplus)
    message = f"{wrong or 'no'} here; the {language.english_name} text has {right or 'no such number'}"
    if not wrong:
        message = f"{right} of the {language.english_name} text is missing"
    fix = f"write {right}, not {wrong}" if right and wrong else f"write {right}" if right else f"remove {wrong}"
    return problem(Rule.NUMBER_DIFFERS, file=file, line=line, message=message, fix=fix)


def _not_in_pictures(values: list[str], unit: Unit, code: str) -> list[str]:
    """Return those of the values that a unit has elsewhere than in descriptions of pictures."""
    if not values or "![" not in unit.text:
        return values
    texts = (_PICTURE.sub(lambda match: " " * len(match[0]), block.text) for block in blocks(unit))
    known = {number.value for text in texts for number in numbers(text, code)}
    return [value for value in values if value in known]


def _not_marked_otherwise(values: list[str], unit: Unit) -> list[str]:
    """Return those of the values that a unit does not have in its code, in a name, or in an address it links to.

    That is ``1.2``, RFC8484 for RFC 8484, and ``…/HTTP_301``.
    """
    if not values:
        return values
    code = [*code_spans(unit.scan), *(unit.scan.lines[number] for number in unit.scan.code_lines)]
    known = {number.value for number in numbers("\n".join(code))}
    known.update(each for address in _ADDRESS.findall(unit.text) for each in _IN_ADDRESS.findall(address))
    text = fold(plain_text(unit))
    return [each for each in values if each not in known and not _in_name(each).search(text)]


@lru_cache(maxsize=2**10)
def _in_name(value: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=[a-z]){re.escape(value)}(?![\d.,]*\d)")


def _is_joined(missing: list[str], surplus: list[str], *, can_turn: bool) -> bool:
    """Whether the same digits stand in other groups, as those of telephone numbers do.

    In text from right to left, people also write the groups in turn, so that they are seen in the other's order.
    """
    digits = "".join(missing)
    orders = ("".join(surplus), "".join(reversed(surplus))) if can_turn else ("".join(surplus),)
    return len(digits) >= _MINIMUM_JOINED and digits in orders


def _renamed(wanted: dict[str, int], has: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Yield names with digits whose like, with other digits, stands in the translation alone."""
    for right in wanted.keys() - has.keys():
        like = re.compile(re.sub(r"\d+", r"\\d+", re.escape(right)))
        for wrong in has.keys() - wanted.keys():
            if like.fullmatch(wrong):
                yield right, wrong
