"""Verdicts on what LinkChecker says, one line of it each."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from helpcentre.linkcheck import status as linkcheck_status
from helpcentre.linkcheck.linkchecker import CheckResult
from helpcentre.linkcheck.status import LinkStatus, Outcome, classify

URL = "https://example.org/a"


def hops(*steps: tuple[str, int]) -> str:
    return "\n".join(f"Redirected to `{url}' status: {status} Reason." for url, status in steps)


@pytest.mark.parametrize(
    ("result", "outcome", "reason"),
    [
        ("404 Not Found", Outcome.BROKEN, "404 Not Found"),
        ("451 Unavailable For Legal Reasons", Outcome.UNCERTAIN, "451 Unavailable For Legal Reasons"),
        ("ReadTimeout: HTTPSConnectionPool(host='example.org', port=443): Read timed out.", Outcome.UNCERTAIN, None),
        ("ConnectTimeout: HTTPSConnectionPool(host='example.org', port=443): Max ...", Outcome.UNCERTAIN, None),
        ("ConnectionError: HTTPSConnectionPool(...)", Outcome.UNCERTAIN, "ConnectionError: HTTPSConnectionPool(...)"),
        ("TooManyRedirects: Exceeded 10 redirects.", Outcome.UNCERTAIN, "redirects without end"),
        (
            "SSLError: HTTPSConnectionPool(host='x', port=443): (Caused by SSLError(SSLCertVerificationError(1, "
            "'[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:992)')))",
            Outcome.BROKEN,
            "bad certificate: certificate has expired",
        ),
        ("SSLError: HTTPSConnectionPool(host='x', port=443): Max retries exc...", Outcome.BROKEN, "bad certificate"),
        (
            "SSLError: [SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation",
            Outcome.UNCERTAIN,
            "the encryption broke off",
        ),
        (
            "SSLError: HTTPSConnectionPool(host='x', port=443): (Caused by SSLError(SSLError(1, "
            "'[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)')))",
            Outcome.BROKEN,
            "the server answers without encryption",
        ),
        (
            "SSLError: [SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure (_ssl.c:1006)",
            Outcome.UNCERTAIN,
            "the server refuses the encryption: handshake failure",
        ),
        (
            "SSLError: [SSL: TLSV1_UNRECOGNIZED_NAME] tlsv1 unrecognized name (_ssl.c:1006)",
            Outcome.UNCERTAIN,
            "the server refuses the encryption: unrecognized name",
        ),
        (
            "SSLError: [SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED] tlsv13 alert certificate required (_ssl.c:1006)",
            Outcome.UNCERTAIN,
            "the server refuses the encryption: certificate required",
        ),
        ("URL has empty hostname", Outcome.BROKEN, "URL has empty hostname"),
        ("LinkChecker said nothing of it", Outcome.UNCERTAIN, "LinkChecker said nothing of it"),
    ],
)
def test_status_of_no_answer_is_told_by_its_cause(
    result: str, outcome: Outcome, reason: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linkcheck_status, "is_unknown", lambda _: False)
    found = classify(CheckResult(URL, result, is_valid=False))
    assert found.outcome is outcome
    assert reason is None or found.reason == reason


def test_an_unknown_host_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linkcheck_status, "is_unknown", lambda host: host == "example.org")
    assert classify(CheckResult(URL, "ConnectionError: ...", is_valid=False)) == LinkStatus(
        Outcome.BROKEN, "unknown host"
    )


@pytest.mark.parametrize(
    ("steps", "to"),
    [
        ([("https://b/", 301)], "https://b/"),
        ([("https://b/", 301), ("https://c/", 308)], "https://c/"),
        ([("https://b/", 301), ("https://c/", 302), ("https://d/", 301)], "https://b/"),
        ([("https://b/", 302), ("https://c/", 301)], ""),
        ([(URL, 301)], ""),
        ([("https://b/", 301), (URL, 301), ("https://c/", 302)], ""),
        ([("https://b/", 301), (URL, 302), ("https://c/", 301)], "https://c/"),
        ([("https://b/it's", 301)], "https://b/it's"),
    ],
)
def test_moved_is_what_permanent_redirects_say_up_to_the_first_other(steps: list[tuple[str, int]], to: str) -> None:
    found = classify(CheckResult(URL, "200 OK", is_valid=True, warnings=hops(*steps)))
    assert (found.moved_to, found.outcome) == (to, Outcome.MOVED if to else Outcome.GOOD)


def test_a_redirect_to_nothing_is_broken() -> None:
    found = classify(CheckResult(URL, "404 Not Found", is_valid=False, warnings=hops(("https://b/", 301))))
    assert found == LinkStatus(Outcome.BROKEN, "404 Not Found")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [(None, None), ("7", 7.0), ("99999999", 86400.0), ("soon", None), ("-5", None)],
)
def test_retry_after_seconds_are_waited_for(header: str | None, seconds: float | None) -> None:
    notes = f"HTTP headers Retry-after={header}" if header else ""
    found = classify(CheckResult(URL, "503 Service Unavailable", is_valid=False, notes=notes))
    assert (found.wait, found.wants_pause) == (seconds, seconds is not None)


def test_retry_after_a_date_is_waited_for() -> None:
    later = format_datetime(datetime.now(tz=UTC) + timedelta(hours=1), usegmt=True)
    wait = classify(
        CheckResult(URL, "429 Too Many Requests", is_valid=True, notes=f"HTTP headers Retry-after={later}")
    ).wait
    assert wait is not None
    assert 3000 < wait <= 3600
