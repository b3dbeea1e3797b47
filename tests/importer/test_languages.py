"""Languages of an export: which of the project's each is, and what is said of articles that name none."""

import json
from pathlib import Path

from helpcentre.importer.languages import match_locales
from helpcentre.importer.model import Export
from helpcentre.importer.recognise import read_export


def freshdesk(folder: Path, **said: str) -> Export:
    """Return an export of one article, whose German answer alone is in a folder that names its language."""
    record = {"id": 3, "folder_id": 2, "status": 2, "updated_at": "2026-01-01T00:00:00Z"}
    for name, title in (("articles.json", "Battery"), ("de/articles.json", "Akku")):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        text = {"title": title, "description": f"<p>{title}.</p>"}
        file.write_text(json.dumps([record | text]), encoding="utf-8")
    topics = [{"id": 2, "name": "Power", "visibility": 1, "category_id": 1}]
    (folder / "folders.json").write_text(json.dumps(topics), encoding="utf-8")
    return read_export(folder, "freshdesk", languages=said)


def test_articles_whose_language_nothing_says_are_told(tmp_path: Path) -> None:
    locales, remarks = match_locales(freshdesk(tmp_path).articles, ["en", "de"])
    assert locales == {"de": "de"}
    (remark,) = remarks
    assert (remark.what, remark.words, remark.why) == (
        "language unknown", "1 articles", "nothing says which language they are in"
    )  # fmt: skip
    assert "--language" in remark.fix


def test_the_language_that_is_named_is_that_of_what_names_none(tmp_path: Path) -> None:
    export = freshdesk(tmp_path, **{"": "en"})
    locales, remarks = match_locales(export.articles, ["en", "de"])
    assert (locales, remarks) == ({"en": "en", "de": "de"}, [])
    (article,) = export.articles
    assert {code: version.title for code, version in article.versions.items()} == {"en": "Battery", "de": "Akku"}
    assert [topic.names for topic in export.topics] == [{"en": "Power"}]


def test_a_language_that_the_project_lacks_is_named(tmp_path: Path) -> None:
    _, remarks = match_locales(freshdesk(tmp_path, **{"": "fr"}).articles, ["de"])
    assert [each.words for each in remarks] == ["fr: 1 articles"]
