"""What agents copy of the elements of a page: HTML that any editor keeps."""

import pytest

from helpcentre.agents.clipboard import page_answers
from helpcentre.content.language import Language
from helpcentre.translation.state import PageState, Status

ENGLISH = Language("en", "English", is_source=True)
HEAD = '<h1 id="a">A</h1>'


def copied(html: str) -> list[str]:
    """Return the HTML of each part of a page."""
    found = page_answers(
        html,
        dest="app/a.html",
        pages={"en": "app/a"},
        language=ENGLISH,
        title="A",
        state=PageState(Status.CURRENT),
        site_url="https://example.org/",
        fingerprint="",
    )
    return ["".join(part["html"].split("\n")) for part in found["parts"]]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<div class="hc-tabs"><div class="hc-tab"><p class="hc-tab-label">iOS</p><p>x</p></div></div>',
            "<p><strong>iOS</strong></p><p>x</p>",
        ),
        (
            '<div class="highlight"><span class="filename">a.py</span><pre><span></span><code><span class="k">if</span>'
            ' <a class="hc-note-mark" href="#annotation-1-1">(1)</a></code></pre></div>',
            "<p><strong>a.py</strong></p><pre><code>if (1)</code></pre>",
        ),
        ('<ul><li><span class="hc-task">☑</span> done</li></ul>', "<ul><li>☑ done</li></ul>"),
        ('<p><span class="hc-icon hc-inline" aria-hidden="true"><svg></svg></span> x</p>', "<p> x</p>"),
        ('<p>a <span class="hc-icon hc-inline" aria-hidden="true"></span>, b</p>', "<p>a, b</p>"),
        ('<p>a <span class="hc-icon hc-inline" aria-hidden="true"></span> b</p>', "<p>a b</p>"),
        ('<p>a <span class="hc-icon hc-inline" aria-hidden="true"></span></p>', "<p>a</p>"),
        ('<p>a <span class="hc-icon hc-inline" aria-hidden="true"></span><b>c</b></p>', "<p>a <b>c</b></p>"),
        (
            '<p><span class="hc-icon hc-inline" role="img" aria-label="a &amp; b"><svg></svg></span></p>',
            "<p>a &amp; b</p>",
        ),
        (
            '<p><a class="hc-zoom" href="../assets/a-1600.webp"><img src="../assets/a-1600.webp" alt="A" '
            'data-original="../a.jpg"></a></p>',
            '<p><img src="https://example.org/a.jpg" alt="A"></p>',
        ),
        (
            '<figure class="hc-film"><video src="a.mp4"><track src="a.vtt"></video>'
            '<figcaption><a href="a.mp4">A</a></figcaption></figure>',
            '<p><em><a href="https://example.org/app/a.mp4">A</a></em></p>',
        ),
        ('<p><ins>new</ins><abbr title="B">A</abbr><mark>m</mark></p>', "<p><ins>new</ins>Am</p>"),
    ],
)
def test_element_is_copied_as_what_editors_know(html: str, expected: str) -> None:
    assert copied(HEAD + html) == [expected]


def test_each_part_has_the_footnotes_that_it_names() -> None:
    sup = '<sup id="fnref:{0}"><a class="footnote-ref" href="#fn:{0}">{1}</a></sup>'
    back = '<a class="footnote-backref" href="#fnref:{0}">↩</a>'
    note = '<li id="fn:{0}"><p>Note <a href="../b.html">{0}</a>&#160;' + back + "</p></li>"
    notes = note.format("x") + note.format("y")
    page = f'{HEAD}<p>a{sup.format("y", 1)}</p><h2 id="b">B</h2><p>b</p><h2 id="c">C</h2><p>c{sup.format("x", 2)}</p>'
    first, second, third = copied(f'{page}<div class="footnote"><hr><ol>{notes}</ol></div>')
    assert first == '<p>a<sup>[1]</sup></p><p>[1] Note <a href="https://example.org/b/">y</a></p>'
    assert second == "<p>b</p>"
    assert third == '<p>c<sup>[2]</sup></p><p>[2] Note <a href="https://example.org/b/">x</a></p>'


@pytest.mark.parametrize("tag", ["p", "ol", "table", "details", "section"])
@pytest.mark.parametrize("value", ["", "=chat", "=email", "=internal"])
@pytest.mark.parametrize("place", ["{}" + HEAD, HEAD + "{}"])
def test_attribute_of_notes_on_something_else_makes_no_reply(tag: str, value: str, place: str) -> None:
    given = ("", ' id="b"') if tag != "details" else ("",)
    for more in given:
        assert copied(place.format(f"<{tag} data-aside{value}{more}>x</{tag}>")) == [""]
