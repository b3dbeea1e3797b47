"""What a page says above its text of its translation."""

import pytest

from helpcentre.content.frontmatter import Document, parse
from helpcentre.content.language import Language
from helpcentre.content.ui_strings import Strings
from helpcentre.output.page import Alternate
from helpcentre.pages.notices import ChangedLink, Notice, draft_notice, page_notice
from helpcentre.translation.state import PageState, Status, fingerprints, state

GERMAN, ENGLISH = Language("de", "Deutsch", is_source=True), Language("en", "English", is_source=False)
SWITCH = [Alternate(GERMAN, GERMAN, "a/"), Alternate(ENGLISH, ENGLISH, "en/a/")]
WORDS = Strings({"outdated_link": "the original ({source})"})
SOURCE_WORDS = Strings({"aside_chat": "Antwort im Chat"})
SOURCE = """---
title: Titel
---

Vorneweg.

# Seite {#page}

## Teil {#part}

/// reply | chat
Antwort.
///

## Ohne Kennung

## Doppelt {#part}
"""


def notice(found: PageState) -> Notice | None:
    return page_notice(found, SWITCH, words=WORDS, source_words=SOURCE_WORDS, source_name="Deutsch")


def translated(source: Document, *outdated: str) -> Document:
    recorded = {name: "0" * 12 if name in outdated else known for name, known in fingerprints(source).items()}
    body = source.body.replace("Doppelt", "Twice")
    return Document(meta={"title": "Title", "translates": recorded}, body=body, body_line=1)


@pytest.mark.parametrize("status", [Status.CURRENT, Status.OUTDATED_MINOR, Status.ORPHAN])
def test_page_notice_of_a_page_that_can_be_relied_on_is_none(status: Status) -> None:
    assert notice(PageState(status)) is None


def test_page_notice_of_an_untranslated_page_names_the_source_page() -> None:
    assert notice(PageState(Status.MISSING)) == Notice("fallback", "a/")


@pytest.mark.parametrize(
    ("unit", "title", "fragment"),
    [
        ("_title", "Titel", ""),
        ("_top", "the original (Deutsch)", ""),
        ("page", "Seite", "#page"),
        ("part.chat", "Antwort im Chat", "#part.chat"),
        ("ohne-kennung", "Ohne Kennung", ""),
        ("part-2", "Doppelt", ""),
    ],
)
def test_page_notice_of_an_outdated_page_links_to_what_changed(unit: str, title: str, fragment: str) -> None:
    source = parse(SOURCE)
    found = notice(state(source, translated(source, unit)))
    assert found == Notice("outdated", "a/", (ChangedLink(title, fragment),))


def test_page_notice_of_a_page_without_a_record_tells_no_change() -> None:
    source = parse(SOURCE)
    found = notice(state(source, parse("---\ntitle: Title\n---\n\n# Page {#page}\n")))
    assert found == Notice("unrecorded", "a/")


def test_page_notice_leaves_out_what_only_the_translation_has() -> None:
    source = parse(SOURCE)
    translation = translated(source, "page")
    own = Document(meta=translation.meta, body=translation.body + "\n## More {#more}\n", body_line=1)
    found = notice(state(source, own))
    assert found is not None
    assert [link.title for link in found.changed_links] == ["Seite"]


def _drafted(source: Document, *units: str) -> Document:
    listed = dict.fromkeys(units, "deepl 2026-11-29 0123456789ab")
    made = translated(source)
    return Document(meta={**made.meta, "machine": listed}, body=made.body, body_line=1)


def _draft_notice(found: PageState) -> Notice | None:
    return draft_notice(found, SWITCH, words=WORDS, source_words=SOURCE_WORDS, source_name="Deutsch")


def test_draft_notice_names_what_a_machine_translated_and_leads_to_the_source() -> None:
    source = parse(SOURCE)
    found = state(source, _drafted(source, "part"))
    assert _draft_notice(found) == Notice("machine", "a/", (ChangedLink("Teil", "#part"),))
    assert notice(found) is None


def test_draft_notice_of_a_page_that_is_all_of_a_machine_names_no_part() -> None:
    source = parse(SOURCE)
    units = [unit.unit.id for unit in state(source, translated(source)).units]
    assert _draft_notice(state(source, _drafted(source, *units))) == Notice("machine", "a/")


def test_draft_notice_of_a_page_that_people_translated_is_none() -> None:
    source = parse(SOURCE)
    assert _draft_notice(state(source, translated(source, "page"))) is None
