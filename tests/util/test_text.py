"""Words to addresses."""

import re

import pytest

from helpcentre.util.text import Names, any_of, replace_letters, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Warum wurde dein Konto gesperrt?", "warum-wurde-dein-konto-gesperrt"),
        ("Äpfel, Öl & Straße", "aepfel-oel-strasse"),
        ("A\u0308pfel", "aepfel"),
        ("ŁÓDŹ i żółw", "lodz-i-zolw"),
        ("ISPARTA ılık", "isparta-ilik"),
        ("Ærø, Øl, Åse & Œuvre", "aero-ol-ase-oeuvre"),
        ("Ça va – déjà vu", "ca-va-deja-vu"),
        ("حظر", "none"),
    ],
)
def test_transliteration_gives_latin_letters(text: str, slug: str) -> None:
    assert slugify(text, default="none") == slug


def test_a_taken_slug_is_numbered() -> None:
    names = Names(["b"])
    assert [names.take(name) for name in ("a", "a", "a-2", "b", "a")] == ["a", "a-2", "a-2-2", "b-2", "a-3"]


def test_a_slug_that_is_taken_ever_again_is_numbered_at_once() -> None:
    names, count = Names(["a-7"]), 100_000  # to begin at 2 for each would take hours
    assert [names.take("a") for _ in range(count)][-1] == f"a-{count + 1}"


def test_letters_that_unicode_does_not_take_apart_are_replaced() -> None:
    assert (
        replace_letters("straße łódź ørsted đà ılık ґрунт سياسة على") == "strasse lódź orsted dà ilik грунт سياسه علي"
    )


def test_pattern_of_any_words_matches_each_as_it_is() -> None:
    pattern = re.compile(any_of(["a.b", "c d"]) + "!")
    assert [bool(pattern.fullmatch(text)) for text in ("a.b!", "c d!", "axb!", "a.b")] == [True, True, False, False]
