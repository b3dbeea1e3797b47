"""The choices of a guide's page: which list is marked."""

import pytest
from markdown import Markdown

from helpcentre.pages.choices import MarkedChoices
from support import BuiltPage

ASIDE = '<details class="hc-aside" markdown="block">\n\n- [note](x.md)\n\n</details>\n\n'


def marked(text: str, *, is_guide: bool = True) -> list[str]:
    """The text of each list with the class of choices."""
    markdown = Markdown(extensions=["attr_list", "md_in_html", "sane_lists", MarkedChoices(is_guide=is_guide)])
    return [" ".join(node.text().split()) for node in BuiltPage(markdown.convert(text)).tree.css(".hc-answers")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n\nText.\n\n- b\n- c\n", ["b c"]),
        (f"- a\n\nText.\n\n- b\n\n{ASIDE}", ["b"]),
        (f"Text.\n\n{ASIDE}## B\n\n- b\n\n{ASIDE}", ["b"]),
        ("- a\n- b\n    - within\n", ["a b within"]),
        ("- a\n- b\n{: .own }\n", ["a b"]),
        ("- a\n\nText.\n", []),
        ("1. a\n2. b\n", []),
        (ASIDE, []),
        ("", []),
    ],
)
def test_choices_are_the_list_at_the_end_of_the_text(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


def test_choices_of_a_page_that_is_of_no_guide_are_not_marked() -> None:
    assert marked("- a\n", is_guide=False) == []
