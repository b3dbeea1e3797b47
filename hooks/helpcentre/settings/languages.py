"""Options by language: a text in one of several, and the languages that stand in for missing pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpcentre.settings.options import Settings
from helpcentre.settings.requirement import require
from helpcentre.util.text import wider_codes


def in_language(text: str | Mapping[str, str], codes: Sequence[str]) -> tuple[str, str]:
    """Return a text of the settings in the first of the languages ``codes`` that has one, and that language.

    A text that is the same in all languages is in the first. Where none of them has one, both are empty.
    """
    if isinstance(text, str):
        return text, codes[0]
    return next(((text[code], code) for code in codes if text.get(code)), ("", ""))


def fallback_chains(settings: Settings, codes: Sequence[str], *, file: str) -> dict[str, tuple[str, ...]]:
    """Return for each of the languages ``codes``, the source first, those that stand in for its missing pages.

    A variant, as ``de-AT``, has the text of its language, as ``de``. Raises HelpcentreError where the option names a
    language that the site does not have.
    """
    for code, chain in settings.fallbacks.items():
        for named in (code, *chain):
            require(named in codes, file, f".fallbacks.{code}", f"languages of the site ({', '.join(codes)})", named)
    source = codes[0]
    nearest = {code: (code, *(wider for wider in wider_codes(code) if wider in codes)) for code in codes}
    chains = {
        code: dict.fromkeys([*own, *(other for each in own for other in settings.fallbacks.get(each, ())), source])
        for code, own in nearest.items()
    }
    return {code: tuple(other for other in chain if other != code) for code, chain in chains.items()}
