"""What machines read of a page: canonical, hreflang, sitemap, robots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from helpcentre.languages import Language
from helpcentre.pages import Alternate, PageRecord, by_path

X_DEFAULT = "x-default"
"""The hreflang value for readers whose language has no page: they get the source language."""


@dataclass(frozen=True)
class PageMetadata:
    """The addresses in a page's head; ``alternates`` are pairs of hreflang value and address, and mutual."""

    canonical: str
    alternates: tuple[tuple[str, str], ...]


def absolute(site_url: str, url: str) -> str:
    """Return the public address of ``url``, which is relative to the site."""
    return site_url.rstrip("/") + "/" + ("" if url in (".", "./") else url.removeprefix("./"))


def page_metadata(site_url: str, alternates: Iterable[Alternate], *, code: str, source: str) -> PageMetadata:
    """Return the metadata of a page that stands in language ``code``, from its language switch.

    A fallback page has the source page for canonical and no alternates.
    See https://developers.google.com/search/docs/specialty/international/localized-versions.
    """
    entries = list(alternates)
    here = next(entry for entry in entries if entry.code == code)
    canonical = next((e for e in entries if e.code == source), here) if here.is_fallback else here
    if here.is_fallback:
        return PageMetadata(absolute(site_url, canonical.url), ())
    found = [(entry.code, absolute(site_url, entry.url)) for entry in entries if not entry.is_fallback]
    if len(found) < 2:
        return PageMetadata(absolute(site_url, canonical.url), ())
    default = next((address for own, address in found if own == source), None)
    found += [(X_DEFAULT, default)] if default else []
    return PageMetadata(absolute(site_url, canonical.url), tuple(found))


def page_alternates(
    path: str, url: str, *, current: Language, languages: Iterable[Language], exists: Iterable[str]
) -> list[Alternate]:
    """Return the language switch of the page at ``url`` in ``current``: each language that has a page at ``path``.

    ``exists`` are the codes of the languages in which its Markdown file exists; the others show a fallback.
    """
    codes = set(exists)
    rest = url.removeprefix("./").removeprefix(current.prefix) if url != "." else ""
    source = next(language for language in languages if language.is_source)
    shown = [language for language in languages if language.code in codes or source.code in codes]
    return [
        Alternate(language.code, language.name, language.prefix + rest or "./", language.code not in codes)
        for language in shown
    ]


def not_found_page(language: Language) -> str:
    """Return the file, relative to the site, of a language's page for addresses that do not exist."""
    return f"{language.prefix}404.html"


def sitemap(site_url: str, pages: Iterable[PageRecord], *, source: str) -> str:
    """Return the sitemap of all pages but fallbacks, each with its alternates (https://www.sitemaps.org/protocol.html)."""
    rows = []
    for versions in by_path(page for page in pages if not page.is_fallback).values():
        links = "".join(_alternate_link(code, absolute(site_url, versions[code].url)) for code in sorted(versions))
        if source in versions:
            links += _alternate_link(X_DEFAULT, absolute(site_url, versions[source].url))
        rows += [_sitemap_entry(site_url, versions[code], links) for code in sorted(versions)]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{head}<urlset {spaces}>\n{''.join(sorted(rows))}</urlset>\n"


def robots(site_url: str) -> str:
    """Return a robots.txt that allows everything and names the sitemap (RFC 9309)."""
    return f"User-agent: *\nAllow: /\nSitemap: {absolute(site_url, 'sitemap.xml')}\n"


def _alternate_link(code: str, address: str) -> str:
    return f'\n    <xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(address)}/>'


def _sitemap_entry(site_url: str, page: PageRecord, links: str) -> str:
    modified = f"<lastmod>{page.updated.isoformat()}</lastmod>" if page.updated else ""
    return f"  <url><loc>{escape(absolute(site_url, page.url))}</loc>{modified}{links}\n  </url>\n"
