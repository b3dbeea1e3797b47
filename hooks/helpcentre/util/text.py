"""Text to the part of an address: ASCII, lower case, hyphens."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

# Letters that are no letter with a mark, so that the decomposition of Unicode does not fold them.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ґ": "г", "ة": "ه", "ى": "ي"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})  # in addresses of all languages, as DIN 5007-2 sorts them


def slugify(text: str, *, default: str = "") -> str:
    """Return ``text`` transliterated for an address or id (``ß`` → ``ss``, ``ä`` → ``ae``, ``é`` → ``e``).

    ``default`` is returned for a text of which nothing can be kept, such as one in Arabic.
    """
    lowered = unicodedata.normalize("NFC", text).lower().translate(_UMLAUTS)
    ascii_only = unicodedata.normalize("NFKD", replace_letters(lowered)).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or default


def replace_letters(text: str) -> str:
    """Return a text in small letters with others for those that no Unicode decomposition takes apart: ``ł`` → ``l``."""
    return text.translate(_LETTERS)


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of ``words``, as they are."""
    return f"(?:{'|'.join(map(re.escape, words))})"


class Names:
    """Names of which no two are equal."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """Begin with the names that are ``taken``."""
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}
        """By the name that was asked for, the last number that was taken: below it none is free."""

    def take(self, name: str) -> str:
        """Return ``name``, numbered from 2 if it is taken, which the result is then."""
        number = self._numbers.get(name, 1)
        free = name if number == 1 else f"{name}-{number}"
        while free in self._taken:
            number += 1
            free = f"{name}-{number}"
        self._numbers[name] = number
        self._taken.add(free)
        return free


def fold(text: str) -> str:
    """Return ``text`` in small letters, each in its place, so that also Turkish capitals match."""
    return text.replace("İ", "i").replace("ı", "i").lower()


@lru_cache
def base_language(code: str) -> str:
    """Return the language of a code with a region, as in ``pt`` for ``pt-BR``."""
    return re.split("[-_]", code)[0]


@lru_cache
def wider_codes(code: str) -> tuple[str, ...]:
    """Return the codes that a code is a variant of, nearest first: ``zh-Hant`` and ``zh`` for ``zh-Hant-TW``.

    They are what is left if one subtag after the other is cut off (https://www.rfc-editor.org/rfc/rfc4647#section-3.4).
    """
    ends = [match.start() for match in re.finditer("[-_]", code)]
    return tuple(code[:end] for end in reversed(ends))


def as_date(value: object) -> date | None:
    """Return a date of front matter, which YAML reads as a text where it is in quotes; None for anything else."""
    if isinstance(value, str):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(value)
    return value if isinstance(value, date) else None
