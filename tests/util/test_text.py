"""Words to addresses."""

import pytest

from helpcentre.util.text import slugify, unique


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Warum wurde dein Konto gesperrt?", "warum-wurde-dein-konto-gesperrt"),
        ("Äpfel, Öl & Straße", "aepfel-oel-strasse"),
        ("A\u0308pfel", "aepfel"),
        ("ŁÓDŹ i żółw", "lodz-i-zolw"),
        ("ISPARTA ılık", "isparta-ilik"),
        ("Ça va – déjà vu", "ca-va-deja-vu"),
        ("حظر", "none"),
    ],
)
def test_transliteration(text: str, slug: str) -> None:
    assert slugify(text, default="none") == slug


def test_a_taken_slug_is_numbered() -> None:
    taken: set[str] = set()
    assert [unique("a", taken), unique("a", taken), unique("a-2", taken)] == ["a", "a-2", "a-2-2"]
