"""Guides: the answers of a page, and where each page stands in its tree."""

from pathlib import Path

import pytest

from helpcentre.content.addresses import Addresses
from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter import parse
from helpcentre.content.guides import ChosenStep, guide_of, linked_pages, read_choices, step_of
from helpcentre.content.language import Language
from helpcentre.sitetest.run import searched_pages

GERMAN, ENGLISH = Language("de", "Deutsch", is_source=True), Language("en", "English", is_source=False)
PAGES = {
    "de/g/index.md": "---\ntitle: Was?\nkind: guide\n---\n\n# Was siehst du? {#a}\n\n- [Ja](b.md)\n- [Nein](c.md)\n",
    "de/g/b.md": "# Seit wann? {#b}\n\n- [Heute](d.md)\n- [Gestern](../x.md#y)\n",
    "de/g/c.md": "# Das war es {#c}\n\n- [Weiter](../x.md)\n",
    "de/g/d.md": "# Sicher? {#d}\n\n- [Ja](../x.md#z)\n",
    "en/g/index.md": "# What do you see? {#a}\n\n- [Yes](b.md)\n- [No](c.md)\n",
    "en/g/b.md": "# Since when? {#b}\n\n- [Today](d.md)\n",
    "de/x.md": "# X {#x}\n\n- [Führung](g/index.md)\n",
}


@pytest.fixture
def addresses(tmp_path: Path) -> Addresses:
    for name, text in PAGES.items():
        file = tmp_path / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    documents = Documents(tmp_path, tmp_path / "docs", (GERMAN, ENGLISH))
    return Addresses(documents, as_folders=True, chains={"de": (), "en": ("de",)})


def test_search_leads_to_the_first_question_and_to_results(addresses: Addresses) -> None:
    assert searched_pages(addresses, "de") == ["g/c.md", "g/index.md", "x.md"]


def found(body: str) -> list[tuple[str, str, int]]:
    return [(answer.label, answer.path, answer.line) for answer in read_choices(parse(body), "g/a.md")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# A? {#a}\n\n- [Ja](b.md)\n- [Nein](../x.md#y)\n", [("Ja", "g/b.md", 3), ("Nein", "x.md", 4)]),
        ("# A? {#a}\n\n* [Ja](b.md) oft\n\n    oder nie\n\n+ [No](c.md)\n", [("Ja", "g/b.md", 3), ("No", "g/c.md", 7)]),
        ("# A? {#a}\n\n- [Ja](b.md)\n\nNoch ein Satz.\n", []),
        ("# A? {#a}\n\n- [Ja](b.md)\n\n/// internal\n- [Nein](c.md)\n///\n", [("Ja", "g/b.md", 3)]),
        ("# A? {#a}\n\n- [Alt](z.md)\n\n## B {#b}\n\n- [Ja](b.md)\n", [("Ja", "g/b.md", 7)]),
        ("# A? {#a}\n\n- Ja\n- [Web](https://example.org/b.md)\n", [("", "", 3), ("Web", "", 4)]),
        ("", []),
    ],
)  # fmt: skip
def test_guide_answers_are_the_list_at_the_end(body: str, expected: list[tuple[str, str, int]]) -> None:
    assert found(body) == expected


def test_guide_page_knows_the_way_to_it_and_the_questions_ahead(addresses: Addresses) -> None:
    steps = [step for page in ("index", "b", "d", "c") if (step := step_of(addresses, "de", f"g/{page}.md"))]
    assert [(step.number, step.most, step.is_result) for step in steps] == [
        (1, 3, False), (2, 3, False), (3, 3, False), (1, 1, True),
    ]  # fmt: skip
    first, _, last, _ = steps
    assert first.trail == ()
    assert last.trail == (ChosenStep("g/index.md", "Was siehst du?", "Ja"), ChosenStep("g/b.md", "Seit wann?", "Heute"))
    assert last.start == "g/index.md"


def test_guide_trail_has_the_words_of_the_readers_language(addresses: Addresses) -> None:
    step = step_of(addresses, "en", "g/d.md")
    assert step is not None
    assert step.trail == (
        ChosenStep("g/index.md", "What do you see?", "Yes"),
        ChosenStep("g/b.md", "Since when?", "Today"),
    )
    result = step_of(addresses, "en", "g/c.md")
    assert result is not None
    assert result.trail == (ChosenStep("g/index.md", "What do you see?", "No"),)


def test_page_in_no_guide_has_no_step(addresses: Addresses) -> None:
    assert step_of(addresses, "de", "x.md") is None
    assert guide_of(addresses.documents, "x.md") is None
    assert linked_pages(addresses.documents) == {"g/b.md", "g/c.md", "g/d.md"}
