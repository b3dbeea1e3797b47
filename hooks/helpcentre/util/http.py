"""What servers ask of their clients in HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_seconds(retry_after: str) -> float:
    """Return how long ``Retry-After`` asks us to wait (RFC 9110, 10.2.3): seconds, or until a date; 0 if it is none."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        return max((parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds(), 0.0) if text else 0.0
    except (ValueError, TypeError):
        return 0.0
