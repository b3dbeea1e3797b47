"""Paragraphs that a translation has lost."""

import pytest

from helpcentre.checks.counterparts import paired_units
from helpcentre.checks.paragraphs import check_paragraphs
from helpcentre.content.frontmatter import parse
from helpcentre.content.language import Language
from helpcentre.content.units import units

ENGLISH = Language("en", "English", is_source=True)
FIRST, SECOND = "The first one says what is to do before all. ", "The second one says what is to do then. "
ERST, DANN = "Der erste sagt, was vor allem anderen zu tun ist. ", "Der zweite sagt, was dann zu tun ist. "
CODE, LIST = "\n\n```\nx\n```\n\n", "\n\n- a\n- b\n\n"


def found(source: str, own: str, *, known: int = 5) -> list[tuple[str, int]]:
    page, translation = (
        parse(f"# A {{#a}}\n\n{sentence * known}\n\n## B {{#b}}\n\n{text}\n")
        for sentence, text in ((FIRST, source), (ERST, own))
    )
    pairs = list(paired_units(page, translation, set(units(page))))
    return [(each.code, each.line) for each in check_paragraphs(pairs, language=ENGLISH, file="a.md")]


@pytest.mark.parametrize(
    ("source", "own", "line"),
    [
        (f"{FIRST}\n\n{SECOND}", ERST, 5),
        (f"{FIRST}\n\n{SECOND}\n\n{FIRST}", f"{ERST}\n\n{DANN}", 5),
        (f"{FIRST}{CODE}{SECOND}", f"{ERST}{CODE}", 9),
        (f"{FIRST}{LIST}{SECOND}{LIST}{FIRST}", f"{ERST}{LIST}{DANN}{LIST}", 14),
    ],
)
def test_a_part_with_fewer_paragraphs_that_is_shorter_may_lack_one(source: str, own: str, line: int) -> None:
    assert found(source, own) == [("paragraph-missing", line)]


@pytest.mark.parametrize(
    ("source", "own"),
    [
        (f"{FIRST}\n\n{SECOND}", f"{ERST}\n\n{DANN}"),
        (f"{FIRST}\n\n{SECOND}", f"{ERST}{DANN}"),
        (f"{FIRST}\n\n{SECOND}{CODE}", f"{ERST}\n{DANN}{CODE}"),
        (f"{FIRST}{CODE}{SECOND}", f"{ERST}{DANN}{CODE}"),
        (f"{FIRST}{CODE}Such as:{CODE}", f"{ERST}{CODE}{CODE}"),
        (f"{FIRST}{LIST}{SECOND}", f"{ERST}{DANN}"),
        (f"{FIRST}\n\n[a long name of a place]:\n  https://example.org/\n[a second long name of it]: /c", ERST),
        (ERST, f"{FIRST}\n\n{SECOND}"),
        (f"{FIRST}\n\n{SECOND}", "Der erste sagt alles.\nDer zweite sagt, was dann zu tun ist."),
        (f"{FIRST}\n\n{SECOND}\n\n{FIRST}", f"{ERST}\n{DANN}\n{ERST}"),
        (f"{FIRST}\n- a\n- b\n\n{SECOND}{CODE}{FIRST}", f"{ERST}{LIST}{DANN}{ERST}"),
    ],
)
def test_paragraphs_may_be_joined_split_and_moved(source: str, own: str) -> None:
    assert found(source, own) == []


def test_nothing_is_said_where_nobody_knows_how_long_a_translation_is() -> None:
    texts = f"{FIRST}\n\n{SECOND}", ERST
    assert [bool(found(*texts, known=known)) for known in (5, 1)] == [True, False]
