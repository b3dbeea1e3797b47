"""The languages of an export beside those of the project: which locale is which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helpcentre.importer.model import Article, Remark, note
from helpcentre.util.text import base_language

_SAY = "put them into a folder called by its code, or add --language, as in --language en"


def match_locales(articles: Iterable[Article], codes: Sequence[str]) -> tuple[dict[str, str], list[Remark]]:
    """Return the project's language for each locale of the export, and a remark on each locale that has none.

    A locale is the language with the same code, else the one language that its code without a region names. Of two
    locales that would be one language, the one in more articles is it.
    """
    counts: dict[str, int] = {}
    for article in articles:
        for locale in article.versions:
            counts[locale] = counts.get(locale, 0) + 1
    found: dict[str, str] = {}
    remarks = []
    for locale in sorted(counts, key=lambda each: (-counts[each], each)):
        code = _code(locale, codes)
        if code and code not in found.values():
            found[locale] = code
            continue
        if not locale:
            why = "nothing says which language they are in"
            remarks.append(Remark("", "", "language unknown", f"{counts[locale]} articles", why, _SAY))
            continue
        words = f"{locale}: {counts[locale]} articles"
        why = f"{code} is already {_locale_of(found, code)}" if code else "the project has no such language"
        fix = f"add {{ locale: {locale.lower()} }} below languages in mkdocs.yml, and import again"
        remarks.append(Remark("", locale, "language left out", words, why, fix))
    return found, remarks


def _locale_of(found: dict[str, str], code: str) -> str:
    return next(locale for locale, known in found.items() if known == code)


def _code(locale: str, codes: Sequence[str]) -> str:
    plain = locale.lower().replace("_", "-")
    for code in codes:
        if code.lower().replace("_", "-") == plain:
            return code
    same = [code for code in codes if base_language(code.lower()) == base_language(plain)]
    return same[0] if len(same) == 1 else ""


def require_source(article: Article, locales: dict[str, str], source: str) -> Remark | None:
    """Return a remark on an article that has no text in the project's source language."""
    if any(locales.get(locale) == source for locale in article.versions):
        return None
    words, why = ", ".join(filter(None, article.versions)), f"the project's source language is {source}"
    return note(article.name, source, "no source text", words, why=why, fix=f"write the page in {source}")
