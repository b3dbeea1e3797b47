"""Options: an error names the option, what was expected and what was received."""

from typing import Any

import pytest

from helpcentre.problems import HelpcentreError
from helpcentre.settings import Settings, read_settings


def test_defaults_need_no_options() -> None:
    assert read_settings({}, file="mkdocs.yml") == Settings()


def test_given_options_are_read() -> None:
    given = {"edition": "agents", "contact_email": "a@example.org", "link_names": {"A": "https://example.org"}}
    assert read_settings({"helpcentre": given}, file="mkdocs.yml") == Settings(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"edition": "private"}, r"mkdocs\.yml: extra\.helpcentre\.edition: expected public or agents, .* 'private'"),
        ({"editon": "public"}, r"\.editon: expected one of the options contact_email, edition, link_names"),
        ({"contact_email": "nobody"}, r"\.contact_email: expected an address, received 'nobody'"),
        ({"link_names": ["x"]}, r"\.link_names: expected a mapping"),
        ("x", r"extra\.helpcentre: expected a mapping of options, received 'x'"),
    ],
)
def test_a_wrong_option_is_refused(given: Any, message: str) -> None:
    with pytest.raises(HelpcentreError, match=message):
        read_settings({"helpcentre": given}, file="mkdocs.yml")
