"""Words, and the other ways in which readers write them."""

from collections import Counter

import pytest

from helpcentre.content.publishable_files import SYNONYMS
from helpcentre.search.synonyms import read_synonyms
from helpcentre.search.vocabulary import Vocabulary, has_han, plain, words
from support import ROOT


def vocabulary(code: str, text: str) -> Vocabulary:
    return Vocabulary(code, Counter(words(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’API, s’il vous plaît!", ["l", "api", "s", "il", "vous", "plaît"]),
        ("İzinsiz API_Kullanımı", ["izinsiz", "api", "kullanımı"]),
        ("Cafe\u0301 24/7", ["café", "24", "7"]),
        ("账号被封 (WhatsApp)", ["账号被封", "whatsapp"]),
    ],
)
def test_words_are_small_composed_and_parted_at_apostrophes(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_plain_words_have_no_marks() -> None:
    assert [plain(word) for word in ("über", "şikâyet", "їжак", "أسباب", "straße")] == [
        "uber",
        "sikayet",
        "іжак",
        "اسباب",
        "straße",
    ]


@pytest.mark.parametrize(
    ("code", "text", "typed", "written"),
    [
        ("de", "Verstöße", "verstoesse", "verstöße"),
        ("de", "Verstoß", "verstoss", "verstoß"),
        ("de", "übermäßig", "ubermassig", "übermäßig"),
        ("pl", "złożyć", "zlozyc", "złożyć"),
        ("tr", "kapatıldı", "kapatildi", "kapatıldı"),
        ("ar", "سياسة", "سياسه", "سياسة"),
        ("uk", "ґрунт", "грунт", "ґрунт"),
    ],
)
def test_spellings_without_some_letters_lead_to_the_written_word(
    code: str, text: str, typed: str, written: str
) -> None:
    assert vocabulary(code, text).spellings()[typed] == written


def test_a_spelling_that_is_a_word_of_the_site_is_that_word() -> None:
    assert vocabulary("de", "Masse und Maße").spellings() == {}


@pytest.mark.parametrize(
    ("code", "text", "compound", "parts"),
    [
        ("de", "Massennachrichten Nachrichten Massen", "massennachrichten", ("massen", "nachrichten")),
        ("de", "Unternehmensportfolio Unternehmen Portfolio", "unternehmensportfolio", ("unternehmens", "portfolio")),
        ("de", "Sperrmeldung Sperre Meldung", "sperrmeldung", ("sperr", "meldung")),
        ("nl", "klantenservice klanten service", "klantenservice", ("klanten", "service")),
        ("de", "Sperrmeldung Meldung", "sperrmeldung", ()),
        ("en", "blockchain block chain", "blockchain", ()),
        ("zh", "账号被封", "账号被封", ("账号", "号被", "被封")),
    ],
)
def test_compounds_are_taken_apart_into_words_of_the_site(
    code: str, text: str, compound: str, parts: tuple[str, ...]
) -> None:
    assert vocabulary(code, text).parts(compound) == parts


def test_inflected_forms_share_a_stem_where_pagefind_has_no_stemmer() -> None:
    assert vocabulary("uk", "заблоковано повідомленням").stems() == ["заблок", "повідомлення"]
    assert vocabulary("cs", "zprávami").stems() == ["zprava"]
    assert vocabulary("de", "Nachrichten").stems() == []


def test_traditional_characters_lead_to_the_simplified_ones_of_the_texts() -> None:
    letters = vocabulary("zh", "账号被封锁").letters(["帐号"])
    assert (letters["帳"], letters["號"], letters["鎖"]) == ("帐", "号", "锁")
    assert "軟" not in letters
    assert vocabulary("de", "Konto").letters() == {}


def test_words_are_ordered_by_number_and_have_no_runs_of_chinese() -> None:
    assert vocabulary("zh", "封禁 封禁 meta 账号被封").words() == ["封禁", "meta"]
    assert (has_han("账号"), has_han("konto")) == (True, False)


def test_elided_words_are_parted_for_pagefind() -> None:
    assert vocabulary("fr", "l’API").separated("l’API dell'account") == "l’\u2060 API dell'\u2060 account"
    assert vocabulary("en", "don’t").separated("don’t") == "don’t"


def test_function_words_of_a_language_are_known_as_they_are_typed() -> None:
    known = set(vocabulary("de", "").function_words())
    assert {"für", "fur", "fuer", "ist", "mein"} & known == {"fur", "fuer", "ist", "mein"}
    assert not {"warum", "wann", "nicht", "ohne", "neue"} & known
    assert {"icin", "mı", "mi"} <= set(vocabulary("tr", "").function_words())
    assert vocabulary("eo", "").function_words() == []


def test_function_words_are_no_words_that_readers_search_for() -> None:
    for folder in (each for each in (ROOT / "docs").iterdir() if each.is_dir()):
        typed = read_synonyms(folder / SYNONYMS, SYNONYMS).by_typed
        assert not set(typed) & set(Vocabulary(folder.name, {}).function_words()), folder.name
