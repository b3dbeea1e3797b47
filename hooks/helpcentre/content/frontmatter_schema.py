"""The front matter keys that pages may use: what each has to be, told with its line where it is something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from helpcentre.diagnostics.problem import ErrorList, HelpcentreError
from helpcentre.util.text import as_date

FENCED = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*\n", re.DOTALL | re.MULTILINE)
"""Front matter at the beginning of a text."""

_KEY = re.compile(r"(?P<key>[^\s#:][^:]*):(?=\s|$)")
_LARGEST = 1_000_000
_SHOWN = 80
_MAY_BE_EMPTY = frozenset({"title", "description"})


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and -_LARGEST <= value <= _LARGEST


def _is_texts(value: object) -> bool:
    return _is_text(value) or (isinstance(value, list) and all(map(_is_text, value)))


_DRAFT = re.compile(r"\S+ \d{4}-\d\d-\d\d [0-9a-f]{12}")


def _is_drafts(value: object) -> bool:
    entries = value.values() if isinstance(value, dict) else [None]
    return all(isinstance(entry, str) and _DRAFT.fullmatch(entry) for entry in entries)


def _is_texts_by_name(value: object) -> bool:
    return isinstance(value, dict)


@dataclass(frozen=True)
class Key:
    """A key of front matter: what its value has to be, in words and as a test, and what the key means to authors."""

    expected: str
    is_right: Callable[[object], bool]
    meaning: str


KEYS: Mapping[str, Key] = {
    "title": Key("a text, in quotes if need be", _is_text, "Title of the page in lists, tabs and search results."),
    "description": Key("a text, in quotes if need be", _is_text, "One sentence for cards and search engines."),
    "order": Key("a number", _is_number, "Place of the page among its neighbours, the lowest first. Source page only."),
    "icon": Key(
        "the name of an icon, as in material/help",
        _is_text,
        "Icon of the page's card. A translation has that of its source page.",
    ),
    "template": Key(
        "the name of a template, as in home.html",
        _is_text,
        "Template in `overrides/` that shows the page. A translation has that of its source page.",
    ),
    "kind": Key(
        "how-to, questions or guide",
        lambda value: value in ("how-to", "questions", "guide"),
        "What the page is: steps, questions with answers, or the first page of a guide. Source page only.",
    ),
    "also_in": Key(
        "a topic, or a list of them",
        _is_texts,
        "Further topics that list the page, by their folders. Source page only.",
    ),
    "labels": Key("a word, or a list of them", _is_texts, "Words that the list of all articles groups pages by."),
    "draft": Key(
        "true or false",
        lambda value: isinstance(value, bool),
        "`true` keeps the page out of every build; only the preview shows it. A source page's counts for translations.",
    ),
    "internal": Key(
        "true or false",
        lambda value: isinstance(value, bool),
        "`true` keeps the page out of the website: only the bundle has it. A source page's counts for translations.",
    ),
    "publish_on": Key(
        "a date, as in 2026-11-22",
        lambda value: as_date(value) is not None,
        "Day from which builds show the page. A source page's counts for translations.",
    ),
    "expires_on": Key(
        "a date, as in 2026-11-22",
        lambda value: as_date(value) is not None,
        "Day from which builds leave the page out. A source page's counts for translations.",
    ),
    "updated": Key("a date, as in 2026-11-22", lambda value: as_date(value) is not None, "Date that readers see."),
    "slug": Key(
        "a text of lower-case letters, digits and hyphens",
        _is_text,
        "Name of the page in its address. In a folder's `index.md`, the name of the folder.",
    ),
    "former": Key(
        "an address, or a list of them",
        _is_texts,
        "Old addresses that redirect to the page. Those of a source page apply to all languages.",
    ),
    "references": Key(
        "an address, or a list of them", _is_texts, "Where the facts of the page come from, for authors only."
    ),
    "most_asked": Key(
        "a list of pages, as in topic/page.md#heading",
        _is_texts,
        "Pages and sections that the home page shows first. Source page only.",
    ),
    "related": Key(
        "a list of pages, as in topic/page.md#heading",
        _is_texts,
        "Pages and sections that are shown below the page. Source page only.",
    ),
    "ready": Key(
        "true or false",
        lambda value: isinstance(value, bool),
        "`false` keeps the page from translators. Source page only.",
    ),
    "translates": Key(
        "a list of 'section: fingerprint'",
        _is_texts_by_name,
        "Source sections that the translation was made from. Written by `helpcentre accept`.",
    ),
    "machine": Key(
        "a list of 'section: engine day fingerprint'",
        _is_drafts,
        "Sections that a machine drafted and nobody has reviewed. Written by `helpcentre translate`.",
    ),
    "minor_changes": Key(
        "a list of 'section: fingerprints'",
        _is_texts_by_name,
        "Changes that need no new translation. Written by `helpcentre minor`.",
    ),
}


def shorten_value(value: object) -> str:
    """Return a value as it is shown in one line, cut where it is long."""
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def check_meta(meta: Mapping[str, Any], lines: Mapping[str, int], *, file: str) -> None:
    """Raise HelpcentreError for each key of front matter whose value is of another kind; ``lines`` are those of keys.

    Keys that are not known are left to whoever put them there. An empty title or description is none.
    """
    errors = ErrorList()
    for key, value in meta.items():
        known = KEYS.get(key)
        is_left_out = key in _MAY_BE_EMPTY and value in (None, "")
        if known and not is_left_out and not known.is_right(value):
            message = f"{key}: expected {known.expected}, received {shorten_value(value)}"
            errors.found.append(HelpcentreError(message, fix="correct it", file=file, line=lines.get(key, 1)))
    errors.raise_all()


def key_lines(head: str) -> dict[str, int]:
    """Return the line in the file, from 1, of each key of the top level of its front matter."""
    found = ((_KEY.match(text), line) for line, text in enumerate(head.split("\n"), start=2))
    return {match["key"].strip("\"'"): line for match, line in found if match}
