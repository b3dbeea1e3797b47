"""Addresses for machines: canonical, hreflang, sitemap."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from helpcentre.content.language import Language
from helpcentre.output.page import Alternate, PageRecord
from helpcentre.output.static_pages import address
from helpcentre.pages.metadata import PageMetadata, absolute, page_metadata, robots, sitemap
from support import Project

TAGS = {"de": "de", "en": "en-GB", "ar": "ar", "fr": "fr"}
GERMAN, ENGLISH, ARABIC = (Language(code, code, code == "de", TAGS[code]) for code in ("de", "en", "ar"))
SITE = "https://example.org/help/"


def switch(*texts: Language) -> list[Alternate]:
    """The language switch of a page whose German, English and Arabic versions have their text in ``texts``."""
    languages = (GERMAN, ENGLISH, ARABIC)
    return [
        Alternate(language, text, f"{language.prefix}a/b/") for language, text in zip(languages, texts, strict=True)
    ]


def record(code: str, url: str, *, text: str = "") -> PageRecord:
    return PageRecord(code, text or code, "a/b.md", url, f"{url}index.html", "", "", date(2026, 9, 1))


def test_hreflang_is_absolute_and_has_a_default() -> None:
    found = page_metadata(SITE, switch(GERMAN, ENGLISH, GERMAN), code="en")
    assert found == PageMetadata(
        f"{SITE}en/a/b/",
        (("de", f"{SITE}a/b/"), ("en-GB", f"{SITE}en/a/b/"), ("x-default", f"{SITE}a/b/")),
    )


@pytest.mark.parametrize(("text", "url"), [(GERMAN, "a/b/"), (ENGLISH, "en/a/b/")])
def test_a_fallback_page_points_to_the_page_it_shows_and_has_no_alternates(text: Language, url: str) -> None:
    found = page_metadata(SITE, switch(GERMAN, ENGLISH, text), code="ar")
    assert found == PageMetadata(f"{SITE}{url}", ())


def test_a_page_in_one_language_has_no_alternates() -> None:
    assert page_metadata(SITE, switch(GERMAN, GERMAN, GERMAN), code="de").alternates == ()


def test_the_sitemap_lists_pages_with_their_alternates_but_no_fallback() -> None:
    unlisted = replace(record("fr", "fr/c/"), path="c.md", is_listed=False)
    pages = [record("de", "a/b/"), record("en", "en/a/b/"), record("ar", "ar/a/b/", text="de"), unlisted]
    tree = ElementTree.fromstring(sitemap(SITE, pages, source="de", tags=TAGS))
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert [found.text for found in tree.iter(f"{name}loc")] == [f"{SITE}a/b/", f"{SITE}en/a/b/"]
    assert [found.text for found in tree.iter(f"{name}lastmod")] == ["2026-09-01"] * 2
    links = [(link.get("hreflang"), link.get("href")) for link in tree.iter("{http://www.w3.org/1999/xhtml}link")]
    assert links == [("de", f"{SITE}a/b/"), ("en-GB", f"{SITE}en/a/b/"), ("x-default", f"{SITE}a/b/")] * 2


def test_the_sites_own_addresses() -> None:
    assert absolute("https://example.org", "./") == "https://example.org/"
    assert absolute(SITE, "en/") == f"{SITE}en/"
    assert [address(language, "404.html") for language in (GERMAN, ENGLISH)] == ["404.html", "en/404.html"]
    assert f"Sitemap: {SITE}sitemap.xml" in robots(SITE)


def test_the_sites_sitemap_keeps_the_protocol(project: Project) -> None:
    # The rules of https://www.sitemaps.org/protocol.html and of Google for alternates.
    file = project.folder / "site" / "sitemap.xml"
    assert file.stat().st_size < 50 * 1024**2
    assert file.read_bytes().startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    root = ElementTree.parse(file).getroot()
    assert root.tag == f"{{{spaces['s']}}}urlset"
    assert {child.tag for child in root} == {f"{{{spaces['s']}}}url"}
    alternates = {}
    for url in root:
        tags = [child.tag.rpartition("}")[2] for child in url]
        assert tags[:2] == ["loc", "lastmod"]
        assert set(tags[2:]) == {"link"}
        loc = url.findtext("s:loc", namespaces=spaces)
        assert loc
        assert loc.startswith("https://example.org/")
        assert len(loc) < 2048
        assert date.fromisoformat(url.findtext("s:lastmod", "", spaces))
        links = url.findall("x:link", spaces)
        assert {link.get("rel") for link in links} == {"alternate"}
        alternates[loc] = {str(link.get("hreflang")): str(link.get("href")) for link in links}
        assert loc in alternates[loc].values()
        assert alternates[loc]["x-default"] == alternates[loc]["de"]
    assert len(alternates) == len(root) >= 84
    assert all(alternates[other] == links for links in alternates.values() for other in links.values())
