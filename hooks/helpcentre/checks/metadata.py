"""What machines read of the built pages: canonical, hreflang and the sitemap have to tell one story.

The rules are those of https://developers.google.com/search/docs/specialty/international/localized-versions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from helpcentre.diagnostics.finding import Finding, Location, deduplicate
from helpcentre.diagnostics.problem import Problem, Rule
from helpcentre.output.page import PageRecord, by_path
from helpcentre.output.site import BuiltSite
from helpcentre.pages.metadata import X_DEFAULT

SITEMAP = "sitemap.xml"
"""The sitemap's file, relative to the site."""

_FIX = "write in overrides/main.html what the build gives it for each page"
_SPACES = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9", "xhtml": "http://www.w3.org/1999/xhtml"}


def check_metadata(site: BuiltSite, sitemap: str, *, source: str, tags: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with the heads of the pages and with ``sitemap``, the text of that file.

    ``source`` is the code of the source language, ``tags`` are those of all languages by their codes.
    A page that exists in a language is its own canonical address and names all its versions, as they all do, and the
    source's for any other language; one that shows another language's text names the page with that text, and no more.
    Where two pages have one address, that of the lost one is left out: it is told by itself.
    """
    entries = _entries(sitemap)
    faults = [
        fault
        for versions in by_path(site.pages).values()
        if not (site.contested and any(page.text_language not in versions for page in versions.values()))
        for fault in _check(site, versions, entries, source, tags)
    ]
    real = {site.address(page.dest) for page in site.pages if page.is_listed and not page.is_fallback}
    for address in sorted(set(entries) - real):
        message = f"{address} is no page in a language of its own, or one that people do not enter by"
        faults.append(Finding(Rule.METADATA_DIFFERS, Location(SITEMAP), message, "list each page that exists"))
    return list(deduplicate(faults))


def _check(
    site: BuiltSite,
    versions: Mapping[str, PageRecord],
    entries: Mapping[str, dict[str, str]],
    source: str,
    tags: Mapping[str, str],
) -> Iterator[Finding]:
    """Yield the faults of a page in all languages."""
    real = {code: site.address(page.dest) for code, page in versions.items() if not page.is_fallback}
    alternates = {tags[code]: address for code, address in real.items()} if len(real) > 1 else {}
    if alternates and source in real:
        alternates[X_DEFAULT] = real[source]
    for page in versions.values():
        scanned, place = site.scans[page.dest], Location(page.source, is_shared=True)
        canonical = real.get(page.text_language, "")
        if scanned.canonical != canonical:
            message = f"canonical is {scanned.canonical or 'missing'}, and the page is {canonical}"
            yield Finding(Rule.METADATA_DIFFERS, place, message, _FIX, subject="canonical")
        expected = {} if page.is_fallback else alternates
        if dict(scanned.alternates) != expected:
            message = f"hreflang of {canonical} {_difference(dict(scanned.alternates), expected)}"
            yield Finding(Rule.METADATA_DIFFERS, place, message, _FIX, subject="hreflang")
        if (
            page.is_listed
            and not page.is_fallback
            and (canonical not in entries or (alternates and entries[canonical] != alternates))
        ):
            what = _difference(entries[canonical], alternates) if canonical in entries else "is missing"
            fix = "give it the alternates of the page's head"
            yield Finding(Rule.METADATA_DIFFERS, Location(SITEMAP), f"the entry {canonical} {what}", fix)


def _difference(found: Mapping[str, str], expected: Mapping[str, str]) -> str:
    wrong = [code for code in {**expected, **found} if found.get(code) != expected.get(code)]
    return f"says {found.get(wrong[0], 'nothing')} for {wrong[0]}, not {expected.get(wrong[0], 'nothing')}"


def _entries(sitemap: str) -> dict[str, dict[str, str]]:
    """Return the alternates of each address in a sitemap."""
    found = {}
    for entry in ElementTree.fromstring(sitemap).iterfind("map:url", _SPACES):
        links = entry.iterfind("xhtml:link", _SPACES)
        address = entry.findtext("map:loc", "", _SPACES)
        found[address] = {link.get("hreflang", ""): link.get("href", "") for link in links}
    return found
