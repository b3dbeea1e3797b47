"""Any tree of HTML: no word of it is lost, doubled or moved without a line in the report."""

from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from helpcentre.importer.bodies.convert import convert
from importing import markdown, render

WORDS = st.sampled_from(
    ["one", "two", "drei", "أربعة", "五", "a_b", "x*y", "<tag>", "&amp;", "1.", "2)", "#", "-", "+", "•", "`c`", "**",
     "[l](u)", "!!!", "===", "/// internal", ":", "|", "---", "~~~", "{#id}", "::", "\\", "!", "_", "__", "https://e.org",
     "\u00a0", "  "]
)  # fmt: skip
TEXT = st.lists(WORDS, min_size=1, max_size=4).map(" ".join).map(lambda t: t.replace("&", "&amp;").replace("<", "&lt;"))
INLINE = st.sampled_from(
    ["b", "em", "code", "a href='x.html'", "a name='n'", "span", "sup", "del", "kbd", "font", "a href='javascript:x'"]
)
BLOCK = st.sampled_from(
    ["p", "div", "ul", "ol", "ol start='3'", "li", "li value='7'", "table", "tr", "td", "th", "td colspan='2'", "pre",
     "h1", "h2", "h4", "blockquote", "details", "summary", "div class='note'", "p class='wysiwyg-indent4'",
     "dl", "dt", "dd", "section", "center", "div style='background:#eee'"]
)  # fmt: skip


def element(tag: str, inner: list[str]) -> str:
    return f"<{tag}>{''.join(inner)}</{tag.split(maxsplit=1)[0]}>"


HTML = st.recursive(
    st.one_of(TEXT, st.sampled_from(["<br>", "<hr>", "<img src='a.png' alt='A b'>", "<p></p>", "<iframe src='https://e.org/v'></iframe>"])),
    lambda inner: st.builds(element, st.one_of(INLINE, BLOCK, BLOCK), st.lists(inner, max_size=4)),
    max_leaves=20,
)  # fmt: skip


def seen(html: str) -> str:
    """All signs of a text but space and the marks of lists, as another program finds them."""
    tree = LexborHTMLParser(html)
    for film in tree.css("a.video"):
        film.decompose()
    text = tree.body.text() if tree.body else ""
    return "".join(sign for sign in text if sign.isalpha() or sign in "<>*_#{}[]|~=!/\\`&")


@settings(max_examples=60, deadline=None)
@given(st.lists(HTML, min_size=1, max_size=3).map("".join))
def test_no_sign_is_lost_unreported(html: str) -> None:
    done = convert(html, render=render, dialect=markdown()[1])
    kinds = {difference.what for difference in done.differences}
    if not kinds & {"text", "text added", "folding part"}:
        assert seen(render(done.markdown)) == seen(html)
