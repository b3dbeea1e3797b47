"""Boxes that were meant as notes or replies: everybody would see them."""

import pytest

from helpcentre.content import misspelt_notes
from helpcentre.content.asides import find_notes, read
from helpcentre.content.markdown.fences import PLAIN
from helpcentre.diagnostics.problem import HelpcentreError

_MEANT = [
    '!!! internal "Nur für uns"', "??? internal", '???+ Internal "x"', '!!! "internal"', "!!!internal", "!!! „intern“",
    "    !!! internal", "> !!! intern", "- ??? reply", "1. !!! reply", "!!! note internal", '!!! internal-note "x"',
    '!!! note "Internal"', "::: internal", "> [!INTERNAL]", "！！！ internal", "!!! İNTERNAL", '!!! antwort "x"',
    "!!! 内部", "!!! داخلي", "!!! reply | chat", "???+ reply end", "\t!!! interne", "!!!  INTERNAL  ",
]  # fmt: skip
_TEXT = [
    '!!! answer "Kurz gesagt"', '!!! note "Internal storage is full"', '!!! tip "Antwort"', "!!! warning",
    "Was??? internal", '!!! note "Reply"', "Text !!!", "[!x](y)", "![internal](x)", "> [!TIP] x", '!!! internet "x"',
]  # fmt: skip


@pytest.mark.parametrize("line", _MEANT)
def test_a_box_named_as_a_note_or_reply_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(HelpcentreError, match=r"^page\.md:3: a box is no note or reply.*/// internal"):
        read(f"# A\n\n{line}\n\n    Secret.\n", file="page.md", line=1, dialect=PLAIN)


@pytest.mark.parametrize("line", _TEXT)
def test_other_boxes_and_text_are_none(line: str) -> None:
    assert not misspelt_notes.looks_boxed(line)
    assert find_notes(f"# A\n\n{line}\n") == ()


def test_a_box_shown_in_code_is_none() -> None:
    assert find_notes("# A\n\n```\n!!! internal\n```\n") == ()


@pytest.mark.parametrize("line", ["// Internal redirect", "    // reply to it", "\t// Internal link"])
def test_a_comment_of_code_that_goes_on_is_no_note(line: str) -> None:
    assert find_notes(f"# A\n\n```go\n{line}\n```\n") == ()


@pytest.mark.parametrize(
    "line", ["// internal", "// Reply | chat", "// reply chat", "／／ internal x", "//// internal x"]
)
def test_a_misspelt_mark_in_code_is_refused(line: str) -> None:
    with pytest.raises(HelpcentreError, match="neither text nor a note"):
        find_notes(f"# A\n\n```go\n{line}\n```\n")


@pytest.mark.parametrize("signs", ["/", "／", "//", "/ ", "> /", "\n"])
def test_a_line_of_very_many_signs_is_read_once(signs: str) -> None:
    """One that is read again from each of its signs would take hours."""
    text = signs * 200_000
    assert misspelt_notes.looks_open(f"{text}internal") is ("\n" not in signs)
    assert not misspelt_notes.looks_open(f"{text}x")
    assert misspelt_notes.may_be_in(f"{text}\n///\n")
