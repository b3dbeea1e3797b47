"""The project's options under ``extra.helpcentre`` in mkdocs.yml, typed and checked once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from mkdocs.config import load_config as mkdocs_load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from helpcentre.problems import HelpcentreError

Edition = Literal["public", "agents"]

CACHE_DIR = ".cache/helpcentre"
"""The folder below a project for what is kept from one run to the next and may be lost at any time."""


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

    link_names: Mapping[str, str] = field(default_factory=dict)
    """Names of well-known pages and their addresses: what an import looks for where an export lost its links."""

    external: ExternalSettings = ExternalSettings()
    """How links to other sites are checked."""

    crawl: bool = False
    """Whether LinkChecker crawls the finished website as a second opinion; never in the live preview."""

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
    crawl = given.get("crawl", False)
    _require(isinstance(crawl, bool), file, ".crawl", "true or false", crawl)
    return Settings(
        edition=edition,
        contact_email=email,
        fallbacks={str(code): tuple(map(str, chain)) for code, chain in chains.items()},
        status_page=page,
        link_names=dict(names),
        external=_external(given.get("external") or {}, file=file),
        crawl=crawl,
    )


def _external(given: object, *, file: str) -> ExternalSettings:
    known = {option.name for option in fields(ExternalSettings)}
    is_mapping = isinstance(given, Mapping) and set(given) <= known
    _require(is_mapping, file, ".external", f"a mapping with any of {', '.join(sorted(known))}", given)
    assert isinstance(given, Mapping)
    for name, value in given.items():
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if name in ("retries", "patience_days"):
            _require(is_number and value == int(value) and value >= 0, file, f".external.{name}", "0, 1, 2 ...", value)
        else:
            _require(is_number and value > 0, file, f".external.{name}", "a number above 0", value)
    return ExternalSettings(**given)


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


def _require(holds: bool, file: str, option: str, expected: str, received: object) -> None:
    if not holds:
        message = f"extra.helpcentre{option}: expected {expected}, received {received!r}"
        raise HelpcentreError(message, fix="correct the option", file=file)
