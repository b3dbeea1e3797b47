"""Languages: direction, plural forms and dates come from CLDR."""

from datetime import date

import pytest

from helpcentre.content.language import Language


@pytest.mark.parametrize(
    ("code", "direction", "forms"),
    [
        ("de", "ltr", ("one", "other")),
        ("ar", "rtl", ("zero", "one", "two", "few", "many", "other")),
        ("uk", "ltr", ("one", "few", "many", "other")),
        ("zh", "ltr", ("other",)),
        ("pt-BR", "ltr", ("one", "many", "other")),
    ],
)
def test_direction_and_plural_forms(code: str, direction: str, forms: tuple[str, ...]) -> None:
    language = Language(code, code, is_source=False)
    assert (language.direction, language.plural_forms) == (direction, forms)


def test_dates_are_written_as_the_language_writes_them() -> None:
    day = date(2026, 11, 22)
    written = {code: Language(code, code, is_source=False).format_date(day) for code in ("de", "en", "tr", "zh")}
    assert written == {
        "de": "22. November 2026",
        "en": "November 22, 2026",
        "tr": "22 Kasım 2026",
        "zh": "2026年11月22日",
    }


def test_a_country_is_added_where_the_code_names_none() -> None:
    languages = [Language(code, code, is_source=False) for code in ("de", "pt", "pt-PT", "zh", "uk", "ar", "eo", "no")]
    assert [language.with_territory for language in languages] == [
        "de_DE", "pt_BR", "pt_PT", "zh_CN", "uk_UA", "ar_EG", "eo", "no_NO",
    ]  # fmt: skip


def test_text_is_in_the_variant_that_is_declared() -> None:
    brazilian, british = Language("pt", "Português", False, "pt-BR"), Language("en", "English", False, "en-GB")
    assert (brazilian.tag, brazilian.prefix, brazilian.with_territory) == ("pt-BR", "pt/", "pt_BR")
    assert british.format_date(date(2026, 11, 22)) == "22 November 2026"
    simplified = Language("zh", "简体中文", False, "zh-Hans")
    assert (simplified.with_territory, simplified.english_name) == ("zh_CN", "Chinese (Simplified)")
    assert Language("sr", "srpski", False, "sr-Latn").format_date(date(2026, 11, 22)) == "22. novembar 2026."


def test_tag_is_the_code_unless_one_is_declared() -> None:
    assert [Language(code, code, False).tag for code in ("de", "de-AT", "pt_BR")] == ["de", "de-AT", "pt-BR"]


@pytest.mark.parametrize("tag", ["de-Latf", "de-1996", "de-PL"])
def test_tag_that_cldr_has_no_data_for_has_those_of_its_language(tag: str) -> None:
    assert Language("de", "Deutsch", True, tag).format_date(date(2026, 11, 22)) == "22. November 2026"


def test_only_the_source_language_stands_at_the_root() -> None:
    assert Language("de", "Deutsch", is_source=True).prefix == ""
    assert Language("ar", "العربية", is_source=False).prefix == "ar/"
