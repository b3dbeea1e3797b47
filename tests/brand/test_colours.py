"""Colours: their contrast, and the nearest that is readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.brand.colours import BLACK, TEXT, WHITE, Colour, contrast, mix, parse_colour, readable

_COLOURS = st.builds(Colour, *[st.integers(0, 255)] * 3)


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#0b6650", Colour(11, 102, 80)),
        ("#FFF", Colour(255, 255, 255)),
        ("#ffff", None),
        ("0b6650", None),
        ("red", None),
        ("var(--x)", None),
        ("", None),
    ],
)
def test_colour_is_read_from_its_digits(text: str, colour: Colour | None) -> None:
    assert parse_colour(text) == colour


@given(_COLOURS)
def test_colour_written_is_read_again(colour: Colour) -> None:
    assert parse_colour(str(colour)) == colour


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000", "#fff", 21.0), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    first, second = parse_colour(one), parse_colour(other)
    assert first
    assert second
    assert contrast(first, second) == contrast(second, first) == pytest.approx(ratio, abs=0.005)


@given(_COLOURS)
def test_readable_colour_has_the_contrast_on_paper_and_on_night(colour: Colour) -> None:
    for grounds in ([WHITE, Colour(246, 248, 245)], [BLACK, Colour(24, 32, 29)]):
        assert all(contrast(readable(colour, grounds), ground) >= TEXT for ground in grounds)


def test_readable_colour_that_is_enough_already_stays_as_it_is() -> None:
    assert readable(Colour(0, 0, 128), [WHITE]) == Colour(0, 0, 128)
    assert mix(WHITE, BLACK, 0.5) == Colour(128, 128, 128)
