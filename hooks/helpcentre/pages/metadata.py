"""What machines read of a page: canonical, hreflang, sitemap, robots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from helpcentre.content.addresses import Addresses
from helpcentre.content.language import Language
from helpcentre.content.reads import recorded
from helpcentre.output.page import Alternate, PageRecord, by_path

_RESERVED = "%/:?#[]@!$&'()*+,;="
"""Signs that mean something in an address, or that are encoded already."""

X_DEFAULT = "x-default"
"""The hreflang value for readers whose language has no page: they get the source language."""


@dataclass(frozen=True)
class PageMetadata:
    """The addresses in a page's head; ``alternates`` are pairs of hreflang value and address, and mutual."""

    canonical: str
    alternates: tuple[tuple[str, str], ...]


def absolute(site_url: str, url: str) -> str:
    """Return the public address of ``url``, which is relative to the site, in ASCII (RFC 3986)."""
    path = "" if url in (".", "./") else url.removeprefix("./")
    return site_url.rstrip("/") + "/" + (path if path.isascii() else quote(path, safe=_RESERVED))


def page_metadata(site_url: str, alternates: Iterable[Alternate], *, code: str) -> PageMetadata:
    """Return the metadata of a page that stands in language ``code``, from its language switch.

    A fallback page has the page whose text it shows for canonical, and no alternates.
    See https://developers.google.com/search/docs/specialty/international/localized-versions.
    """
    entries = {entry.language.code: entry for entry in alternates}
    shown = entries[entries[code].text.code]
    canonical = absolute(site_url, shown.url)
    found = [entry for entry in entries.values() if not entry.is_fallback]
    if entries[code].is_fallback or len(found) < 2:
        return PageMetadata(canonical, ())
    links = [(entry.language.tag, absolute(site_url, entry.url)) for entry in found]
    links += [(X_DEFAULT, absolute(site_url, entry.url)) for entry in found if entry.language.is_source]
    return PageMetadata(canonical, tuple(links))


@recorded
def page_alternates(addresses: Addresses, path: str) -> list[Alternate]:
    """Return the language switch of a page: an entry for each language that shows it, in its own text or another's."""
    languages = {language.code: language for language in addresses.documents.languages}
    texts = {code: addresses.text_code(code, path) for code in languages}
    return [
        Alternate(languages[code], languages[text], addresses.url(languages[code], path))
        for code, text in texts.items()
        if text
    ]


def public_versions(site_url: str, alternates: Iterable[Alternate]) -> dict[Language, str]:
    """Return the public address of a page in each language that it is written in, from its language switch."""
    return {entry.language: absolute(site_url, entry.url) for entry in alternates if not entry.is_fallback}


def sitemap(site_url: str, pages: Iterable[PageRecord], *, source: str, tags: Mapping[str, str]) -> str:
    """Return the sitemap of all listed pages, each with its alternates (https://www.sitemaps.org/protocol.html).

    ``source`` is the code of the source language, ``tags`` are those of all languages by their codes.
    """
    rows = []
    for versions in by_path(page for page in pages if not page.is_fallback).values():
        named = [(tags[code], versions[code]) for code in sorted(versions)]
        named += [(X_DEFAULT, versions[source])] if source in versions else []
        links = "".join(_alternate_link(tag, absolute(site_url, page.url)) for tag, page in named)
        rows += [
            _sitemap_entry(site_url, versions[code], links) for code in sorted(versions) if versions[code].is_listed
        ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{head}<urlset {spaces}>\n{''.join(sorted(rows))}</urlset>\n"


def robots(site_url: str) -> str:
    """Return a robots.txt that allows everything and names the sitemap (RFC 9309)."""
    return f"User-agent: *\nAllow: /\nSitemap: {absolute(site_url, 'sitemap.xml')}\n"


def _alternate_link(tag: str, address: str) -> str:
    return f'\n    <xhtml:link rel="alternate" hreflang={quoteattr(tag)} href={quoteattr(address)}/>'


def _sitemap_entry(site_url: str, page: PageRecord, links: str) -> str:
    modified = f"<lastmod>{page.updated.isoformat()}</lastmod>" if page.updated else ""
    return f"  <url><loc>{escape(absolute(site_url, page.url))}</loc>{modified}{links}\n  </url>\n"
