"""Addresses that run a script, or read the reader's own disk, where they are followed; as browsers read them."""

from __future__ import annotations

import re


def beginning(*schemes: str) -> re.Pattern[str]:
    """Return what matches an address of these schemes.

    Signs in front of it do not count, nor line ends and tabs anywhere in it
    (https://url.spec.whatwg.org/#concept-basic-url-parser).
    """
    ways = "|".join(r"[\t\n\r]*".join(f"{name}:") for name in schemes)
    return re.compile(rf"[\0-\x20]*(?:{ways})", re.I)


_HOSTILE = beginning("javascript", "vbscript", "file")  # with file: before a host's name, Windows asks that host


def is_hostile(address: str) -> bool:
    """Whether an address runs a script, or reads a file of the reader's own disk or network, where it is followed."""
    return _HOSTILE.match(address) is not None
