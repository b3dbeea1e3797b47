"""Attributes in the text of a page: what is not on the list has no effect."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from helpcentre.content.html_attributes import without_refused_attributes
from helpcentre.content.html_elements import REFUSED_MARK, without_refused
from helpcentre.util.hostile_addresses import is_hostile


def acting(html: str) -> set[str]:
    """Return the attributes that a browser sees in HTML and that the build has not taken the effect of."""
    names = {name for node in LexborHTMLParser(html).css("*") for name in node.attributes}
    return {name for name in names if not name.startswith(REFUSED_MARK)}


@pytest.mark.parametrize(
    ("html", "refused"),
    [
        ('<p onclick="x()">a</p>', "onclick"),
        ("<p ONCLICK=x()>a</p>", "onclick"),
        ('<p style="color: red">a</p>', "style"),
        ('<a href="/x" ping="https://evil.example/">a</a>', "ping"),
        ('<button formaction="https://evil.example/">a</button>', "formaction"),
        ('<p data-feedback="post" class="b">a</p>', "data-feedback"),
        ('<p autofocus contenteditable="">a</p>', "autofocus"),
        ('<div popover id="b">a</div>', "popover"),
        ('<img src="a.png" alt="" crossorigin onerror=alert(1)>', "onerror"),
        ('<img src="a.png"/onerror="x()"/alt="">', "onerror"),
        ('<p title="a" title="b" is="x-b">a</p>', "is"),
        ('<svg><path fill="url(https://evil.example/a.svg#b)"/></svg>', "fill"),
        ('<svg><use href="https://evil.example/a.svg#b"/></svg>', "href"),
        ('<svg><use xlink:href="../own.svg#b"/></svg>', "xlink:href"),
        # What an expression takes for one tag and a browser for another: the second one counts.
        ('<? <p title=" ?> <img src=x onerror=alert(1)> ">', "onerror"),
        ('<!x <p title=" > <img src=x onerror=alert(1)> ">', "onerror"),
        ('a <![CDATA[ <p title=" ]]> <img src=x onerror=alert(1)> ">', "onerror"),
        ("<p title='a\"'onclick='b'>a</p>", "onclick"),
        ("<p a=b\x00c onclick=x>a</p>", "onclick"),
        ('<a href="javascript:x()">a</a>', "href"),
        ('<a href=" java&Tab;script&colon;x()">a</a>', "href"),
        ('<a href="data:text/html,<p>x">a</a>', "href"),
        ('<a href="blob:https://a.example/b">a</a>', "href"),
        ('<blockquote cite="view-source:https://a.example/">a</blockquote>', "cite"),
        ('<img src="file://host/share.png" alt="">', "src"),
    ],
)
def test_attribute_that_is_not_on_the_list_has_no_effect(html: str, refused: str) -> None:
    after = without_refused_attributes(html)
    assert refused in acting(html)
    assert refused not in acting(after)
    assert REFUSED_MARK + refused in after.lower()


@pytest.mark.parametrize(
    "html",
    [
        "<p>1 < 2 &amp; <b>b</p>",
        '<a class="b" href="https://a.example/?x=1:2" target="_blank" rel="noopener" title="t">a</a>',
        '<a href="mailto:a@b.example">a</a> <a href="tel:+49">a</a> <a href="whatsapp://send">a</a> <a href="#b">a</a>',
        '<img alt="a" src="data:image/png;base64,AA==" width="1" height="2" loading="lazy" srcset="a.png 2x">',
        '<svg viewBox="0 0 1 1" role="img" aria-label="a"><use href="#b"/><path d="M0 0" fill="url(#c)"/></svg>',
        '<details open id="a"><summary>a</summary></details><ol start="2"><li value="3"></ol>',
        '<td colspan="2"><time datetime="2026-01-02">a</time><q cite="https://a.example/">a</q>',
    ],
)
def test_html_with_nothing_to_refuse_stays_as_it_is(html: str) -> None:
    assert without_refused_attributes(html) == html


def test_operator_may_allow_attributes_but_no_handlers_and_styles() -> None:
    html = (
        '<form action="https://a.example/" method="post" data-c="d" onsubmit="x()"></form><p data-c="d" style="e"></p>'
    )
    assert acting(without_refused_attributes(html, open_elements=["form"])) == {"action", "method"}
    assert acting(without_refused_attributes(html, also_allowed=["data-c"], open_elements=["form"])) == {
        "action",
        "method",
        "data-c",
    }
    hostile = '<form action="javascript:x()"></form>'
    assert acting(without_refused_attributes(hostile, open_elements=["form"])) == set()


def test_handler_of_an_element_that_is_refused_has_no_effect_either() -> None:
    after = without_refused_attributes(without_refused('<form onclick="x()" action="/a" data-feedback="b">a</form>'))
    assert acting(after) == {"action"}


def test_attribute_list_of_markdown_is_no_way_around() -> None:
    html = markdown('**Text**{: onclick="x()" data-trust=b .c }\n\n# H {: style=d }', extensions=["attr_list"])
    assert acting(html) == {"onclick", "data-trust", "class", "style"}
    assert acting(without_refused_attributes(html)) == {"class"}


_PIECES = (
    *"<>\"'/= \n&",
    *("<p ", "<img ", "</p>", "<svg>", "</svg>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<a ", "<table><td>"),
    *("onclick=x", "style=y", 'title="', "href=javascript:z", "ping=w", "text", "id=a", "&quot;", "&Tab;"),
)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_however_broken_html_is_nothing_refused_is_left(html: str) -> None:
    after = without_refused_attributes(without_refused(html))
    assert not acting(after) & {"onclick", "style", "ping"}
    links = [node.attributes.get("href") or "" for node in LexborHTMLParser(after).css("[href]")]
    assert not any(map(is_hostile, links))
    assert without_refused_attributes(after) == after, "what was refused is not refused again"
