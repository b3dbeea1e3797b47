"""Numbers, text left in the source's language, letters and quotation marks of a translation."""

import pytest

from helpcentre.checks.numbers import may_say, numbers
from helpcentre.checks.typography import check_typography
from helpcentre.checks.wording import check_wording
from helpcentre.content.frontmatter import parse
from helpcentre.content.glossary import Glossary, Name
from helpcentre.content.language import Language
from helpcentre.content.linguistics import FOLDER, linguistics
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import Problem
from support import ROOT

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
    glossary = Glossary(keep=(Name("WhatsApp Business API", {"ar": ("واجهة واتساب",)}),))
    translation = parse(f"# Title {{#page}}\n\n{own}\n")
    problems = check_wording(
        document, translation, source_language=source, current=ids, code=code, file="x.md", glossary=glossary
    )
    return list(problems)


def codes(text: str, own: str, code: str = "en", *, source: Language = GERMAN) -> list[str]:
    return [problem.code for problem in found(text, own, code, source=source)]


@pytest.mark.parametrize(
    ("source", "own", "code"),
    [
        ("24 bis 48 Stunden", "from 48 down to 24 hours", "en"),
        ("24 bis 48 Stunden", "24–48 годин", "uk"),
        ("24 bis 48 Stunden", "24至48小时", "zh"),
        ("24 Stunden", "٢٤ ساعة", "ar"),
        ("1.000 und 1.234.567,5", "1,000 and 1,234,567.5", "en"),
        ("10.000 Leute", "10\u202f000 personnes", "fr"),
        ("10.000 Leute", "10 000 осіб", "uk"),
        ("1.234,5", "١٬٢٣٤٫٥", "ar"),
        ("3,5 Minuten", "3.5 minutes", "en"),
        ("50 %", "50% of it", "en"),
        ("50 %", "%50", "tr"),
        ("50 %", "yüzde 50", "tr"),
        ("50 Prozent", "٥٠٪ منها", "ar"),
        ("10 Euro", "€10", "en"),
        ("am 22.11.2026", "on 22/11/2026", "en"),
        ("am 22.11.2026", "on 22 November 2026", "en"),
        ("am 22. November 2026", "2026年11月22日", "zh"),
        ("am 2. Mai", "2 травня", "uk"),
        ("ein sechsstelliger Code", "a 6-digit code", "en"),
        ("in vier Schritten", "4 步", "zh"),
        ("in 4 Schritten", "四个步骤", "zh"),
        ("in 4 Schritten", "dört adımda", "tr"),
        ("in 3 Schritten", "za trzy kroki", "pl"),
        ("nach 2 Tagen", "بعد يومين", "ar"),
        ("1 Nachricht", "повідомлення", "uk"),
        ("in 4 Schritten", "i fire trin", "da"),
        ("Seite `404`", "the page", "en"),
        ("[Seite](a1.md){ width=300 }", "[page](a1.md)", "en"),
        ("1. Öffne\n2. Lies", "1. Open\n1. Read", "en"),
        ("https://example.org/1", "here", "en"),
    ],
)
def test_the_same_number_in_another_form_is_no_problem(source: str, own: str, code: str) -> None:
    assert codes(source, own, code) == []


@pytest.mark.parametrize(
    ("source", "own", "code"),
    [
        ("24 bis 48 Stunden", "24 to 84 hours", "en"),
        ("90 Tage", "a few days", "en"),
        ("90 Tage", "60 يومًا", "ar"),
        ("eine Weile", "30 minutes", "en"),
        ("50 %", "50 of them", "en"),
        ("1.000", "1.0", "en"),
        ("3 Tage", "some days", "en"),
        ("eine Weile", "0 days", "en"),
        ("5 und 5", "5 and a few", "en"),
    ],
)
def test_another_number_is_one(source: str, own: str, code: str) -> None:
    assert codes(source, own, code) == ["number-differs"]


def test_another_number_is_named_with_its_line_and_those_of_the_source() -> None:
    (problem,) = found("24 bis\n48 Stunden", "from 24 to\n84 hours")
    assert (problem.line, problem.message) == (4, "numbers 24, 84; the German text has 24, 48")


def test_every_language_has_words_for_the_numbers_to_twelve() -> None:
    languages = {file.name for file in (ROOT / "docs").iterdir() if (file / "strings.yml").is_file()}
    assert len(languages) == 12
    assert languages == set(QUOTES) == {code for code in QUOTES if linguistics(code).number_words}
    assert may_say("im November", "11", "de")
    assert not may_say("im November", "12", "de")


def test_numbers_are_read_as_every_language_would_write_them() -> None:
    assert [number.value for number in numbers("1'000, 0,50 € oder £5 und 14:30 Uhr, 5°")] == [
        "1000", "0.50€", "5£", "14", "30", "5°",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "own", "code"),
    [
        ("Nimm die Treppe im Haus", "Nimm die Treppe im Haus", "fr"),
        ("- Öffne die App\n- Nimm die Treppe im Haus", "- Open the app\n- Nimm die Treppe\n  im Haus", "en"),
        ("Eins zwei", "Вимкни, wenn du nicht und nie gehst", "uk"),
        ('!!! tip "Was der Hausmeister sagt"', '!!! tip "Was der Hausmeister sagt"', "zh"),
    ],
)
def test_text_left_in_german_is_a_problem(source: str, own: str, code: str) -> None:
    assert codes(source, own, code) == ["text-untranslated"]


@pytest.mark.parametrize(
    ("source", "own", "code"),
    [
        ("Öffne WhatsApp", "Öffne WhatsApp", "en"),
        ("WhatsApp Business API, Meta Manager", "WhatsApp Business API, Meta Manager", "en"),
        ("Ein Satz.", "De man die des konings was, wie nog in de winkel kwam, is als der dood: noch een nicht.", "nl"),
        (
            "Ein Satz.",
            "I also was in an alarm; so the man would die in the den as war was near, wie also hat an.",
            "en",
        ),
        ("Ein Satz.", "Il mit fin aux uns des mots « die » et « der », bis, hier, du son.", "fr"),
        ("Ein Satz.", "Sie der mit den es wie, im dach zu, bez zum", "pl"),
        ("Ein Satz.", "Der ki den nur dir ist, dem bu mehr an", "tr"),
        ("Ein Satz.", "Dei bei giorni, in un modo, a dir poco, das", "it"),
        ("Ein Satz.", "Uma das coisas, se der tempo, um dia, des", "pt"),
        ("Ein Satz.", "Den er der, dem som de kan; mit hus er vor, des und", "da"),
    ],
)
def test_names_and_words_that_two_languages_share_are_not_german(source: str, own: str, code: str) -> None:
    assert codes(source, own, code) == []


@pytest.mark.parametrize(
    ("source", "name", "own", "code", "words"),
    [
        ("en", "English", "Open it. Then you can turn it with both hands.", "fr", "can, then, with, you"),
        ("en-GB", "English (United Kingdom)", "Keep the valve where you see it", "uk", "the, where, you"),
        ("de-AT", "German (Austria)", "Nimm die Treppe, wenn der Aufzug nicht kommt", "en", "der, nicht, wenn"),
    ],
)
def test_text_left_in_the_source_language_is_named_by_that_language(
    source: str, name: str, own: str, code: str, words: str
) -> None:
    (problem,) = found("Water.", own, code, source=Language(source, "", is_source=True))
    assert (problem.code, problem.message.partition(" has ")[2]) == ("text-untranslated", f"{name} words: {words}")


@pytest.mark.parametrize(
    ("own", "code"),
    [
        ("Also will er all die Hähne im Not-Plan", "de"),
        ("Had been are not", "nl"),
        ("Can, but, has, not, had", "tr"),
        ("But for this", "pl"),
        ("Has can are", "es"),
        ("For all the also not been", "da"),
    ],
)
def test_words_that_another_language_shares_with_english_are_not_english(own: str, code: str) -> None:
    assert codes("Water.", own, code, source=ENGLISH) == []


@pytest.mark.parametrize(("source", "code"), [("en", "en-GB"), ("en-US", "en-GB"), ("de", "de-AT"), ("pt-BR", "pt")])
def test_two_forms_of_one_language_may_say_the_same(source: str, code: str) -> None:
    text = "Then you could turn the tap with both hands. Nimm das, wenn du nicht auf die Uhr schaust."
    language = Language(source, "", is_source=True)
    assert codes(text, text, code, source=language) == []


def test_a_source_without_frequent_words_is_known_by_its_whole_text() -> None:
    danish = Language("da", "Dansk", is_source=True)
    (problem,) = found("Luk for vandet med det samme", "Luk for vandet med det samme", "en", source=danish)
    assert problem.message == "'Luk for vandet med det samme' is the Danish text"
    assert codes("Luk for vandet", "Luk for de andre, som er der", "en", source=danish) == []


@pytest.mark.parametrize("own", ["a w\u043erd", "сл\u043ew\u043e", "Met\u03b1", "كلsمة"])
def test_a_word_of_two_scripts_is_found(own: str) -> None:
    (problem,) = found("Ein Wort", own, "es")
    assert (problem.code, problem.line) == ("script-mixed", 3)


@pytest.mark.parametrize("own", ["PIN-код SMS", "WhatsApp’у", "请在WhatsApp中打开", "لـWhatsApp", "و API", "5 µm"])
def test_words_beside_each_other_may_have_their_scripts(own: str) -> None:
    assert "script-mixed" not in codes("Ein Wort 5", own, "xx")


@pytest.mark.parametrize("code", sorted(QUOTES))
def test_a_language_has_its_own_quotation_marks(code: str) -> None:
    own = parse(f'# A {{#a}}\n\n!!! tip "a {QUOTES[code]} b’s"\n\n    `"x"` [a](b.md "c"){{ title="d" }} 15"\n')
    assert list(check_typography(own, code=code, file="x.md")) == []
    for mark in sorted(set('"„“”«»‚‘「」') - set(QUOTES[code])):
        wrong = parse(f"# A {{#a}}\n\nb\nc {mark}d\n")
        assert [p.place for p in check_typography(wrong, code=code, file="x.md")] == ["x.md:4"], mark


def test_marks_of_an_unknown_language_are_not_checked_and_a_region_has_its_languages() -> None:
    assert codes("Text", 'text "text"', "ja") == []
    assert codes("Text", 'text "text"', "pt-BR") == ["quotes-wrong"]


def test_only_current_units_are_compared_but_marks_are_looked_at_everywhere() -> None:
    problems = found("Nimm die 3 Treppen im Haus", 'Nimm die 5 Treppen im "Haus"', current=set())
    assert [problem.code for problem in problems] == ["quotes-wrong"]
