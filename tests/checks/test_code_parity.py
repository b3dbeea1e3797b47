"""Code of a translation beside its source's."""

import pytest

from cases import parametrize_from_file
from helpcentre.checks.code_lines import lost_lines
from helpcentre.checks.code_names import renamed_variables
from helpcentre.checks.code_parity import check_code
from helpcentre.checks.counterparts import paired_units
from helpcentre.checks.spoken_names import SpokenNames
from helpcentre.content.frontmatter import parse
from helpcentre.content.language import Language
from helpcentre.content.units import Unit, units

GERMAN = Language("de", "Deutsch", is_source=True)


def unit(text: str) -> Unit:
    return units(parse(f"# A {{#a}}\n\n{text}\n"))["a"]


@parametrize_from_file
def test_other_code_is_a_problem(source: str, own: str) -> None:
    (problem,) = check_code(unit(source), unit(own), {}, language=GERMAN, file="a.md")
    assert (problem.line, problem.code) == (3, "code-differs")


@parametrize_from_file
def test_code_may_be_in_the_readers_language(source: str, own: str) -> None:
    assert list(check_code(unit(source), unit(own), {}, language=GERMAN, file="a.md")) == []


@parametrize_from_file
def test_variables_may_have_other_names_on_the_whole_page(source: str, own: str, renamed: dict[str, str]) -> None:
    page, translation = (parse(f"# A {{#a}}\n\n{text}\n") for text in (source, own))
    found = renamed_variables(page, translation, ["a"])
    assert found == renamed
    problems = list(check_code(unit(source), unit(own), found, language=GERMAN, file="a.md"))
    assert bool(problems) != bool(renamed)


@pytest.mark.parametrize(
    ("between", "is_lost"), [("\n" * 200_000, True), ("-- …\n", False), ("." * 50_000 + "\n", False)]
)
def test_lines_of_dots_alone_are_looked_for_once(between: str, is_lost: bool) -> None:
    lost = lost_lines("x = 1\ny = 2\nz = foo()\nw = 4\n", f"x = 1\n{between}y = 2\nw = 4\n")
    assert lost == (("z = foo()",) if is_lost else ())


def test_nothing_is_compared_where_code_is_opened_as_another_program_does() -> None:
    foreign, right = (parse(f"# A {{#a}}\n\n```js{mark}\nx 1\n```\n\nText.\n") for mark in ("{1}", ""))
    pairs = ((right, right), (foreign, right), (right, foreign))
    assert [len(list(paired_units(*pair, ["a"]))) for pair in pairs] == [1, 0, 0]


def test_the_difference_is_named() -> None:
    (problem,) = check_code(unit("```\nrm --force 1\n```"), unit("```\nrm 1\n```"), {}, language=GERMAN, file="a.md")
    assert (problem.message, problem.fix) == (
        "code lacks --force, which that of the German text has", "write --force"
    )  # fmt: skip


@parametrize_from_file
def test_a_name_that_both_pages_speak_of_may_be_translated_on_purpose(source: str, own: str, level: str) -> None:
    page, translation = (parse(f"# A {{#a}}\n\n{text}\n") for text in (source, own))
    spoken = SpokenNames(page, translation)
    (found,) = check_code(unit(source), unit(own), {}, language=GERMAN, file="a.md", spoken=spoken)
    assert found.severity.value == level
