"""What is read out of a built page."""

import pytest

from helpcentre.scan import Use, scan


@pytest.mark.parametrize(
    ("html", "uses"),
    [
        ('<a href=" x/ ">', [Use("x/", leads=True)]),
        ('<img src="a.png" srcset="b.png 1x, c.png 2x">', [Use(u, leads=False) for u in ("a.png", "b.png", "c.png")]),
        ('<link rel="stylesheet" href="a.css">', [Use("a.css", leads=False)]),
        ('<link rel="alternate" hreflang="de" href="x">', [Use("x", leads=True)]),
        ('<form action="x"></form>', [Use("x", leads=True)]),
        ('<video poster="a.png"></video>', [Use("a.png", leads=False)]),
        ('<object data="a.pdf"></object>', [Use("a.pdf", leads=False)]),
        ('<blockquote cite="x"></blockquote>', [Use("x", leads=True)]),
        ('<meta http-equiv="Refresh" content="0; url=x/">', [Use("x/", leads=True)]),
        ('<meta name="description" content="0; url=x/">', []),
    ],
)
def test_every_attribute_that_loads_or_leads(html: str, uses: list[Use]) -> None:
    assert list(scan(html, "p.html").uses) == uses


def test_ids_and_names_are_anchors() -> None:
    assert scan('<h2 id="a"></h2><a name="b"></a><input name="c">', "p.html").ids == {"a", "b"}


def test_language_labels() -> None:
    page = scan('<html lang="en"><div data-notice="fallback"></div><article lang="de"></article>', "p.html")
    assert (page.text_language, page.has_fallback_notice) == ("de", True)
    assert scan('<html lang="en">', "p.html").text_language == "en"
