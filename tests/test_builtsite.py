"""Addresses in a built site: the short way for plain ones gives what urllib gives."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.builtsite import BuiltSite
from helpcentre.scan import scan

STEPS = st.lists(
    st.sampled_from(["..", ".", "a", "b-c", "ü", "%C3%A4", "index.html", "x.svg", "", "d e", "?q=1"]), max_size=5
)
ANCHORS = st.sampled_from(["", "#", "#top", "#%C3%BC", "#ü b"])
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
