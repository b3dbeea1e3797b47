"""The options as they are read: each error names the option, what was expected, and what was received."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, NamedTuple, NoReturn, cast, get_args, get_type_hints

import msgspec

from helpcentre.diagnostics.problem import Rule, Severity
from helpcentre.diagnostics.severity import Suppression
from helpcentre.diagnostics.suggest import did_you_mean
from helpcentre.settings.fit import require_fit
from helpcentre.settings.options import Settings
from helpcentre.settings.requirement import describe_type, require
from helpcentre.util.text import as_date


def read_settings(extra: Mapping[str, Any], *, file: str) -> Settings:
    """Return the options found under ``extra['helpcentre']``; one without a value has its default.

    Raises HelpcentreError, naming the option, what was expected and what was received.
    """
    given = _without_nulls(extra.get("helpcentre") or {})
    require(isinstance(given, Mapping), file, "", "a mapping of options", given)
    _require_names(given, Settings, file=file, option="")
    given = {**given, **_prepared(given, file)}
    try:
        settings = msgspec.convert(given, Settings)
    except msgspec.ValidationError as error:
        _raise(error, given, file=file)
    require_fit(settings, file)
    return settings


def _without_nulls(given: Any) -> Any:
    """Return what YAML read without the entries that have no value."""
    if not isinstance(given, Mapping):
        return given
    return {name: _without_nulls(value) for name, value in given.items() if value is not None}


def _require_names(given: Mapping[str, Any], kind: type, *, file: str, option: str) -> None:
    """Raise HelpcentreError for an option that ``kind`` does not have, or one within it."""
    hints = get_type_hints(kind)
    for name, value in given.items():
        expected = f"one of {', '.join(hints)}" if option else f"one of the options {', '.join(sorted(hints))}"
        fix = did_you_mean(str(name), frozenset(hints), "correct the option")
        require(name in hints, file, f"{option}.{name}", expected, name, fix=fix)
        group = next((each for each in (hints[name], *get_args(hints[name])) if is_dataclass(each)), Suppression)
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, Mapping) and group is not Suppression:  # these are looked at by themselves
                _require_names(entry, cast(type, group), file=file, option=f"{option}.{name}")


def _prepared(given: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Return the options whose words YAML reads as something else, or that say more in their errors, ready to convert.

    Raises HelpcentreError where they are wrong.
    """
    levels, allow, feedback = given.get("levels"), given.get("allow"), given.get("feedback")
    options: dict[str, Any] = {}
    if isinstance(levels, Mapping):
        options["levels"] = {code: _level(code, level, file) for code, level in levels.items()}
    if isinstance(allow, list):
        options["allow"] = [_suppression(entry, file) for entry in allow]
    if isinstance(feedback, Mapping):
        texts = {name: value.strip() for name, value in feedback.items() if isinstance(value, str)}
        options["feedback"] = {**feedback, **texts}
    if given.get("drafts") is False:  # YAML reads off without quotes as false
        options["drafts"] = "off"
    return options


def _level(code: object, level: object, file: str) -> Severity:
    rules, levels = [rule.code for rule in Rule], [severity.value for severity in Severity]
    fix = did_you_mean(str(code), frozenset(rules), "correct the option")
    require(code in rules, file, ".levels", f"one of the kinds {', '.join(rules)}", code, fix=fix)
    value = Severity.OFF.value if level is False else level  # YAML reads off without quotes as false
    require(value in levels, file, f".levels.{code}", " or ".join(levels), level)
    return Severity(value)


def _suppression(entry: Any, file: str) -> Suppression:
    names = [each.name for each in fields(Suppression)]
    is_complete = isinstance(entry, Mapping) and set(entry) == set(names) and all(entry.values())
    require(is_complete, file, ".allow", f"{', '.join(names)} for each exception", entry)
    day = as_date(entry["expires"])  # YAML reads one without quotes as a date
    require(day is not None, file, ".allow.expires", "a date, as in 2026-11-22", entry["expires"])
    try:
        re.compile(str(entry["pattern"]))
    except re.error:
        require(False, file, ".allow.pattern", "a regular expression", entry["pattern"])
    return Suppression(str(entry["pattern"]), str(entry["reason"]), day or date.max)


class _Place(NamedTuple):
    """Where a value is wrong: the name of its option, what is expected there, and the value."""

    option: str
    expected: str
    received: object


_PATH = re.compile(r"\$(?P<names>(?:\.\w+)*)")


def _raise(error: msgspec.ValidationError, given: Mapping[str, Any], *, file: str) -> NoReturn:
    """Raise HelpcentreError for a value that is not of its option's type."""
    match = _PATH.search(str(error).rpartition(" - at ")[2])
    place = _Place("", "a mapping of options", given)
    kind: Any = Settings
    for name in match["names"].split(".")[1:] if match else ():
        hint = get_type_hints(kind, include_extras=True)[name]
        received = place.received[name] if isinstance(place.received, Mapping) else None
        place = _Place(f"{place.option}.{name}", describe_type(hint), received)
        kind = hint
    require(False, file, *place)
    raise error
