"""Canonical, hreflang and sitemap of a built site: one story, or a problem."""

from pathlib import Path

import pytest

from helpcentre.checks.metadata import check_metadata
from helpcentre.output.page import PageRecord
from helpcentre.output.scan import scan
from helpcentre.output.site import BuiltSite
from helpcentre.pages.metadata import sitemap

SITE = "https://example.org/"
TAGS = {"de": "de", "en": "en-GB", "ar": "ar"}
LINKS = "".join(
    f'<link rel="alternate" hreflang="{code}" href="{SITE}{url}">'
    for code, url in (("de", "a/"), ("en-GB", "en/a/"), ("x-default", "a/"))
)
HEADS = {
    "a/": f'<link rel="canonical" href="{SITE}a/">{LINKS}',
    "en/a/": f'<link rel="canonical" href="{SITE}en/a/">{LINKS}',
    "ar/a/": f'<link rel="canonical" href="{SITE}a/">',
}


def told(tmp_path: Path, heads: dict[str, str], *, old: str = "", new: str = "") -> list[str]:
    pages = tuple(
        PageRecord(
            code, "de" if code == "ar" else code, "a.md", url, f"{url}index.html", f"docs/{code}/a.md", "A", None,
        )
        for code, url in (("de", "a/"), ("en", "en/a/"), ("ar", "ar/a/"))
    )  # fmt: skip
    scanned = {f"{url}index.html": scan(head, url) for url, head in heads.items()}
    site = BuiltSite(tmp_path, SITE, frozenset(scanned), scanned, pages)
    text = sitemap(SITE, pages, source="de", tags=TAGS)
    return [
        f"{each.file}: {each.message}" for each in check_metadata(site, text.replace(old, new), source="de", tags=TAGS)
    ]


def test_metadata_that_agrees_is_no_problem(tmp_path: Path) -> None:
    assert told(tmp_path, HEADS) == []


@pytest.mark.parametrize(
    ("url", "head", "message"),
    [
        ("a/", LINKS, "docs/de/a.md: canonical is missing, and the page is https://example.org/a/"),
        ("en/a/", HEADS["a/"], "docs/en/a.md: canonical is https://example.org/a/, and the page is https://example.org/en/a/"),
        ("ar/a/", f'<link rel="canonical" href="{SITE}ar/a/">', "docs/ar/a.md: canonical is https://example.org/ar/a/"),
        ("ar/a/", HEADS["a/"], "docs/ar/a.md: hreflang of https://example.org/a/ says https://example.org/a/ for de"),
        ("a/", HEADS["ar/a/"], "docs/de/a.md: hreflang of https://example.org/a/ says nothing for de, not "),
    ],
)  # fmt: skip
def test_a_head_that_contradicts_the_others_is_told(url: str, head: str, message: str, tmp_path: Path) -> None:
    (found,) = told(tmp_path, {**HEADS, url: head})
    assert found.startswith(message)
    assert found.endswith("in a template or an included text, seen on 1 page")


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        (f"<loc>{SITE}en/a/</loc>", f"<loc>{SITE}ar/a/</loc>", [
            f"sitemap.xml: the entry {SITE}en/a/ is missing",
            f"sitemap.xml: {SITE}ar/a/ is no page in a language of its own, or one that people do not enter by",
        ]),
        (f'hreflang="x-default" href="{SITE}a/"', f'hreflang="x-default" href="{SITE}"', [
            f"sitemap.xml: the entry {SITE}{url} says {SITE} for x-default, not {SITE}a/" for url in ("a/", "en/a/")
        ]),
    ],
)  # fmt: skip
def test_a_sitemap_that_contradicts_the_pages_is_told(old: str, new: str, messages: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, HEADS, old=old, new=new) == messages
