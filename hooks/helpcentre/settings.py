"""The project's options under ``extra.helpcentre`` in mkdocs.yml, typed and checked once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from posixpath import basename, dirname, join
from typing import Any, Literal, get_args

from mkdocs.config import load_config as mkdocs_load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from pathspec.gitignore import GitIgnoreSpec

from helpcentre.feedback import FeedbackSettings, read_feedback
from helpcentre.options import (
    Allowance,
    Budget,
    BundleSettings,
    ExternalSettings,
    read_allowances,
    read_budget,
    read_bundle,
    read_external,
    read_levels,
    read_publish,
    require,
)
from helpcentre.problems import HelpcentreError, Level
from helpcentre.yamlfile import check_project_file

Edition = Literal["public", "agents"]

CACHE_DIR = ".cache/helpcentre"
"""The folder below a project for what is kept from one run to the next and may be lost at any time."""


@dataclass(frozen=True)
class Settings:
    """The options, each with its default."""

    edition: Edition = "public"
    """``public`` is the website, ``agents`` the offline bundle."""

    contact_email: str = ""
    """Where the contact box writes to; without one the box leads to the contact page only."""

    feedback: FeedbackSettings = field(default_factory=FeedbackSettings)
    """Where what readers say of a page goes."""

    fallbacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For a language, those whose text is shown where a page is missing, nearest first; the source is always last."""

    status_page: bool | None = None
    """Whether the site has a page on the state of its translations; by default only the agents' edition."""

    processes: int | None = None
    """How many processes may build languages at the same time; by default as many as there are processors."""

    cache: bool = True
    """Whether what a build finished is kept for the next one."""

    publish: tuple[str, ...] = ()
    """What is published of the files below ``docs`` beyond what :mod:`~helpcentre.outgoing` lists: endings, and paths
    that begin with a slash."""

    link_names: Mapping[str, str] = field(default_factory=dict)
    """Names of well-known pages and their addresses: what an import looks for where an export lost its links."""

    budget: Budget = field(default_factory=Budget)
    """What pages may weigh; the build reports what is heavier."""

    levels: Mapping[str, Level] = field(default_factory=dict)
    """For a kind of problem, by its code, whether it is an ``error``, only a ``warn``-ing, or ``off``."""

    allow: tuple[Allowance, ...] = ()
    """Findings that are no fault, until a day."""

    external: ExternalSettings = field(default_factory=ExternalSettings)
    """How links to other sites are checked."""

    crawl: bool = False
    """Whether LinkChecker crawls the finished website as a second opinion; never in the live preview."""

    bundle: BundleSettings = field(default_factory=BundleSettings)
    """What is said of the agents' bundle, and what it may weigh."""

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


def left_out(config: MkDocsConfig, *, has_drafts: bool) -> Callable[[str], bool]:
    """Return a test for files below ``docs`` that MkDocs does not build: it is told so, or an index.md takes the place.

    ``has_drafts`` says whether drafts are built, as in the live preview.
    """
    docs_dir = Path(config.docs_dir)
    excluded = GitIgnoreSpec.from_lines([".*", "/templates/"])  # by MkDocs itself
    if config.exclude_docs:
        excluded += config.exclude_docs
    drafts = None if has_drafts else config.draft_docs

    @cache
    def is_left_out(name: str) -> bool:
        if excluded.match_file(name) or (drafts is not None and drafts.match_file(name)):
            return True
        index = join(dirname(name), "index.md")
        return basename(name) == "README.md" and (docs_dir / index).is_file() and not is_left_out(index)

    return is_left_out


def require_site_url(address: str | None, *, file: str) -> None:
    """Raise HelpcentreError unless the site's public address is set: canonical and hreflang need it."""
    if not address:
        fix = "set it, or the variable SITE_URL, as in https://help.example.org/"
        raise HelpcentreError("site_url is empty", fix=fix, file=file)


def load_config(file: Path, **overrides: Any) -> MkDocsConfig:
    """Return the MkDocs configuration in ``file``; raises HelpcentreError if it is absent or MkDocs refuses it."""
    if not file.is_file():
        raise HelpcentreError("no such file", fix="run this in the project's folder", file=str(file))
    check_project_file(file.resolve())
    try:
        return mkdocs_load_config(str(file), **overrides)
    except MkDocsException as error:
        raise HelpcentreError(str(error), fix="see the MkDocs user guide on configuration", file=str(file)) from error
