"""Feedback: its options, and what the policy says of them."""

from typing import Any

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.pages.feedback import policy_source
from helpcentre.settings.options import FeedbackSettings
from helpcentre.settings.reading import read_settings

ISSUES = "https://code.example.org/help/issues/new?title={title}&body={body}"


def read_feedback(given: Any) -> FeedbackSettings:
    return read_settings({"helpcentre": {"feedback": given}}, file="mkdocs.yml").feedback


def test_feedback_options_are_read() -> None:
    assert read_feedback({}) == FeedbackSettings()
    assert read_feedback({"email": "a@example.org", "issue_url": ISSUES}).issue_url == ISSUES
    for endpoint in ("https://api.example.org/f?k=1", "/feedback", "http://127.0.0.1:8000/f"):
        assert read_feedback({"endpoint": endpoint}).endpoint == endpoint


@pytest.mark.parametrize(
    ("given", "option"),
    [
        ("a@example.org", ""),
        ({"mail": "a@example.org"}, ".mail"),
        ({"email": "nobody"}, ".email"),
        ({"email": "a@example.org?bcc=b@example.org"}, ".email"),
        ({"issue_url": "https://code.example.org/new"}, ".issue_url"),
        ({"issue_url": "javascript:{title}{body}"}, ".issue_url"),
        ({"endpoint": "http://api.example.org/f"}, ".endpoint"),
        ({"endpoint": "//api.example.org/f"}, ".endpoint"),
        ({"endpoint": "https://api.example.org/f; script-src *"}, ".endpoint"),
        ({"endpoint": "https://user:word@example.org/"}, ".endpoint"),
        ({"endpoint": 8}, ".endpoint"),
        ({"endpoint": "/f", "issue_url": ISSUES}, ""),
    ],
)
def test_feedback_option_that_is_wrong_is_named(given: Any, option: str) -> None:
    with pytest.raises(HelpcentreError, match=rf"mkdocs.yml: extra\.helpcentre\.feedback{option}: expected"):
        read_feedback(given)


def test_feedback_policy_names_the_endpoint_and_nothing_else_of_its_host() -> None:
    assert policy_source(FeedbackSettings(endpoint="https://api.example.org/f?k=1")) == "https://api.example.org/f"
    assert policy_source(FeedbackSettings(endpoint="/f")) == policy_source(FeedbackSettings(issue_url=ISSUES)) == ""
