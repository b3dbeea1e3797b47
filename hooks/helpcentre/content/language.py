"""A language of the site: its names, direction, dates and plural forms, from CLDR."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from babel import Locale, UnknownLocaleError
from babel.core import get_global, parse_locale
from babel.dates import format_date
from babel.numbers import format_percent
from babel.units import format_unit

from helpcentre.util.text import base_language, wider_codes


@dataclass(frozen=True)
class Language:
    """A language of the site; ``is_source`` marks the one that all others are translations of.

    ``code`` is the name of its folder and the key of all that is kept of it. ``declared`` is what the settings say that
    its text is, where the code is more general, as in ``pt-BR`` for ``pt``.
    """

    code: str
    name: str
    is_source: bool
    declared: str = ""

    @property
    def tag(self) -> str:
        """What browsers, search engines and translators are told that its text is in, as BCP 47 has it."""
        return self.declared or self.code.replace("_", "-")

    @cached_property
    def locale(self) -> Locale:
        """The language's CLDR data; that of a wider language where CLDR has none for its tag."""
        for tag in (self.declared, *wider_codes(self.declared)) if self.declared else ():
            with contextlib.suppress(UnknownLocaleError, ValueError):
                return Locale.parse(tag, sep="-")
        return Locale.parse(self.code, sep="-" if "-" in self.code else "_")

    @cached_property
    def direction(self) -> str:
        """``ltr`` or ``rtl``, from CLDR."""
        return self.locale.text_direction

    @property
    def plural_forms(self) -> tuple[str, ...]:
        """The CLDR categories that a count needs in this language, as in ``("one", "other")``."""
        order = ("zero", "one", "two", "few", "many", "other")
        used = self.locale.plural_form.tags | {"other"}
        return tuple(form for form in order if form in used)

    @property
    def with_territory(self) -> str:
        """The language with its country, as in ``de_DE``; where the code names none, the one that CLDR expects."""
        return _with_territory(self.locale)

    def format_share(self, share: float) -> str:
        """Return a share from 0 to 1 as a whole percentage, rounded down so that only all is 100 %."""
        return format_percent(int(share * 100) / 100, locale=self.locale)

    def name_of(self, other: Language) -> str:
        """Return how this language calls another one, as in *German*."""
        return str(other.locale.get_language_name(self.locale) or other.name)

    @cached_property
    def english_name(self) -> str:
        """What messages call this language."""
        return str(self.locale.english_name or self.name)

    @property
    def prefix(self) -> str:
        """The start of every address in this language: empty for the source language, else ``code/``."""
        return "" if self.is_source else f"{self.code}/"

    def format_size(self, size: int) -> str:
        """Return a number of bytes as kilobytes or megabytes, as in *1.2 MB*, and never as none."""
        unit, power = ("megabyte", 1_000_000) if size >= 1_000_000 else ("kilobyte", 1000)
        value = max(round(size / power, 1), 0.1)
        number = value if value < 10 else round(value)
        return format_unit(number, f"digital-{unit}", length="short", locale=self.locale)

    def format_date(self, day: date) -> str:
        """Return ``day`` written out, as in *22. November 2026*."""
        return format_date(day, format="long", locale=self.locale)


def tags_of(languages: Iterable[Language]) -> dict[str, str]:
    """Return the tag of each language by its code."""
    return {language.code: language.tag for language in languages}


@cache  # each page asks for all of its languages
def _with_territory(locale: Locale) -> str:
    known = get_global("likely_subtags")
    # Read without a look at CLDR's files, which have none for some of these: no_Latn_NO.
    likely = parse_locale(known.get(str(locale)) or known.get(locale.language) or str(locale))[1]
    territory = locale.territory or likely or ""
    return f"{locale.language}_{territory}" if territory.isalpha() else str(locale.language)


def is_language(code: str) -> bool:
    """Return whether CLDR knows a language by this code, as it does ``cs`` and not ``cz``."""
    try:
        return bool(Locale.parse(code, sep="-" if "-" in code else "_"))
    except (UnknownLocaleError, ValueError):
        return False


@cache
def is_in_latin_letters(code: str) -> bool:
    """Whether a language is written in Latin letters, by what CLDR knows of it; one that it does not know may be."""
    likely = get_global("likely_subtags").get(base_language(code), "Latn")
    return "Latn" in likely or "-Latn" in code
