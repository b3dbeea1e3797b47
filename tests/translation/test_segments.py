"""Pages taken apart into messages and put together again."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from helpcentre.content.blocks import Kind, normal
from helpcentre.content.frontmatter import Document, parse
from helpcentre.content.markdown.fences import Dialect
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.page_edits import assemble_text, with_heading_ids, with_meta, with_part
from helpcentre.translation.segments import Page, segment_document, segment_text
from markdown_texts import PAGE, TEXTS


def page_of(text: str) -> Page:
    """Return the page, leaving out texts whose front matter is none."""
    try:
        return segment_text(text)
    except HelpcentreError:
        assume(False)
        raise


def shown(page: Page) -> dict[str, str]:
    return {message.key: message.text for message in page.messages()}


def test_every_text_of_a_page_is_a_message_of_its_own() -> None:
    page = segment_text(PAGE)
    assert [(message.key, message.kind, message.text) for message in page.messages()] == [
        ("_title/0", Kind.META, "Titel: eins"),
        ("_description/0", Kind.META, "Zwei Zeilen, die eine sind."),
        ("_top/1", Kind.PARAGRAPH, "Oben."),
        ("page/0", Kind.HEADING, "Seite"),
        ("page/1", Kind.PARAGRAPH, "Ein Absatz,\nder weitergeht."),
        ("page/2", Kind.ITEM, "Punkt eins\ngeht weiter"),
        ("page/3", Kind.ITEM, "Punkt zwei"),
        ("page/4", Kind.PARAGRAPH, "Absatz im Punkt,\nzweite Zeile."),
        ("page/5", Kind.ITEM, "innen"),
        ("page/6", Kind.ITEM, "noch einer"),
        ("page/7", Kind.LABEL, "Achtung: **hier**"),
        ("page/8", Kind.PARAGRAPH, "Erster Absatz."),
        ("page/9", Kind.ITEM, "Punkt im Kasten"),
        ("page/10", Kind.PARAGRAPH, "Gleich darunter."),
        ("page/11", Kind.TABLE, "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("code/0", Kind.HEADING, "Quelltext"),
        ("code/1", Kind.CODE, "```sh\n# kein Titel\n\n  zwei\n```"),
        ("code/2", Kind.PARAGRAPH, "Text direkt"),
        ("code/3", Kind.CODE, "```\ndarunter\n```"),
        ("code/4", Kind.PARAGRAPH, "danach"),
    ]


def test_marks_of_footnotes_meanings_and_captions_are_in_no_message() -> None:
    text = (
        "# A {#a}\n\nTerm\n:   Meaning\n    goes on.\n\n    More.\n\n![b](c.png)\n/// caption\nThe *switch*.\n///\n\n"
        "Text.[^1]\n\n[^1]: Note one.\n[^two]:\n    Note two.\n"
    )
    page = segment_text(text, dialect=Dialect(has_footnotes=True, has_definitions=True))
    assert [message.text for message in page.messages()] == [
        "A", "Term", "Meaning\ngoes on.", "More.", "![b](c.png)", "The *switch*.", "Text.[^1]", "Note one.",
        "Note two.",
    ]  # fmt: skip
    longer = assemble_text(page, {"a/7": "One\ntwo.", "a/2": "Sense\nand more."})
    assert "[^1]: One\n    two.\n[^two]" in longer
    assert ":   Sense\n    and more.\n\n    More." in longer


@pytest.mark.parametrize("comment", ["<!-- x -->", "<!-- x\ny -->", "  <!-- x --> <!-- y\n\nz -->"])
@pytest.mark.parametrize("text", ["# A {#a}\n\nb\nCOMMENT\n    code\n", "# A {#a}\n\n- b\nCOMMENT\n\n    code\n"])
def test_a_comment_is_in_no_message_and_what_is_below_it_stays(text: str, comment: str) -> None:
    written = text.replace("COMMENT", comment)
    page = segment_text(written)
    assert [message.text for message in page.messages()] == ["A", "b", "code"]
    assert assemble_text(page, {"a/1": "new"}) == written.replace("b", "new", 1)


@pytest.mark.parametrize("text", ["b <!-- x\ny -->", "<!-- x\ny --> b", "<!-- x --> <!-- y\nz --> <!-- x\ny --> b"])
def test_a_comment_beside_text_stays_whole_in_its_message(text: str) -> None:
    assert [message.text for message in segment_text(f"{text}\n").messages()] == [text]


def test_a_message_knows_its_line() -> None:
    lines = {message.key: message.line for message in segment_text(PAGE).messages()}
    assert (lines["_title/0"], lines["_description/0"], lines["page/0"], lines["page/5"]) == (2, 4, 11, 23)


@pytest.mark.parametrize(
    "text",
    [PAGE, PAGE.replace("\n", "\r\n"), PAGE.replace("\n", "\r"), "\ufeff" + PAGE],
    ids=["lf", "crlf", "cr", "mark"],
)
@pytest.mark.parametrize("key", shown(segment_text(PAGE)))
def test_replacing_one_message_changes_exactly_that_message(text: str, key: str) -> None:
    page = segment_text(text)
    old = {message.key: message for message in page.messages()}[key]
    new = old.text.replace("zwei", "drei") if old.kind in {Kind.CODE, Kind.TABLE} else "Neu: *jetzt*"
    changed = assemble_text(page, {key: new})
    assert changed.startswith(page.text[: old.start])
    assert changed.endswith(page.text[old.end :])
    assert shown(segment_text(changed)) == shown(page) | {key: new}
    assert changed.count("\r\n") in {0, changed.count("\n")}
    assert "\r" not in changed or changed.count("\r") in {changed.count("\r\n"), len(changed.splitlines())}


@pytest.mark.parametrize("key", ["page/1", "page/2", "page/3", "page/4", "page/5", "page/8"])
def test_a_longer_message_is_indented_like_the_one_it_replaces(key: str) -> None:
    page = segment_text(PAGE)
    text = "Erste Zeile,\nzweite Zeile,\ndritte."
    assert shown(segment_text(assemble_text(page, {key: text}))) == shown(page) | {key: text}


def test_the_lines_of_a_nested_item_stand_below_its_text() -> None:
    changed = assemble_text(segment_text(PAGE), {"page/5": "eins\nzwei", "page/3": "drei\nvier"})
    assert "\n    1. eins\n       zwei\n" in changed
    assert "\n- drei\n  vier\n" in changed


@pytest.mark.parametrize(
    "value", ["a: b", "'", '"', "# kein Kommentar", "- x", "ja", "2024", "a\nb", "@x", "ü\u00a0", "*"]
)
def test_a_front_matter_value_is_quoted_where_yaml_needs_it(value: str) -> None:
    changed = assemble_text(segment_text(PAGE), {"_title/0": value, "_description/0": value})
    meta = parse(changed).meta
    assert (meta["title"], meta["description"], meta["order"]) == (value.strip(), value.strip(), 3)
    assert "# eine Bemerkung" in changed


def test_a_value_that_another_refers_to_is_left_alone() -> None:
    page = segment_text("---\ntitle: &t Wort\ndescription: *t\n---\n")
    assert page.messages() == []


def test_a_body_can_be_replaced_as_a_whole() -> None:
    page = segment_text(PAGE)
    changed = assemble_text(page, {"page/body": "Nur das.\n\n- und das\n", "page/1": "geht unter"})
    assert "# Seite {#page}\n\nNur das.\n\n- und das\n\n## Quelltext" in changed


def test_a_document_without_a_file_has_messages_too() -> None:
    document = parse(PAGE)
    assert shown(segment_document(document)) == shown(segment_text(PAGE))
    assert shown(segment_document(Document({}, "# A {#a}\n", 1))) == {"a/0": "A"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A {#a}\n\neins\n\n# C {#c}\n", "# A {#a}\n\neins\n\n# B {#b}\n\nzwei\n\n# C {#c}\n"),
        ("# A {#a}\n\neins\n", "# A {#a}\n\neins\n\n# B {#b}\n\nzwei\n"),
        ("# A {#a}", "# A {#a}\n\n# B {#b}\n\nzwei\n"),
        ("Oben\n\n# C {#c}\n", "Oben\n\n# B {#b}\n\nzwei\n\n# C {#c}\n"),
        ("# B {#b}\n\n# C {#c}\n", "# B {#b}\n\nzwei\n\n# C {#c}\n"),
        ("\r\n# A {#a}\r\n", "\r\n# A {#a}\r\n\r\n# B {#b}\r\n\r\nzwei\r\n"),
        ("", "# B {#b}\n\nzwei\n"),
    ],
)
def test_a_unit_is_added_below_the_one_before_it(text: str, expected: str) -> None:
    assert with_part(segment_text(text), "b", "# B {#b}\n\nzwei\n", before=["a"]) == expected


def test_headings_get_the_ids_they_had_without() -> None:
    page = segment_text("# Größe\n\n## Größe ##\n\n## C {#c}\n")
    assert with_heading_ids(page, page.parts) == "# Größe {#groesse}\n\n## Größe ## {#groesse-2}\n\n## C {#c}\n"


@pytest.mark.parametrize(
    "text", [PAGE, PAGE.replace("\n", "\r\n"), PAGE.replace("\n", "\r"), "\ufeff" + PAGE, "kein Kopf\n"]
)
def test_setting_a_key_keeps_every_other_byte(text: str) -> None:
    page = segment_text(text)
    changed = with_meta(page, "translates", {"page": "0" * 12})
    assert parse(changed).meta["translates"] == {"page": "0" * 12}
    assert changed.endswith(text[page.body_start :].removeprefix("\ufeff"))
    assert changed.startswith("\ufeff") == text.startswith("\ufeff")


@given(text=TEXTS)
@example(text="\r\r\n# A\r\r\nWort")
@example(text="---\ntitle:\n---\n")
def test_any_text_taken_apart_and_put_together_is_the_same(text: str) -> None:
    page = page_of(text)
    texts = [message for part in page.parts.values() for message in part.texts]
    assert assemble_text(page, {message.key: message.text for message in texts}) == text
    end = 0
    for message in page.messages():
        assert end <= message.start <= message.end <= len(text)
        assert normal(message.text, message.kind) == message.text
        if message.kind is not Kind.META:
            assert normal(text[message.start : message.end], message.kind) == message.text
        end = message.end if message.kind is not Kind.META else 0


@given(text=TEXTS, number=st.integers(0, 20))
@example(text="<!-- x -->\n    b\n", number=0)
@example(text="<!-- x -->\n  b\n", number=0)
def test_in_any_text_a_message_can_be_replaced_alone(text: str, number: int) -> None:
    first = page_of(text)
    page = segment_text(with_heading_ids(first, first.parts))
    own = [message for message in page.messages() if message.kind not in {Kind.CODE, Kind.TABLE}]
    assume(own)
    chosen = own[number % len(own)]
    changed = segment_text(assemble_text(page, {chosen.key: f"Neu {chosen.text}"}))
    assert shown(changed) == shown(page) | {chosen.key: f"Neu {chosen.text}".strip()}
