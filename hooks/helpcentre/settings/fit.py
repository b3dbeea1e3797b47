"""What no type says of an option: which addresses fit a policy, and what an engine of drafts needs."""

from __future__ import annotations

import re
from typing import get_type_hints

from helpcentre.settings.options import MARKDOWN, SLOT, Settings, TranslateSettings, is_page
from helpcentre.settings.requirement import describe_type, require
from helpcentre.util.addresses import split_address
from helpcentre.util.files import ending

_PUBLISHED = re.compile(r"[a-z0-9]+|(?:/[^/]+)+")
_EMAIL = re.compile(r"[^\s@?&<>]+@[^\s@?&<>]+")
# What would end the address within a policy (https://www.w3.org/TR/CSP3/#framework-directive-source-list).
_UNFIT = re.compile(r"[\s;,'\"<>#]")
_LINK = "an address as in https://example.org/, or the path of a page, as in topic/page.md"


def require_fit(settings: Settings, file: str) -> None:
    """Raise HelpcentreError for what no type says: which files are published, and where feedback goes."""
    expected = describe_type(get_type_hints(Settings, include_extras=True)["publish"])
    for entry in settings.publish:
        is_known = _PUBLISHED.fullmatch(entry) and ending(f"x.{entry}") not in MARKDOWN
        require(bool(is_known), file, ".publish", expected, entry)
    for link in settings.footer_links:
        require(bool(link.title and link.url), file, ".footer_links", "a title and a url for each link", link)
        require(is_page(link.url) or _is_link(link.url), file, ".footer_links.url", _LINK, link.url)
    url = settings.announcement.url
    require(not url or is_page(url) or _is_link(url), file, ".announcement.url", _LINK, url)
    for origin in settings.embed:
        expected = "an origin, as in https://app.example.org, or * by itself"
        require(_is_origin(origin) or settings.embed == ("*",), file, ".embed", expected, origin)
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
        parts = split_address(host)
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
        parts = split_address(given.url)
        is_fit = parts.scheme in ("https", "http") and bool(parts.hostname) and "@" not in parts.netloc
        require(is_fit and not re.search(r"\s", given.url), file, ".translate.url", "a web address", given.url)


def _is_web(address: str) -> bool:
    """Whether an address is an https: address, or an http: one of this machine, for trying things out."""
    parts = split_address(address)
    is_local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    return bool(parts.hostname) and "@" not in parts.netloc and (parts.scheme == "https" or is_local)


def _is_origin(address: str) -> bool:
    """Whether a text is what browsers send as ``Origin``: scheme, host and port, in small letters."""
    return _is_web(address) and re.fullmatch(r"https?://[a-z0-9.-]+(?::[0-9]+)?", address) is not None


def _is_link(url: str) -> bool:
    """Whether a link may lead there: to a web page, by mail or by telephone, and not to a script."""
    return split_address(url).scheme in ("https", "http", "mailto", "tel") and not re.search(r"\s", url)
