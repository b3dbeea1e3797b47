"""What readers report, in the form in which the site's scripts and forms send it (``feedback.js``, ``missed.js``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias
from urllib.parse import parse_qsl

import msgspec
from msgspec import Meta

LARGEST = 64 * 1024
"""Bytes of the largest message: the longest texts of a form, each letter percent-encoded, fit in."""

JSON, FORM = "application/json", "application/x-www-form-urlencoded"

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Signs that text does not need: those for terminals, and those that turn the direction of what stands around it."""
_SPACE = re.compile(r"[^\S\n]")
_EMAIL = re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;]{1,255}")
_NUMBER = re.compile(r"\+?\d(?:[ ()/.\-]{0,2}\d){6,30}")
"""Seven digits and more, as in telephone and account numbers; the codes of error messages have fewer."""
_HIDDEN = "…"

_Language: TypeAlias = Annotated[str, Meta(pattern=r"\A[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}\Z")]


class Feedback(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a reader says of a page: its address, its file, whether it helped, and if not, why."""

    page: Annotated[str, Meta(max_length=2000)]
    source: Annotated[str, Meta(max_length=500)]
    language: _Language
    helpful: bool
    reason: Literal["", "unclear", "incomplete", "wrong", "unsolved"] = ""
    text: Annotated[str, Meta(max_length=4000)] = ""


class MissedQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A query whose results were not what the reader looked for, and the language of the page it was typed on."""

    query: Annotated[str, Meta(min_length=1, max_length=500)]
    language: _Language


Message: TypeAlias = Feedback | MissedQuery


@dataclass(frozen=True)
class RefusedMessageError(Exception):
    """A message that cannot be taken: the status of HTTP and the reason."""

    status: int
    reason: str


def parse_message(body: bytes, content_type: str) -> Message:
    """Return what a request says, without what could name a person; raises RefusedMessageError."""
    kind = content_type.partition(";")[0].strip().lower()
    try:
        if kind == JSON:
            given, is_strict = msgspec.json.decode(body, type=dict[str, object]), True
        elif kind == FORM:
            pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=10)
            given, is_strict = dict[str, object](pairs), False
        else:
            raise RefusedMessageError(415, f"{JSON} or {FORM} is expected")
        if "query" in given:
            return _cleaned(msgspec.convert(given, MissedQuery, strict=is_strict))
        return _cleaned(msgspec.convert(given, Feedback, strict=is_strict))
    except (ValueError, RecursionError) as error:  # msgspec's errors are ValueErrors, as those of Unicode are
        raise RefusedMessageError(400, "not a message of the site") from error


def hide_personal(text: str) -> str:
    """Return a text without e-mail addresses and long numbers, as of telephones and accounts."""
    return _NUMBER.sub(_HIDDEN, _EMAIL.sub(_HIDDEN, text))


def clean(text: str) -> str:
    """Return a text without signs that steer terminals or the direction of other texts."""
    text.encode("utf-8")  # half of a pair of surrogates raises an error here, and not in the file
    return _CONTROL.sub("", _SPACE.sub(" ", text.replace("\r\n", "\n"))).strip()


def _cleaned(message: Message) -> Message:
    if isinstance(message, MissedQuery):
        query = hide_personal(" ".join(clean(message.query).split()))
        if not query:
            raise ValueError("no query")
        return MissedQuery(query, message.language)
    page = clean(message.page).partition("?")[0].partition("#")[0]
    text = hide_personal(clean(message.text))
    return msgspec.structs.replace(message, page=page, source=clean(message.source), text=text)
