"""The reference: equal to what the code says, and complete."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Literal

import msgspec
import pytest

from helpcentre.cli.main import parser
from helpcentre.cli.reference import reference, settings_of
from helpcentre.content.frontmatter_schema import KEYS
from helpcentre.diagnostics.problem import Rule
from support import ROOT

REFERENCE = ROOT / "manual" / "reference.md"


class Colour(Enum):
    """An example."""

    RED = "red"
    BLUE = "blue"


class Lamp(msgspec.Struct, frozen=True):
    """An example."""

    watts: Annotated[float, msgspec.Meta(gt=0)]
    """Power of the lamp."""

    colours: tuple[Colour, ...] = ()
    """Colours, in
    their order."""


class Door(msgspec.Struct, frozen=True):
    """An example."""

    width: int = 90
    """Width in centimetres."""


@dataclass(frozen=True)
class House:
    """An example."""

    material: Literal["wood", "stone"] = "wood"
    """Material of the walls."""

    owner: str | None = None
    """Owner."""

    rooms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Rooms."""

    door: Door = field(default_factory=Door)
    """Front door."""

    rules: Mapping[Rule, bool] = field(default_factory=dict)
    """Rules of the house."""

    lamps: tuple[Lamp, ...] = ()
    """Lamps."""


@dataclass(frozen=True)
class Bare:
    """An example."""

    size: int = 1


def test_the_reference_is_what_the_code_says() -> None:
    # Not assert ==: the difference of two long texts takes minutes to find.
    is_same = REFERENCE.read_text(encoding="utf-8") == reference()
    assert is_same, "manual/reference.md is out of date; write it again: make reference"


def test_every_key_command_and_rule_is_in_the_reference() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    commands = next(action.choices for action in parser()._actions if isinstance(action.choices, dict))
    names = [f"| `{key}` |" for key in KEYS] + [f"| [`{rule.code}`]" for rule in Rule]
    names += [f"### helpcentre {name}\n" for name in commands]
    assert [name for name in names if name not in text] == []


def test_options_of_dataclasses_and_structs_are_listed_with_those_of_their_groups() -> None:
    assert [tuple(each) for each in settings_of(House)] == [
        ("material", "`wood`, `stone`", "wood", "Material of the walls."),
        ("owner", "text", "", "Owner."),
        ("rooms", "mapping of text to list of text", "{}", "Rooms."),
        ("door.width", "whole number", "90", "Width in centimetres."),
        ("rules", "mapping of rule to true or false", "{}", "Rules of the house."),
        ("lamps", "list of mappings", "[]", "Lamps."),
        ("lamps[].watts", "number", "required", "Power of the lamp."),
        ("lamps[].colours", "list of `red` or `blue`", "()", "Colours, in their order."),
    ]


def test_a_field_without_a_docstring_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"Bare\.size has no docstring: write a string below the field"):
        list(settings_of(Bare))
