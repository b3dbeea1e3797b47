"""Intercom's Articles API, 2.16 and older: articles with ``translated_content``, collections, redirects.

Fields: https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from helpcentre.importer.json_records import Record, number, read_records, text, texts
from helpcentre.importer.model import Article, Export, Topic, Version, compare_times, note

_OPEN = ("", "everyone", "all_users")


def is_export(record: Record) -> bool:
    """Whether a record is one of this API."""
    return record.get("type") == "article" or ("translated_content" in record and "body" in record)


def read_export(source: Path) -> Export:
    """Return what a folder of saved answers has; raises HelpcentreError for a file that cannot be read."""
    export = Export("intercom")
    articles: dict[str, Record] = {}
    redirects: dict[tuple[str, str], list[str]] = {}
    default = ""
    for _, record in read_records(source):
        key = text(record, "id")
        if "target_type" in record and "from_url" in record:
            owner = (text(record, "target_id"), text(record, "locale"))
            redirects.setdefault(owner, []).append(text(record, "from_url"))
        elif is_export(record):
            articles[key] = record
            default = default or text(record, "default_locale")
        elif "name" in record and ("parent_id" in record or record.get("type") in ("collection", "section")):
            export.topics.append(_topic(record, default or text(record, "default_locale") or "en"))
    for place, record in enumerate(articles.values()):
        article = _article(record, redirects, default or "en", place)
        export.articles.append(article)
        for version in article.versions.values():
            if _content(record, version.locale).get("has_unpublished_changes") is True:
                why = "an export has the published text only"
                words = "there are changes that are not published"
                export.remarks.append(
                    note(
                        article.name, version.locale, "changes", words, why=why, fix="publish them, or write them here"
                    )
                )
    return export


def _topic(record: Record, default: str) -> Topic:
    source = text(record, "default_locale") or default
    contents = _contents(record)
    names = {source: text(record, "name")} | {code: text(each, "name") for code, each in contents.items()}
    descriptions = {source: text(record, "description")}
    descriptions |= {code: text(each, "description") for code, each in contents.items()}
    urls = {source: text(record, "url")}
    parent = text(record, "parent_id")
    return Topic(
        text(record, "id"),
        source,
        {code: name for code, name in names.items() if name},
        {code: said for code, said in descriptions.items() if said},
        parent,
        number(record, "order"),
        {code: url for code, url in urls.items() if url},
    )


def _contents(record: Record) -> dict[str, Record]:
    given = record.get("translated_content")
    entries: dict[str, Any] = given if isinstance(given, dict) else {}
    return {code: each for code, each in entries.items() if isinstance(each, dict)}


def _content(record: Record, locale: str) -> Record:
    return _contents(record).get(locale) or record


def _article(record: Record, redirects: dict[tuple[str, str], list[str]], default: str, place: int) -> Article:
    key = text(record, "id")
    source = text(record, "default_locale") or default
    contents = {source: record} | _contents(record)
    origin = contents[source]
    versions = {}
    for locale, each in contents.items():
        currency, why = compare_times(origin.get("updated_at"), each.get("updated_at"))
        state = text(each, "state") or text(record, "state")
        versions[locale] = Version(
            locale=locale,
            title=text(each, "title"),
            html=text(each, "body"),
            url=text(each, "url"),
            description=text(each, "description"),
            is_draft=state == "draft",
            currency=currency,
            why=why,
            more_urls=redirects.get((key, locale), ()),
        )
    parents = texts(record, "parent_ids") or ([text(record, "parent_id")] if text(record, "parent_id") else [])
    tags = record.get("tags")
    given = tags.get("tags") if isinstance(tags, dict) else tags
    listed = given if isinstance(given, list) else []
    labels = [text(tag if isinstance(tag, dict) else {"name": tag}, "name") for tag in listed]
    return Article(
        id=key,
        source_locale=source,
        versions={code: v for code, v in versions.items() if v.title or v.html},
        topic=parents[0] if parents else "",
        order=place,
        labels=[label for label in labels if label],
        is_public=text(record, "help_center_audience") in _OPEN,
    )
