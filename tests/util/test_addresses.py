"""Addresses in pages: with their letters, and the same as before to every browser."""

from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.util.addresses import with_letters


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("mailto:a@b.org?subject=%D0%97%D0%B0%D0%BF%20a%26b", "mailto:a@b.org?subject=Зап%20a%26b"),
        ("?a=%D9%85%D8%B1%D8%AD%D8%A8%D8%A7%0D%0A", "?a=مرحبا%0D%0A"),
        ("?a=%E2%80%A2%C2%A0%E2%80%99x", "?a=%E2%80%A2%C2%A0%E2%80%99x"),  # signs that nobody types stay spelt out
        ("?a=%FF%E4%20%2F", "?a=%FF%E4%20%2F"),  # no UTF-8
    ],
)
def test_letters_are_written_as_they_are_and_all_else_as_it_was(address: str, found: str) -> None:
    assert with_letters(address) == found


@given(st.text())
def test_an_address_leads_where_it_led(text: str) -> None:
    address = f"mailto:a@b.org?subject={quote(text, safe='', errors='surrogatepass')}"
    found = with_letters(address)
    assert quote(found, safe="%:@?=/&") == address  # as browsers spell it out: https://url.spec.whatwg.org/#query-state
    assert unquote(found) == unquote(address)
