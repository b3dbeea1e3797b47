"""The reader of exports: what each line becomes, and that no word is lost or doubled, whatever the input."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.plain_text.parser import Article, Block, Item, Paragraph, parse_article


def signs(article: Article) -> str:
    """Everything an article holds, in reading order, markers and all, without white space."""
    mark = [article.edit_mark.text] if article.edit_mark else []
    parts = [article.title, *mark, *(text_of(block) for block in article.intro)]
    for section in article.sections:
        parts += [f"{section.number}. {section.title}", *(text_of(block) for block in section.blocks)]
    return "".join("".join(parts).split())


def text_of(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return block.marker + block.text + "".join(text_of(child) for child in block.children)


def outline(blocks: list[Block]) -> list[object]:
    return [
        block.text if isinstance(block, Paragraph) else (block.marker, block.text, outline(block.children))
        for block in blocks
    ]


def test_sections_steps_and_bullets_by_their_indent() -> None:
    article = parse_article(
        "Titel\n\nIntro\n\n1. Eins\n\n  1. Schritt\n\n    • Punkt\n      • tiefer\n\n  2. Noch einer\n\n"
        "2. Zwei\n\nEnde\n"
    )
    assert article.title == "Titel"
    assert outline(article.intro) == ["Intro"]
    assert [(section.number, section.title) for section in article.sections] == [(1, "Eins"), (2, "Zwei")]
    assert outline(article.sections[0].blocks) == [
        ("1.", "Schritt", [("•", "Punkt", [("•", "tiefer", [])])]),
        ("2.", "Noch einer", []),
    ]
    assert outline(article.sections[1].blocks) == ["Ende"]


def test_lines_go_on_with_the_item_they_are_indented_under() -> None:
    article = parse_article("T\n\n• eins\n  weiter\n\n  ein Absatz\n  darin\n\nkein Punkt mehr\n")
    assert outline(article.intro) == [("•", "eins weiter", ["ein Absatz darin"]), "kein Punkt mehr"]


def test_crlf_tabs_and_byte_order_mark_change_nothing() -> None:
    plain = "Titel\n\n1. Eins\n\n    • Punkt\n"
    assert parse_article("\ufeff" + plain.replace("\n", "\r\n").replace("    ", "\t")) == parse_article(plain)


@pytest.mark.parametrize(
    "mark",
    [
        "Bearbeitet",
        "Zuletzt bearbeitet: 03.05.2024",
        "Bearbeitet am 22. November 2026",
        "Aktualisiert vor 3 Tagen",
        "Edited",
        "Last updated on 3 May 2024",
        "Modifié le 3 mai 2024",
        "Dernière mise à jour : 03/05/2024",
        "Editado el 3 de mayo de 2024",
        "Última atualização: 3 de maio de 2024",
        "Ultima modifica: 3 maggio 2024",
        "Laatst bijgewerkt op 3 mei 2024",
        "Ostatnio edytowano 3 maja 2024",
        "Son güncelleme: 3 Mayıs 2024",
        "Востаннє оновлено 3 травня 2024",
        "آخر تحديث: 3 مايو 2024",
        "最后更新 2024年5月3日",
    ],
)
def test_an_edit_mark_under_the_title_is_taken_out(mark: str) -> None:
    article = parse_article(f"Titel\n\n{mark}\n\nIntro\n")
    assert article.edit_mark == Paragraph(mark, 3)
    assert outline(article.intro) == ["Intro"]


@pytest.mark.parametrize(
    "text", ["Bearbeitet wird dein Antrag später.", "Updated rules apply to 3 countries. Read on."]
)
def test_a_sentence_that_starts_like_an_edit_mark_stays(text: str) -> None:
    article = parse_article(f"Titel\n\n{text}\n")
    assert article.edit_mark is None
    assert outline(article.intro) == [text]


def test_a_number_out_of_sequence_is_text_and_is_noted() -> None:
    article = parse_article("T\n\n12. Mai ist Feiertag\n\n1. Eins\n\n1. Eins\n\n2. Zwei\n")
    assert [section.title for section in article.sections] == ["Eins", "Zwei"]
    assert [kept.line for kept in article.kept_as_text] == [3, 7]


@pytest.mark.parametrize("text", ["", "\n \t\n", "\ufeff"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(HelpcentreError, match="no text"):
        parse_article(text)


def test_items_know_steps_from_bullets() -> None:
    step, bullet = parse_article("T\n\n  1. a\n  • b\n").intro
    assert isinstance(step, Item)
    assert isinstance(bullet, Item)
    assert (step.is_step, bullet.is_step) == (True, False)


WORD = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=6)
LINE = st.one_of(
    st.text(max_size=20),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", " ", "  ", "    ", "\t", "      "]),
        st.sampled_from(["", "• ", "•", "1. ", "2. ", "3. ", "10. ", "◦ ", "- ", "Bearbeitet", "Label: "]),
        st.lists(WORD, max_size=4).map(" ".join),
    ),
)


@given(st.lists(LINE, max_size=25).map("\n".join))
def test_no_sign_of_any_input_is_lost_or_doubled(text: str) -> None:
    if not text.removeprefix("\ufeff").strip():
        return
    assert signs(parse_article(text)) == "".join(text.removeprefix("\ufeff").split())


def test_numbers_that_follow_each_other_are_steps_and_no_sections() -> None:
    article = parse_article(
        "Helm mieten\n\nSo mietest du einen Helm\n\n1. Öffne die App.\n2. Tippe auf „Zubehör“.\n"
        "3. Wähle deine Größe.\n\nGrößen\n\n- S: 51 cm\n- M: 55 cm\n"
    )
    assert article.sections == []
    assert outline(article.intro) == [
        "So mietest du einen Helm",
        ("1.", "Öffne die App.", []),
        ("2.", "Tippe auf „Zubehör“.", []),
        ("3.", "Wähle deine Größe.", []),
        "Größen",
        ("-", "S: 51 cm", []),
        ("-", "M: 55 cm", []),
    ]


def test_sentences_with_text_between_them_are_steps_too() -> None:
    article = parse_article("T\n\n1. Öffne die App.\n\n    Sie ist blau.\n\n2. Tippe auf Mehr.\n\n    Dort oben.\n")
    assert outline(article.intro) == [
        ("1.", "Öffne die App.", ["Sie ist blau."]),
        ("2.", "Tippe auf Mehr.", ["Dort oben."]),
    ]


def test_line_without_a_stop_between_a_sentence_and_a_list_stands_alone() -> None:
    lines = ["Rent", "You can rent one.", "How to rent", "1. Open it.", "2. Choose."]
    article = parse_article("\n".join(lines))
    assert [(block.text, block.line) for block in article.blocks()] == [
        (text.partition(". ")[2] if text[0].isdigit() else text, number) for number, text in enumerate(lines[1:], 2)
    ]


@pytest.mark.parametrize("text", ["You can\nrent one now", "You can rent.\nIt is easy.", "It is\neasy:"])
def test_lines_of_one_paragraph_stay_together_before_a_list(text: str) -> None:
    article = parse_article(f"Rent\n{text}\n1. Open it.\n2. Choose.\n")
    assert next(article.blocks()).text == " ".join(text.split("\n"))
