"""Captions in WebVTT as they are published: without the notes that their authors wrote to each other."""

from __future__ import annotations

import re

_NOTE = re.compile(
    rb"(?P<before>(?:^|\r?\n\r?\n|\r\r)(?:\r?\n)*)NOTE(?=[ \t\r\n]|$)(?:(?!\r?\n\r?\n|\r\r).)*", re.DOTALL
)
"""A comment: a block that begins with this word, up to an empty line (WebVTT 4.3)."""


def without_notes(data: bytes) -> bytes:
    """Return captions without their comments."""
    return _NOTE.sub(rb"\g<before>", data) if b"NOTE" in data else data
