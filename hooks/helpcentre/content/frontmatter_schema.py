"""The front matter keys that pages may use: what each has to be, told with its line where it is something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.text import as_date

_LARGEST = 1_000_000
_SHOWN = 80


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and -_LARGEST <= value <= _LARGEST


def _is_texts(value: object) -> bool:
    return _is_text(value) or (isinstance(value, list) and all(map(_is_text, value)))


def _is_texts_by_name(value: object) -> bool:
    return isinstance(value, dict)


_KEYS: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "title": ("a text, in quotes if need be", _is_text),
    "description": ("a text, in quotes if need be", _is_text),
    "order": ("a number", _is_number),
    "icon": ("the name of an icon, as in material/help", _is_text),
    "template": ("the name of a template, as in home.html", _is_text),
    "kind": ("how-to, questions or guide", lambda value: value in ("how-to", "questions", "guide")),
    "updated": ("a date, as in 2026-11-22", lambda value: as_date(value) is not None),
    "slug": ("a text of lower-case letters, digits and hyphens", _is_text),
    "former": ("an address, or a list of them", _is_texts),
    "references": ("an address, or a list of them", _is_texts),
    "most_asked": ("a list of pages, as in topic/page.md#heading", _is_texts),
    "related": ("a list of pages, as in topic/page.md#heading", _is_texts),
    "ready": ("true or false", lambda value: isinstance(value, bool)),
    "translates": ("a list of 'section: fingerprint'", _is_texts_by_name),
    "minor_changes": ("a list of 'section: fingerprints'", _is_texts_by_name),
}


def shown(value: object) -> str:
    """Return a value as it is shown in one line, cut where it is long."""
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def check_meta(meta: Mapping[str, Any], text: str, *, file: str) -> None:
    """Raise HelpcentreError for a key of front matter whose value is of another kind; ``text`` is the whole file's.

    Keys that are not known are left to whoever put them there.
    """
    for key, value in meta.items():
        expected, is_right = _KEYS.get(key, ("", lambda _: True))
        if not is_right(value):
            message = f"{key}: expected {expected}, received {shown(value)}"
            raise HelpcentreError(message, fix="correct it", file=file, line=_line(text, key))


def _line(text: str, key: str) -> int:
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines, start=1) if line.startswith(f"{key}:")), 1)
