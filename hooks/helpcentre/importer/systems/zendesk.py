"""Zendesk's Help Center API: categories, sections, articles, translations and attachments.

Fields: https://developer.zendesk.com/api-reference/help_center/help-center-api/articles/ and its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from helpcentre.importer.json_records import Record, number, read_records, text, texts
from helpcentre.importer.model import Article, Currency, Export, Topic, Version, note


def is_export(record: Record) -> bool:
    """Whether a record is one of this API."""
    return ("section_id" in record and "body" in record) or ("source_type" in record and "source_id" in record)


def read_export(source: Path) -> Export:
    """Return what a folder of saved answers has; raises HelpcentreError for a file that cannot be read."""
    export = Export("zendesk")
    articles: dict[str, list[Record]] = {}
    translations: dict[tuple[str, str], dict[str, Record]] = {}
    topics: dict[str, dict[str, Record]] = {}
    for _, record in read_records(source):
        key = text(record, "id")
        if "source_type" in record and "source_id" in record:
            owner = (text(record, "source_type").lower(), text(record, "source_id"))
            translations.setdefault(owner, {})[_locale(record)] = record
        elif "section_id" in record:
            articles.setdefault(key, []).append(record)
        elif "content_url" not in record and "name" in record and "locale" in record:
            kind = "section" if "category_id" in record else "category"
            topics.setdefault(f"{kind}-{key}", {})[_locale(record)] = record
    export.topics = [_topic(key, by_locale, translations) for key, by_locale in sorted(topics.items())]
    found = [_article(records, translations.get(("article", key), {})) for key, records in articles.items()]
    export.articles = list(_placed_once(found, export))
    return export


def _locale(record: Record) -> str:
    return text(record, "locale").lower()


def _topic(key: str, records: dict[str, Record], translations: dict[tuple[str, str], dict[str, Record]]) -> Topic:
    kind, _, number_ = key.partition("-")
    first = next(iter(records.values()))
    source = text(first, "source_locale", "locale").lower()
    names = {locale: text(record, "name") for locale, record in records.items()}
    descriptions = {locale: text(record, "description") for locale, record in records.items()}
    for locale, record in translations.get((kind, number_), {}).items():
        names[locale] = text(record, "title") or names.get(locale, "")
        descriptions[locale] = text(record, "body") or descriptions.get(locale, "")
    parent = ""
    if kind == "section":
        above = text(first, "parent_section_id")
        parent = f"section-{above}" if above else f"category-{text(first, 'category_id')}"
    urls = {locale: text(record, "html_url") for locale, record in records.items()}
    return Topic(key, source, names, descriptions, parent, number(first, "position"), urls)


def _article(records: Iterable[Record], translations: dict[str, Record]) -> Article:
    by_locale = {_locale(record): record for record in records}
    first = next(iter(by_locale.values()))
    source = text(first, "source_locale", "locale").lower()
    owner = by_locale.get(source, first)
    outdated = {locale.lower() for locale in texts(owner, "outdated_locales")}
    versions = {}
    for locale in dict.fromkeys((*by_locale, *translations)):
        record = {**by_locale.get(locale, {}), **translations.get(locale, {})}
        is_outdated = bool(record.get("outdated")) or locale in outdated
        versions[locale] = Version(
            locale=locale,
            title=text(record, "title", "name"),
            html=text(record, "body"),
            url=text(by_locale.get(locale, record), "html_url"),
            more_urls=[text(record, "html_url")],
            is_draft=record.get("draft") is True,
            currency=Currency.OUTDATED if is_outdated else Currency.CURRENT,
            why="Zendesk says so",
        )
    is_public = all(owner.get(key) in (None, []) for key in ("user_segment_id", "user_segment_ids"))
    return Article(
        id=text(owner, "id"),
        source_locale=source,
        versions=versions,
        topic=f"section-{text(owner, 'section_id')}",
        order=number(owner, "position"),
        labels=texts(owner, "label_names"),
        is_promoted=owner.get("promoted") is True,
        is_public=is_public,
    )


def _placed_once(articles: Iterable[Article], export: Export) -> Iterable[Article]:
    """Yield each article once: one at several places has a record and an id at each, with the same texts."""
    known: dict[tuple[tuple[str, str, str], ...], Article] = {}
    for article in sorted(articles, key=lambda each: (len(each.id), each.id)):
        key = tuple(sorted((v.locale, v.title, v.html) for v in article.versions.values()))
        first = known.get(key) if any(v.html.strip() for v in article.versions.values()) else None
        if first is None or first.is_public != article.is_public:
            known[key if first is None else (*key, ("", article.id, ""))] = article
            continue
        versions = {
            locale: replace(version, more_urls=(*version.more_urls, article.versions[locale].url))
            for locale, version in first.versions.items()
        }
        known[key] = replace(first, versions=versions, former_ids=(*first.former_ids, article.id))
        why = f"the same article also stands in {article.topic}"
        export.remarks.append(
            note(first.name, "", "placed twice", article.id, why=why, fix="nothing: it redirects here")
        )
    return known.values()
