"""The pages of one article: its texts in all languages, as Markdown files that belong together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from posixpath import dirname, relpath
from typing import Any

from helpcentre.content import frontmatter
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.units import units
from helpcentre.importer.bodies.blocks import (
    Block,
    Heading,
    Inline,
    Paragraph,
    Picture,
    Run,
    Video,
    inlines_of,
    text_of,
    walk,
)
from helpcentre.importer.bodies.compare import Difference, Targets
from helpcentre.importer.bodies.convert import prove
from helpcentre.importer.bodies.dom import parse_html
from helpcentre.importer.bodies.escaping import escape
from helpcentre.importer.bodies.normalise import is_safe, normalise
from helpcentre.importer.bodies.reader import read_blocks
from helpcentre.importer.bodies.writer import Render
from helpcentre.importer.descriptions import describe
from helpcentre.importer.media import Media, RefusedError, data_picture, name_of
from helpcentre.importer.model import Article, Currency, Remark, Topic, Version, note
from helpcentre.importer.old_addresses import OldAddresses, former_addresses, is_redirectable
from helpcentre.importer.places import Places
from helpcentre.importer.sections import Outline, SectionIds, name_sections, read_outline
from helpcentre.util.addresses import join_address
from helpcentre.util.text import slugify

_ANCHOR = re.compile(r"[A-Za-z][\w.:-]{0,99}")
"""Old ids that a heading can list; others were made by programs that let anything be one."""

UNKNOWN_SOURCE = "0" * 12
"""The fingerprint that a translation records of a source text that it was not made from."""


@dataclass(frozen=True)
class Site:
    """Where an export goes: the project's languages, its Markdown, and what is known of the whole export."""

    codes: tuple[str, ...]
    locales: Mapping[str, str]
    render: Render
    dialect: Dialect
    addresses: OldAddresses
    places: Places
    media: Media
    sections: Mapping[str, Mapping[str, SectionIds]]
    """The ids of each article's headings by its id and language."""
    has_drafts: bool = False

    @property
    def source(self) -> str:
        """The code of the source language."""
        return self.codes[0]


@dataclass
class Pages:
    """The texts of pages by language and path, as in ``de/account/reset.md``, and what is to be said of them."""

    texts: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def blocks_of(version: Version) -> list[Block]:
    """Return a version's text as blocks."""
    return normalise(read_blocks(parse_html(version.html)))


def outline_sections(article: Article, locales: Mapping[str, str], *, source: str, page: str) -> dict[str, SectionIds]:
    """Return the ids of an article's headings by language; none of its text is kept."""
    outlines: dict[str, Outline] = {}
    for locale, version in article.versions.items():
        if locale in locales:
            outlines[locales[locale]] = read_outline(blocks_of(version))
    return name_sections(outlines, source=source, page=page_id(page)) if outlines else {}


def page_id(path: str) -> str:
    """Return the id of a page's title: the name of its file, or of its folder."""
    name = path.removesuffix(".md").removesuffix("/index").rpartition("/")[2]
    return slugify(name, default="page")


def write_article(article: Article, site: Site) -> Pages:
    """Return the pages of an article, the source language first, each compared with what it was made from."""
    pages = Pages()
    writer = _ArticleWriter(article, site, pages)
    by_code = {site.locales[each]: each for each in article.versions if each in site.locales}
    for code in sorted(by_code, key=lambda each: (each != site.source, site.codes.index(each))):
        version = article.versions[by_code[code]]
        if version.is_draft and not site.has_drafts:
            why, fix = "it was not published", "publish it there, or import again with --drafts"
            pages.remarks.append(Remark(article.name, code, "draft left out", version.title, why, fix))
            continue
        writer.write(code, version)
    return pages


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
        self._name_headings(blocks, sections, code)
        targets = _Targets(self, code, version, sections).change(blocks)
        found = prove(root, blocks, render=self.site.render, dialect=self.site.dialect, targets=targets)
        for difference in found.differences:
            self._differs(code, difference, version)
        title = " ".join(version.title.split()) or page_id(self.path)
        first = next((text_of(block.inlines) for block in blocks if isinstance(block, Paragraph)), "")
        meta = self._meta(code, version, title, describe(version.description or first, title=title))
        parts = [f"# {escape(title, has_links=False)} {{#{page_id(self.path)}}}", found.markdown]
        body = "\n\n".join(part for part in parts if part)
        if code == self.site.source:
            self.source_text = f"{frontmatter.dump(meta)}\n{body}\n"
        else:
            self._record(code, version, meta)
        self.pages.texts[f"{code}/{self.path}"] = f"{frontmatter.dump(meta)}\n{body}\n"

    def _meta(self, code: str, version: Version, title: str, description: str) -> dict[str, Any]:
        meta: dict[str, Any] = {"title": title, "description": description}
        if code == self.site.source:
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
                self.remark(code, "address lost", url, why, fix)
        if version.is_draft:
            meta["ready"] = False
        return meta

    def _record(self, code: str, version: Version, meta: dict[str, Any]) -> None:
        """Record what the translation was made from, as far as the export says or shows it."""
        if not self.source_text:
            return
        fingerprints = _fingerprints(self.source_text, self.site.dialect)
        accept = f"helpcentre accept --lang {code} {self.path}"
        if version.currency is Currency.CURRENT:
            meta["translates"] = fingerprints
        elif version.currency is Currency.OUTDATED:
            meta["translates"] = dict.fromkeys(fingerprints, UNKNOWN_SOURCE)
            self.tell(
                code, "outdated translation", version.title, version.why, f"translate what has changed, then {accept}"
            )
        else:
            self.tell(code, "translation of unknown state", version.title, version.why, f"compare it, then {accept}")

    def _name_headings(self, blocks: list[Block], sections: SectionIds, code: str) -> None:
        headings = [block for block in walk(blocks) if isinstance(block, Heading)]
        former: dict[str, list[str]] = {}
        if code == self.site.source:  # what the source page lists holds in all languages
            for each in self.site.sections[self.article.id].values():
                for old, key in each.anchors.items():
                    if old != key and _ANCHOR.fullmatch(old):
                        former.setdefault(key, []).append(old)
        for heading, key in zip(headings, sections.ids, strict=True):
            heading.id, heading.anchors = key, list(dict.fromkeys(former.get(key, [])))
        if not sections.is_paired:
            why = "it has other headings than the source text, or in another order"
            fix = "give each heading the id that the same heading has in the source page"
            self.tell(code, "sections not paired", f"{len(headings)} headings", why, fix)

    def _differs(self, code: str, difference: Difference, version: Version) -> None:
        self.pages.remarks.append(
            Remark(
                self.article.name, code, difference.what, difference.words, difference.why, difference.fix,
                page=f"{code}/{self.path}", under=difference.under or version.title,
            )
        )  # fmt: skip

    def remark(self, code: str, what: str, words: str, why: str, fix: str) -> None:
        self.pages.remarks.append(Remark(self.article.name, code, what, words, why, fix, page=f"{code}/{self.path}"))

    def tell(self, code: str, what: str, words: str, why: str, fix: str) -> None:
        said = note(self.article.name, code, what, words, why=why, fix=fix)
        self.pages.remarks.append(Remark(**{**vars(said), "page": f"{code}/{self.path}"}))


class _Targets:
    """Puts the links and pictures of a text right, and remembers where each led before."""

    def __init__(self, writer: _ArticleWriter, code: str, version: Version, sections: SectionIds) -> None:
        self.writer, self.site, self.code, self.version, self.sections = writer, writer.site, code, version, sections
        self.links: dict[str, str] = {}
        self.pictures: dict[str, str] = {}
        self.numbers = count(1)
        self.place = 0

    def change(self, blocks: list[Block]) -> Targets:
        for block in walk(blocks):
            for inlines in inlines_of(block):
                inlines[:] = [changed for inline in inlines for changed in self._changed(inline)]
        return Targets(self.links, self.pictures)

    def _changed(self, inline: Inline) -> list[Inline]:
        if isinstance(inline, Run) and inline.link:
            return [Run(inline.text, inline.styles, self._link(inline.link))]
        if isinstance(inline, Picture):
            source = self._picture(inline)
            link = self._link(inline.link) if inline.link else ""
            link = "" if link == source else link  # it was a larger form of the picture itself
            return [Picture(source, inline.alt, inline.width, inline.height, link)] if source else []
        if isinstance(inline, Video):
            address = self._film(inline)
            return [Video(address, inline.title)] if address else []
        return [inline]

    def _link(self, address: str) -> str:
        if address not in self.links:
            self.links[address] = self._new_link(address) if is_safe(address) else ""
        return self.links[address]

    def _film(self, film: Video) -> str:
        """Return where a film is: below ``docs`` if the export has it, else where it was; empty where it is refused."""
        address = film.address
        if not film.title:
            why = "readers who do not see the film learn nothing of it"
            self.writer.tell(self.code, "film without a title", address, why, "name it between the square brackets")
        found = self.site.addresses.find(address, base=self.version.url).file
        if address not in self.links:
            self.links[address] = self._file(found, address) if found else address
        return self.links[address]

    def _new_link(self, address: str) -> str:
        if address.startswith("#"):
            return self._anchor(self.writer.article.id, self.writer.path, address[1:], own=True)
        target = self.site.addresses.find(address, base=self.version.url)
        if target.article:
            path = self.site.places.articles[target.article]
            return self._anchor(target.article, path, target.fragment, own=target.article == self.writer.article.id)
        if target.topic and target.topic in self.site.places.topics:
            return self._relative(f"{self.site.places.topics[target.topic]}/index.md")
        if target.file:
            return self._file(target.file, address)
        if target.is_old_host or not address.partition(":")[2]:
            why = "it leads to the old help centre, and to nothing that the export has"
            self.writer.remark(
                self.code, "link to the old site", address, why, "link to the page that has taken its place"
            )
        return join_address(self.version.url, address) if target.is_old_host else address

    def _anchor(self, article: str, path: str, fragment: str, *, own: bool) -> str:
        sections = self.site.sections.get(article, {})
        known = {old: key for ids in sections.values() for old, key in ids.anchors.items()}
        known |= sections[self.code].anchors if self.code in sections else {}
        key = known.get(fragment, "")
        if fragment and not key:
            why = "the page has no such anchor"
            self.writer.tell(self.code, "anchor missing", f"#{fragment}", why, "link to a heading of the page")
        page = "" if own else self._relative(path)
        return f"{page}#{key}" if key else page or f"#{page_id(path)}"

    def _relative(self, path: str) -> str:
        return relpath(path, dirname(self.writer.path) or ".")

    def _file(self, file: Path | bytes, address: str) -> str:
        wanted = name_of(address) or page_id(self.writer.path)
        try:
            path = self.site.media.place(file, code=self.code, page=self.writer.path, wanted=wanted, is_picture=False)
        except RefusedError as error:
            self.writer.remark(self.code, "file left out", address, str(error), "look at the file")
            return ""
        return self._relative(path)

    def _picture(self, picture: Picture) -> str:
        place, self.place = self.place, self.place + 1
        pictures = self.writer.pictures
        source = picture.source
        found: Path | bytes | None = (
            data_picture(source) or self.site.addresses.find(source, base=self.version.url).file
        )
        path = ""
        if found is not None:
            like = pictures[place] if self.code != self.site.source and place < len(pictures) else ""
            wanted = name_of(source) or f"{page_id(self.writer.path)}-{next(self.numbers)}"
            try:
                path = self.site.media.place(
                    found, code=self.code, page=self.writer.path, wanted=wanted, like=like, is_picture=True
                )
            except RefusedError as error:
                self.writer.remark(
                    self.code, "picture left out", _short(source), str(error), "put the picture in by hand"
                )
        if self.code == self.site.source:
            pictures.append(path)
        if path and not picture.alt:
            why = "readers who do not see the picture learn nothing of it"
            self.writer.tell(self.code, "picture without a text", path, why, "describe it between the square brackets")
        self.pictures[source] = self._relative(path) if path else source
        return self.pictures[source] if path else ""


def _short(address: str) -> str:
    return address if len(address) <= 120 else f"{address[:119]}…"
