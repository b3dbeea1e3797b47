"""Headings that say nothing, told apart from those that say something without letters."""

import pytest

from helpcentre.content.headings import empty_lines, has_main_heading, plain_text, split_opening
from helpcentre.content.markdown.fences import PLAIN
from helpcentre.output.scan import scan


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("", ""),
        ("&nbsp;", ""),
        ("&#8203;&shy;\u2060 ", ""),
        ('<img src="x.svg">', ""),
        ('<img src="x.svg" alt="">', ""),
        ('<img src="x.svg" alt=" ">', ""),
        ('<span class="twemoji"><svg viewBox="0 0 1 1"><path d="M0 0"/></svg></span>', ""),
        ('<img src="x.svg" alt="Ein  Rad">', "Ein Rad"),
        ('<span role="img" aria-label="Rad"></span>', "Rad"),
        ('&nbsp;<img src="x.svg" alt="Rad">', "Rad"),
        ('<img src="x.svg" alt="Rad"> fahren', "fahren"),
        ("?", "?"),
        ("🎉", "🎉"),
        ("<code>x</code>", "x"),
    ],
)
def test_a_heading_says_its_text_or_what_its_pictures_stand_for(heading: str, text: str) -> None:
    assert plain_text(f"<h2>{heading}</h2>") == text
    page = scan(f'<article lang="de"><h1>A</h1><h2>{heading}</h2></article><h2></h2>', "a.html")
    assert page.empty_headings == (not text)


@pytest.mark.parametrize(
    ("heading", "is_empty"),
    [
        ("##", True),
        ("## ", True),
        ("### {#x}", True),
        ("## ##", True),
        ("## &nbsp; {: #x .y }", True),
        ("## :material-check:", True),
        ("## ![](x.svg)", True),
        ("## ![ ](x.svg){ width=9 } {#x}", True),
        ('## <img src="x.svg">', True),
        ("## **&#8203;**", True),
        ('<h3 id="x">&nbsp;</h3>', True),
        ('<H3\n id="x">\n\n<br></H3>', True),
        ("## ![Rad](x.svg)", False),
        ('## <img alt="Rad" src="x.svg">', False),
        ("## `x`", False),
        ("## ?", False),
        ("## &copy;", False),
        ("#Rad", False),
        ("<h3><b>Rad</b></h3>", False),
        ("`##`", False),
        ("```\n##\n```", False),
        ("<!--\n##\n-->", False),
    ],
)
def test_an_empty_heading_is_found_with_its_line(heading: str, is_empty: bool) -> None:
    assert list(empty_lines(f"---\ntitle: A\n---\n\n# A {{#a}}\n\n{heading}\n\nText.\n", PLAIN)) == [7] * is_empty


@pytest.mark.parametrize(
    ("html", "has"),
    [("<h1>A</h1>", True), ('<p>x</p><H1 id="a">A</H1>', True), ("<h2>A</h2>", False), ("<!-- <h1>A</h1> -->", False)],
)
def test_a_main_heading_is_looked_for_in_what_readers_see(html: str, has: bool) -> None:
    assert has_main_heading(html) is has


@pytest.mark.parametrize(
    ("opening", "sections"),
    [
        ("<h1>A</h1><p>a</p>\n", '<h2 id="b">B</h2><p>b</p><h2>C</h2>'),
        ("", "<h2>B</h2>"),
        ("<p>R&D</p>R&D", "<H2\nid=b>B</H2>"),
        ("<h1>A</h1><h3>B</h3><h20>", ""),
        ('<details class="x"><h2>in a box</h2></details><ul><li><h2>in a list</h2></ul>', "<h2>B</h2>"),
        ("<div><div><h2>deep</h2></div><h2>less</h2></div>", "<h2>B</h2>"),
        ("<!-- <h2>A</h2> --><p>a</p>", "<h2>B</h2>"),
        ("<img alt=\"<h2>A</h2>\"><p title='<h2 >'>a<br></p>", "<h2>B</h2>"),
        ("</div></ul><p>what closes nothing", "<h2>B</h2>"),
        ("<p>not closed<li>nor this", "<h2>B</h2>"),
        ("<div>never closed<h2>B</h2>", ""),
    ],
)
def test_split_opening_ends_at_the_first_section_that_stands_in_no_box(opening: str, sections: str) -> None:
    assert split_opening(opening + sections) == (opening, sections)
