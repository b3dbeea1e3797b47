"""The project's options under ``extra.helpcentre`` in mkdocs.yml, typed and checked once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from helpcentre.diagnostics.problem import HelpcentreError, Rule, Severity
from helpcentre.diagnostics.severity import Suppression
from helpcentre.util.files import ending
from helpcentre.util.text import as_date

MARKDOWN = frozenset({"markdown", "md", "mdown", "mdtext", "mdtxt", "mdwn", "mdx", "mkd", "mkdn"})
"""What Markdown is called elsewhere; pages end in ``.md``, in small letters."""

_PUBLISHED = re.compile(r"[a-z0-9]+|(?:/[^/]+)+")


@dataclass(frozen=True)
class ExternalSettings:
    """How ``helpcentre check --external`` looks at other sites, each with its default."""

    timeout: float = 30
    """Seconds for one address, redirects and robots.txt included."""

    time_limit: float = 900
    """Seconds for all addresses. The next check continues with the rest."""

    requests_per_second: float = 2
    """Upper limit for one host. LinkChecker pauses for one to six times as long as this makes."""

    retries: int = 2
    """Further attempts after a timeout, 408, 425, 429 or 5xx."""

    backoff: float = 5
    """Seconds before the first further attempt, doubled each time. A server's ``Retry-After`` comes first."""

    keep_days: float = 7
    """Days for which a good address is not checked again."""

    patience_days: int = 14
    """Days after which an uncertain address is an error."""


@dataclass(frozen=True)
class Budget:
    """What the website's pages may weigh; a kilobyte is 1,024 bytes."""

    html_kb: float = 25
    """Mean of the HTML of all pages, uncompressed."""

    elements: float = 500
    """Elements of the page that has most. Each one costs a phone time and memory."""

    first_view_kb: float = 60
    """Gzipped HTML, style sheets and scripts that a first visit to the heaviest page loads."""


@dataclass(frozen=True)
class BundleSettings:
    """What is said of the agents' bundle, and what it may weigh."""

    version: str = ""
    """Version of the bundle. By default that of ``git describe``."""

    valid_days: int = 30
    """Days until an amber bar asks for a new bundle. After as many again, a red bar warns against using it."""

    max_megabytes: float = 15
    """Upper limit for the zip file, in millions of bytes."""

    since: str = ""
    """An earlier bundle: a zip, a folder or a manifest.json. The new bundle lists the changes since then."""


def read_levels(given: object, file: str) -> dict[str, Severity]:
    """Return the level of each kind of problem that ``given`` names, by the kind's code."""
    require(isinstance(given, Mapping), file, ".levels", "a mapping of kinds of problems to levels", given)
    kinds, levels = [kind.code for kind in Rule], [level.value for level in Severity]
    found = {}
    for code, level in given.items() if isinstance(given, Mapping) else ():
        require(code in kinds, file, ".levels", f"one of the kinds {', '.join(kinds)}", code)
        # YAML reads off without quotes as false.
        value = Severity.OFF.value if level is False else level
        require(value in levels, file, f".levels.{code}", " or ".join(levels), level)
        found[str(code)] = Severity(value)
    return found


def read_allowances(given: object, file: str) -> tuple[Suppression, ...]:
    """Return the exceptions that ``given`` lists."""
    require(isinstance(given, list), file, ".allow", "a list of exceptions", given)
    return tuple(_allowance(entry, file) for entry in given) if isinstance(given, list) else ()


def _allowance(entry: object, file: str) -> Suppression:
    names = [each.name for each in fields(Suppression)]
    is_complete = isinstance(entry, Mapping) and sorted(entry) == sorted(names) and all(entry.values())
    require(is_complete, file, ".allow", f"{', '.join(names)} for each exception", entry)
    pattern, reason, day = (entry[name] for name in names) if isinstance(entry, Mapping) else ("", "", None)
    expires = as_date(day) or date.min
    require(expires > date.min, file, ".allow.expires", "a date, as in 2026-11-22", day)
    try:
        re.compile(str(pattern))
    except re.error:
        require(False, file, ".allow.pattern", "a regular expression", pattern)
    return Suppression(str(pattern), str(reason), expires)


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


SLOT = re.compile(r"\{(title|body)\}")


# What would end the address within a policy (https://www.w3.org/TR/CSP3/#framework-directive-source-list).
_UNFIT = re.compile(r"[\s;,'\"<>#]")


@dataclass(frozen=True)
class FeedbackSettings:
    """Where feedback goes: to ``issue_url`` or ``endpoint``, else by e-mail, as always from the agents' bundle."""

    email: str = ""
    """Address that feedback goes to by e-mail. By default ``contact_email``."""

    issue_url: str = ""
    """Address that opens a new issue, with ``{title}`` and ``{body}`` in it."""

    endpoint: str = ""
    """Address that receives feedback as JSON, or a path on the site's own host."""


def read_feedback(given: Any, file: str) -> FeedbackSettings:
    """Return where feedback goes; raises HelpcentreError, naming the option, for what cannot be used."""
    known = [option.name for option in fields(FeedbackSettings)]
    require(isinstance(given, Mapping), file, ".feedback", f"a mapping with any of {', '.join(known)}", given)
    for name, value in given.items():
        require(name in known, file, f".feedback.{name}", f"one of {', '.join(known)}", name)
        require(value is None or isinstance(value, str), file, f".feedback.{name}", "a text", value)
    found = FeedbackSettings(**{name: (value or "").strip() for name, value in given.items()})
    is_address = not found.email or re.fullmatch(r"[^\s@?&<>]+@[^\s@?&<>]+", found.email) is not None
    require(is_address, file, ".feedback.email", "an address, as in help@example.org", found.email)
    only_one = not (found.issue_url and found.endpoint)
    require(only_one, file, ".feedback", "issue_url or endpoint, not both", dict(given))
    if found.issue_url:
        slots = set(SLOT.findall(found.issue_url))
        is_template = _is_web(found.issue_url) and slots == {"title", "body"} and not re.search(r"\s", found.issue_url)
        require(is_template, file, ".feedback.issue_url", "a web address with {title} and {body}", found.issue_url)
    if found.endpoint:
        is_path = re.match(r"/(?!/)", found.endpoint) is not None
        is_fit = (is_path or _is_web(found.endpoint)) and not _UNFIT.search(found.endpoint)
        expected = "an https: address, or a path as in /feedback, with ; , and quotes percent-encoded"
        require(is_fit, file, ".feedback.endpoint", expected, found.endpoint)
    return found


def _is_web(address: str) -> bool:
    """Whether it is an https: address, or an http: one of this machine, for trying things out."""
    parts = urlsplit(address)
    is_local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    return bool(parts.hostname) and "@" not in parts.netloc and (parts.scheme == "https" or is_local)


Edition = Literal["public", "agents"]

CACHE_DIR = ".cache/helpcentre"
"""The folder below a project for what is kept from one run to the next and may be lost at any time."""


@dataclass(frozen=True)
class Settings:
    """The options, each with its default."""

    edition: Edition = "public"
    """``public`` for the website, ``agents`` for the offline bundle."""

    contact_email: str = ""
    """Address that e-mails of readers go to. Without it, the contact box only links to the contact page."""

    feedback: FeedbackSettings = field(default_factory=FeedbackSettings)
    """Where the feedback of readers goes."""

    fallbacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language, the languages whose text stands in for a missing page, nearest first. The source is always last."""

    status_page: bool | None = None
    """Whether the site has a page on the states of its translations. By default only the bundle has it."""

    processes: int | None = None
    """Number of processes that build languages at the same time. By default one for each processor."""

    cache: bool = True
    """Whether results of a build are stored for the next one."""

    publish: tuple[str, ...] = ()
    """Further files below ``docs`` to publish: endings, as in ``xlsx``, and paths below ``docs``, as in ``/CNAME``."""

    link_names: Mapping[str, str] = field(default_factory=dict)
    """Names of well-known pages and their addresses. An import suggests them for links that the export has lost."""

    budget: Budget = field(default_factory=Budget)
    """Limits for the weight of pages. The build reports heavier ones."""

    levels: Mapping[str, Severity] = field(default_factory=dict)
    """By rule, the severity of its problems."""

    allow: tuple[Suppression, ...] = ()
    """Suppressions: problems that are not reported, until a day."""

    external: ExternalSettings = field(default_factory=ExternalSettings)
    """How links to other sites are checked."""

    crawl: bool = False
    """Whether LinkChecker crawls the finished website as a second opinion. The preview never does."""

    bundle: BundleSettings = field(default_factory=BundleSettings)
    """The version, the term and the size of the agents' bundle."""

    @property
    def has_changes_page(self) -> bool:
        """Whether this edition shows what has changed since an earlier bundle."""
        return self.edition == "agents" and bool(self.bundle.since)

    @property
    def has_status_page(self) -> bool:
        """Whether this edition shows the state of its translations."""
        return self.edition == "agents" if self.status_page is None else self.status_page


def read_settings(extra: Mapping[str, Any], *, file: str) -> Settings:
    """Return the options found under ``extra['helpcentre']``.

    Raises HelpcentreError, naming the option, what was expected and what was received.
    """
    given = extra.get("helpcentre") or {}
    require(isinstance(given, Mapping), file, "", "a mapping of options", given)
    known = {option.name for option in fields(Settings)}
    for name in given:
        require(name in known, file, f".{name}", f"one of the options {', '.join(sorted(known))}", name)
    edition = given.get("edition", "public")
    require(edition in get_args(Edition), file, ".edition", "public or agents", edition)
    email = given.get("contact_email") or ""
    require(isinstance(email, str) and (not email or "@" in email), file, ".contact_email", "an address", email)
    names = given.get("link_names") or {}
    is_mapping = isinstance(names, Mapping) and all(isinstance(text, str) for pair in names.items() for text in pair)
    require(is_mapping, file, ".link_names", "a mapping of names to addresses", names)
    chains = given.get("fallbacks") or {}
    is_chains = isinstance(chains, Mapping) and all(isinstance(chain, list) for chain in chains.values())
    require(is_chains, file, ".fallbacks", "a mapping of languages to lists of languages", chains)
    page = given.get("status_page")
    require(page is None or isinstance(page, bool), file, ".status_page", "true or false", page)
    crawl = given.get("crawl", False)
    require(isinstance(crawl, bool), file, ".crawl", "true or false", crawl)
    processes = given.get("processes")
    require(processes is None or (type(processes) is int and processes > 0), file, ".processes", "a count", processes)
    cache = given.get("cache", True)
    require(isinstance(cache, bool), file, ".cache", "true or false", cache)
    return Settings(
        edition=edition,
        contact_email=email,
        feedback=read_feedback(given.get("feedback") or {}, file),
        fallbacks={str(code): tuple(map(str, chain)) for code, chain in chains.items()},
        status_page=page,
        processes=processes,
        cache=cache,
        publish=read_publish(given.get("publish") or [], file),
        link_names=dict(names),
        budget=read_budget(given.get("budget") or {}, file),
        levels=read_levels(given.get("levels") or {}, file),
        allow=read_allowances(given.get("allow") or [], file),
        external=read_external(given.get("external") or {}, file),
        crawl=crawl,
        bundle=read_bundle(given.get("bundle") or {}, file),
    )


def fallback_chains(settings: Settings, codes: Sequence[str], *, file: str) -> dict[str, tuple[str, ...]]:
    """Return for each of the languages ``codes``, the source first, those that stand in for its missing pages.

    Raises HelpcentreError where the option names a language that the site does not have.
    """
    for code, chain in settings.fallbacks.items():
        for named in (code, *chain):
            require(named in codes, file, f".fallbacks.{code}", f"languages of the site ({', '.join(codes)})", named)
    source = codes[0]
    chains = {code: dict.fromkeys([*settings.fallbacks.get(code, ()), source]) for code in codes}
    return {code: tuple(other for other in chain if other != code) for code, chain in chains.items()}


def require_site_url(address: str | None, *, file: str) -> None:
    """Raise HelpcentreError unless the site's public address is set: canonical and hreflang need it."""
    if not address:
        fix = "set it, or the variable SITE_URL, as in https://help.example.org/"
        raise HelpcentreError("site_url is empty", fix=fix, file=file)
