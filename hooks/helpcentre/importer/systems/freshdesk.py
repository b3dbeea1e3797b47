"""Freshdesk's Solutions API (v2): categories, folders, and articles, one answer for each language.

Fields: https://developers.freshdesk.com/api/#solutions
"""

from __future__ import annotations

from pathlib import Path

from helpcentre.importer.json_records import Record, number, read_records, text, texts
from helpcentre.importer.model import Article, Export, Topic, Version, compare_times

_FOR_ALL = (None, 1)
"""Visibility of a folder that everybody may read."""


def is_export(record: Record) -> bool:
    """Whether a record is one of this API."""
    return "folder_id" in record and ("description" in record or "description_text" in record)


def read_export(source: Path, *, language: str = "") -> Export:
    """Return what a folder of saved answers has; ``language`` is that of answers that name none.

    A file in a folder named by a language, or named ``…/<id>/<language>.json``, has that language; any other has the
    ``language`` that its records or their ``hierarchy`` name. Raises HelpcentreError for a file that cannot be read.
    """
    export = Export("freshdesk")
    articles: dict[str, dict[str, Record]] = {}
    topics: dict[str, dict[str, Record]] = {}
    folders: dict[str, Record] = {}
    for file, record in read_records(source):
        key, locale = text(record, "id"), _locale(record, file, source) or language
        if is_export(record):
            articles.setdefault(key, {}).setdefault(locale, record)
            for part in _hierarchy(record):
                kind, data = text(part, "type"), part.get("data")
                if isinstance(data, dict) and kind in ("category", "folder"):
                    name = f"{kind}-{text(data, 'id')}"
                    topics.setdefault(name, {}).setdefault(text(data, "language") or locale, data)
        elif "name" in record and "level" not in record:
            is_folder = "visibility" in record or "category_id" in record or "parent_folder_id" in record
            kind = "folder" if is_folder else "category"
            topics.setdefault(f"{kind}-{key}", {})[locale] = record
            if is_folder:
                folders.setdefault(key, record)
    default = _most_used(articles)
    for key, by_locale in articles.items():
        export.articles.append(_article(key, by_locale, default, folders))
    parents = {text(each, "folder_id"): text(each, "category_id") for by in articles.values() for each in by.values()}
    export.topics = [_topic(key, records, default, parents) for key, records in sorted(topics.items())]
    return export


def _hierarchy(record: Record) -> list[Record]:
    given = record.get("hierarchy")
    return [part for part in given if isinstance(part, dict)] if isinstance(given, list) else []


def _locale(record: Record, file: Path, source: Path) -> str:
    named = text(record, "language")
    if named:
        return named
    parts = [*(file.parent.parts[len(source.parts) :]), file.stem]
    codes = [part for part in parts if 2 <= len(part) <= 6 and part[:2].isalpha() and part[:2].islower()]
    codes = [code for code in codes if len(code) == 2 or code[2] in "-_"]
    if codes:
        return codes[-1]
    return next((text(p["data"], "language") for p in _hierarchy(record) if isinstance(p.get("data"), dict)), "")


def _most_used(articles: dict[str, dict[str, Record]]) -> str:
    counts: dict[str, int] = {}
    for by_locale in articles.values():
        for locale in by_locale:
            counts[locale] = counts.get(locale, 0) + 1
    return max(counts, key=lambda locale: counts[locale], default="en")


def _topic(key: str, records: dict[str, Record], default: str, parents: dict[str, str]) -> Topic:
    first = next(iter(records.values()))
    kind, _, number_ = key.partition("-")
    parent = ""
    if kind == "folder":
        above = text(first, "parent_folder_id")
        category = text(first, "category_id") or parents.get(number_, "")
        parent = f"folder-{above}" if above else f"category-{category}" if category else ""
    names = {locale or default: text(record, "name") for locale, record in records.items()}
    said = {locale or default: text(record, "description") for locale, record in records.items()}
    return Topic(key, default, names, {k: v for k, v in said.items() if v}, parent, number(first, "position"))


def _article(key: str, by_locale: dict[str, Record], default: str, folders: dict[str, Record]) -> Article:
    origin = by_locale.get(default) or next(iter(by_locale.values()))
    folder = text(origin, "folder_id")
    visibility = folders.get(folder, {}).get("visibility", origin.get("folder_visibility"))
    versions = {}
    for locale, record in by_locale.items():
        currency, why = compare_times(text(origin, "updated_at"), text(record, "updated_at"))
        seo = record.get("seo_data")
        versions[locale or default] = Version(
            locale=locale or default,
            title=text(record, "title"),
            html=text(record, "description"),
            url=text(record, "url") or _path(record, key, locale),
            description=text(seo, "meta_description") if isinstance(seo, dict) else "",
            is_draft=record.get("status") == 1,
            currency=currency,
            why=why,
        )
    return Article(
        id=key,
        source_locale=default if default in versions else next(iter(versions)),
        versions=versions,
        topic=f"folder-{folder}" if folder else "",
        order=number(origin, "position"),
        labels=texts(origin, "tags"),
        is_public=visibility in _FOR_ALL,
    )


def _path(record: Record, key: str, locale: str) -> str:
    """Return the address that an article has in Freshdesk's portal."""
    path = text(record, "path") or key
    return f"/{locale}/support/solutions/articles/{path}" if locale else f"/support/solutions/articles/{path}"
