"""An attribute without a value has an empty one, for all that take it for a text."""

import pytest
from markdown import Markdown

from helpcentre.content.frontmatter import parse
from helpcentre.content.markdown.attribute_lists import give_values
from helpcentre.content.steps import StepReader

_NAMES = ["# id", "id", "id=", "data-toc-label", "href", "src", "title", "class", ":", "a b"]


@pytest.mark.parametrize("given", _NAMES)
def test_attribute_without_a_value_is_read_as_an_empty_text(given: str) -> None:
    markdown = give_values(Markdown(extensions=["attr_list", "toc"]))
    text = f"## A {{{given}}}\n\nB\n{{{given}}}\n\n[c](d){{{given}}} ![e](f){{{given}}}\n"
    bare = {name for name in given.split() if name.isalpha()}
    html = markdown.convert(text)
    assert all(f'{name}=""' in html for name in bare), html


@pytest.mark.parametrize("given", _NAMES)
def test_steps_below_such_a_heading_are_read(given: str) -> None:
    document = parse(f"# A {{#a}}\n\n## B {{{given}}}\n\n1. One\n2. Two\n   {{{given}}}\n", file="page.md")
    assert len(StepReader().read(document)) == 2
