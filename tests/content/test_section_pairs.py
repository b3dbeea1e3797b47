"""Sections of long pages are compared within bounds."""

from typing import Any

import pytest

from helpcentre.content import section_pairs
from helpcentre.content.section_pairs import Section, are_moved, find_pairs


def sections(count: int) -> list[Section]:
    texts = [f"Text with `code{number}` and `more{number}`." for number in range(count)]
    return [Section.of(2, f"Part {number}", text, fences=0) for number, text in enumerate(texts)]


def test_each_of_many_sections_is_held_against_one_other(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    is_clear = section_pairs._is_clear

    def count(i: int, j: int, *more: Any) -> bool:
        asked.append((i, j))
        return is_clear(i, j, *more)

    monkeypatch.setattr(section_pairs, "_is_clear", count)
    assert find_pairs(sections(40), sections(45)) == {number: number for number in range(40)}
    assert len(asked) == 40


def test_places_of_very_many_sections_are_taken_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    many = sections(201)
    assert are_moved(many[:200], many[199::-1])
    monkeypatch.delattr(section_pairs, "_table")
    assert not are_moved(many, many[::-1])
