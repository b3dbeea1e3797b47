"""Numbers and units of a translation beside its source's, each once or more, in the notation of its language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from helpcentre.checks.measures import measures, units_of_data
from helpcentre.checks.number_notation import has_decimal_comma, is_from_right, words_that_multiply
from helpcentre.checks.number_words import is_said_otherwise, is_small, may_say
from helpcentre.checks.numbers import Number, names_with_digits, numbers, without_sign
from helpcentre.content.code_tokens import code_spans
from helpcentre.content.language import Language
from helpcentre.content.linguistics import linguistics
from helpcentre.content.prose import blocks, plain_text
from helpcentre.content.units import Unit
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.util.text import fold

_MARKER = re.compile(r"^[ \t]*(?P<number>\d{1,2})[.)](?=[ \t])", re.MULTILINE)
"""What begins the items of a list, also where a missing empty line makes them lines of a paragraph."""
_DIGITS = re.compile(r"\d+")
_ADDRESS = re.compile(r"\]\(([^()\s]+)")
_IN_ADDRESS = re.compile(r"(?<![^\W_])\d{3,}(?![^\W_])")
"""A number by itself in an address, and so long that it is there for no other reason."""
_PICTURE = re.compile(r"!\[[^\]]*\]?")
_MINIMUM_JOINED = 5
"""How many digits two spellings of one telephone number, with gaps in other places, have at least."""
_ERAS = {"th": (543,), "fa": (-621, -622)}
"""What the years of a language's calendar are ahead of the others: Buddhist ones, and those of the Hijra."""
_MILLIONS = "000000"
_YEARS = range(1900, 2101)


@dataclass(frozen=True)
class _Found:
    """The numbers of a unit by their values, each with the first line that has it, and the units of some."""

    code: str
    text: str
    by_value: dict[str, Number]
    lines: dict[str, int]
    names: dict[str, int]
    units: dict[str, tuple[str, int]]

    @classmethod
    def of(cls, unit: Unit, code: str) -> _Found:
        """Return what is found in a unit in the language ``code``."""
        found = cls(code, plain_text(unit), {}, {}, {}, {})
        for block in blocks(unit):
            for number in numbers(_without_markers(block.text), code):
                found.by_value.setdefault(number.value, number)
                found.lines.setdefault(number.value, block.line_at(number.place))
            for name, place in names_with_digits(block.text).items():
                found.names.setdefault(name, block.line_at(place))
            for value, symbol, place in units_of_data(block):
                found.units.setdefault(value, (symbol, block.line_at(place)))
        return found

    def without(self, others: _Found) -> list[str]:
        """Return the values that ``others`` does not have in any form."""
        return [
            value
            for value, number in self.by_value.items()
            if not (
                value in others.by_value
                or _has_sign_apart(value, self.code, others)
                or (number.is_country and not any(other.is_country for other in others.by_value.values()))
                or _has_hour(number, others)
                or _has_year(value, self.code, others)
                or _has_decade(number, others)
                or _has_multiplier(number, self, others)
                or _has_millions(value, self, others)
                or _has_range(number, others)
                or _is_listed(number, self, others)
                or _is_thousands_in_words(value, others)
                or value.removesuffix(".0") in others.by_value
                or f"{value}.0" in others.by_value
                or self._is_in_name(number, others)
                or may_say(others.text, value, others.code)
            )
        ]

    def _is_in_name(self, number: Number, others: _Found) -> bool:
        """Whether the other text has the name without the number that stands behind it here: COVID-19."""
        match = re.search(rf"(?<!\w)(?P<name>[A-Z]{{3,}})-{re.escape(number.digits)}(?!\d)", self.text)
        return match is not None and match["name"] in others.text

    def unconverted(self, values: list[str], others: _Found) -> list[str]:
        """Return those of the values that the other text has not in another unit."""
        if not values:
            return values
        own, theirs = measures(self.text, self.code), measures(others.text, others.code).values()
        converted = {value for value, one in own.items() if any(one.is_same(other) for other in theirs)}
        return [value for value in values if value.rstrip("°") not in converted]

    def written(self, values: Iterable[str]) -> list[str]:
        """Return some of the numbers for a message: versions as a whole, others as every language writes them."""
        found = (self.by_value[value] for value in values)
        return list(dict.fromkeys(each.written if each.written.count(".") > 1 else each.value for each in found))

    def groups(self, values: Iterable[str]) -> list[str]:
        """Return the groups of digits of some of the numbers, in the order of the text."""
        return [group for value in values for group in _DIGITS.findall(self.by_value[value].written)]


def check_amounts(source: Unit, own: Unit, *, language: Language, code: str, file: str) -> Iterator[Problem]:
    """Yield a problem where a unit in language ``code`` has other numbers or units than its source in ``language``."""
    wanted, has = _Found.of(source, language.code), _Found.of(own, code)
    missing, surplus = wanted.without(has), has.without(wanted)
    missing, surplus = (_not_marked_otherwise(values, unit) for values, unit in ((missing, own), (surplus, source)))
    can_turn = is_from_right(language.code) or is_from_right(code)
    if _is_joined(wanted.groups(missing), has.groups(surplus), can_turn=can_turn):
        missing, surplus = [], []
    missing, surplus = wanted.unconverted(missing, has), has.unconverted(surplus, wanted)
    if not missing:  # a translation may count what its source does not
        surplus = [value for value in surplus if not is_small(value)]
    if not surplus:  # what a picture shows may be told in fewer words
        missing = _not_in_pictures(missing, source, language.code)
    if not (missing and surplus):
        missing, surplus = ([each for each in values if not is_said_otherwise(each)] for values in (missing, surplus))
    if missing or surplus:
        line = next((has.lines[value] for value in surplus), own.line)
        yield _problem(wanted.written(missing), has.written(surplus), language, file=file, line=line)
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


def _without_markers(text: str) -> str:
    """Return a text with blanks for the numbers that begin its lines, if they count them."""
    found = [int(match["number"]) for match in _MARKER.finditer(text)]
    counts = len(found) > 1 and found == list(range(found[0], found[0] + len(found)))
    return _MARKER.sub(lambda match: " " * len(match[0]), text) if counts else text


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


def _has_sign_apart(value: str, code: str, others: _Found) -> bool:
    """Whether the other text has the amount, and either of them says its sign in a word."""
    bare = without_sign(value, others.code)
    if bare != value:
        return bare in others.by_value
    return any(without_sign(other, code) == value for other in others.by_value)


def _has_year(value: str, code: str, others: _Found) -> bool:
    """Whether the other text has the year in another calendar."""
    if not re.fullmatch(r"\d{4}", value):
        return False
    year, own, their = int(value), _ERAS.get(code, ()), _ERAS.get(others.code, ())
    common = [year - ahead for ahead in own if year - ahead in _YEARS]
    other = [year + ahead for ahead in their if year in _YEARS]
    return any(f"{each}" in others.by_value for each in (*common, *other))


def _has_decade(number: Number, others: _Found) -> bool:
    """Whether the other text has the decade without its century: the eighties as *80*, beside *1980s*."""
    if number.is_decade:
        return number.value[2:] in others.by_value
    return any(other.is_decade and other.value[2:] == number.value for other in others.by_value.values())


def _has_multiplier(number: Number, own: _Found, others: _Found) -> bool:
    """Whether the other text has the number with a word that multiplies it, in a language whose words are not known."""
    if number.bare and not linguistics(others.code).multipliers and number.bare in others.by_value:
        return True
    is_unknown = not linguistics(own.code).multipliers
    return is_unknown and any(number.value == each.bare for each in others.by_value.values())


def _has_range(number: Number, others: _Found) -> bool:
    """Whether a word behind the end of a range multiplies its beginning, too, in one of the texts."""
    return number.times in others.by_value or any(number.value == each.times for each in others.by_value.values())


def _is_listed(number: Number, own: _Found, others: _Found) -> bool:
    """Whether one text has two numbers with a comma and no space between them, and the other has both: *2,3 and 4*."""
    if parts := _parts_of_list(number, own.code):
        return all(part in others.by_value for part in parts)
    lists = (_parts_of_list(each, others.code) for each in others.by_value.values())
    return any(number.value in parts and all(part in own.by_value for part in parts) for parts in lists)


def _parts_of_list(number: Number, code: str) -> list[str]:
    """Return what may be two numbers, in a language that writes no decimals with a comma."""
    is_list = re.fullmatch(r"\d{1,2},\d{1,2}", number.written) and not has_decimal_comma(code)
    return [f"{int(part)}" for part in number.written.split(",")] if is_list else []


def _is_thousands_in_words(value: str, others: _Found) -> bool:
    """Whether the other text says in words how many thousands or millions there are: *three to four thousand*."""
    if not value.isdigit() or not value.endswith("000"):
        return False
    return any(
        int(value) % times == 0
        and is_small(f"{int(value) // times}")
        and may_say(others.text, f"{int(value) // times}", others.code)
        for times in words_that_multiply(others.text, others.code)
    )


def _has_millions(value: str, own: _Found, others: _Found) -> bool:
    """Whether one text has the number with M for millions, which may be something else as well: *10M*."""
    if value.endswith(_MILLIONS):
        short = value.removesuffix(_MILLIONS)
        return short in others.by_value and _has_sign_of_millions(short, others.text)
    return value + _MILLIONS in others.by_value and _has_sign_of_millions(value, own.text)


def _has_sign_of_millions(value: str, text: str) -> bool:
    return re.search(rf"(?<![\d.,]){value}M(?!\w)", text) is not None


def _has_hour(number: Number, others: _Found) -> bool:
    """Whether the other text has the hour of a time of day as the other clock counts it, to twelve or twenty-four."""
    if not number.value.isdigit():  # as 5.30, in which the minutes are decimals
        return False
    return any(
        other.value.isdigit() and (number.is_hour or other.is_hour) and abs(int(other.value) - int(number.value)) == 12
        for other in others.by_value.values()
    )


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
