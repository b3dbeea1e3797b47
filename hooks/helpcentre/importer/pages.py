"""The pages of one article: its texts in all languages, as Markdown files that belong together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from helpcentre.content import frontmatter
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.units import units
from helpcentre.importer.bodies.blocks import Block, Heading, Paragraph, text_of, walk
from helpcentre.importer.bodies.convert import prove
from helpcentre.importer.bodies.dom import parse_html
from helpcentre.importer.bodies.escaping import escape
from helpcentre.importer.bodies.normalise import normalise
from helpcentre.importer.bodies.reader import read_blocks
from helpcentre.importer.descriptions import describe
from helpcentre.importer.model import Article, Currency, PageRemarks, Remark, Topic, Version
from helpcentre.importer.old_addresses import former_addresses, is_redirectable
from helpcentre.importer.sections import Outline, SectionIds, name_sections, read_outline
from helpcentre.importer.site import Site, page_id
from helpcentre.importer.targets import TargetWriter
from helpcentre.util.time_limit import in_time

_ANCHOR = re.compile(r"[A-Za-z][\w.:-]{0,99}")
"""Old ids that a heading can list; others were made by programs that let anything be one."""

UNKNOWN_SOURCE = "0" * 12
"""The fingerprint that a translation records of a source text that it was not made from."""


@dataclass
class Pages:
    """The texts of pages by language and path, as in ``de/account/reset.md``, and what is to be said of them."""

    texts: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def _blocks_of(version: Version) -> list[Block]:
    """Return a version's text as blocks."""
    return normalise(read_blocks(parse_html(version.html)))


def outline_sections(article: Article, locales: Mapping[str, str], *, source: str, page: str) -> dict[str, SectionIds]:
    """Return the ids of an article's headings by language; none of its text is kept.

    Raises HelpcentreError for a text that takes too long to read.
    """
    outlines: dict[str, Outline] = {}
    for locale, version in article.versions.items():
        if locale in locales:
            with _in_time(article, version):
                outlines[locales[locale]] = read_outline(_blocks_of(version))
    return name_sections(outlines, source=source, page=page_id(page)) if outlines else {}


def write_article(article: Article, site: Site) -> Pages:
    """Return the pages of an article, the source language first, each compared with what it was made from.

    Raises HelpcentreError for a text that takes too long to read or to compare.
    """
    pages = Pages()
    writer = _ArticleWriter(article, site, pages)
    by_code = {site.locales[each]: each for each in article.versions if each in site.locales}
    for code in sorted(by_code, key=lambda each: (each != site.source, site.codes.index(each))):
        version = article.versions[by_code[code]]
        if version.is_draft and not site.has_drafts:
            why, fix = "it was not published", "publish it there, or import again with --drafts"
            pages.remarks.append(Remark(article.name, code, "draft left out", version.title, why, fix))
            continue
        with _in_time(article, version):
            writer.write(code, version)
    return pages


def _in_time(article: Article, version: Version) -> AbstractContextManager[None]:
    """End the work on a text of an article after a while; raises HelpcentreError, which names the article."""
    return in_time(lambda: version.html, file=article.name)


def write_topic(topic: Topic, folder: str, site: Site) -> Pages:
    """Return the first pages of a topic, which name it in each language."""
    pages, path = Pages(), f"{folder}/index.md"
    source_text = ""
    by_code = {site.locales[each]: each for each in topic.names if each in site.locales and topic.names[each]}
    for code in sorted(by_code, key=lambda each: (each != site.source, site.codes.index(each))):
        locale = by_code[code]
        name, said = topic.names[locale], " ".join(parse_html(topic.descriptions.get(locale, "")).text().split())
        meta: dict[str, Any] = {"title": name, "description": describe(said, title=name)}
        if code == site.source:
            meta |= {"order": _order(topic.order)}
        former = _former([topic.urls.get(locale, "")])
        meta |= {"former": former} if former else {}
        body = f"# {escape(name, has_links=False)} {{#{page_id(path)}}}\n" + (
            f"\n{escape(said, has_links=False)}\n" if said else ""
        )
        if code == site.source:
            source_text = f"{frontmatter.dump(meta)}\n{body}"
        elif source_text:
            meta["translates"] = _fingerprints(source_text, site.dialect)
        pages.texts[f"{code}/{path}"] = f"{frontmatter.dump(meta)}\n{body}"
    return pages


def _fingerprints(text: str, dialect: Dialect) -> dict[str, str]:
    document = frontmatter.parse(text, dialect=dialect)
    return {key: unit.fingerprint for key, unit in units(document).items()}


def _former(urls: list[str]) -> list[str]:
    return list(dict.fromkeys(address for url in urls for address in former_addresses(url)))


def _order(position: float) -> int | float:
    place = position + 1
    return int(place) if place == int(place) else place


class _ArticleWriter:
    """Writes one article; what its source page holds is known when the translations are written."""

    def __init__(self, article: Article, site: Site, pages: Pages) -> None:
        self.article, self.site, self.pages = article, site, pages
        self.path = site.places.articles[article.id]
        self.pictures: list[str] = []
        self.source_text = ""

    def write(self, code: str, version: Version) -> None:
        root = parse_html(version.html)
        blocks = normalise(read_blocks(root))
        sections = self.site.sections[self.article.id][code]
        remarks = PageRemarks(self.article.name, code, self.path, self.pages.remarks)
        self._name_headings(blocks, sections, remarks)
        targets = TargetWriter(self.article.id, version, self.site, remarks, self.pictures).change(blocks)
        found = prove(root, blocks, render=self.site.render, dialect=self.site.dialect, targets=targets)
        for difference in found.differences:
            under = difference.under or version.title
            remarks.lose(difference.what, difference.words, difference.why, difference.fix, under=under)
        title = " ".join(version.title.split()) or page_id(self.path)
        first = next((text_of(block.inlines) for block in blocks if isinstance(block, Paragraph)), "")
        meta = self._meta(version, title, describe(version.description or first, title=title), remarks)
        parts = [f"# {escape(title, has_links=False)} {{#{page_id(self.path)}}}", found.markdown]
        body = "\n\n".join(part for part in parts if part)
        if code == self.site.source:
            self.source_text = f"{frontmatter.dump(meta)}\n{body}\n"
        else:
            self._record(version, meta, remarks)
        self.pages.texts[f"{code}/{self.path}"] = f"{frontmatter.dump(meta)}\n{body}\n"

    def _meta(self, version: Version, title: str, description: str, remarks: PageRemarks) -> dict[str, Any]:
        meta: dict[str, Any] = {"title": title, "description": description}
        if remarks.locale == self.site.source:
            meta["order"] = _order(self.article.order)
            known = self.site.places.articles
            related = [known[key] for key in self.article.related if key in known]
            meta |= {"related": related} if related else {}
        urls = [version.url, *version.more_urls]
        former = _former(urls)
        meta |= {"former": former} if former else {}
        for url in urls:
            if not is_redirectable(url):
                why, fix = "no page can stand at such an address", "redirect it at the web server"
                remarks.lose("address lost", url, why, fix)
        if version.is_draft:
            meta["ready"] = False
        return meta

    def _record(self, version: Version, meta: dict[str, Any], remarks: PageRemarks) -> None:
        """Record what the translation was made from, as far as the export says or shows it."""
        if not self.source_text:
            return
        fingerprints = _fingerprints(self.source_text, self.site.dialect)
        accept = f"helpcentre accept --lang {remarks.locale} {self.path}"
        if version.currency is Currency.CURRENT:
            meta["translates"] = fingerprints
        elif version.currency is Currency.OUTDATED:
            meta["translates"] = dict.fromkeys(fingerprints, UNKNOWN_SOURCE)
            fix = f"translate what has changed, then {accept}"
            remarks.note("outdated translation", version.title, version.why, fix)
        else:
            remarks.note("translation of unknown state", version.title, version.why, f"compare it, then {accept}")

    def _name_headings(self, blocks: list[Block], sections: SectionIds, remarks: PageRemarks) -> None:
        headings = [block for block in walk(blocks) if isinstance(block, Heading)]
        former: dict[str, list[str]] = {}
        if remarks.locale == self.site.source:  # what the source page lists holds in all languages
            for each in self.site.sections[self.article.id].values():
                for old, key in each.anchors.items():
                    if old != key and _ANCHOR.fullmatch(old):
                        former.setdefault(key, []).append(old)
        for heading, key in zip(headings, sections.ids, strict=True):
            heading.id, heading.anchors = key, list(dict.fromkeys(former.get(key, [])))
        if not sections.is_paired:
            why = "it has other headings than the source text, or in another order"
            fix = "give each heading the id that the same heading has in the source page"
            remarks.note("sections not paired", f"{len(headings)} headings", why, fix)
