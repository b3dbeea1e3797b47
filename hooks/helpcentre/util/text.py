"""Text to the part of an address: ASCII, lower case, hyphens."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from datetime import date
from functools import lru_cache

# German as DIN 5007-2 sorts it, and the letters that no Unicode decomposition takes apart.
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "å": "a", "ł": "l", "đ": "d", "ı": "i"}
)


def slugify(text: str, *, default: str = "") -> str:
    """Return ``text`` transliterated for an address or id (``ß`` → ``ss``, ``ä`` → ``ae``, ``é`` → ``e``).

    ``default`` is returned for a text of which nothing can be kept, such as one in Arabic.
    """
    lowered = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    ascii_only = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or default


def unique(slug: str, taken: set[str]) -> str:
    """Return ``slug``, numbered from 2 if ``taken`` has it already, and add the result to ``taken``."""
    candidate, number = slug, 1
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    taken.add(candidate)
    return candidate


def fold(text: str) -> str:
    """Return ``text`` in small letters, each in its place, so that also Turkish capitals match."""
    return text.replace("İ", "i").replace("ı", "i").lower()


@lru_cache
def base_language(code: str) -> str:
    """Return the language of a code with a region, as in ``pt`` for ``pt-BR``."""
    return re.split("[-_]", code)[0]


def as_date(value: object) -> date | None:
    """Return a date of front matter, which YAML reads as a text where it is in quotes; None for anything else."""
    if isinstance(value, str):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(value)
    return value if isinstance(value, date) else None
