"""Ids for headings without one: the same in every language, and nothing else of a file changes."""

from pathlib import Path

from helpcentre.checks.page_markup import check_markup
from helpcentre.checks.translation import check_headings
from helpcentre.content.documents import Documents
from helpcentre.content.heading_ids import MissingId, given_ids, with_ids
from helpcentre.content.language import Language
from helpcentre.content.units import units

LANGUAGES = (Language("en", "English", is_source=True), Language("fr", "Français", is_source=False))
JAPANESE = (Language("ja", "日本語", is_source=True), Language("en", "English", is_source=False))


def documents(folder: Path, languages: tuple[Language, ...] = LANGUAGES, **pages: str) -> Documents:
    for code, text in pages.items():
        file = folder / "docs" / code / "a.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))
    return Documents(folder, folder / "docs", languages)


def missing(found: Documents, code: str) -> list[MissingId]:
    pages = (found.get(code, path) for path in found.paths(code))
    return [each for page in pages if page for each in given_ids(page)]


def ids(found: Documents, code: str) -> list[tuple[int, str]]:
    return [(each.line, each.id) for each in missing(found, code)]


def test_a_translation_has_the_ids_of_its_source_at_the_same_places(tmp_path: Path) -> None:
    found = documents(
        tmp_path,
        en="---\ntitle: A\n---\n\n# Lamp\n\n## Turn on {#on}\n\n## Turn off\n",
        fr="# Lampe\n\n## Allumer\n\n## Éteindre {#off}\n",
    )
    assert ids(found, "en") == [(5, "lamp"), (9, "turn-off")]
    assert ids(found, "fr") == [(1, "lamp"), (3, "on")]


def test_a_translation_of_another_shape_has_ids_of_its_own(tmp_path: Path) -> None:
    found = documents(tmp_path, en="# A {#a}\n\n## B {#b}\n", fr="# Un\n\n### Deux\n")
    assert ids(found, "fr") == [(1, "un"), (3, "deux")]


def test_headings_are_paired_between_two_that_both_pages_name_alike(tmp_path: Path) -> None:
    found = documents(
        tmp_path,
        en="# A {#a}\n\n## B {#b}\n\n### C {#c}\n\n## MQTT {#mqtt}\n\n## D {#d}\n\n## E {#e}\n\n## F {#f}\n",
        fr="# Un {#a}\n\n## Deux\n\n## MQTT\n\n## Quatre\n\n## Cinq {#e}\n\n## Six\n",
    )
    assert ids(found, "fr") == [(3, "deux"), (5, "mqtt"), (7, "d"), (11, "f")]


def test_a_missing_section_pairs_no_other_two_of_the_same_number(tmp_path: Path) -> None:
    found = documents(
        tmp_path,
        en="# A {#a}\n\n## B {#b}\n\n## MQTT {#mqtt}\n\n## D {#d}\n",
        fr="# Un {#a}\n\n## MQTT\n\n## Quatre\n\n## En plus\n",
    )
    assert ids(found, "fr") == [(3, "mqtt"), (5, "quatre"), (7, "en-plus")]


def test_pages_sorted_by_words_are_paired_by_equal_ones_alone(tmp_path: Path) -> None:
    found = documents(
        tmp_path,
        en="# A {#a}\n\n## API {#api}\n\n## Key {#key}\n\n## Lamp {#lamp}\n\n## MQTT {#mqtt}\n",
        fr="# Un {#a}\n\n## MQTT\n\n## Clé\n\n## API\n\n## Lampe\n",
    )
    assert ids(found, "fr") == [(3, "mqtt"), (5, "cle"), (7, "api"), (9, "lampe")]


def test_an_id_without_a_space_before_it_is_that_of_its_heading(tmp_path: Path) -> None:
    text = "# A {#a}\n\n## 電源{#on}\n\n## `x`{#code}\n\n## **x**{#bold}\n\n## a ${#b}\n\n## {{#if}}\n"
    found = documents(tmp_path, en=text)
    assert [each for _, each in ids(found, "en")] == ["on", "x", "x-2", "a-2", "if-section"]
    assert with_ids(text, missing(found, "en")[:1]) == text.replace("源{", "源 {")


def test_an_id_that_an_empty_element_has_is_that_of_its_heading_and_not_repeated(tmp_path: Path) -> None:
    text = (
        '# <a name=\'a\'></a>A\n\n## Turn on <span id="on"></span>\n\n## `<a id="x"></a>`\n\n'
        '## B <span id="on"></span>\n\n## C <span id="c"></span> {.wide}\n\n## D <span id="d">d</span>\n'
    )
    found = documents(tmp_path, en=text, fr='# A\n\n## Allumer <span id="on"></span>\n')
    assert [each for _, each in ids(found, "en")] == ["a", "on", "section", "on-2", "c", "d-d"]
    assert ids(found, "fr")[1] == (3, "on")
    assert with_ids(text, [each for each in missing(found, "en") if each.id in ("a", "on", "c")]) == (
        '# A {#a}\n\n## Turn on {#on}\n\n## `<a id="x"></a>`\n\n'
        '## B <span id="on"></span>\n\n## C {#c .wide}\n\n## D <span id="d">d</span>\n'
    )


def test_equal_headings_get_different_ids_and_known_ones_are_not_taken(tmp_path: Path) -> None:
    found = documents(tmp_path, en="# A\n\n## On\n\n## On\n\n## More {#on-3}\n\n## On\n")
    assert ids(found, "en") == [(1, "a"), (3, "on"), (5, "on-2"), (9, "on-4")]


def test_an_id_is_made_of_the_words_of_a_heading(tmp_path: Path) -> None:
    found = documents(tmp_path, en="# :material-apple: [Pair **it**](b.md)\n\n## Ready { .wide }\n")
    assert ids(found, "en") == [(1, "pair-it"), (3, "ready")]


def test_a_heading_without_words_is_given_none_which_readers_would_see(tmp_path: Path) -> None:
    text = "# A\n\n##\n\nx\n\n## \t\n\ny\n"
    found = documents(tmp_path, en=text, fr="Texte\n\n##\n")
    assert ids(found, "en") == [(1, "a")]
    page, french = found.get("en", "a.md"), found.get("fr", "a.md")
    assert page
    assert page.body == text.replace("# A\n", "# A {#a}\n", 1)
    assert french
    assert french.body == "Texte\n\n##\n"


def test_a_source_without_latin_letters_has_the_ids_of_the_english_page(tmp_path: Path) -> None:
    found = documents(
        tmp_path, JAPANESE, ja="# ランプ\n\n## iPhoneの設定\n\n## 電源\n", en="# Lamp\n\n## Settings\n\n## Power\n"
    )
    assert [each for _, each in ids(found, "ja")] == ["lamp", "iphone", "power"]
    assert ids(found, "en") == ids(found, "ja")


def test_such_a_source_without_an_english_page_counts_its_headings(tmp_path: Path) -> None:
    found = documents(tmp_path, JAPANESE, ja="# ランプ\n\n## 電源\n")
    assert [each for _, each in ids(found, "ja")] == ["section", "section-2"]


def test_pages_are_read_as_if_the_ids_stood_there(tmp_path: Path) -> None:
    found = documents(tmp_path, en="# Lamp\n\n## Off { .wide }\n\nText.\n", fr="# Lampe\n\n## Non\n\nTexte.\n")
    french, english = found.get("fr", "a.md"), found.get("en", "a.md")
    assert french is not None
    assert english is not None
    assert list(units(french)) == list(units(english)) == ["lamp", "off"]
    assert found.shown_text("fr", "a.md", "anything") == "# Lampe {#lamp}\n\n## Non {#off}\n\nTexte.\n"
    assert english.body == "# Lamp {#lamp}\n\n## Off { #off .wide }\n\nText.\n"


def test_only_headings_get_ids_and_all_other_bytes_stay(tmp_path: Path) -> None:
    text = (
        "---\r\ntitle: A\r\n---\r\n\r\n# A  \r\n\r\n```\r\n# code\r\n```\r\n\r\nUnder\r\n-----\r\n\r\n> ## Quoted\r\n"
    )
    found = documents(tmp_path, en=text)
    written = with_ids(text, missing(found, "en"))
    assert written == text.replace("# A  ", "# A {#a}  ").replace("Under", "Under {#under}")
    assert ids(documents(tmp_path, en=written), "en") == []


def test_heading_that_shows_an_id_is_given_no_further_one_in_its_file(tmp_path: Path) -> None:
    found = documents(tmp_path, en="# A {#a}\n\n## B {#b}\n", fr="# A {#a}\n\n## B {#c} {#b}\n\n## D\n")
    assert [each.heading for each in missing(found, "fr")] == ["D"]
    page = found.get("fr", "a.md")
    assert page
    assert [each.line for each in check_headings(page, file="a.md")] == [5]
    assert [(each.line, each.code) for each in check_markup(page, file="a.md")] == [(3, "markdown-unread")]
