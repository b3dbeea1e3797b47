"""Units, fingerprints, and the state that follows from them."""

from pathlib import Path

import pytest

from cases import parametrize_from_file
from helpcentre.content.frontmatter import Document, ParsedFiles, parse
from helpcentre.content.translation_record import MINOR_KEY
from helpcentre.content.units import units
from helpcentre.translation.state import Status, fingerprints, is_copy, state

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
    body = "# Page {#page}\n\n## Part {#part}\n\n### Sub {#sub}\n"
    meta = {"title": "Title", "description": "About", "translates": fingerprints(source)}
    return Document(meta=meta, body=body, body_line=1)


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


@parametrize_from_file
def test_what_does_not_change_the_meaning_does_not_change_the_state(old: str, new: str) -> None:
    assert state(document((old, new)), translation(document())).status is Status.CURRENT


@parametrize_from_file
def test_a_changed_unit_makes_exactly_that_unit_outdated(old: str, new: str, changed: list[str]) -> None:
    result = state(document((old, new)), translation(document()))
    assert result.status is Status.OUTDATED
    assert [found.unit.id for found in result.changed] == changed
    assert result.share == pytest.approx(4 / 5)


def test_page_without_a_file_is_missing_and_without_a_source_an_orphan() -> None:
    assert state(document(), None).status is Status.MISSING
    assert state(None, document()).status is Status.ORPHAN


def test_a_translation_without_a_record_is_outdated_in_every_unit() -> None:
    result = state(document(), Document(meta={}, body="", body_line=1))
    assert [found.unit.id for found in result.changed] == list(units(document()))


def test_a_changed_section_is_outdated_in_the_languages_that_did_not_follow() -> None:
    before, now = document(), document(("- Punkt", "- Ein anderer"))
    followed, left = translation(now), translation(before)
    found = {
        name: [each.unit.id for each in state(now, own).units if each.status is Status.OUTDATED]
        for name, own in {"en": followed, "fr": left}.items()
    }
    assert found == {"en": [], "fr": ["sub"]}


def test_new_sections_are_missing_and_removed_ones_orphans() -> None:
    source = document(("### Unterteil {#sub}", "### Neu {#new}"))
    result = state(source, translation(document()))
    assert [(found.unit.id, found.status) for found in result.units[-2:]] == [
        ("new", Status.MISSING),
        ("sub", Status.ORPHAN),
    ]
    assert result.status is Status.OUTDATED


def marked(source: Document, unit: str, *chain: Document) -> Document:
    """The source page as its author marked it: the texts in ``chain`` mean the same as today's."""
    meta = {**source.meta, MINOR_KEY: {unit: [units(former)[unit].fingerprint for former in (*chain, source)]}}
    return Document(meta=meta, body=source.body, body_line=source.body_line)


def test_a_change_that_its_author_calls_minor_disturbs_nobody() -> None:
    typo, mended, again = document(), document(("Punkt", "Punkte")), document(("Punkt", "Punkten"))
    assert state(marked(mended, "sub", typo), translation(typo)).status is Status.OUTDATED_MINOR
    assert state(marked(mended, "sub", typo), translation(typo)).changed == ()
    assert state(marked(again, "sub", typo, mended), translation(typo)).status is Status.OUTDATED_MINOR
    assert state(marked(again, "sub", typo, mended), translation(mended)).status is Status.OUTDATED_MINOR


def test_a_later_change_is_major_however_minor_those_before() -> None:
    typo, mended, rewritten = document(), document(("Punkt", "Punkte")), document(("Punkt", "Ganz anders"))
    source = Document(meta=marked(mended, "sub", typo).meta, body=rewritten.body, body_line=1)
    assert state(source, translation(typo)).status is Status.OUTDATED


def test_a_page_that_is_not_ready_is_withheld_but_not_called_current() -> None:
    source = document(("title: Titel", "title: Titel\nready: false"))
    result = state(source, None)
    assert (result.is_withheld, result.status) == (True, Status.MISSING)


def test_fingerprints_follow_what_a_page_includes(tmp_path: Path) -> None:
    (tmp_path / "_snippets").mkdir()
    (tmp_path / "page.md").write_text('# A {#a}\n\n--8<-- "_snippets/shared.md"\n', encoding="utf-8")
    parsed, seen = ParsedFiles(), []
    for text in ("eins", "eins\n", "zwei"):
        (tmp_path / "_snippets" / "shared.md").write_text(text, encoding="utf-8")
        seen.append(units(parsed.read(tmp_path / "page.md", folder=tmp_path, name="page.md"))["a"].fingerprint)
    assert seen[0] == seen[1] != seen[2]


def test_a_copy_of_the_source_is_recognised_whatever_its_title() -> None:
    assert is_copy(document(), document(("title: Titel", "title: Title")))
    assert not is_copy(document(), document(("Punkt", "Item")))
