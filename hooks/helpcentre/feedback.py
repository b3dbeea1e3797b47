"""What readers say of a page: by e-mail, as an issue, or to an endpoint. The site itself sends and stores nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from helpcentre.options import require
from helpcentre.strings import Strings

REASONS = ("unclear", "incomplete", "wrong", "unsolved")
"""Why a page did not help; ``feedback_unclear`` and the like in strings.yml are their words."""

_SLOT = re.compile(r"\{(title|body)\}")
# What would end the address within a policy (https://www.w3.org/TR/CSP3/#framework-directive-source-list).
_UNFIT = re.compile(r"[\s;,'\"<>#]")


@dataclass(frozen=True)
class FeedbackSettings:
    """Where feedback goes: to ``issue_url`` or ``endpoint``, else by e-mail, as always from the agents' bundle."""

    email: str = ""
    """Who gets it by e-mail; by default who gets all other mail, ``contact_email``."""

    issue_url: str = ""
    """The address of a new issue, with ``{title}`` and ``{body}`` where these go."""

    endpoint: str = ""
    """What it is posted to, as JSON: an address, or a path on the site's own host."""


@dataclass(frozen=True)
class Form:
    """What a page's form needs: ``target`` is the endpoint, or an address with ``{title}`` and ``{body}``.

    ``about`` says in the text which page it is, and ``plain`` is the address for readers without scripts.
    """

    channel: Literal["email", "issue", "endpoint"]
    target: str
    title: str = ""
    about: str = ""
    plain: str = ""


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
        slots = set(_SLOT.findall(found.issue_url))
        is_template = _is_web(found.issue_url) and slots == {"title", "body"} and not re.search(r"\s", found.issue_url)
        require(is_template, file, ".feedback.issue_url", "a web address with {title} and {body}", found.issue_url)
    if found.endpoint:
        is_path = re.match(r"/(?!/)", found.endpoint) is not None
        is_fit = (is_path or _is_web(found.endpoint)) and not _UNFIT.search(found.endpoint)
        expected = "an https: address, or a path as in /feedback, with ; , and quotes percent-encoded"
        require(is_fit, file, ".feedback.endpoint", expected, found.endpoint)
    return found


def policy_source(feedback: FeedbackSettings) -> str:
    """Return what a security policy has to allow for the endpoint: exactly its address, or nothing."""
    if not feedback.endpoint or feedback.endpoint.startswith("/"):  # a path is the site itself
        return ""
    return feedback.endpoint.partition("?")[0]


def form(
    feedback: FeedbackSettings, strings: Strings, *, title: str, address: str, source: str, fallback_email: str
) -> Form | None:
    """Return the form of the page with this title, or None where nobody would get what is said.

    ``address`` is where readers see the page, or what the bundle is called; ``source`` its Markdown file.
    """
    if feedback.endpoint:
        return Form("endpoint", feedback.endpoint)
    email = feedback.email or fallback_email
    if not (feedback.issue_url or email):
        return None
    target = feedback.issue_url or f"mailto:{quote(email, safe='@')}?subject={{title}}&body={{body}}"
    subject = strings("feedback_subject", title=title)
    about = f"{address}\n{source}"
    reasons = [f"[ ] {strings(f'feedback_{reason}')}" for reason in REASONS]
    body = "\n".join([strings("feedback_why"), *reasons, "", strings("feedback_text"), "", "", "-- ", about])
    # Mail has lines that end in CRLF (RFC 6068, section 5).
    filled = {"title": quote(subject, safe=""), "body": quote(body.replace("\n", "\r\n"), safe="")}
    plain = _SLOT.sub(lambda slot: filled[slot[1]], target)
    return Form("issue" if feedback.issue_url else "email", target, subject, about, plain)


def _is_web(address: str) -> bool:
    """Whether it is an https: address, or an http: one of this machine, for trying things out."""
    parts = urlsplit(address)
    is_local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    return bool(parts.hostname) and "@" not in parts.netloc and (parts.scheme == "https" or is_local)
