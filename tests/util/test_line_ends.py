"""The ends of lines are told and made plain, whatever program wrote them."""

import pytest

from helpcentre.util.line_ends import line_end, plain_lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_line_ends_with_a_newline_and_can_have_its_end_again(end: str) -> None:
    text = end.join(["a", "", "b", ""])
    assert plain_lines(text) == "a\n\nb\n"
    assert plain_lines(text).replace("\n", line_end(text)) == text


def test_of_several_ends_a_newline_is_taken() -> None:
    assert (line_end("a\rb\nc"), line_end("a")) == ("\n", "\n")
    assert plain_lines("a\r\r\nb") == "a\n\nb"
