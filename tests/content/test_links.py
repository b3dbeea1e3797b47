"""The links and ids of a Markdown text, also of one that somebody made to be read slowly."""

import pytest

from helpcentre.content.markdown.fences import PLAIN
from helpcentre.content.markdown.links import ids_in, links_in

_MANY = 200_000
"""To look for the end of each of as many scraps in all that follows would take hours."""


@pytest.mark.parametrize("scrap", ["<a ", "<http://a", "[a](<b ", "{: ", "<a < ", "</a"])
def test_text_of_scraps_that_never_end_is_searched_once(scrap: str) -> None:
    text = scrap * _MANY + "\n\n<a title='<b' href='c.md' id=d> {: .e #f }"
    link = links_in(text, line=1, dialect=PLAIN)[-1]
    assert (link.target, link.line) == ("c.md", 3)
    assert ids_in(text, line=1, dialect=PLAIN)[-1] == ("f", 3)


def test_each_of_many_links_is_told_with_its_line() -> None:
    # To count the lines above each anew would take hours.
    found = links_in("[a](b.md)\n" * _MANY, line=5, dialect=PLAIN)
    assert [link.line for link in found] == list(range(5, 5 + _MANY))


def test_elements_within_attributes_hide_no_target() -> None:
    text = "<a title=\"a < b\" href=x>\n<img alt='<i' src=y>\n<a\n  href=z>\n"
    found = links_in(text, line=1, dialect=PLAIN)
    assert [(link.target, link.line) for link in found] == [("x", 1), ("y", 2), ("z", 4)]
