"""Numbers, text left in the source's language, letters and quotation marks of a translation."""

import pytest

from cases import parametrize_from_file
from helpcentre.checks.comparison import Comparison
from helpcentre.checks.number_words import may_say
from helpcentre.checks.numbers import numbers
from helpcentre.checks.typography import check_typography
from helpcentre.checks.wording import check_wording
from helpcentre.content.frontmatter import parse
from helpcentre.content.glossary import Glossary, Name
from helpcentre.content.language import Language
from helpcentre.content.linguistics import FOLDER, linguistics
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.ui_strings import PRODUCT_FOLDER
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import Problem

QUOTES = {
    file.stem: marks for file in sorted(FOLDER.glob("*.yml")) if (marks := linguistics(file.stem).quotation_marks)
}
GERMAN = Language("de", "Deutsch", is_source=True)
ENGLISH = Language("en", "English", is_source=True)


def found(
    text: str, own: str, code: str = "en", *, source: Language = GERMAN, current: set[str] | None = None
) -> list[Problem]:
    document = parse(f"# Titel {{#page}}\n\n{text}\n")
    ids = set(units(document)) if current is None else current
    glossary = Glossary(keep=(Name("Lampion Business API", {"ar": ("واجهة لامبيون",)}),))
    translation = parse(f"# Title {{#page}}\n\n{own}\n")
    problems = check_wording(
        Comparison(
            source=document,
            translation=translation,
            source_language=source,
            current=ids,
            code=code,
            file="x.md",
            glossary=glossary,
        )
    )
    return list(problems)


def codes(text: str, own: str, code: str = "en", *, source: Language = GERMAN) -> list[str]:
    return [problem.code for problem in found(text, own, code, source=source)]


@parametrize_from_file
def test_the_same_number_in_another_form_is_no_problem(source: str, own: str, code: str) -> None:
    assert codes(source, own, code) == []


@parametrize_from_file
def test_another_number_is_a_problem(source: str, own: str, code: str) -> None:
    assert codes(source, own, code) == ["number-differs"]


@parametrize_from_file
def test_an_english_number_in_another_form_is_no_problem(source: str, own: str, code: str) -> None:
    assert codes(source, own, code, source=ENGLISH) == []


@parametrize_from_file
def test_another_english_number_is_a_problem(source: str, own: str, code: str) -> None:
    assert codes(source, own, code, source=ENGLISH) == ["number-differs"]


def test_another_number_is_named_with_its_line_and_those_of_the_source() -> None:
    (problem,) = found("24 bis\n48 Stunden", "from 24 to\n84 hours")
    assert (problem.line, problem.message) == (4, "84 here; the German text has 48")


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("Zwei.", "Es hat 734 Teile.", ["734 here; the English text has that under {#a}"]),
        ("Es hat 734 Teile.", "Zwei.", []),
        ("Zwei.", "Zwei.", ["734 of the English text is missing"]),
        (
            "Es hat 621 Teile.",
            "Es hat 734.",
            ["621 here; the English text has 734", "734 here; the English text has no such number"],
        ),
    ],
)
def test_a_number_that_moved_to_another_section_is_told_once(first: str, second: str, told: list[str]) -> None:
    source = "It has 734 parts.\n\n## B {#b}\n\nTwo."
    problems = found(source, f"{first}\n\n## B {{#b}}\n\n{second}", "de", source=ENGLISH)
    assert [problem.message.replace("{#page}", "{#a}") for problem in problems] == told


@pytest.mark.parametrize(
    ("source", "own", "told"),
    [
        ("One.\n\n## B {#b}\n\nIt has 734 parts.", "Eins.\n\nEs hat 734 Teile.", 0),
        ("One.\n\nIt has 734 parts.", "Eins.\n\n## B {#b}\n\nEs hat 734 Teile.", 0),
        ("One.\n\n## B {#b}\n\nIt has 734 parts.", "Eins.\n\nEs hat 743 Teile.", 1),
        ("In 621.\n\n## B {#b}\n\nIt has 734 parts.", "In 612.\n\nEs hat 734 Teile.", 1),
    ],
)
def test_a_number_of_a_section_without_heading_is_not_told(source: str, own: str, told: int) -> None:
    assert len(found(source, own, "de", source=ENGLISH)) == told


def test_a_title_that_the_heading_repeats_is_told_once() -> None:
    source, own = (
        parse(f"---\ntitle: Functions\n---\n\n# Functions {{#a}}\n\n{text}\n")
        for text in ("All functions are functions.", "Alles hier wird von uns erklärt.")
    )
    problems = check_wording(
        Comparison(
            source=source,
            translation=own,
            source_language=ENGLISH,
            current=set(units(source)),
            code="de",
            file="x.md",
            glossary=Glossary(),
        )
    )
    assert [problem.line for problem in problems] == [5]


def test_a_version_is_named_as_a_whole() -> None:
    (problem,) = found("Since 2.0.14, on 5.11.2026 at 5 pm", "Depuis 2.0.15, le 5.12.2026 à 6:30", "fr", source=ENGLISH)
    assert problem.message == "2.0.15, 12, 6, 30 here; the English text has 2.0.14, 11"


def test_every_language_has_words_for_the_numbers_to_twelve() -> None:
    languages = {file.stem for file in PRODUCT_FOLDER.iterdir()}
    assert len(languages) == 12
    assert languages == set(QUOTES) == {code for code in QUOTES if linguistics(code).number_words}
    assert may_say("im November", "11", "de")
    assert not may_say("im November", "12", "de")


def test_numbers_are_read_as_every_language_would_write_them() -> None:
    assert [number.value for number in numbers("1'000, 0,50 € oder £5 und 14:30 Uhr, 5°")] == [
        "1000", "0.50€", "5£", "14", "30", "5°",
    ]  # fmt: skip


@parametrize_from_file
def test_text_left_in_german_is_named_with_its_line(source: str, own: str, code: str) -> None:
    assert codes(source, own, code) == ["text-untranslated"]


@parametrize_from_file
def test_a_heading_or_label_left_in_german_is_named(source: str, own: str, code: str) -> None:
    assert codes(source, own, code) == ["text-untranslated"]


@parametrize_from_file
def test_an_equal_heading_or_label_may_be_a_name(source: str, own: str, code: str) -> None:
    assert "text-untranslated" not in codes(source, own, code)


TITLE = "Choose a valve for the tap. \n\n## Valves for Taps {#valves}\n\nAny valves, and any taps."
TITLE_LEFT = "Nimm ein Ventil für den Hahn.\n\n## Valves for Taps {#valves}\n\nAlle Ventile und Hähne."


def test_a_title_in_capitals_left_in_english_is_named() -> None:
    (problem,) = found(TITLE, TITLE_LEFT, "de", source=ENGLISH)
    assert (problem.code, problem.line) == ("text-untranslated", 5)


def test_a_title_in_capitals_is_a_name_where_sentences_have_it_too() -> None:
    own = "Nimm ein Ventil.\n\n## Valves for Taps {#valves}\n\nWir nennen es Valves for Taps."
    assert codes(TITLE, own, "de", source=ENGLISH) == []


def test_a_title_in_capitals_is_a_name_where_no_sentence_has_its_words() -> None:
    source, own = ("## Terms of Service {#terms}\n\n" + text for text in ("Read them.", "Lies sie."))
    assert codes(source, own, "de", source=ENGLISH) == []


def test_a_title_in_capitals_that_begins_with_a_name_may_be_one() -> None:
    source, own = (text.replace("Valves for Taps", "TapWorks Best Valves") for text in (TITLE, TITLE_LEFT))
    assert codes(source + " Choose the best.", own, "de", source=ENGLISH) == ["text-unchanged"]


def test_texts_left_in_a_row_are_one_problem() -> None:
    (problem,) = found(
        "Ja.\n\nNimm die Treppe im Haus.\n\nUnd geh dann zu den anderen.",
        "Yes.\n\nNimm die Treppe im Haus.\n\nUnd geh dann zu den anderen.",
    )
    assert (problem.line, problem.message) == (
        5, "'Nimm die Treppe im Haus.', and the 1 after it has German words: die, nimm"
    )  # fmt: skip


@parametrize_from_file
def test_names_and_words_that_two_languages_share_are_not_german(source: str, own: str, code: str) -> None:
    assert codes(source, own, code) == []


@parametrize_from_file
def test_text_left_in_the_source_language_is_named_by_that_language(
    source: str, name: str, own: str, code: str, words: str
) -> None:
    (problem,) = found("Water.", own, code, source=Language(source, "", is_source=True))
    assert (problem.code, problem.message.partition(" has ")[2]) == ("text-untranslated", f"{name} words: {words}")


@parametrize_from_file
def test_words_that_another_language_shares_with_english_are_not_english(own: str, code: str) -> None:
    assert codes("Water.", own, code, source=ENGLISH) == []


@parametrize_from_file
def test_what_others_wrote_may_stay_in_its_language(source: str, own: str) -> None:
    assert codes(source, own, "de", source=ENGLISH) == []


@parametrize_from_file
def test_a_part_that_may_be_left_in_english_is_told(source: str, own: str, code: str) -> None:
    assert codes(source, own, code, source=ENGLISH) == ["text-unchanged"]


def test_words_in_other_letters_are_none_of_the_source_language() -> None:
    japanese = Language("ja", "日本語", is_source=True)
    text = "Fix: Properly handle all of the followers.\n\n不具合を 直し、 更新が 速く なりました。"
    assert [problem.line for problem in found(text, text + "\n\nMehr.", "de", source=japanese)] == [5]


def test_a_text_that_may_be_left_often_is_told_once() -> None:
    table = "| Name | Meaning |\n|---|---|\n| `a` | The meaning of the {} |\n"
    source = "The meaning of it.\n\n" + "\n".join(map(table.format, ("card", "key")))
    own = source.replace("The meaning of it", "Das meint es").replace("Name |", "Wort |").replace("The meaning", "Sinn")
    (problem,) = [each for each in found(source, own, "de", source=ENGLISH) if each.code == "text-unchanged"]
    assert (problem.line, problem.message.split(": ")[1]) == (5, "meaning, 2 times on this page")


@parametrize_from_file
def test_a_part_that_is_as_in_english_may_be_right(source: str, own: str, code: str) -> None:
    assert codes(source, own, code, source=ENGLISH) == []


@parametrize_from_file
def test_regional_forms_of_one_language_may_say_the_same(source: str, code: str) -> None:
    text = "Then you could turn the tap with both hands. Nimm das, wenn du nicht auf die Uhr schaust."
    language = Language(source, "", is_source=True)
    assert codes(text, text, code, source=language) == []


def test_source_without_frequent_words_is_known_by_its_whole_text() -> None:
    danish = Language("da", "Dansk", is_source=True)
    (problem,) = found("Luk for vandet med det samme", "Luk for vandet med det samme", "en", source=danish)
    assert problem.message == "'Luk for vandet med det samme' has Danish words: luk, for, vandet"
    assert codes("Luk for vandet", "Luk for de andre, som er der", "en", source=danish) == []


@pytest.mark.parametrize(
    "own", ["a w\u043erd", "сл\u043ew\u043e", "Met\u03b1", "كلsمة", "Python\u0443", "c\u043eвместимый"]
)
def test_a_word_of_two_scripts_is_found(own: str) -> None:
    (problem,) = found("Ein Wort", own, "es")
    assert (problem.code, problem.line) == ("script-mixed", 3)


@pytest.mark.parametrize(
    "own",
    [
        "PIN-код SMS",
        "Lampion’у",
        "请在Lampion中打开",
        "لـLampion",
        "و API",
        "5 µm",
        "وPayPal",
        "APIهای",
        "5 kΩ",
        "PDFки",
        "Δt",
    ],
)
def test_words_of_two_scripts_beside_each_other_are_no_problem(own: str) -> None:
    assert "script-mixed" not in codes("Ein Wort 5", own, "xx")


@pytest.mark.parametrize("code", sorted(QUOTES))
def test_quotation_marks_of_another_language_are_a_problem(code: str) -> None:
    own = parse(f'# A {{#a}}\n\n!!! tip "a {QUOTES[code]} b’s"\n\n    `"x"` [a](b.md "c"){{ title="d" }} 15"\n')
    assert list(check_typography(own, code=code, file="x.md")) == []
    for mark in sorted(set('"„“”«»‚‘「」') - set(QUOTES[code])):
        wrong = parse(f"# A {{#a}}\n\nb\nc {mark}d\n")
        assert [p.place for p in check_typography(wrong, code=code, file="x.md")] == ["x.md:4"], mark


@pytest.mark.parametrize("text", ["Wähle Datei » Öffnen › Neu.", "»Ja«, sagt sie", "„Ja“", 'Ein 15"-Bild', '=== "Neu"'])
def test_menus_and_both_german_styles_are_no_wrong_marks(text: str) -> None:
    own = parse(f"# A {{#a}}\n\n{text}\n\n    Text\n", dialect=Dialect(has_tabs=True))
    assert list(check_typography(own, code="de", file="x.md")) == []


def test_quotation_marks_are_those_of_the_language_if_they_are_known() -> None:
    assert codes("Text", 'text "text"', "ja") == []
    assert codes("Text", 'text "text"', "pt-BR") == ["quotes-wrong"]


def test_outdated_units_are_checked_for_quotation_marks_only() -> None:
    problems = found("Nimm die 3 Treppen im Haus", 'Nimm die 5 Treppen im "Haus"', current=set())
    assert [problem.code for problem in problems] == ["quotes-wrong"]


@pytest.mark.parametrize("text", ["9" * 5000, "0." + "9" * 5000, "9" * 5000 + " thousand"])
def test_number_of_thousands_of_digits_is_none(text: str) -> None:
    assert [number.value for number in numbers(f"5 {text} 7", "en")] == ["5", "7"]


@pytest.mark.parametrize(("digits", "values"), [("1" * 300_000, []), ("1" * 20 + "½", ["1" * 20 + ".5"])])
def test_digits_are_read_once_for_what_stands_behind_them(digits: str, values: list[str]) -> None:
    assert [number.value for number in numbers(digits, "en")] == values  # of each digit anew, it would take minutes


@pytest.mark.parametrize(("run", "told"), [("[" * 100_000, ["text-untranslated"]), ("fooBar", ["text-untranslated"])])
def test_text_without_spaces_is_looked_through_once(run: str, told: list[str]) -> None:
    text = f"Das ist der Text, den niemand in eine andere Sprache gebracht hat. {run} Das ist auch der Text."
    assert codes(f"{text}\n\nUnd.", f"{text}\n\nAnd.") == told
