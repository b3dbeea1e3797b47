"""Texts in bold: where they begin a part, where they end one, and that long lines are not copied for each."""

from typing import Any

import pytest

from helpcentre.content.labels.bold import find_bold
from helpcentre.content.markdown.scan import Scan


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("**a**", True, True),
        ("- **a**: b", True, True),
        ("1. > **a** b", True, False),
        ("b **a**", False, True),
        ("b **a** .*_ \nc", False, True),
        ("**a**\u2003\nb", True, True),
        ("**a**\u00a0– b", True, True),
        ("b\n  * <b>a</b> c", True, False),
        ("**x\ny** **a**", False, True),
        ("- - **a**.", False, True),
    ],
)
def test_text_in_bold_begins_and_ends_a_part(text: str, begins: bool, ends: bool) -> None:
    last = find_bold(Scan(text))[-1]
    assert (last.text, last.begins_part, last.ends_part) == ("a", begins, ends)


class Counted(str):
    """A text that counts the signs that are copied from it."""

    __slots__ = ()
    copied = 0

    def __getitem__(self, key: Any) -> str:
        found = super().__getitem__(key)
        Counted.copied += len(found)
        return found


def test_a_line_of_many_texts_in_bold_is_not_copied_for_each() -> None:
    scan = Scan("")
    text = Counted("**a** b " * 2000)
    scan.__dict__.update(text=text, without_code=text)
    Counted.copied = 0
    assert len(find_bold(scan)) == 2000
    assert Counted.copied < 10 * len(text)
