"""What readers say of a page or search: by e-mail, as an issue, or to an endpoint. The site itself stores nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import quote

from helpcentre.content.ui_strings import Strings
from helpcentre.settings.options import SLOT, FeedbackSettings
from helpcentre.util.addresses import with_letters

REASONS = ("unclear", "incomplete", "wrong", "unsolved")
"""Why a page did not help; ``feedback_unclear`` and the like in strings.yml are their words."""


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
    recipient: str = ""
    """Where the text goes, for readers who copy it: an e-mail address, or that of the page for issues."""


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
    way = _way(feedback, fallback_email)
    if way is None or way.channel == "endpoint":
        return way
    subject = strings("feedback_subject", title=title)
    about = f"{address}\n{source}"
    reasons = [f"[ ] {strings(f'feedback_{reason}')}" for reason in REASONS]
    body = "\n".join([strings("feedback_why"), *reasons, "", strings("feedback_text"), "", "", "-- ", about])
    # Mail has lines that end in CRLF (RFC 6068, section 5).
    filled = {"title": quote(subject, safe=""), "body": quote(body.replace("\n", "\r\n"), safe="")}
    plain = SLOT.sub(lambda slot: filled[slot[1]], way.target)
    return replace(way, title=subject, about=about, plain=with_letters(plain))


def missed_query(feedback: FeedbackSettings, strings: Strings, *, language: str, fallback_email: str) -> Form | None:
    """Return how a reader reports a query that found nothing, with ``{query}`` in its title; None where nobody gets it.

    ``language`` is the name of the page's language. Nothing else goes along.
    """
    way = _way(feedback, fallback_email)
    return way and replace(way, title=str(strings.texts["missed_subject"]), about=language)


def _way(feedback: FeedbackSettings, fallback_email: str) -> Form | None:
    """Return where what readers say goes, if it goes anywhere."""
    if feedback.endpoint:
        return Form("endpoint", feedback.endpoint)
    if feedback.issue_url:
        return Form("issue", feedback.issue_url, recipient=feedback.issue_url.partition("?")[0])
    email = feedback.email or fallback_email
    target = f"mailto:{quote(email, safe='@')}?subject={{title}}&body={{body}}"
    return Form("email", target, recipient=email) if email else None
