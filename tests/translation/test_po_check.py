"""A translated message beside its source."""

from cases import parametrize_from_file
from helpcentre.content.markdown.fences import PLAIN
from helpcentre.translation.po_check import find_difference


@parametrize_from_file
def test_a_difference_of_markdown_is_named(source: str, own: str, why: str) -> None:
    assert find_difference(source, own, PLAIN) == why


@parametrize_from_file
def test_a_translation_may_differ_in_words(source: str, own: str) -> None:
    assert find_difference(source, own, PLAIN) == ""
