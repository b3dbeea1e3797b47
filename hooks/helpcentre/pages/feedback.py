"""What readers say of a page: by e-mail, as an issue, or to an endpoint. The site itself sends and stores nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from helpcentre.content.ui_strings import Strings
from helpcentre.settings.options import SLOT, FeedbackSettings

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
    plain = SLOT.sub(lambda slot: filled[slot[1]], target)
    if feedback.issue_url:
        return Form("issue", target, subject, about, plain, recipient=feedback.issue_url.partition("?")[0])
    return Form("email", target, subject, about, plain, recipient=email)
