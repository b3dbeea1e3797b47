"""Messages of readers: which are taken, and that nothing personal is."""

import json
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.collector.messages import (
    FORM,
    JSON,
    LARGEST,
    Feedback,
    MissedQuery,
    RefusedMessageError,
    parse_message,
)
from helpcentre.pages.feedback import REASONS

YES = {"page": "https://x.example/a/", "source": "docs/de/a.md", "language": "de", "helpful": True}
QUERY = {"query": "konto zu", "language": "de"}


def parse(given: object) -> Feedback | MissedQuery:
    return parse_message(json.dumps(given).encode(), JSON)


def test_each_message_of_the_site_is_taken() -> None:
    assert parse(QUERY) == MissedQuery("konto zu", "de")
    assert parse(YES) == Feedback("https://x.example/a/", "docs/de/a.md", "de", True)
    for reason in REASONS:
        no = parse({**YES, "helpful": False, "reason": reason, "text": "نص „x“\nzwei"})
        assert no == msgspec.structs.replace(parse(YES), helpful=False, reason=reason, text="نص „x“\nzwei")
    form = b"page=p&source=s&language=pt-BR&helpful=false&reason=&text=%C3%A4%0D%0Ab"
    assert parse_message(form, f"{FORM}; charset=UTF-8") == Feedback("p", "s", "pt-BR", False, "", "ä\nb")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"1", b"[]", b"{}", b"{", b"NaN", b'"query"', b"\xff", b"\x00", b"[" * 60_000,
        b'{"query": ' + b"[" * 30_000, b'{"query": "\xff", "language": "de"}',
        b'{"query": "\\ud800", "language": "de"}',
        *(
            json.dumps(each).encode()
            for each in (
                {**QUERY, "more": 1}, {**QUERY, "query": ""}, {**QUERY, "query": " \u0000 "}, {**QUERY, "query": 1},
                {**QUERY, "query": "x" * 501}, {**QUERY, "language": "../../etc/passwd"}, {**QUERY, "language": "de\n"},
                {**QUERY, "language": None}, {"query": "x"}, {**YES, "helpful": "true"}, {**YES, "reason": "bored"},
                {**YES, "text": "x" * 4001}, {**YES, "page": None}, {**YES, "helpful": 1},
            )
        ),
    ],
)  # fmt: skip
def test_what_is_no_message_is_refused(body: bytes) -> None:
    with pytest.raises(RefusedMessageError) as refused:
        parse_message(body, JSON)
    assert refused.value.status == 400


@pytest.mark.parametrize(
    "body", [b"page=%ff&source=s&language=de&helpful=true", b"\xff=1", b"a=1&" * 30, b"helpful=maybe"]
)
def test_what_is_no_form_is_refused(body: bytes) -> None:
    with pytest.raises(RefusedMessageError):
        parse_message(body, FORM)


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/form-data; boundary=x", "application/jsonp"])
def test_other_kinds_of_content_are_refused(kind: str) -> None:
    with pytest.raises(RefusedMessageError) as refused:
        parse_message(json.dumps(QUERY).encode(), kind)
    assert refused.value.status == 415


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("call +49 170 1234567 now", "call … now"),
        ("0170/123-45-67", "…"),
        ("رقم ٠١٧٠١٢٣٤٥٦٧", "رقم …"),
        ("mail to a.b+c@d-e.example, please", "mail to …, please"),
        ("error 131031, 2 of 12", "error 131031, 2 of 12"),
        ("a\u00a0b\u202ec\u001b[31m", "a bc[31m"),
    ],
)
def test_addresses_and_long_numbers_are_not_kept(typed: str, kept: str) -> None:
    assert parse({**QUERY, "query": typed}) == MissedQuery(kept, "de")
    said = parse({**YES, "helpful": False, "text": typed, "page": "https://x.example/a/?user=1#b"})
    assert said == Feedback("https://x.example/a/", "docs/de/a.md", "de", False, "", kept)


def test_the_largest_form_fits() -> None:
    text = "\r\n" * 1000 + "長" * 1000
    body = b"page=p&source=s&language=zh&helpful=false&text=" + b"".join(b"%%%02X" % byte for byte in text.encode())
    assert len(body) < LARGEST
    assert isinstance(parse_message(body, FORM), Feedback)


@given(st.binary(max_size=200), st.sampled_from([JSON, FORM]))
def test_any_bytes_are_a_message_or_refused(body: bytes, kind: str) -> None:
    with suppress(RefusedMessageError):
        parse_message(body, kind)


@given(st.text(min_size=1, max_size=500))
def test_any_text_is_kept_as_one_that_utf_8_has_and_no_terminal_obeys(text: str) -> None:
    try:
        message = parse({**QUERY, "query": text})
    except RefusedMessageError:
        return
    assert isinstance(message, MissedQuery)
    assert message.query == message.query.encode().decode()
    assert not set(map(ord, message.query)) & {*range(32), *range(127, 160)}
