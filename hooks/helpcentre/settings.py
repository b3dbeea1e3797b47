"""The project's options under ``extra.helpcentre`` in mkdocs.yml: each declared once, and checked when it is read.

What an option needs is in its type; the description there completes "expected ..." in the error for anything else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple, NoReturn, TypeAlias, cast, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from helpcentre.diagnostics.problem import HelpcentreError, Rule, Severity
from helpcentre.diagnostics.severity import Suppression
from helpcentre.diagnostics.suggest import did_you_mean
from helpcentre.util.files import ending
from helpcentre.util.text import as_date, wider_codes

CACHE_DIR = ".cache/helpcentre"
"""The folder below a project for what is kept from one run to the next and may be lost at any time."""

MARKDOWN = frozenset({"markdown", "md", "mdown", "mdtext", "mdtxt", "mdwn", "mdx", "mkd", "mkdn"})
"""What Markdown is called elsewhere; pages end in ``.md``, in small letters."""

SLOT = re.compile(r"\{(title|body)\}")
"""Where title and body go in the address of a new issue."""

_PUBLISHED = re.compile(r"[a-z0-9]+|(?:/[^/]+)+")
# https://www.rfc-editor.org/rfc/rfc6797#section-6.1
_HSTS = r"^$|^max-age=[0-9]+(; includeSubDomains)?(; preload)?$"
_EMAIL = re.compile(r"[^\s@?&<>]+@[^\s@?&<>]+")
# What would end the address within a policy (https://www.w3.org/TR/CSP3/#framework-directive-source-list).
_UNFIT = re.compile(r"[\s;,'\"<>#]")

Edition: TypeAlias = Literal["public", "agents"]
_Switch: TypeAlias = Annotated[bool, Meta(description="true or false")]
_Amount: TypeAlias = Annotated[
    Annotated[int, Meta(gt=0)] | Annotated[float, Meta(gt=0)], Meta(description="a number above 0")
]
_Days: TypeAlias = Annotated[int, Meta(gt=0, description="a number above 0")]
_Count: TypeAlias = Annotated[int, Meta(ge=0, description="0, 1, 2 ...")]
_LINK = "an address as in https://example.org/, or the path of a page, as in topic/page.md"
_ElementName: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]*$")]
_Text: TypeAlias = Annotated[str, Meta(description="a text, in quotes if need be")]


@dataclass(frozen=True)
class ExternalSettings:
    """How ``helpcentre check --external`` looks at other sites, each with its default."""

    timeout: _Amount = 30
    """Seconds for one address, redirects and robots.txt included."""

    time_limit: _Amount = 900
    """Seconds for all addresses. The next check continues with the rest."""

    requests_per_second: _Amount = 2
    """Upper limit for one host. LinkChecker pauses for one to six times as long as this makes."""

    retries: _Count = 2
    """Further attempts after a timeout, 408, 425, 429 or 5xx."""

    backoff: _Amount = 5
    """Seconds before the first further attempt, doubled each time. A server's ``Retry-After`` comes first."""

    keep_days: _Amount = 7
    """Days for which a good address is not checked again."""

    patience_days: _Count = 14
    """Days after which an uncertain address is an error."""

    private: _Switch = False
    """Whether addresses within private networks are asked for, also those that other servers lead to."""


@dataclass(frozen=True)
class Budget:
    """What the website's pages may weigh; a kilobyte is 1,024 bytes."""

    html_kb: _Amount = 25
    """Mean of the HTML of all pages, uncompressed."""

    elements: _Amount = 500
    """Elements of the page that has most. Each one costs a phone time and memory."""

    first_view_kb: _Amount = 60
    """Gzipped HTML, style sheets and scripts that a first visit to the heaviest page loads."""


@dataclass(frozen=True)
class BundleSettings:
    """What is said of the agents' bundle, and what it may weigh."""

    version: _Text = ""
    """Version of the bundle. By default that of ``git describe``."""

    valid_days: _Days = 30
    """Days until an amber bar asks for a new bundle. After as many again, a red bar warns against using it."""

    max_megabytes: _Amount = 15
    """Upper limit for the zip file, in millions of bytes."""

    since: _Text = ""
    """An earlier bundle: a zip, a folder or a manifest.json. The new bundle lists the changes since then."""

    sign: _Text = ""
    """SSH key that signs the bundle: a private key, or a public one whose private key an SSH agent holds."""


@dataclass(frozen=True)
class FeedbackSettings:
    """Where feedback goes: to ``issue_url`` or ``endpoint``, else by e-mail, as always from the agents' bundle."""

    email: _Text = ""
    """Address that feedback goes to by e-mail. By default ``contact_email``."""

    issue_url: _Text = ""
    """Address that opens a new issue, with ``{title}`` and ``{body}`` in it."""

    endpoint: _Text = ""
    """Address that receives feedback as JSON, or a path on the site's own host."""


_ByLanguage: TypeAlias = Annotated[
    str | Mapping[str, str], Meta(description="a text, or a mapping of languages to texts")
]
"""A text for all languages, or one for each."""


@dataclass(frozen=True)
class Announcement:
    """A line above the header of every page of the website."""

    text: _ByLanguage = ""
    """The line, one for each language. Without it, there is none."""

    url: _Text = ""
    """Where the line leads: an address, or the path of a page."""

    until: Annotated[date, Meta(description="a date, as in 2026-11-22")] | None = None
    """The last day on which builds show the line."""

    since: Annotated[date, Meta(description="a date, as in 2026-11-22")] | None = None
    """The first day on which builds show the line. Readers see the day of an incident."""

    incident: _Switch = False
    """Whether something does not work just now: the line is a warning."""

    def is_shown(self, day: date) -> bool:
        """Whether a build of this day shows it."""
        return bool(self.text) and (self.since or day) <= day <= (self.until or day)


@dataclass(frozen=True)
class FooterLink:
    """A link at the bottom of every page."""

    title: _ByLanguage = ""
    """The words of the link, one text for each language."""

    url: _Text = ""
    """Where it leads: an address, or the path of a page, as in ``topic/page.md``."""

    @property
    def is_page(self) -> bool:
        """Whether it leads to a page of the site."""
        return is_page(self.url)


_Provider: TypeAlias = Literal["", "matomo", "plausible", "log"]


@dataclass(frozen=True)
class Analytics:
    """Counting of visits to the website, without cookies. The bundle counts nothing."""

    provider: Annotated[_Provider, Meta(description="matomo, plausible or log")] = ""
    """``matomo``, ``plausible``, or ``log`` for an endpoint of your own. Without it, nothing is counted."""

    url: _Text = ""
    """Address of the service, as in ``https://stats.example.org/``. Of ``log``, that of the endpoint, or a path."""

    site: Annotated[str | int, Meta(description="a number or a name")] = ""
    """Number of the site in Matomo, or its name in Plausible."""

    consent: _Switch = True
    """Whether readers are asked before anything is sent."""

    searches: _Switch = False
    """Whether searches are counted too: the words, and how many results there were."""


@dataclass(frozen=True)
class Chat:
    """A chat of another company on the website, loaded when a reader asks for it. The bundle has none."""

    script: _Text = ""
    """Address of the script of the chat. Without it, there is no chat."""

    hosts: Annotated[tuple[str, ...], Meta(description="a list of hosts, as in https://files.example.org")] = ()
    """Further hosts that the chat loads from or talks to, as in ``wss://chat.example.org``."""


_Engine: TypeAlias = Literal["", "command", "deepl", "libretranslate", "openai"]
_Drafts: TypeAlias = Literal["off", "after review", "with notice"]


@dataclass(frozen=True)
class TranslateSettings:
    """The engine that ``helpcentre translate`` asks for drafts. Its key is in the environment, never in a file."""

    engine: Annotated[_Engine, Meta(description="command, deepl, libretranslate or openai")] = ""
    """``command``, ``deepl``, ``libretranslate``, or ``openai`` for any address that speaks as OpenAI's does."""

    command: Annotated[tuple[str, ...], Meta(description="a list of a program and its arguments")] = ()
    """The program of ``command`` and its arguments."""

    url: _Text = ""
    """Address of the engine. By default that of DeepL or OpenAI."""

    model: _Text = ""
    """Model of ``openai``."""

    price: Annotated[
        Annotated[int, Meta(ge=0)] | Annotated[float, Meta(ge=0)], Meta(description="an amount of money")
    ] = 0
    """Price of a million characters, for the estimate of the costs."""

    currency: _Text = "EUR"
    """Currency of the price."""

    batch: Annotated[int, Meta(gt=0, description="a count")] = 20
    """Upper limit for the texts of one request."""

    retries: _Count = 4
    """Further attempts after a timeout, 429 or 5xx. A server's ``Retry-After`` comes first."""

    timeout: _Amount = 120
    """Seconds for one request."""


HomeSection: TypeAlias = Literal["guides", "most_asked", "topics", "contact"]


@dataclass(frozen=True)
class Settings:
    """The options, each with its default."""

    edition: Annotated[Edition, Meta(description="public or agents")] = "public"
    """``public`` for the website, ``agents`` for the offline bundle."""

    contact_email: Annotated[str, Meta(description="an address", pattern="@|^$")] = ""
    """Address that e-mails of readers go to. Without it, the contact box only links to the contact page."""

    feedback: FeedbackSettings = field(default_factory=FeedbackSettings)
    """Where the feedback of readers goes."""

    analytics: Analytics = field(default_factory=Analytics)
    """Counting of visits to the website."""

    chat: Chat = field(default_factory=Chat)
    """A chat of another company on the website."""

    announcement: Announcement = field(default_factory=Announcement)
    """A line above the header of every page of the website."""

    footer_links: Annotated[tuple[FooterLink, ...], Meta(description="a list of title and url")] = ()
    """Links at the bottom of every page, before those to the legal pages."""

    home_sections: Annotated[
        tuple[HomeSection, ...], Meta(description="a list of guides, most_asked, topics and contact")
    ] = ("guides", "most_asked", "topics", "contact")
    """What the home page shows below the search field, in this order."""

    fallbacks: Annotated[
        Mapping[str, tuple[str, ...]], Meta(description="a mapping of languages to lists of languages")
    ] = field(default_factory=dict)
    """By language, the languages whose text stands in for a missing page, nearest first. The source is always last."""

    status_page: _Switch | None = None
    """Whether the site has a page on the states of its translations. By default only the bundle has it."""

    processes: Annotated[int, Meta(gt=0, description="a count")] | None = None
    """Number of processes that build languages at the same time. By default one for each processor."""

    cache: _Switch = True
    """Whether results of a build are stored for the next one."""

    allow_html: Annotated[tuple[_ElementName, ...], Meta(description="a list of names of elements, as in form")] = ()
    """Further HTML elements that the text of pages may have. The security policy applies to them all the same."""

    hsts: Annotated[str, Meta(description="a value such as max-age=31536000", pattern=_HSTS)] = "max-age=31536000"
    """``Strict-Transport-Security`` of the website: how long browsers only use https. Empty for no such header."""

    publish: Annotated[
        tuple[str, ...], Meta(description="a list of endings, as in xlsx, and of paths below docs, as in /CNAME")
    ] = ()
    """Further files below ``docs`` to publish: endings, as in ``xlsx``, and paths below ``docs``, as in ``/CNAME``."""

    link_names: Annotated[Mapping[str, str], Meta(description="a mapping of names to addresses")] = field(
        default_factory=dict
    )
    """Names of well-known pages and their addresses. An import suggests them for links that the export has lost."""

    budget: Budget = field(default_factory=Budget)
    """Limits for the weight of pages. The build reports heavier ones."""

    levels: Annotated[Mapping[str, Severity], Meta(description="a mapping of kinds of problems to levels")] = field(
        default_factory=dict
    )
    """By rule, the severity of its problems."""

    allow: Annotated[tuple[Suppression, ...], Meta(description="a list of exceptions")] = ()
    """Suppressions: problems that are not reported, until a day."""

    drafts: Annotated[_Drafts, Meta(description="off, after review or with notice")] = "after review"
    """Whether readers get drafts of a machine: ``after review``, or ``with notice`` before it. ``off`` makes none."""

    translate: TranslateSettings = field(default_factory=TranslateSettings)
    """The engine that makes drafts of translations."""

    external: ExternalSettings = field(default_factory=ExternalSettings)
    """How links to other sites are checked."""

    crawl: _Switch = False
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
    _require_fit(settings, file)
    return settings


def require(holds: bool, file: str, option: str, expected: str, received: object, *, fix: str = "") -> None:
    """Raise HelpcentreError for an option, as in ``.budget``, unless what it needs ``holds``."""
    if not holds:
        message = f"extra.helpcentre{option}: expected {expected}, received {received!r}"
        raise HelpcentreError(message, fix=fix or "correct the option", file=file)


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
    is_complete = isinstance(entry, Mapping) and sorted(entry) == sorted(names) and all(entry.values())
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
        place = _Place(f"{place.option}.{name}", _description(hint), received)
        kind = hint
    require(False, file, *place)
    raise error


def _description(hint: Any) -> str:
    """Return what the type of an option says is expected."""
    if is_dataclass(hint):
        return f"a mapping of {', '.join(each.name for each in fields(hint))}"
    described = [part for part in (hint, *get_args(hint)) if get_origin(part) is Annotated]
    return next(str(meta.description) for meta in described[0].__metadata__ if isinstance(meta, Meta))


def _require_fit(settings: Settings, file: str) -> None:
    """Raise HelpcentreError for what no type says: which files are published, and where feedback goes."""
    expected = _description(get_type_hints(Settings, include_extras=True)["publish"])
    for entry in settings.publish:
        is_known = _PUBLISHED.fullmatch(entry) and ending(f"x.{entry}") not in MARKDOWN
        require(bool(is_known), file, ".publish", expected, entry)
    for link in settings.footer_links:
        require(bool(link.title and link.url), file, ".footer_links", "a title and a url for each link", link)
        require(is_page(link.url) or _is_link(link.url), file, ".footer_links.url", _LINK, link.url)
    url = settings.announcement.url
    require(not url or is_page(url) or _is_link(url), file, ".announcement.url", _LINK, url)
    _require_services_fit(settings, file)
    _require_engine_fits(settings.translate, file)
    feedback = settings.feedback
    is_address = not feedback.email or _EMAIL.fullmatch(feedback.email) is not None
    require(is_address, file, ".feedback.email", "an address, as in help@example.org", feedback.email)
    only_one = not (feedback.issue_url and feedback.endpoint)
    require(only_one, file, ".feedback", "issue_url or endpoint, not both", feedback)
    if issue_url := feedback.issue_url:
        has_slots = set(SLOT.findall(issue_url)) == {"title", "body"}
        is_template = has_slots and _is_web(issue_url) and not re.search(r"\s", issue_url)
        require(is_template, file, ".feedback.issue_url", "a web address with {title} and {body}", issue_url)
    if endpoint := feedback.endpoint:
        is_path = re.match(r"/(?!/)", endpoint) is not None
        is_fit = (is_path or _is_web(endpoint)) and not _UNFIT.search(endpoint)
        expected = "an https: address, or a path as in /feedback, with ; , and quotes percent-encoded"
        require(is_fit, file, ".feedback.endpoint", expected, endpoint)


def _require_services_fit(settings: Settings, file: str) -> None:
    """Raise HelpcentreError for addresses of counting and chat that a security policy cannot name."""
    analytics, chat = settings.analytics, settings.chat
    if analytics.provider:
        is_path = analytics.provider == "log" and re.match(r"/(?!/)", analytics.url) is not None
        is_fit = (is_path or _is_web(analytics.url)) and not _UNFIT.search(analytics.url)
        require(is_fit, file, ".analytics.url", "an https: address", analytics.url)
        needs_site = analytics.provider != "log" and not str(analytics.site)
        require(not needs_site, file, ".analytics.site", "the number or name of the site there", analytics.site)
    if chat.script:
        is_fit = _is_web(chat.script) and not _UNFIT.search(chat.script)
        require(is_fit, file, ".chat.script", "an https: address", chat.script)
    for host in chat.hosts:
        parts = urlsplit(host)
        is_host = (
            parts.scheme in ("https", "wss") and bool(parts.hostname) and not parts.path and not _UNFIT.search(host)
        )
        require(is_host and "*" not in host, file, ".chat.hosts", "a host, as in https://files.example.org", host)


def _require_engine_fits(given: TranslateSettings, file: str) -> None:
    """Raise HelpcentreError where the engine of drafts lacks what it needs."""
    if given.engine == "command":
        require(bool(given.command), file, ".translate.command", "a list of a program and its arguments", given.command)
    if given.engine == "openai":
        require(bool(given.model), file, ".translate.model", "the name of a model", given.model)
    if given.engine == "libretranslate":
        require(bool(given.url), file, ".translate.url", "an address, as in https://translate.example.org", given.url)
    if given.url:
        parts = urlsplit(given.url)
        is_fit = parts.scheme in ("https", "http") and bool(parts.hostname) and "@" not in parts.netloc
        require(is_fit and not re.search(r"\s", given.url), file, ".translate.url", "a web address", given.url)


def _is_web(address: str) -> bool:
    """Whether it is an https: address, or an http: one of this machine, for trying things out."""
    parts = urlsplit(address)
    is_local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    return bool(parts.hostname) and "@" not in parts.netloc and (parts.scheme == "https" or is_local)


def is_page(url: str) -> bool:
    """Whether an address in the settings is the path of a page below a language's folder, as in ``topic/page.md``."""
    return url.partition("#")[0].endswith(".md") and ":" not in url and not url.startswith("/")


def _is_link(url: str) -> bool:
    """Whether a link may lead there: to a web page, by mail or by telephone, and not to a script."""
    return urlsplit(url).scheme in ("https", "http", "mailto", "tel") and not re.search(r"\s", url)


def in_language(text: str | Mapping[str, str], codes: Sequence[str]) -> tuple[str, str]:
    """Return a text of the settings in the first of the languages ``codes`` that has one, and that language.

    A text that is the same in all languages is in the first. Where none of them has one, both are empty.
    """
    if isinstance(text, str):
        return text, codes[0]
    return next(((text[code], code) for code in codes if text.get(code)), ("", ""))


def fallback_chains(settings: Settings, codes: Sequence[str], *, file: str) -> dict[str, tuple[str, ...]]:
    """Return for each of the languages ``codes``, the source first, those that stand in for its missing pages.

    A variant, as ``de-AT``, has the text of its language, as ``de``. Raises HelpcentreError where the option names a
    language that the site does not have.
    """
    for code, chain in settings.fallbacks.items():
        for named in (code, *chain):
            require(named in codes, file, f".fallbacks.{code}", f"languages of the site ({', '.join(codes)})", named)
    source = codes[0]
    nearest = {code: (code, *(wider for wider in wider_codes(code) if wider in codes)) for code in codes}
    chains = {
        code: dict.fromkeys([*own, *(other for each in own for other in settings.fallbacks.get(each, ())), source])
        for code, own in nearest.items()
    }
    return {code: tuple(other for other in chain if other != code) for code, chain in chains.items()}


def require_site_url(address: str | None, *, file: str) -> None:
    """Raise HelpcentreError unless the site's public address is set: canonical and hreflang need it."""
    if not address:
        fix = "set it, or the variable SITE_URL, as in https://help.example.org/"
        raise HelpcentreError("site_url is empty", fix=fix, file=file)
