"""What is read out of a built page."""

import pytest

from helpcentre.output.scan import Reference, ReferenceKind, scan

LOADS, LEADS, NAMES = ReferenceKind


@pytest.mark.parametrize(
    ("html", "uses"),
    [
        ('<a href=" x/ ">', [Reference("x/", LEADS)]),
        ('<img src="a.png" srcset="b.png 1x, c.png 2x">', [Reference(u, LOADS) for u in ("a.png", "b.png", "c.png")]),
        ('<link rel="stylesheet" href="a.css">', [Reference("a.css", LOADS)]),
        ('<link rel="alternate" hreflang="de" href="x">', [Reference("x", NAMES)]),
        ('<form action="x"></form>', [Reference("x", LEADS)]),
        ('<video poster="a.png"></video>', [Reference("a.png", LOADS)]),
        ('<object data="a.pdf"></object>', [Reference("a.pdf", LOADS)]),
        ('<blockquote cite="x"></blockquote>', [Reference("x", LEADS)]),
        ('<meta http-equiv="Refresh" content="0; url=x/">', [Reference("x/", LEADS)]),
        ('<meta name="description" content="0; url=x/">', []),
        ('<a hreflang="de" href="x">', [Reference("x", LEADS, "de")]),
        (
            '<img srcset="data:image/png;base64,AA== 1x, a,b.png 2x">',
            [Reference("data:image/png;base64,AA==", LOADS), Reference("a,b.png", LOADS)],
        ),
        ('<iframe src="x">', [Reference("x", LOADS)]),
        ('<svg><use href="#x"/></svg>', [Reference("#x", LOADS)]),
        ('<button formaction="x">', [Reference("x", LEADS)]),
        ("<p style=\"background: url( 'a.png' )\">", [Reference("a.png", LOADS)]),
        ('<p hc-refused-style="background: url(a.png)">', [Reference("a.png", LOADS)]),
        ('<style>@import "a.css"; b { c: url(d.png) }</style>', [Reference("a.css", LOADS), Reference("d.png", LOADS)]),
        ('<meta property="og:image" content="/a.png">', [Reference("/a.png", NAMES)]),
        ('<meta property="og:title" content="a">', []),
        (
            '<script type="application/ld+json">{"@context": "https://schema.org", "@id": "https://a.org/#b",'
            ' "item": [{"url": "/c/"}], "name": "d"}</script>',
            [Reference("https://a.org/", NAMES), Reference("/c/", NAMES)],
        ),
        ('<script type="application/ld+json">{</script>', []),
    ],
)
def test_scan_finds_every_attribute_that_loads_or_leads(html: str, uses: list[Reference]) -> None:
    assert list(scan(html, "p.html").uses) == uses


def test_ids_and_names_are_anchors() -> None:
    assert scan('<h2 id="a"></h2><a name="b"></a><input name="c">', "p.html").ids == {"a", "b"}


def test_an_id_that_two_elements_have_is_noted() -> None:
    assert scan('<p id="a"></p><p id="b"></p><i id="a"></i>', "p.html").repeated_ids == ("a",)


def test_scan_reads_what_a_head_says() -> None:
    page = scan('<link rel="canonical" href="/x/"><link rel="alternate" hreflang="de" href="/y/">', "p.html")
    assert (page.canonical, page.alternates, page.refresh) == ("/x/", (("de", "/y/"),), "")
    assert scan('<meta http-equiv="refresh" content="0; url=../z/">', "p.html").refresh == "../z/"


def test_scan_reads_language_labels() -> None:
    page = scan('<html lang="en"><div data-notice="fallback"></div><article lang="de"></article>', "p.html")
    assert (page.text_language, page.has_fallback_notice) == ("de", True)
    assert scan('<html lang="en">', "p.html").text_language == "en"
