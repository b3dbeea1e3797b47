"""Which articles of an export become pages, and what their editors should know of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpcentre.importer.model import Article, Export, Remark, Topic, note
from helpcentre.importer.pages import Pages
from helpcentre.importer.site import Site


def choose_articles(export: Export, *, has_restricted: bool, has_drafts: bool) -> tuple[Export, list[Remark]]:
    """Return the export without what is not to be published, and a line for each article that was left out."""
    remarks, articles = [], []
    for article in export.articles:
        texts = [version for version in article.versions.values() if has_drafts or not version.is_draft]
        if not article.is_public and not has_restricted:
            why = "not everybody was allowed to read it"
            fix = "import again with --restricted if the pages may be public"
            remarks.append(Remark(article.name, "", "article left out", article.name, why, fix))
        elif not texts:
            fix = "publish it there, or import again with --drafts"
            remarks.append(Remark(article.name, "", "draft left out", article.name, "it was not published", fix))
        elif not any(version.html.strip() for version in texts):
            why = "it has no text"
            remarks.append(Remark(article.name, "", "article left out", article.name, why, "write it, or forget it"))
        else:
            kept = {locale: v for locale, v in article.versions.items() if v.html.strip() or v.title.strip()}
            articles.append(replace(article, versions=kept))
    topics = _used_topics(export.topics, articles)
    return replace(export, articles=articles, topics=topics), remarks


def _used_topics(topics: Sequence[Topic], articles: Sequence[Article]) -> list[Topic]:
    """Return the topics that have articles, in themselves or below."""
    parents = {topic.id: topic.parent for topic in topics}
    used: set[str] = set()
    for article in articles:
        key = article.topic
        while key and key not in used:
            used.add(key)
            key = parents.get(key, "")
    return [topic for topic in topics if topic.id in used]


def in_no_topic(article: Article, site: Site) -> Remark | None:
    """Return a line for an article that no topic leads to."""
    path = site.places.articles[article.id]
    if "/" in path:
        return None
    why, fix = "the export has it in no topic", "link to the page, or move it into a topic's folder"
    return replace(note(article.name, "", "in no topic", path, why=why, fix=fix), page=f"{site.source}/{path}")


def propose_synonyms(export: Export, site: Site, pages: Pages) -> list[Remark]:
    """Return a line for each label that readers may type and its page does not say."""
    found = []
    for article in export.articles:
        code = site.locales.get(article.source_locale)
        path = site.places.articles[article.id]
        text = pages.texts.get(f"{code}/{path}", "").casefold()
        missing = [label for label in article.labels if label.casefold() not in text]
        if missing and code:
            why = "readers may type these words, and the page does not have them"
            fix = f"add them to {code}/synonyms.yml, at a word that the page has"
            said = note(article.name, code, "labels", ", ".join(missing), why=why, fix=fix)
            found.append(replace(said, page=f"{code}/{path}"))
    return found
