"""Addresses in their parts, also those that are none."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit


def split_address(address: str) -> SplitResult:
    """Return the parts of an address; of one that is none, as ``http://[x``, all of it as a path."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return SplitResult("", "", address, "", "")
    return parts


def join_address(base: str, address: str) -> str:
    """Return where an address on the page ``base`` leads; one that is none as it is."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address
