"""Units, fingerprints, and the state that follows from them."""

import pytest

from helpcentre.frontmatter import Document, parse
from helpcentre.translations import Status, fingerprints, is_copy, state, units

SOURCE = """---
title: Titel
description: Beschreibung
---

# Seite {#page}

Einleitung „in Anführung“.

## Teil {#part}

Ein Absatz,
der weitergeht.

```
# kein Titel
```

### Unterteil {#sub}

- Punkt
"""


def document(*changes: tuple[str, str]) -> Document:
    text = SOURCE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return parse(text)


def translation(source: Document) -> Document:
    return Document(meta={"translates": fingerprints(source)}, body="# Page {#page}\n", body_line=1)


def test_units_are_the_parts_under_each_heading() -> None:
    found = units(document())
    assert list(found) == ["_title", "_description", "page", "part", "sub"]
    assert found["part"].heading == "Teil"
    assert found["part"].line == 10
    assert "# kein Titel" in found["part"].text


def test_text_above_the_first_heading_is_a_unit_of_its_own() -> None:
    assert list(units(parse("Oben\n\n# Titel {#t}\n"))) == ["_top", "t"]


def test_headings_without_an_id_get_one_from_their_words() -> None:
    found = units(parse("# Größe\n\n## Größe\n"))
    assert list(found) == ["groesse", "groesse-2"]
    assert not found["groesse"].has_explicit_id


@pytest.mark.parametrize(
    "change",
    [
        ("Absatz,\nder weitergeht", "Absatz, der\nweitergeht"),
        ("„in Anführung“", '"in Anführung"'),
        ("Einleitung", "Einleitung  "),
        ("## Teil {#part}", "## Teil   {#part}"),
        ("ü", "u\u0308"),
    ],
    ids=["wrapping", "quotes", "spaces", "heading spaces", "decomposed letters"],
)
def test_what_does_not_change_the_meaning_does_not_change_the_state(change: tuple[str, str]) -> None:
    assert state(document(change), translation(document())).status is Status.CURRENT


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (("Punkt", "Punkte"), ["sub"]),
        (("## Teil", "## Teile"), ["part"]),
        (("title: Titel", "title: Neu"), ["_title"]),
        (("description: Beschreibung", "description: Neu"), ["_description"]),
        (("Einleitung", "Einführung"), ["page"]),
        (("# kein Titel", "# immer noch keiner"), ["part"]),
    ],
)
def test_a_changed_unit_makes_exactly_that_unit_outdated(change: tuple[str, str], changed: list[str]) -> None:
    result = state(document(change), translation(document()))
    assert result.status is Status.OUTDATED
    assert [unit.id for unit in result.changed] == changed


def test_a_page_that_does_not_exist_is_missing() -> None:
    assert state(document(), None).status is Status.MISSING


def test_a_translation_without_a_record_is_outdated_in_every_unit() -> None:
    result = state(document(), Document(meta={}, body="", body_line=1))
    assert [unit.id for unit in result.changed] == list(units(document()))


def test_a_copy_of_the_source_is_recognised_whatever_its_title() -> None:
    assert is_copy(document(), document(("title: Titel", "title: Title")))
    assert not is_copy(document(), document(("Punkt", "Item")))
