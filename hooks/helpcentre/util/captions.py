"""Captions in WebVTT as they are published: without what their authors wrote to each other."""

from __future__ import annotations

import re

_NOTE = re.compile(
    rb"(?P<before>(?:^|\r?\n\r?\n|\r\r)(?:\r?\n)*)NOTE(?=[ \t\r\n]|$)(?:(?!\r?\n\r?\n|\r\r).)*", re.DOTALL
)
"""A comment: a block that begins with this word, up to an empty line (WebVTT 4.3)."""

_HEADER = re.compile(rb"\A(?P<mark>(?:\xef\xbb\xbf)?WEBVTT)[ \t][^\r\n]*")
"""The first line, in which any text may follow the name of the format; no player shows it (WebVTT 4.1)."""

_STYLE = re.compile(rb"^STYLE[ \t]*\r?\n(?:(?!\r?\n\r?\n|\r\r|-->).)*", re.DOTALL | re.MULTILINE)
_STYLE_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)


def without_notes(data: bytes) -> bytes:
    """Return captions without their comments, those of their styles, and what stands beside their format's name."""
    data = _HEADER.sub(rb"\g<mark>", data)
    data = _STYLE.sub(lambda match: _STYLE_COMMENT.sub(b"", match[0]), data) if b"/*" in data else data
    return _NOTE.sub(rb"\g<before>", data) if b"NOTE" in data else data
