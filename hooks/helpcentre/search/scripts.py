"""The scripts that languages are written in, by CLDR: what is typed in another one is in none of their indexes."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel import Locale
from babel.core import get_global

_WRITTEN_WITH = {"Hans": ("Hani",), "Hant": ("Hani",), "Jpan": ("Hani", "Hira", "Kana"), "Kore": ("Hang", "Hani")}
_OTHERWISE = {"Han": "CJK", "Bangla": "BENGALI", "Odia": "ORIYA"}
"""What Unicode calls a script where CLDR has another English name for it."""


def is_written_as(tag: str, text: str) -> bool:
    """Whether a text has letters of a language's script; as ``isWrittenAs`` in ``search-index.js``."""
    return any(unicodedata.name(sign, "").startswith(script_names(tag)) for sign in text if sign.isalpha())


@cache
def script_names(tag: str) -> tuple[str, ...]:
    """Return how Unicode's names of a language's letters begin."""
    name, likely = tag.replace("-", "_"), get_global("likely_subtags")
    parts = f"{name}_{likely.get(name) or likely.get(name.partition('_')[0], '')}".split("_")
    script = next((part for part in parts if len(part) == 4 and part.isalpha()), "Latn")
    names = (str(Locale("en").scripts[each]) for each in _WRITTEN_WITH.get(script, (script,)))
    return tuple(f"{_OTHERWISE.get(name, name.upper())} " for name in names)
