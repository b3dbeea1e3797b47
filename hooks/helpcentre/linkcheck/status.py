"""From what a server answered to what a team can act on: good, moved, broken, or nobody can tell."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum

from helpcentre.linkcheck.linkchecker import CheckResult
from helpcentre.linkcheck.private_network import PrivateNetworkError
from helpcentre.util.addresses import split_address


class Outcome(Enum):
    """What an address is worth."""

    GOOD = "good"
    MOVED = "moved"
    BROKEN = "broken"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class LinkStatus:
    """An address's outcome and the reason in words.

    ``moved_to`` is its new address. ``is_temporary`` says that asking again may help, ``wants_pause`` that its host
    does not want to be asked for anything now, and ``wait`` for how many seconds, where it says so.
    """

    outcome: Outcome
    reason: str = ""
    moved_to: str = ""
    is_temporary: bool = False
    wants_pause: bool = False
    wait: float | None = None


LONGEST_WAIT = 86400
"""A longer pause than this many seconds is granted to no server."""

_GONE = frozenset({404, 410})
_LATER = frozenset({408, 425, 429})
_PERMANENT = frozenset({"301", "308"})  # RFC 9110, sections 15.4.2 and 15.4.9
_HOP = re.compile(r"^Redirected to `(?P<url>\S*)' status: (?P<status>\d{3})\b", re.MULTILINE)
_RETRY_AFTER = re.compile(r"\bRetry-after=(?P<value>.+)")
_STATUS = re.compile(r"(?P<status>[1-5]\d\d) ")
_IMPOSSIBLE = re.compile(r"InvalidURL|InvalidSchema|MissingSchema|LocationParseError|Bad hostname|URL (?:has|host) ")
_NO_CONNECTION = re.compile(r"\w*(?:Timeout|ConnectionError|ChunkedEncodingError)\b")
_CERTIFICATE = re.compile(r"certificate verify failed(?P<why>: [^.(\"']+)[(\"']")
_IN_WORDS = {
    "Timeout": "no answer in time",
    "Connection reset": "connection reset",
    "Connection refused": "connection refused",
    "TooManyRedirects": "redirects without end",
    "NameResolutionError": "a host cannot be found",
    "SSLError": "the encryption broke off",
}
_UNSURE_TLS = re.compile(r"\bEOF\b|timed out", re.IGNORECASE)
_NOT_ENCRYPTED = re.compile(r"\[SSL: (?:WRONG_VERSION_NUMBER|HTTP_REQUEST)\]")
_ALERT = re.compile(r"\[SSL: \w+\] (?:ssl|tls)v[0-9.]+ (?:alert )?(?P<why>[a-z ]+)")
"""What a server says that refuses the encryption (RFC 8446, section 6), as OpenSSL words it."""


def classify(answer: CheckResult) -> LinkStatus:
    """Return the verdict on an address.

    An address that robots.txt keeps from us is good, for there is nothing to hold against it. Only what is surely no
    fault of the moment is broken: 404, 410, an unknown host, a bad certificate or no encryption where the address says
    https, an address that cannot be one.
    """
    matched = _STATUS.match(answer.result)
    if not matched:
        return _without_status(answer)
    status = int(matched["status"])
    if status in _GONE:
        return LinkStatus(Outcome.BROKEN, answer.result)
    if status >= 400:
        wait = _wait(answer)
        return LinkStatus(
            Outcome.UNCERTAIN,
            answer.result,
            is_temporary=status in _LATER or status >= 500,
            wants_pause=status == 429 or wait is not None,
            wait=wait,
        )
    to = _moved_to(answer)
    return LinkStatus(Outcome.MOVED, moved_to=to) if to else LinkStatus(Outcome.GOOD)


def is_unknown(host: str) -> bool:
    """Whether the name servers say that there is no such host, or the name is reserved for that (RFC 6761)."""
    if host == "invalid" or host.endswith(".invalid"):
        return True
    try:
        socket.getaddrinfo(host, None)
    except socket.gaierror as error:
        return error.errno == socket.EAI_NONAME
    except (OSError, UnicodeError):
        return False
    return False


def _without_status(answer: CheckResult) -> LinkStatus:
    reason = answer.result
    if answer.is_valid:
        return LinkStatus(Outcome.GOOD)
    if _IMPOSSIBLE.match(reason):
        return LinkStatus(Outcome.BROKEN, reason)
    if reason.startswith(PrivateNetworkError.__name__):
        address = reason.partition(": ")[2]
        return LinkStatus(Outcome.UNCERTAIN, f"not asked for: it leads into a private network, to {address}")
    if reason.startswith("SSLError"):
        return _of_encryption(reason)
    if reason.startswith("ConnectionError") and is_unknown(split_address(answer.url).hostname or ""):
        return LinkStatus(Outcome.BROKEN, "unknown host")
    return LinkStatus(Outcome.UNCERTAIN, _in_words(reason), is_temporary=bool(_NO_CONNECTION.match(reason)))


def _of_encryption(reason: str) -> LinkStatus:
    """Return the verdict on a host with which no encryption could be agreed upon."""
    if _NOT_ENCRYPTED.search(reason):
        return LinkStatus(Outcome.BROKEN, "the server answers without encryption")
    if alert := _ALERT.search(reason):
        why = f"the server refuses the encryption: {alert['why'].strip()}"
        return LinkStatus(Outcome.UNCERTAIN, why, is_temporary=True)
    if _UNSURE_TLS.search(reason):
        return LinkStatus(Outcome.UNCERTAIN, _in_words(reason), is_temporary=True)
    detail = _CERTIFICATE.search(reason)
    return LinkStatus(Outcome.BROKEN, f"bad certificate{detail['why'].rstrip() if detail else ''}")


def _in_words(result: str) -> str:
    """Return what kept LinkChecker from an answer in few words, or in its own, where it is none of the usual."""
    return next((words for sign, words in _IN_WORDS.items() if sign in result), result)


def _moved_to(answer: CheckResult) -> str:
    """Return where permanent redirects lead from an address, up to the first that may be another one tomorrow."""
    to = ""
    for hop in _HOP.finditer(answer.warnings):
        if hop["url"] == answer.url:  # LinkChecker gives the answer of an address that led here also for this one
            to = ""
        elif hop["status"] in _PERMANENT:
            to = hop["url"]
        else:
            break
    return to


def _wait(answer: CheckResult) -> float | None:
    """Return the seconds that the server wants to be left in peace for (RFC 9110, section 10.2.3)."""
    found = _RETRY_AFTER.search(answer.notes)
    if not found:
        return None
    value = found["value"].strip()
    if value.isdecimal():
        return min(float(value), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - datetime.now(tz=UTC)).total_seconds()), LONGEST_WAIT)
