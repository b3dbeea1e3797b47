"""Elements in the text of a page: what is not on the list has no effect."""

import pytest
from markdown import markdown

from helpcentre.content.html_elements import ALLOWED_ELEMENTS, without_refused


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<script src="a.js"></script>', '<hc-refused-script src="a.js"></hc-refused-script>'),
        ("<SCRIPT/src=a></Script >", "<hc-refused-SCRIPT/src=a></hc-refused-Script >"),
        ('<meta\nhttp-equiv="refresh">', '<hc-refused-meta\nhttp-equiv="refresh">'),
        (
            '<iframe srcdoc="<script>x</script>">',
            '<hc-refused-iframe srcdoc="<hc-refused-script>x</hc-refused-script>">',
        ),
        (
            "<link><base><object><embed><p>",
            "<hc-refused-link><hc-refused-base><hc-refused-object><hc-refused-embed><p>",
        ),
        (
            "<code>&lt;script&gt;</code> <links> 1 < 2 <object-x",
            "<code>&lt;script&gt;</code> <hc-refused-links> 1 < 2 <hc-refused-object-x",
        ),
        ("<title>x <xmp> <plaintext>", "<hc-refused-title>x <hc-refused-xmp> <hc-refused-plaintext>"),
        ("<form action=x><textarea></form>", "<hc-refused-form action=x><hc-refused-textarea></hc-refused-form>"),
    ],
)
def test_element_that_is_not_on_the_list_is_none_to_a_browser(html: str, expected: str) -> None:
    assert without_refused(html) == expected


@pytest.mark.parametrize("name", sorted(ALLOWED_ELEMENTS))
def test_element_on_the_list_stays_as_it_is(name: str) -> None:
    html = f"<{name}>x</{name.upper()}><{name}/>"
    assert without_refused(html) == html


def test_operator_may_allow_further_elements() -> None:
    assert without_refused("<form></FORM><script>", also_allowed=["form"]) == "<form></FORM><hc-refused-script>"


def test_markdown_itself_writes_elements_of_the_list_only() -> None:
    text = (
        "# H\n\n> q\n\n1. a\n    - b\n\n**b** *i* `c` ![p](p.png) [l](l.md) <https://example.org>\n\n---\n\n    code\n"
    )
    html = markdown(text, extensions=["tables", "footnotes", "def_list", "abbr", "admonition", "pymdownx.details"])
    assert without_refused(html) == html
