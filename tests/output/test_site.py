"""Addresses in a built site: the short way for plain ones gives what urllib gives."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.output.scan import scan
from helpcentre.output.site import BuiltSite

STEPS = st.lists(
    st.sampled_from(
        ["..", ".", "a", "b-c", "ü", "%C3%A4", "index.html", "x.svg", "", "d e", "?q=1", "?q=a:b", "./a:b"]
    ),
    max_size=5,
)
ANCHORS = st.sampled_from(["", "#", "#top", "#%C3%BC", "#ü b", "#fn:1", "#a:b:c", "#mailto:x", "#https://x.org/"])
DESTS = ("index.html", "a/b/index.html", "en/x.html", "ä/index.html")


def site(site_url: str) -> BuiltSite:
    return BuiltSite(Path(), site_url, frozenset(), {}, ())


@given(steps=STEPS, anchor=ANCHORS, dest=st.sampled_from(DESTS), site_url=st.sampled_from(["", "https://x.org/h/"]))
def test_an_address_resolves_as_in_a_browser(steps: list[str], anchor: str, dest: str, site_url: str) -> None:
    built, url = site(site_url), "/".join(steps) + anchor
    target = built.resolve(built.address(dest), url)
    assert target.address.rstrip("#") == urljoin(built.address(dest), url).rstrip("#")


@pytest.mark.parametrize(
    ("url", "dest"),
    [
        ("..", "a/index.html"),
        (".", "a/b/index.html"),
        ("./.", "a/b/index.html"),
        ("../.", "a/index.html"),
        ("../../", "index.html"),
        ("../c.svg#x", "a/c.svg"),
        ("../c%20d/", "a/c d/index.html"),
        ("", "a/b/index.html"),
        ("https://x.org/h", "index.html"),
        ("/h/en/", "en/index.html"),
        ("/en/", None),
        ("../../../", None),
        ("https://other.org/h/", None),
        ("mailto:a@x.org", None),
        ("http://[x", None),
    ],
)
def test_an_address_of_the_site_is_one_of_its_files(url: str, dest: str | None) -> None:
    built = site("https://x.org/h/")
    assert built.resolve(built.address("a/b/index.html"), url).dest == dest


def test_a_page_that_leads_on_is_a_redirect() -> None:
    scanned = {
        "old/index.html": scan('<meta http-equiv="refresh" content="0; url=../new/">', "old/index.html"),
        "out.html": scan('<meta http-equiv="refresh" content="0; url=https://other.org/">', "out.html"),
    }
    assert BuiltSite(Path(), "https://x.org/", frozenset(scanned), scanned, ()).redirects == {
        "old/index.html": "new/index.html"
    }


@pytest.mark.parametrize(
    "url",
    [
        "#fn:1",
        "#fnref:1",
        "page/#a:b",
        "?at=12:30",
        "./a:b",
        "../c/d:e.html",
        "2:1.html",
        "ä:b",
        "#mailto:x",
        "https:x",
    ],
)
def test_an_address_that_only_has_a_colon_is_resolved_for_each_page(url: str) -> None:
    """What was asked before must not matter: which page is first depends on what is in the cache."""
    built = site("https://x.org/h/")
    first, second = (built.resolve(built.address(dest), url).address for dest in ("a/index.html", "en/b/index.html"))
    assert first != second
    assert second == site("https://x.org/h/").resolve(built.address("en/b/index.html"), url).address


@pytest.mark.parametrize("url", ["mailto:a@x.org", "tel:+49", "HTTPS://x.org/", "web+app:x", "data:,a:b", "x-1.y:z"])
def test_an_address_with_a_scheme_is_the_same_on_every_page(url: str) -> None:
    built = site("https://x.org/h/")
    assert built.resolve(built.address("a/index.html"), url) is built.resolve(built.address("en/b/index.html"), url)


@pytest.mark.parametrize(
    ("url", "anchor"),
    [("#:~:text=a", ""), ("#deep:~:text=a,-b", "deep"), ("../#%C3%BC:~:text=a", "ü"), ("#a:b", "a:b")],
)
def test_a_text_to_be_shown_is_no_part_of_the_anchor(url: str, anchor: str) -> None:
    built = site("https://x.org/h/")
    assert built.resolve(built.address("a/b/index.html"), url).anchor == anchor
