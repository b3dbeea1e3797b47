"""Addresses in their parts, also those that are none."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

_ENCODED = re.compile(r"(?:%[89A-F][0-9A-F])+")
"""A run of signs beyond ASCII as addresses spell them out."""


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


def with_letters(address: str) -> str:
    """Return an address with the letters that it spells out, as ``%D0%AF``, for a page: browsers take both as the same.

    A page is shorter by two thirds of its addresses with texts in Arabic, Chinese or Cyrillic script.
    """
    return _ENCODED.sub(lambda run: "".join(map(_readable, unquote(run[0], errors="surrogateescape"))), address)


def _readable(sign: str) -> str:
    return sign if sign.isalpha() else quote(sign, safe="", errors="surrogateescape")
