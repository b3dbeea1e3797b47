"""Drafts of a machine in a page: which of them readers get, and the page without the others."""

import json
from datetime import date
from pathlib import Path

import pytest

from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter import Document, dump, parse
from helpcentre.content.language import Language
from helpcentre.content.machine_drafts import hidden_drafts, without_units
from helpcentre.content.translation_record import (
    MACHINE_KEY,
    RECORD_KEY,
    MachineDraft,
    end_drafts,
    machine_drafts,
    read_draft,
)
from helpcentre.content.units import units
from helpcentre.content.visibility import AUTHORS, Audience
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.state import Status, TranslationStates, fingerprints
from helpcentre.translation.status import as_json, status_rows

SOURCE = """---
title: Titel
---

# Seite {#page}

Eins.

## Teil {#part}

Zwei.

/// reply | chat
Hallo!
///
"""
BODY = "\n# Page {#page}\n\nOne.\n\n## Part {#part}\n\nTwo.\n\n/// reply | chat\nHello!\n///\n"
READERS = Audience(sees_internal=False, sees_everything=False)
WITH_NOTICE = Audience(sees_internal=False, sees_everything=False, shows_machine_drafts=True)


def translation(*drafts: str, body: str = BODY) -> str:
    """Return a page whose units in ``drafts`` were written by a machine."""
    own = units(parse(dump({"title": "Title"}) + BODY))
    listed = {unit: str(MachineDraft("deepl", date(2026, 11, 29), own[unit].digest)) for unit in drafts}
    meta = {"title": "Title", RECORD_KEY: fingerprints(parse(SOURCE)), **({MACHINE_KEY: listed} if listed else {})}
    return dump(meta) + body


def documents(folder: Path, text: str, audience: Audience, source: str = SOURCE) -> Documents:
    for code, content in (("de", source), ("en", text)):
        (folder / code).mkdir(exist_ok=True)
        (folder / code / "a.md").write_text(content, encoding="utf-8")
    languages = (Language("de", "Deutsch", is_source=True), Language("en", "English", is_source=False))
    return Documents(folder, folder, languages, audience=audience)


def test_a_draft_is_read_as_it_is_written() -> None:
    draft = MachineDraft("deepl", date(2026, 11, 29), "0123456789ab")
    assert read_draft(str(draft)) == draft
    assert [read_draft(text) for text in ("deepl 2026-13-29 0123456789ab", "deepl", 7)] == [None] * 3


@pytest.mark.parametrize("written", ["yes", "{ part: yes }", "{ part: deepl 2026-11-29 }", "[part]"])
def test_a_record_that_cannot_be_read_is_refused(written: str) -> None:
    with pytest.raises(HelpcentreError, match="machine: expected"):
        parse(f"---\ntitle: Title\nmachine: {written}\n---\n")


def test_readers_get_no_draft_before_its_review(tmp_path: Path) -> None:
    found = documents(tmp_path, translation("part", "part.chat"), READERS)
    page = found.get("en", "a.md")
    assert page
    assert "One." in page.body
    assert "Two." not in page.body + str(page.meta)
    assert [line for line, text in enumerate(page.body.split("\n")) if "One" in text] == [3]
    state = TranslationStates(found).of("en", "a.md")
    assert {each.unit.id for each in state.changed} == {"part", "part.chat"} - {"part.chat"} | {"part.chat"}
    assert state.status is Status.OUTDATED
    assert set(state.drafts) == {"part", "part.chat"}


def test_a_reply_goes_with_the_section_that_it_stands_in(tmp_path: Path) -> None:
    page = documents(tmp_path, translation("page", "part"), READERS).get("en", "a.md")
    assert page
    assert units(page).keys() == {"_title"}


def test_a_page_of_drafts_alone_is_no_page_for_readers(tmp_path: Path) -> None:
    found = documents(tmp_path, translation("_title", "page", "part", "part.chat"), READERS)
    assert found.get("en", "a.md") is None
    assert found.paths("en") == []
    assert found.hidden() == [("en", "a.md")]
    state = TranslationStates(found).of("en", "a.md")
    assert (state.status, len(state.drafts)) == (Status.MISSING, 4)


@pytest.mark.parametrize(
    ("drafts", "word", "share"),
    [(("part",), "major", 0.5), (("part", "part.chat"), "machine", 0.5), ((), "current", 1)],
)
def test_status_tells_drafts_that_readers_do_not_get(
    tmp_path: Path, drafts: tuple[str, ...], word: str, share: float
) -> None:
    rows = status_rows(TranslationStates(documents(tmp_path, translation(*drafts), READERS)))
    assert [(row.word, row.state.share) for row in rows] == [(word, share)]
    assert json.loads(as_json(rows))["en"]["drafts"] == len(drafts)


def test_authors_see_all_drafts_and_none_counts_as_a_translation(tmp_path: Path) -> None:
    found = documents(tmp_path, translation("part"), AUTHORS)
    state = TranslationStates(found).of("en", "a.md")
    assert {each.unit.id: each.status for each in state.units}["part"] is Status.MACHINE
    assert state.status is Status.MACHINE
    assert state.share == pytest.approx(3 / 4)


def test_with_notice_readers_get_a_draft_that_is_as_it_was_proved(tmp_path: Path) -> None:
    state = TranslationStates(documents(tmp_path, translation("part"), WITH_NOTICE)).of("en", "a.md")
    assert state.status is Status.MACHINE


@pytest.mark.parametrize(
    ("body", "source"),
    [(BODY.replace("Two.", "Three."), SOURCE), (BODY, SOURCE.replace("Zwei.", "Drei."))],
    ids=["edited", "source changed"],
)
def test_with_notice_readers_get_no_draft_that_is_not_proved(tmp_path: Path, body: str, source: str) -> None:
    page = documents(tmp_path, translation("part", body=body), WITH_NOTICE, source).get("en", "a.md")
    assert page
    assert "## Part" not in page.body


def test_hidden_drafts_of_a_page_whose_source_is_gone_are_all() -> None:
    page = parse(translation("part", "page"))
    assert hidden_drafts(page, None, are_shown=True) == {"part", "part.chat", "page"}


def test_a_page_without_some_units_has_all_others_as_they_were() -> None:
    page = parse(translation("_title", "page"))
    rest = without_units(page, {"_title", "page"})
    assert "title" not in rest.meta
    assert units(rest).keys() == {"part", "part.chat"}
    assert {unit: each.text for unit, each in units(rest).items()} == {
        unit: units(page)[unit].text for unit in ("part", "part.chat")
    }
    assert without_units(page, ()) is page


def test_a_review_ends_drafts_and_changes_no_other_byte() -> None:
    text = translation("part", "page")
    document: Document = parse(text)
    some = end_drafts(text, document.meta, {"part"})
    assert machine_drafts(parse(some).meta).keys() == {"page"}
    assert end_drafts(text, document.meta, {"part", "page"}) == translation()
    assert end_drafts(text, document.meta, {"_title"}) is text
