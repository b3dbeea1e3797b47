"""Tokens: what stands for what in a text that is sent, and the same text again from an answer."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.content.blocks import Kind
from helpcentre.content.glossary import Glossary
from helpcentre.content.labels.model import Label, LabelName, Labels
from helpcentre.drafts.messages import Sending, draftable
from helpcentre.drafts.restoration import AnswerError, restore
from helpcentre.translation.segments import Segment
from helpcentre.translation.tokens import protect


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Tippe auf **OK**, dann `adb *x*`.", 'Tippe auf <g id="1">OK</g>, dann <x id="2"/>.'),
        (
            "[die **Seite**](a.md#b 'T') ![Bild](b.png){ width=3 }",
            '<g id="1">die <g id="2">Seite</g></g> <g id="3">Bild</g>',
        ),
        ("<https://a.example/b> a@b.example https://c.example/d.", '<x id="1"/> <x id="2"/> <x id="3"/>.'),
        (
            "{name} %(x)s [[editor: Name]] {{ var }} ++ctrl+c++",
            '<x id="1"/> <x id="2"/> <g id="3">Name</g> <x id="4"/> <x id="5"/>',
        ),
        (
            ":material-home: &nbsp; \\* [^1] <b>x</b>",
            '<x id="1"/> <x id="2"/> <x id="3"/> <x id="4"/><x id="5"/>x<x id="6"/>',
        ),
        ("5 < 7 & 2 * 3, snake_case", "5 &lt; 7 &amp; 2 * 3, snake_case"),
        ("wrapped\n   line", "wrapped line"),
        (
            "***both*** _low_ __strong__ ~~gone~~",
            '<g id="1">both</g> <g id="2">low</g> <g id="3">strong</g> <g id="4">gone</g>',
        ),
        ("> Zitat\n> weiter", '<x id="1"/>Zitat<x id="2"/>weiter'),
        ("Zeile  \nZeile", 'Zeile<x id="1"/>Zeile'),
        ("[Ref][a] und [b][]", '<g id="1">Ref</g> und <x id="2"/>'),
    ],
)
def test_markdown_becomes_tokens(text: str, sent: str) -> None:
    assert protect(text).text == sent


def test_names_have_their_spelling_in_the_language() -> None:
    found = protect("Lampion und Lampions Licht", names=[("Lampion", "لامبيون")])
    assert found.text == '<x id="1"/> und Lampions Licht'
    assert restore(found.text, found) == "لامبيون und Lampions Licht"


def _labels(*, is_verified: bool) -> Sending:
    names = {
        "de": LabelName("Konto löschen", is_verified=True),
        "en": LabelName("Delete account", is_verified=True),
        "cs": LabelName("Smazat účet", is_verified=is_verified),
    }
    return Sending("x", "cs", Glossary(), Labels("en", {"delete": Label("delete", names)}), "de")


@pytest.mark.parametrize(
    ("is_verified", "draft"), [(True, "**Smazat účet**"), (False, "**Delete account** (Smazat účet)")]
)
def test_a_label_of_the_app_comes_back_as_the_app_calls_it(is_verified: bool, draft: str) -> None:
    found = _labels(is_verified=is_verified).protect("Tippe auf [**Konto löschen**](a.md) und **bald**.")
    assert found.text == 'Tippe auf <g id="1"><x id="2"/></g> und <g id="3">bald</g>.'
    assert restore(found.text, found) == f"Tippe auf [{draft}](a.md) und **bald**."


def test_the_meaning_of_a_label_is_that_of_the_language() -> None:
    labels = _labels(is_verified=True).labels
    found = Sending("x", "de", Glossary(), labels, "fr").protect("Touchez **Delete account** (Supprimer) ici.")
    assert found.text == 'Touchez <x id="1"/> (Supprimer) ici.'
    known = {**labels.labels["delete"].names, "fr": LabelName("", meaning="Supprimer")}
    told = Labels("en", {"delete": Label("delete", known)})
    found = Sending("x", "de", Glossary(), told, "fr").protect("Touchez **Delete account** (Supprimer) ici.")
    assert found.text == 'Touchez <x id="1"/> ici.'
    assert restore(found.text, found) == "Touchez **Konto löschen** ici."


def test_replies_keep_their_lines() -> None:
    found = protect("Hallo\nund Tschüss", keeps_lines=True)
    assert restore('Hello <x id="1"/> and bye', found) == "Hello\nand bye"


def test_a_table_is_sent_cell_by_cell() -> None:
    table = "| Fall | `a|b` |\n| --- | :-: |\n| **Kurz** | 5 |"
    found = draftable(Segment("u", "1", Kind.TABLE, table, 1, 0, 0))
    assert [sent.text for sent in found.texts] == ["Fall", '<g id="1">Kurz</g>']
    answers = {sent.text: sent.text.replace("Fall", "Case").replace("Kurz", "Short") for sent in found.texts}
    assert found.translated(answers) == "| Case | `a|b` |\n| --- | :-: |\n| **Short** | 5 |"


def test_code_is_not_sent() -> None:
    assert draftable(Segment("u", "1", Kind.CODE, "```\nmake test\n```", 1, 0, 0)).texts == []


_PIECES = st.sampled_from(
    """
    Wort|**fett**|`code`|[Link](a.md)|![Bild](b.png)|{name}|++ctrl++|5 < 7|&|*schräg*|[**a** b](c.md)|<b>x</b>
    |:material-home:|[^1]|\\*|https://a.example/b|a_b_c|Ende.
    """.replace("\n    ", "").split("|")
)


@given(st.lists(_PIECES, min_size=1, max_size=12))
def test_an_answer_that_is_the_text_itself_gives_the_text(pieces: list[str]) -> None:
    text = " ".join(["Wort", *pieces])
    found = protect(text)
    assert restore(found.text, found) == text
    assert restore(re.sub(r'<x id="(\d+)"/>', r"<x id='\1'></x>", found.text), found) == text


@given(st.text(), st.lists(_PIECES, max_size=5))
def test_any_answer_is_restored_or_refused(answer: str, pieces: list[str]) -> None:
    found = protect(" ".join(["Wort", *pieces]))
    with suppress(AnswerError):
        assert restore(answer, found)
