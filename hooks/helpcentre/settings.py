"""The project's options under ``extra.helpcentre`` in mkdocs.yml, typed and checked once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from mkdocs.config import load_config as mkdocs_load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from helpcentre.pagemeta import as_date
from helpcentre.problems import HelpcentreError, Kind, Level

Edition = Literal["public", "agents"]


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
class Allowance:
    """An exception: a finding whose line in the report matches ``pattern``, a regular expression, is not told.

    ``expires`` is the last day it holds.
    """

    pattern: str
    reason: str
    expires: date


@dataclass(frozen=True)
class Settings:
    """The options, each with its default."""

    edition: Edition = "public"
    """``public`` is the website, ``agents`` the offline bundle."""

    contact_email: str = ""
    """Where the contact box writes to; without one the box leads to the contact page only."""

    fallbacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For a language, those whose text is shown where a page is missing, nearest first; the source is always last."""

    status_page: bool | None = None
    """Whether the site has a page on the state of its translations; by default only the agents' edition."""

    processes: int | None = None
    """How many processes may build languages at the same time; by default as many as there are processors."""

    cache: bool = True
    """Whether what a build finished is kept for the next one."""

    link_names: Mapping[str, str] = field(default_factory=dict)
    """Names of well-known pages and their addresses: what an import looks for where an export lost its links."""

    budget: Budget = field(default_factory=Budget)
    """What pages may weigh; the build reports what is heavier."""

    levels: Mapping[str, Level] = field(default_factory=dict)
    """For a kind of problem, by its code, whether it is an ``error``, only a ``warn``-ing, or ``off``."""

    allow: tuple[Allowance, ...] = ()
    """Findings that are no fault, until a day."""

    @property
    def has_status_page(self) -> bool:
        """Whether this edition shows the state of its translations."""
        return self.edition == "agents" if self.status_page is None else self.status_page


def read_settings(extra: Mapping[str, Any], *, file: str) -> Settings:
    """Return the options found under ``extra['helpcentre']``.

    Raises HelpcentreError, naming the option, what was expected and what was received.
    """
    given = extra.get("helpcentre") or {}
    _require(isinstance(given, Mapping), file, "", "a mapping of options", given)
    known = {option.name for option in fields(Settings)}
    for name in given:
        _require(name in known, file, f".{name}", f"one of the options {', '.join(sorted(known))}", name)
    edition = given.get("edition", "public")
    _require(edition in get_args(Edition), file, ".edition", "public or agents", edition)
    email = given.get("contact_email") or ""
    _require(isinstance(email, str) and (not email or "@" in email), file, ".contact_email", "an address", email)
    names = given.get("link_names") or {}
    is_mapping = isinstance(names, Mapping) and all(isinstance(text, str) for pair in names.items() for text in pair)
    _require(is_mapping, file, ".link_names", "a mapping of names to addresses", names)
    chains = given.get("fallbacks") or {}
    is_chains = isinstance(chains, Mapping) and all(isinstance(chain, list) for chain in chains.values())
    _require(is_chains, file, ".fallbacks", "a mapping of languages to lists of languages", chains)
    page = given.get("status_page")
    _require(page is None or isinstance(page, bool), file, ".status_page", "true or false", page)
    processes = given.get("processes")
    _require(processes is None or (type(processes) is int and processes > 0), file, ".processes", "a count", processes)
    cache = given.get("cache", True)
    _require(isinstance(cache, bool), file, ".cache", "true or false", cache)
    return Settings(
        edition=edition,
        contact_email=email,
        fallbacks={str(code): tuple(map(str, chain)) for code, chain in chains.items()},
        status_page=page,
        processes=processes,
        cache=cache,
        link_names=dict(names),
        budget=_budget(given.get("budget") or {}, file),
        levels=_levels(given.get("levels") or {}, file),
        allow=_allowances(given.get("allow") or [], file),
    )


def _levels(given: object, file: str) -> dict[str, Level]:
    _require(isinstance(given, Mapping), file, ".levels", "a mapping of kinds of problems to levels", given)
    kinds, levels = [kind.code for kind in Kind], [level.value for level in Level]
    found = {}
    for code, level in given.items() if isinstance(given, Mapping) else ():
        _require(code in kinds, file, ".levels", f"one of the kinds {', '.join(kinds)}", code)
        # YAML reads off without quotes as false.
        value = Level.OFF.value if level is False else level
        _require(value in levels, file, f".levels.{code}", " or ".join(levels), level)
        found[str(code)] = Level(value)
    return found


def _allowances(given: object, file: str) -> tuple[Allowance, ...]:
    _require(isinstance(given, list), file, ".allow", "a list of exceptions", given)
    return tuple(_allowance(entry, file) for entry in given) if isinstance(given, list) else ()


def _allowance(entry: object, file: str) -> Allowance:
    names = [each.name for each in fields(Allowance)]
    is_complete = isinstance(entry, Mapping) and sorted(entry) == sorted(names) and all(entry.values())
    _require(is_complete, file, ".allow", f"{', '.join(names)} for each exception", entry)
    pattern, reason, day = (entry[name] for name in names) if isinstance(entry, Mapping) else ("", "", None)
    expires = as_date(day) or date.min
    _require(expires > date.min, file, ".allow.expires", "a date, as in 2026-11-22", day)
    try:
        re.compile(str(pattern))
    except re.error:
        _require(False, file, ".allow.pattern", "a regular expression", pattern)
    return Allowance(str(pattern), str(reason), expires)


def fallback_chains(settings: Settings, codes: Sequence[str], *, file: str) -> dict[str, tuple[str, ...]]:
    """Return for each of the languages ``codes``, the source first, those that stand in for its missing pages.

    Raises HelpcentreError where the option names a language that the site does not have.
    """
    for code, chain in settings.fallbacks.items():
        for named in (code, *chain):
            _require(named in codes, file, f".fallbacks.{code}", f"languages of the site ({', '.join(codes)})", named)
    source = codes[0]
    chains = {code: dict.fromkeys([*settings.fallbacks.get(code, ()), source]) for code in codes}
    return {code: tuple(other for other in chain if other != code) for code, chain in chains.items()}


def require_site_url(address: str | None, *, file: str) -> None:
    """Raise HelpcentreError unless the site's public address is set: canonical and hreflang need it."""
    if not address:
        fix = "set it, or the variable SITE_URL, as in https://help.example.org/"
        raise HelpcentreError("site_url is empty", fix=fix, file=file)


def load_config(file: Path, **overrides: Any) -> MkDocsConfig:
    """Return the MkDocs configuration in ``file``; raises HelpcentreError if it is absent or MkDocs refuses it."""
    if not file.is_file():
        raise HelpcentreError("no such file", fix="run this in the project's folder", file=str(file))
    try:
        return mkdocs_load_config(str(file), **overrides)
    except MkDocsException as error:
        raise HelpcentreError(str(error), fix="see the MkDocs user guide on configuration", file=str(file)) from error


def _budget(given: Any, file: str) -> Budget:
    known = [option.name for option in fields(Budget)]
    _require(isinstance(given, Mapping), file, ".budget", f"a mapping of {', '.join(known)}", given)
    for name, figure in given.items():
        _require(name in known, file, f".budget.{name}", f"one of {', '.join(known)}", name)
        is_figure = isinstance(figure, (int, float)) and not isinstance(figure, bool) and figure > 0
        _require(is_figure, file, f".budget.{name}", "a number above 0", figure)
    return Budget(**given)


def _require(holds: bool, file: str, option: str, expected: str, received: object) -> None:
    if not holds:
        message = f"extra.helpcentre{option}: expected {expected}, received {received!r}"
        raise HelpcentreError(message, fix="correct the option", file=file)
