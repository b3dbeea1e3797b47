"""The project's options under ``extra.helpcentre`` in mkdocs.yml: each declared once, and checked when it is read.

What an option needs is in its type; the description there completes "expected ..." in the error for anything else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from helpcentre.diagnostics.problem import Severity
from helpcentre.diagnostics.severity import Suppression

MARKDOWN = frozenset({"markdown", "md", "mdown", "mdtext", "mdtxt", "mdwn", "mdx", "mkd", "mkdn"})
"""What Markdown is called elsewhere; pages end in ``.md``, in small letters."""

SLOT = re.compile(r"\{(title|body)\}")
"""Where title and body go in the address of a new issue."""

# https://www.rfc-editor.org/rfc/rfc6797#section-6.1
_HSTS = r"^$|^max-age=[0-9]+(; includeSubDomains)?(; preload)?$"

Edition: TypeAlias = Literal["public", "agents"]
_Switch: TypeAlias = Annotated[bool, Meta(description="true or false")]
_Amount: TypeAlias = Annotated[
    Annotated[int, Meta(gt=0)] | Annotated[float, Meta(gt=0)], Meta(description="a number above 0")
]
_Days: TypeAlias = Annotated[int, Meta(gt=0, description="a number above 0")]
_Count: TypeAlias = Annotated[int, Meta(ge=0, description="0, 1, 2 ...")]
_ElementName: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]*$")]
_AttributeName: TypeAlias = Annotated[str, Meta(pattern=r"^(?!on|style$|srcdoc$)[a-z][a-z0-9:-]*$")]
_Text: TypeAlias = Annotated[str, Meta(description="a text, in quotes if need be")]


def is_page(url: str) -> bool:
    """Whether an address in the settings is the path of a page below a language's folder, as in ``topic/page.md``."""
    return url.partition("#")[0].endswith(".md") and ":" not in url and not url.startswith("/")


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

    pictures_kb: _Amount = 2000
    """Pictures of the page that has most, each in the largest copy that a browser may choose."""


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
        """Whether the link leads to a page of the site."""
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


_Backend: TypeAlias = Literal["", "gitea", "github", "gitlab"]


@dataclass(frozen=True)
class EditorSettings:
    """The editor in the browser that ``helpcentre editor`` writes."""

    backend: Annotated[_Backend, Meta(description="gitea, github or gitlab")] = ""
    """Where the repository is: ``github``, ``gitlab``, or ``gitea``, which is also for Forgejo."""

    repo: _Text = ""
    """The repository, as in ``owner/name``."""

    branch: _Text = ""
    """The branch that the editor writes to. By default that of the repository."""

    review: _Switch = False
    """Whether articles wait in a pull request until somebody publishes them. Not with ``gitea``."""

    api_root: _Text = ""
    """Address of the API of an own server, as in ``https://git.example.org/api/v1``."""

    sign_in_url: _Text = ""
    """Address of the server that authors sign in at, if that is not the server of ``api_root``. GitHub needs one."""

    app_id: _Text = ""
    """Id of the editor as an application of that server. Without one, authors sign in with an access token."""

    url: _Text = ""
    """Where the editor is published. Then each page of the agents' bundle leads to it."""


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

    embed: Annotated[tuple[str, ...], Meta(description="a list of origins, as in https://app.example.org")] = ()
    """Origins of apps whose pages may show the help in a panel, or ``*`` for all. By default none."""

    offline: _Switch = False
    """Whether browsers keep pages of the website that were read, and their topics, for times without a network."""

    announcement: Announcement = field(default_factory=Announcement)
    """A line above the header of every page of the website."""

    hints: _Switch = True
    """Whether pages say what a term means that stands under ``hints`` in glossary.yml."""

    share_titles: _Switch = False
    """Whether each page has a picture of its own for chats and social networks, with its title."""

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

    language_tags: Annotated[
        Mapping[str, str], Meta(description="a mapping of languages to their tags, as in pt: pt-BR")
    ] = field(default_factory=dict)
    """By language, the BCP 47 tag of the variant that its text is in, as in ``pt: pt-BR``. By default its code."""

    status_page: _Switch | None = None
    """Whether the site has a page on the states of its translations. By default only the bundle has it."""

    processes: Annotated[int, Meta(gt=0, description="a count")] | None = None
    """Number of processes that build languages at the same time. By default one for each processor."""

    cache: _Switch = True
    """Whether results of a build are stored for the next one."""

    allow_html: Annotated[tuple[_ElementName, ...], Meta(description="a list of names of elements, as in form")] = ()
    """Further HTML elements that the text of pages may have. The security policy applies to them all the same."""

    allow_attributes: Annotated[
        tuple[_AttributeName, ...], Meta(description="a list of names of attributes, as in data-chart, without on...")
    ] = ()
    """Further attributes that any HTML element in the text of pages may have."""

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

    editor: EditorSettings = field(default_factory=EditorSettings)
    """The editor for authors without Git."""

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
