"""Keys of a keyboard in a translation beside its source's."""

from cases import parametrize_from_file
from helpcentre.checks.keys import check_keys
from helpcentre.content.frontmatter import parse
from helpcentre.content.language import Language
from helpcentre.content.units import Unit, units
from helpcentre.diagnostics.problem import Problem

ENGLISH = Language("en", "English", is_source=True)


def unit(text: str) -> Unit:
    return units(parse(f"# A {{#a}}\n\n{text}\n"))["a"]


def found(source: str, own: str) -> list[Problem]:
    return list(check_keys(unit(source), unit(own), language=ENGLISH, file="a.md"))


@parametrize_from_file
def test_another_key_is_told(source: str, own: str, message: str) -> None:
    assert [(problem.code, problem.line, problem.message) for problem in found(source, own)] == [
        ("keys-differ", 3, message)
    ]


@parametrize_from_file
def test_a_key_may_have_another_name(source: str, own: str) -> None:
    assert found(source, own) == []
