"""The catalogues of words: a project's own before the product's, no slip unseen, and no want that stops a build."""

import re
from pathlib import Path

import pytest

from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.content.ui_strings import (
    PRODUCT_FOLDER,
    Strings,
    check_strings,
    product_strings,
    read_strings,
)
from helpcentre.diagnostics.problem import HelpcentreError

ENGLISH = Language("en", "English", is_source=True)
GERMAN, AUSTRIAN, ARABIC, CZECH, BRAZILIAN = (
    Language(code, code, is_source=False) for code in ("de", "de-AT", "ar", "cs", "pt-BR")
)
OURS = sorted(file.stem for file in PRODUCT_FOLDER.iterdir())
_NAMED = re.compile(r"\{\w+\}")


def read(folder: Path, files: dict[str, str], *languages: Language) -> dict[str, Strings]:
    for code, text in files.items():
        (folder / code).mkdir()
        (folder / code / "strings.yml").write_text(text, encoding="utf-8")
    return read_strings(folder, (ENGLISH, *languages), site_name="Example Help")


def told(folder: Path, strings: dict[str, Strings], *languages: Language) -> list[str]:
    documents = Documents(folder.parent, folder, (ENGLISH, *languages))
    return [f"{found.file} {found.code} {found.message} ({found.fix})" for found in check_strings(strings, documents)]


@pytest.mark.parametrize("code", OURS)
def test_product_has_every_text_in_its_form_in_each_of_its_languages(code: str) -> None:
    reference, texts = product_strings("en"), product_strings(code)
    assert list(texts) == list(reference)
    forms = Language(code, code, is_source=False).plural_forms
    for key, text in texts.items():
        expected = reference[key]
        assert tuple(text) == forms if isinstance(expected, dict) else isinstance(text, str), key
        for each in text.values() if isinstance(text, dict) else [text]:
            assert each.strip(), key
            assert isinstance(expected, dict) or sorted(_NAMED.findall(each)) == sorted(_NAMED.findall(expected)), key


def test_project_without_strings_speaks_the_products_languages(tmp_path: Path) -> None:
    strings = read(tmp_path, {}, GERMAN, ARABIC)
    assert (strings["en"]("search"), strings["de"]("search")) == ("Search", "Suche")
    assert strings["de"]("site_name") == "Example Help"
    assert strings["de"]("outdated_link", source="Englisch") == "Original lesen (Englisch)"
    assert set(strings["ar"].texts["search_count"]) == {"zero", "one", "two", "few", "many", "other"}
    assert told(tmp_path, strings, GERMAN, ARABIC) == []


def test_text_of_the_project_takes_the_place_of_the_products(tmp_path: Path) -> None:
    strings = read(tmp_path, {"de": "search: Finden\nsite_name: Hilfe\n"}, GERMAN)
    assert (strings["de"]("search"), strings["de"]("site_name")) == ("Finden", "Hilfe")
    assert strings["de"]("home") == "Start"
    assert strings["en"]("site_name") == "Example Help"


def test_variant_has_the_words_of_its_language_and_its_own(tmp_path: Path) -> None:
    files = {"de": "search: Finden\nplaceholder_order: Bestellnummer\n", "de-AT": "home: Daheim\n"}
    files["en"] = "placeholder_order: Order number\n"
    strings = read(tmp_path, files, GERMAN, AUSTRIAN, BRAZILIAN)
    assert (strings["de-AT"]("search"), strings["de-AT"]("home")) == ("Finden", "Daheim")
    assert strings["de-AT"].placeholders["order"] == "Bestellnummer"
    assert strings["pt-BR"]("search") == product_strings("pt")["search"]
    assert [line.partition(" ")[0] for line in told(tmp_path, strings, GERMAN, AUSTRIAN, BRAZILIAN)] == [
        f"{tmp_path.name}/pt-BR/strings.yml"  # it has no word for the project's own placeholder
    ]


def test_language_that_the_product_does_not_speak_borrows_with_one_warning(tmp_path: Path) -> None:
    strings = read(tmp_path, {"cs": "skip: Přejít k obsahu\n"}, CZECH)
    assert (strings["cs"]("skip"), strings["cs"]("search")) == ("Přejít k obsahu", "Search")
    assert strings["cs"].texts["search_count"] == {"one": "{n} result", "other": "{n} results"}
    (line,) = told(tmp_path, strings, CZECH)
    count = len(product_strings("en")) - 1
    assert line == (
        f"{tmp_path.name}/cs/strings.yml string-missing {count} texts of the site are in another language than 'cs': "
        "language, theme, theme_system, theme_light, theme_dark, ... "
        "(write them there, or translate them in the file of: helpcentre export --lang cs)"
    )


def test_borrowed_text_counts_as_the_language_that_it_is_written_in(tmp_path: Path) -> None:
    japanese = Language("ja", "ja", is_source=False)  # has one form for all numbers
    borrowed = read(tmp_path, {}, japanese)["ja"]
    assert [borrowed.counted("search_count", number, japanese) for number in (1, 2)] == ["1 result", "2 results"]
    assert borrowed.for_script("search_count") == {"one": "{n} result", "other": "{n} results", "tag": "en"}
    assert borrowed.starting_with("search_count")["search_count"]["tag"] == "en"
    own = read(tmp_path, {"ja": "search_count: {other: '{n}件'}\n"}, japanese)["ja"]
    assert own.counted("search_count", 1, japanese) == "1件"
    assert own.for_script("search_count") == {"other": "{n}件"}


def test_source_that_the_product_does_not_speak_lends_its_words_to_no_other(tmp_path: Path) -> None:
    languages = (Language("cs", "cs", is_source=True), GERMAN)
    (tmp_path / "cs").mkdir()
    (tmp_path / "cs" / "strings.yml").write_text("search: Hledat\n", encoding="utf-8")
    strings = read_strings(tmp_path, languages, site_name="x")
    assert [strings["cs"](key) for key in ("search", "home")] == ["Hledat", "Home"]
    assert strings["de"]("search") == "Suche"


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"de": "serach: x\n"}, "string-unknown nothing uses the text 'serach' (did you mean search?)"),
        ({"de": "old_text_of_ours: x\n"}, "string-unknown nothing uses the text 'old_text_of_ours' (remove it)"),
        ({"en": "banner: Hi\n"}, "string-missing 1 texts of the site are in another language than 'de': banner"),
    ],
)
def test_text_that_nothing_uses_or_that_is_missing_is_only_a_warning(
    files: dict[str, str], line: str, tmp_path: Path
) -> None:
    (found,) = told(tmp_path, read(tmp_path, files, GERMAN), GERMAN)
    assert line in found


@pytest.mark.parametrize(
    ("arabic", "message"),
    [
        ("updated: في {day}\n", "'updated' has other placeholders .use these: {date}"),
        ("search_count: {one: a, other: b}\n", "'search_count' needs the forms zero, one, two, few, many, other"),
        ("home: ''\n", "'home' is not a text"),
        ("home: 3\n", "'home' is not a text"),
        ("home: [\n", r"ar/strings\.yml:2: not a YAML"),
        ("- a\n", "not a list of 'key: text'"),
    ],
)
def test_faulty_text_of_a_project_is_refused(arabic: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(HelpcentreError, match=message):
        read(tmp_path, {"ar": arabic}, ARABIC)


def test_file_of_comments_alone_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, {"de": "# nothing yet\n"}, GERMAN)["de"]("search") == "Suche"


def test_an_unknown_word_in_a_template_is_an_error() -> None:
    with pytest.raises(KeyError, match="nope"):
        Strings({})("nope")


def test_text_with_a_colon_is_told_how_to_be_written(tmp_path: Path) -> None:
    with pytest.raises(HelpcentreError, match=r"de/strings\.yml:1: not a YAML file: .*\(put the text in quotes\)$"):
        read(tmp_path, {"de": "search: Suche: hier\n"}, GERMAN)
