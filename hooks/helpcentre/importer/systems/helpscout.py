"""Help Scout's Docs API (v1): sites, collections, categories and articles, which have no language of their own.

Fields: https://developer.helpscout.com/docs-api/objects/article/
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.json_records import Record, number, read_records, text, texts
from helpcentre.importer.model import Article, Export, Topic, Version, compare_times, note


def is_export(record: Record) -> bool:
    """Whether a record is one of this API."""
    return "collectionId" in record and ("text" in record or "publicUrl" in record)


def read_export(source: Path, *, locales: Mapping[str, str]) -> Export:
    """Return what a folder of saved answers has; ``locales`` says the language of a collection, by its id or name.

    The articles of two collections are paired, if both have as many of them, in the same order of categories.
    Raises HelpcentreError for a file that cannot be read, or where several collections have no language.
    """
    export = Export("helpscout")
    articles: dict[str, Record] = {}
    collections: dict[str, Record] = {}
    categories: dict[str, Record] = {}
    for _, record in read_records(source):
        key = text(record, "id")
        if is_export(record):
            articles[key] = {**articles.get(key, {}), **record}
        elif "visibility" in record or "siteId" in record:
            collections[key] = record
        elif "collectionId" in record or "articleCount" in record:
            categories[key] = record
    language = _languages(articles, collections, locales)
    default = next(iter(dict.fromkeys([*locales.values(), *language.values()])), "")
    groups = _paired(articles, language, default, export)
    for key, members in groups.items():
        export.articles.append(_article(key, members, articles, collections, default))
    export.topics = _topics(groups, articles, categories, default)
    return export


def _languages(
    articles: Mapping[str, Record], collections: Mapping[str, Record], locales: Mapping[str, str]
) -> dict[str, str]:
    """Return the language of each collection that has articles."""
    used = list(dict.fromkeys(text(each, "collectionId") for each in articles.values()))
    found = {}
    for key in used:
        name = text(collections.get(key, {}), "name")
        found[key] = locales.get(key) or locales.get(name) or (locales.get("") or "" if len(used) == 1 else "")
    missing = [text(collections.get(key, {}), "name") or key for key, code in found.items() if not code]
    if missing:
        message = f"Help Scout has no languages, and no --language names that of: {', '.join(missing)}"
        raise HelpcentreError(message, fix=f"add --language '{missing[0]}=en'")
    return found


def _order(record: Record) -> tuple[float, float, str]:
    return (number(record, "order"), number(record, "number"), text(record, "id"))


def _paired(
    articles: Mapping[str, Record], language: Mapping[str, str], default: str, export: Export
) -> dict[str, dict[str, str]]:
    """Return the articles that are one, by the id of the first: the id of each language's."""
    by_code: dict[str, list[Record]] = {}
    for record in articles.values():
        by_code.setdefault(language[text(record, "collectionId")], []).append(record)
    sources = sorted(by_code.get(default, []), key=_order)
    groups = {text(record, "id"): {default: text(record, "id")} for record in sources}
    for code, records in by_code.items():
        if code == default:
            continue
        others = sorted(records, key=_order)
        if _shape(sources) == _shape(others):
            for source, other in zip(sources, others, strict=True):
                groups[text(source, "id")][code] = text(other, "id")
            words = f"{len(others)} articles"
            why = "both collections have as many articles, in the same order and categories"
            export.remarks.append(
                note("", code, "paired by order", words, why=why, fix="look at the titles in the report of the pages")
            )
        else:
            groups |= {text(record, "id"): {code: text(record, "id")} for record in others}
            why = (
                f"the collection has {len(others)} articles, that of {default} has {len(sources)}, or other categories"
            )
            fix = "give both as many articles in the same order, or move the pages by hand"
            export.remarks.append(note("", code, "not paired", f"{len(others)} articles", why=why, fix=fix))
    return groups


def _shape(records: Sequence[Record]) -> list[int]:
    """Return for each article the place of its first category among those of its collection."""
    seen: list[str] = []
    shape = []
    for record in records:
        first = next(iter(texts(record, "categories")), "")
        seen += [first] if first not in seen else []
        shape.append(seen.index(first))
    return shape


def _topics(
    groups: Mapping[str, Mapping[str, str]],
    articles: Mapping[str, Record],
    categories: Mapping[str, Record],
    default: str,
) -> list[Topic]:
    names: dict[str, dict[str, str]] = {}
    orders: dict[str, float] = {}
    for members in groups.values():
        owner = next(iter(members.values()))
        topic = next(iter(texts(articles[owner], "categories")), "")
        for code, key in members.items():
            own = categories.get(next(iter(texts(articles[key], "categories")), ""), {})
            if topic and text(own, "name"):
                names.setdefault(topic, {}).setdefault(code, text(own, "name"))
        orders[topic] = number(categories.get(topic, {}), "order")
    return [
        Topic(key, default if default in said else next(iter(said)), said, order=orders[key])
        for key, said in names.items()
    ]


def _article(
    key: str,
    members: Mapping[str, str],
    articles: Mapping[str, Record],
    collections: Mapping[str, Record],
    default: str,
) -> Article:
    origin = articles[key]
    versions = {}
    for code, own in members.items():
        record = articles[own]
        time = text(record, "lastPublishedAt", "updatedAt")
        currency, why = compare_times(text(origin, "lastPublishedAt", "updatedAt"), time)
        versions[code] = Version(
            locale=code,
            title=text(record, "name"),
            html=text(record, "text"),
            url=text(record, "publicUrl"),
            is_draft=text(record, "status") == "notpublished",
            currency=currency,
            why=why,
        )
    collection = collections.get(text(origin, "collectionId"), {})
    return Article(
        id=key,
        source_locale=default if default in versions else next(iter(versions)),
        versions=versions,
        topic=next(iter(texts(origin, "categories")), ""),
        order=number(origin, "order") or number(origin, "number"),
        labels=texts(origin, "keywords"),
        related=texts(origin, "related"),
        is_public=text(collection, "visibility") != "private",
        former_ids=[own for own in members.values() if own != key],
    )
