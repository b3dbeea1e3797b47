"""What readers type for the words of the pages, and a list that cannot be used."""

from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.search.files import built_synonyms
from helpcentre.search.synonyms import Synonyms, read_synonyms
from helpcentre.search.tokens import tokens

NAME = "docs/de/synonyms.yml"


def read(folder: Path, text: str) -> Synonyms:
    file = folder / "synonyms.yml"
    file.write_text(text, encoding="utf-8")
    return read_synonyms(file, NAME)


def test_synonym_leads_to_the_words_of_the_pages(tmp_path: Path) -> None:
    found = read(tmp_path, "gesperrt: [gebannt, Über-Bord  geworfen]\nSupport-Team: hotline\n")
    assert found.pairs == [
        ("gebannt", "gesperrt"),
        ("Über-Bord  geworfen", "gesperrt"),
        ("hotline", "Support-Team"),
    ]


def test_what_is_typed_may_mean_several_words(tmp_path: Path) -> None:
    assert read(tmp_path, "a: [b]\nc: [b]\n").pairs == [("b", "a"), ("b", "c")]


def test_synonyms_without_a_file_are_none(tmp_path: Path) -> None:
    assert read_synonyms(tmp_path / "synonyms.yml", NAME).pairs == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- gesperrt", f"{NAME}:1: the list is not a list of 'key: value'"),
        ("a: [b]\ngesperrt: {b: c}", f"{NAME}:2: gesperrt is not a list"),
        ("a: ['…']", f"{NAME}:1: '…' is no word"),
        ("a: [b", f"{NAME}:1: not a YAML file"),
    ],
)
def test_synonym_list_that_cannot_be_used_is_an_error_with_its_line(text: str, expected: str, tmp_path: Path) -> None:
    with pytest.raises(HelpcentreError) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(expected)


def test_synonym_for_a_word_that_no_page_has_is_a_problem(tmp_path: Path) -> None:
    found = read(tmp_path, "Konto gesperrt: [gebannt]\nEntsperrung: [freischalten]\n账号封: [ban]\n")
    texts = ["Dein Konto ist gesperrt.", "您的账号封了"]
    problems = list(found.check(texts, tokens("".join(texts))))
    assert [(problem.place, problem.code) for problem in problems] == [(f"{NAME}:2", "synonym-unused")]
    assert "entsperrung" in problems[0].message


@pytest.mark.parametrize(
    "text",
    ["", "x", "helpcentre.deliver(", 'helpcentre.deliver("de", {})', 'helpcentre.deliver("de", {"synonyms": 1})'],
)
def test_index_of_others_that_is_none_is_refused_by_name(text: str, tmp_path: Path) -> None:
    file = tmp_path / "assets" / "search" / "de.js"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(HelpcentreError, match=r"de\.js: not a file of a search index"):
        built_synonyms(tmp_path)
    file.write_text('helpcentre.deliver("de", {"synonyms": [["a", "b"]], "more": 1});', encoding="utf-8")
    assert [each.word for each in built_synonyms(tmp_path)["de"].entries] == ["b"]
