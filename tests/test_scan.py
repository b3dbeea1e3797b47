"""What is read out of a built page."""

import pytest

from helpcentre.output.scan import Role, Use, scan

LOADS, LEADS, NAMES = Role


@pytest.mark.parametrize(
    ("html", "uses"),
    [
        ('<a href=" x/ ">', [Use("x/", LEADS)]),
        ('<img src="a.png" srcset="b.png 1x, c.png 2x">', [Use(u, LOADS) for u in ("a.png", "b.png", "c.png")]),
        ('<link rel="stylesheet" href="a.css">', [Use("a.css", LOADS)]),
        ('<link rel="alternate" hreflang="de" href="x">', [Use("x", NAMES)]),
        ('<form action="x"></form>', [Use("x", LEADS)]),
        ('<video poster="a.png"></video>', [Use("a.png", LOADS)]),
        ('<object data="a.pdf"></object>', [Use("a.pdf", LOADS)]),
        ('<blockquote cite="x"></blockquote>', [Use("x", LEADS)]),
        ('<meta http-equiv="Refresh" content="0; url=x/">', [Use("x/", LEADS)]),
        ('<meta name="description" content="0; url=x/">', []),
        ('<a hreflang="de" href="x">', [Use("x", LEADS, "de")]),
        (
            '<img srcset="data:image/png;base64,AA== 1x, a,b.png 2x">',
            [Use("data:image/png;base64,AA==", LOADS), Use("a,b.png", LOADS)],
        ),
        ('<iframe src="x">', [Use("x", LOADS)]),
        ('<svg><use href="#x"/></svg>', [Use("#x", LOADS)]),
        ('<button formaction="x">', [Use("x", LEADS)]),
        ("<p style=\"background: url( 'a.png' )\">", [Use("a.png", LOADS)]),
        ('<style>@import "a.css"; b { c: url(d.png) }</style>', [Use("a.css", LOADS), Use("d.png", LOADS)]),
        ('<meta property="og:image" content="/a.png">', [Use("/a.png", NAMES)]),
        ('<meta property="og:title" content="a">', []),
        (
            '<script type="application/ld+json">{"@context": "https://schema.org", "@id": "https://a.org/#b",'
            ' "item": [{"url": "/c/"}], "name": "d"}</script>',
            [Use("https://a.org/", NAMES), Use("/c/", NAMES)],
        ),
        ('<script type="application/ld+json">{</script>', []),
    ],
)
def test_every_attribute_that_loads_or_leads(html: str, uses: list[Use]) -> None:
    assert list(scan(html, "p.html").uses) == uses


def test_ids_and_names_are_anchors() -> None:
    assert scan('<h2 id="a"></h2><a name="b"></a><input name="c">', "p.html").ids == {"a", "b"}


def test_an_id_that_two_elements_have_is_noted() -> None:
    assert scan('<p id="a"></p><p id="b"></p><i id="a"></i>', "p.html").repeated_ids == ("a",)


def test_what_a_head_says() -> None:
    page = scan('<link rel="canonical" href="/x/"><link rel="alternate" hreflang="de" href="/y/">', "p.html")
    assert (page.canonical, page.alternates, page.refresh) == ("/x/", (("de", "/y/"),), "")
    assert scan('<meta http-equiv="refresh" content="0; url=../z/">', "p.html").refresh == "../z/"


def test_language_labels() -> None:
    page = scan('<html lang="en"><div data-notice="fallback"></div><article lang="de"></article>', "p.html")
    assert (page.text_language, page.has_fallback_notice) == ("de", True)
    assert scan('<html lang="en">', "p.html").text_language == "en"
