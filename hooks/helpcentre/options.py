"""Groups of options below ``extra.helpcentre``: an error names the option, what was expected and what was received."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from helpcentre.files import ending
from helpcentre.outgoing import MARKDOWN
from helpcentre.pagemeta import as_date
from helpcentre.problems import HelpcentreError, Kind, Level

_PUBLISHED = re.compile(r"[a-z0-9]+|(?:/[^/]+)+")


@dataclass(frozen=True)
class ExternalSettings:
    """How ``helpcentre check --external`` looks at other sites, each with its default."""

    timeout: float = 30
    """Seconds for one address, redirects and robots.txt included."""

    time_limit: float = 900
    """Seconds for the whole check; the next one goes on where it stopped."""

    requests_per_second: float = 2
    """The most that one host is asked for; LinkChecker pauses for one to six times as long as this makes."""

    retries: int = 2
    """How often an address is asked for again that did not answer, or answered 408, 425, 429 or 5xx."""

    backoff: float = 5
    """Seconds before it is asked for again, doubled each time; what the server says in Retry-After comes first."""

    keep_days: float = 7
    """For how many days a good address is not asked for again."""

    patience_days: int = 14
    """After how many days an address that blocks us or does not answer is an error."""


@dataclass(frozen=True)
class Budget:
    """What the website's pages may weigh; a kilobyte is 1,024 bytes."""

    html_kb: float = 25
    """The mean of all pages' HTML, uncompressed."""

    elements: float = 500
    """The elements of the heaviest page: every one costs a phone time and memory."""

    first_view_kb: float = 60
    """What a first visit to the heaviest page loads before it is shown, gzipped: HTML, style sheets and scripts."""


@dataclass(frozen=True)
class BundleSettings:
    """What is said of the agents' bundle, and what it may weigh."""

    version: str = ""
    """What the bundle is called; by default what ``git describe`` says."""

    valid_days: int = 30
    """For how many days it is not past its time; for as many more its readers are asked to get a new one."""

    max_megabytes: float = 15
    """What the zip may have, of a million bytes each."""

    since: str = ""
    """An earlier bundle, as a zip, a folder or a manifest.json below the project: the bundle lists what has changed."""


@dataclass(frozen=True)
class Allowance:
    """An exception: a finding whose line in the report matches ``pattern``, a regular expression, is not told.

    ``expires`` is the last day it holds.
    """

    pattern: str
    reason: str
    expires: date


def read_levels(given: object, file: str) -> dict[str, Level]:
    """Return the level of each kind of problem that ``given`` names, by the kind's code."""
    require(isinstance(given, Mapping), file, ".levels", "a mapping of kinds of problems to levels", given)
    kinds, levels = [kind.code for kind in Kind], [level.value for level in Level]
    found = {}
    for code, level in given.items() if isinstance(given, Mapping) else ():
        require(code in kinds, file, ".levels", f"one of the kinds {', '.join(kinds)}", code)
        # YAML reads off without quotes as false.
        value = Level.OFF.value if level is False else level
        require(value in levels, file, f".levels.{code}", " or ".join(levels), level)
        found[str(code)] = Level(value)
    return found


def read_allowances(given: object, file: str) -> tuple[Allowance, ...]:
    """Return the exceptions that ``given`` lists."""
    require(isinstance(given, list), file, ".allow", "a list of exceptions", given)
    return tuple(_allowance(entry, file) for entry in given) if isinstance(given, list) else ()


def _allowance(entry: object, file: str) -> Allowance:
    names = [each.name for each in fields(Allowance)]
    is_complete = isinstance(entry, Mapping) and sorted(entry) == sorted(names) and all(entry.values())
    require(is_complete, file, ".allow", f"{', '.join(names)} for each exception", entry)
    pattern, reason, day = (entry[name] for name in names) if isinstance(entry, Mapping) else ("", "", None)
    expires = as_date(day) or date.min
    require(expires > date.min, file, ".allow.expires", "a date, as in 2026-11-22", day)
    try:
        re.compile(str(pattern))
    except re.error:
        require(False, file, ".allow.pattern", "a regular expression", pattern)
    return Allowance(str(pattern), str(reason), expires)


def read_external(given: object, file: str) -> ExternalSettings:
    """Return how other sites are checked, with the defaults of what ``given`` does not name."""
    known = {option.name for option in fields(ExternalSettings)}
    is_mapping = isinstance(given, Mapping) and set(given) <= known
    require(is_mapping, file, ".external", f"a mapping with any of {', '.join(sorted(known))}", given)
    for name, value in given.items() if isinstance(given, Mapping) else ():
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if name in ("retries", "patience_days"):
            require(is_number and value == int(value) and value >= 0, file, f".external.{name}", "0, 1, 2 ...", value)
        else:
            require(is_number and value > 0, file, f".external.{name}", "a number above 0", value)
    return ExternalSettings(**given) if isinstance(given, Mapping) else ExternalSettings()


def read_budget(given: Any, file: str) -> Budget:
    """Return the budget, with the defaults of what ``given`` does not name."""
    known = [option.name for option in fields(Budget)]
    require(isinstance(given, Mapping), file, ".budget", f"a mapping of {', '.join(known)}", given)
    for name, figure in given.items():
        require(name in known, file, f".budget.{name}", f"one of {', '.join(known)}", name)
        is_figure = isinstance(figure, (int, float)) and not isinstance(figure, bool) and figure > 0
        require(is_figure, file, f".budget.{name}", "a number above 0", figure)
    return Budget(**given)


def read_bundle(given: Any, file: str) -> BundleSettings:
    """Return what is said of the bundle, with the defaults of what ``given`` does not name."""
    known = [option.name for option in fields(BundleSettings)]
    require(isinstance(given, Mapping), file, ".bundle", f"a mapping of {', '.join(known)}", given)
    for name, value in given.items():
        require(name in known, file, f".bundle.{name}", f"one of {', '.join(known)}", name)
        if name in ("version", "since"):
            require(isinstance(value, str), file, f".bundle.{name}", "a text, in quotes if need be", value)
        else:
            allowed = int if name == "valid_days" else (int, float)
            is_figure = isinstance(value, allowed) and not isinstance(value, bool) and value > 0
            require(is_figure, file, f".bundle.{name}", "a number above 0", value)
    return BundleSettings(**given)


def read_publish(given: object, file: str) -> tuple[str, ...]:
    """Return the endings and paths of files that are published beyond the usual ones."""
    expected = "a list of endings, as in xlsx, and of paths below docs, as in /CNAME"
    require(isinstance(given, list), file, ".publish", expected, given)
    for entry in given if isinstance(given, list) else ():
        is_known = isinstance(entry, str) and _PUBLISHED.fullmatch(entry) and ending(f"x.{entry}") not in MARKDOWN
        require(bool(is_known), file, ".publish", expected, entry)
    return tuple(given) if isinstance(given, list) else ()


def require(holds: bool, file: str, option: str, expected: str, received: object) -> None:
    """Raise HelpcentreError for an option, as in ``.budget``, unless what it needs ``holds``."""
    if not holds:
        message = f"extra.helpcentre{option}: expected {expected}, received {received!r}"
        raise HelpcentreError(message, fix="correct the option", file=file)
