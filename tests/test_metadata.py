"""Addresses for machines: canonical, hreflang, sitemap."""

from datetime import date
from xml.etree import ElementTree

import pytest

from helpcentre.languages import Language
from helpcentre.metadata import PageMetadata, absolute, not_found_page, page_alternates, page_metadata, robots, sitemap
from helpcentre.pages import Alternate, PageRecord
from helpcentre.translations import PageState, Status

LANGUAGES = tuple(Language(code, code, is_source=code == "de") for code in ("de", "en", "ar"))
SITE = "https://example.org/help/"


def alternates(code: str, url: str, exists: list[str]) -> list[Alternate]:
    current = next(language for language in LANGUAGES if language.code == code)
    return page_alternates("a/b.md", url, current=current, languages=LANGUAGES, exists=exists)


def record(code: str, url: str, *, status: Status = Status.CURRENT) -> PageRecord:
    return PageRecord(code, "a/b.md", url, f"{url}index.html", "", "", date(2026, 9, 1), PageState(status))


@pytest.mark.parametrize(
    ("code", "url", "urls"),
    [
        ("de", "a/b/", ["a/b/", "en/a/b/", "ar/a/b/"]),
        ("ar", "ar/a/b/", ["a/b/", "en/a/b/", "ar/a/b/"]),
        ("de", "./", ["./", "en/", "ar/"]),
        ("en", "en/", ["./", "en/", "ar/"]),
        ("en", "en/a.html", ["a.html", "en/a.html", "ar/a.html"]),
    ],
)
def test_the_switch_keeps_the_page(code: str, url: str, urls: list[str]) -> None:
    assert [entry.url for entry in alternates(code, url, ["de", "en", "ar"])] == urls


def test_a_language_without_the_page_shows_a_fallback_if_there_is_a_source() -> None:
    assert [entry.is_fallback for entry in alternates("de", "a/b/", ["de", "en"])] == [False, False, True]
    assert [entry.code for entry in alternates("en", "en/a/b/", ["en"])] == ["en"]


def test_hreflang_is_absolute_and_has_a_default() -> None:
    found = page_metadata(SITE, alternates("en", "en/a/b/", ["de", "en"]), code="en", source="de")
    assert found == PageMetadata(
        f"{SITE}en/a/b/",
        (("de", f"{SITE}a/b/"), ("en", f"{SITE}en/a/b/"), ("x-default", f"{SITE}a/b/")),
    )


def test_a_fallback_page_points_to_its_source_and_has_no_alternates() -> None:
    found = page_metadata(SITE, alternates("ar", "ar/a/b/", ["de", "en"]), code="ar", source="de")
    assert found == PageMetadata(f"{SITE}a/b/", ())


def test_a_page_in_one_language_has_no_alternates() -> None:
    assert page_metadata(SITE, alternates("de", "a/b/", ["de"]), code="de", source="de").alternates == ()


def test_the_sitemap_lists_pages_with_their_alternates_but_no_fallback() -> None:
    pages = [record("de", "a/b/"), record("en", "en/a/b/"), record("ar", "ar/a/b/", status=Status.MISSING)]
    tree = ElementTree.fromstring(sitemap(SITE, pages, source="de"))
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert [found.text for found in tree.iter(f"{name}loc")] == [f"{SITE}a/b/", f"{SITE}en/a/b/"]
    assert [found.text for found in tree.iter(f"{name}lastmod")] == ["2026-09-01"] * 2
    links = [(link.get("hreflang"), link.get("href")) for link in tree.iter("{http://www.w3.org/1999/xhtml}link")]
    assert links == [("de", f"{SITE}a/b/"), ("en", f"{SITE}en/a/b/"), ("x-default", f"{SITE}a/b/")] * 2


def test_the_sites_own_addresses() -> None:
    assert absolute("https://example.org", "./") == "https://example.org/"
    assert absolute(SITE, "en/") == f"{SITE}en/"
    assert [not_found_page(language) for language in LANGUAGES] == ["404.html", "en/404.html", "ar/404.html"]
    assert f"Sitemap: {SITE}sitemap.xml" in robots(SITE)
