"""Headings, blocks and links of a translation beside its source's."""

import pytest

from cases import parametrize_from_file
from helpcentre.checks.step_order import check_step_order
from helpcentre.checks.structure import check_structure
from helpcentre.content.frontmatter import parse
from helpcentre.content.language import Language
from helpcentre.content.localised_links import is_same_address
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import Problem, Severity

GERMAN = """---
title: Titel
---

# Seite {#page}

Ein [Verweis](a.md#b), [noch einer](https://example.org/x_(y) "Titel") und <https://example.org/>.

## Schritte {#steps}

1. Eins
2. Zwei

    - Punkt

## Tabelle {#table}

| a | b |
|---|---|
| c | d |

### Kasten {#box}

!!! tip "Tipp"

    ![Bild](../assets/x.png)
"""


def found(own: str, *, source: str = GERMAN, language: str = "de", current: set[str] | None = None) -> list[Problem]:
    document = parse(source)
    ids = set(units(document)) if current is None else current
    source_language = Language(language, "", is_source=True)
    problems = check_structure(document, parse(own), source_language=source_language, current=ids, file="docs/en/x.md")
    return list(problems)


def seen(old: str, new: str) -> list[tuple[int, str]]:
    assert GERMAN.count(old) == 1, old
    return [(problem.line, problem.code) for problem in found(GERMAN.replace(old, new))]


@parametrize_from_file
def test_structure_that_languages_may_differ_in_is_no_problem(old: str, new: str) -> None:
    assert seen(old, new) == []


@pytest.mark.parametrize(
    "own", ["[C](c.md), [B](b.md) and [B](b.md)", "[C](c.md) and [B](b.md)", "[B](b.md), [C](c.md), [D](d.md)"]
)
def test_links_may_stand_in_another_order_as_often_as_they_like(own: str) -> None:
    source = "# A {#a}\n\n[B](b.md), dann [C](c.md) und [B](b.md).\n"
    assert found(f"# A {{#a}}\n\n{own}.\n", source=source) == []
    assert [p.code for p in found(f"# A {{#a}}\n\n{own.replace('b.md', 'd.md')}.\n", source=source)] == ["link-differs"]


@pytest.mark.parametrize(
    ("own", "lacks"),
    [
        ("[B](https://en.example.org/b) and [C](https://en.example.org/c)", ""),
        ("[B](https://en.example.org/b)", "https://de.example.org/c"),
        ("[B](https://en.example.org/b) and [C](https://de.example.org/c)", ""),
        ("[C](https://de.example.org/c)", "https://de.example.org/b"),
    ],
)
def test_a_localised_link_stands_for_one_link_alone(own: str, lacks: str) -> None:
    source = "# A {#a}\n\n[B](https://de.example.org/b), dann [C](https://de.example.org/c).\n"
    problems = found(f"# A {{#a}}\n\n{own}.\n", source=source)
    assert [lacks in problem.message for problem in problems] == [True] * bool(lacks)


def test_a_table_in_html_has_no_paragraphs() -> None:
    rows = "\n".join(f"<tr>\n<td>{word}</td>\n</tr>" for word in ("eins", "zwei", "drei", "vier"))
    source = f"# A {{#a}}\n\nText.\n\n<table>\n{rows}\n</table>\n"
    assert found("# A {#a}\n\nText.\n\n<table><tr><td>one</td></tr></table>\n", source=source) == []


def test_more_items_of_a_list_are_a_warning() -> None:
    (more,) = found("# A {#a}\n\n- a\n- b\n- c\n", source="# A {#a}\n\n- a\n- b\n")
    (fewer,) = found("# A {#a}\n\n- a\n", source="# A {#a}\n\n- a\n- b\n")
    assert (more.severity, fewer.severity) == (Severity.WARN, Severity.ERROR)


@pytest.mark.parametrize(
    ("own", "severity"),
    [
        ("- It rounds to 15 minutes. It writes that down.\n- It adds all up.", Severity.WARN),
        ("- 四捨五入します。記録します。\n- 合計します。", Severity.WARN),
        ("- It rounds to 15 minutes.\n- It adds all up.", Severity.ERROR),
        ("It rounds to 15 minutes. It writes that down. It adds all up.", Severity.ERROR),
    ],
)
def test_items_that_a_translation_joined_are_a_warning(own: str, severity: Severity) -> None:
    source = "# A {#a}\n\n- Sie rundet auf 15 Minuten.\n- Sie schreibt das auf.\n- Sie zählt alles zusammen.\n"
    (problem,) = found(f"# A {{#a}}\n\n{own}\n", source=source)
    assert (problem.code, problem.severity) == ("structure-differs", severity)


def test_a_link_by_its_name_is_one_wherever_its_address_stands() -> None:
    source = "# A {#a}\n\n[More](b.md).\n\n## C {#c}\n\nText.\n"
    own = "# A {#a}\n\n[Mehr][more].\n\n## C {#c}\n\nText.\n\n[more]: b.md\n"
    assert found(own, source=source) == []
    lost = own.replace("][more]", "]")
    assert [each.code for each in found(lost, source=source)] == ["link-differs"]
    assert [each.code for each in found(lost, source=own)] == ["link-differs"]


FENCED = "# A {#a}\n\nSo:\n\n```\nx\n```\n\n```\ny\n```\n\n> Und:\n>\n> ```\n> z\n> ```\n"


@pytest.mark.parametrize(
    ("own", "count"),
    [
        ("# A {#a}\n\nThus:\n\n    x\n\n    y\n\n> And:\n> \n>     z\n>     \n", None),
        ("# A {#a}\n\nThus:\n\n    x\n\n    y\n\n> And.\n", 1),
        ("# A {#a}\n\nThus:\n\n```\nx\n```\n\n> And:\n>\n> ```\n> z\n> ```\n", 2),
    ],
)
def test_code_may_stand_between_fences_or_be_indented(own: str, count: int | None) -> None:
    messages = [problem.message.partition(" (")[0] for problem in found(own, source=FENCED)]
    assert messages == ([] if count is None else [f"{{#a}} has {count} blocks of code"])


@parametrize_from_file
def test_a_link_to_the_same_thing_in_the_readers_language_is_right(source: str, own: str) -> None:
    assert is_same_address(source, own)
    assert is_same_address(own, source)


@parametrize_from_file
def test_a_link_to_another_thing_is_wrong_in_any_language(source: str, own: str) -> None:
    assert not is_same_address(source, own)


@parametrize_from_file
def test_structure_that_differs_is_named_with_its_line(old: str, new: str, line: int, code: str) -> None:
    assert seen(old, new) == [(line, code)]


@parametrize_from_file
def test_message_names_the_source_by_its_language(code: str, name: str) -> None:
    structure, link = found(GERMAN.replace("2. Zwei\n", "").replace("a.md#b", "a.md#c"), language=code)[::-1]
    assert structure.message == f"{{#steps}} has 1 steps ({name}: 2)"
    assert link.message == f"link to a.md#c; the {name} text has to a.md#b instead"


def test_a_heading_with_two_ids_is_told_as_markup_alone() -> None:
    assert found("# A {#a}\n\n## B {#c}\n", source="# A {#a}\n\n## B {#b} {#c}\n") == []


def test_code_that_the_source_never_closes_is_no_fault_of_the_translation() -> None:
    source = "# A {#a}\n\n- a\n\n## B {#b}\n\n```\nx\n\n## C {#c}\n\n- b\n"
    own = "# A {#a}\n\nNo list.\n\n## B {#b}\n\n```\nx\n```\n\n## C {#c}\n\nNo list.\n"
    assert [each.message for each in found(own, source=source)] == ["{#a} has 0 list items (German: 1)"]


def test_headings_in_another_order_are_one_problem() -> None:
    swapped = "# A {#a}\n\n## C {#c}\n\n## B {#b}\n"
    problems = found(swapped, source="# A {#a}\n\n## B {#b}\n\n## C {#c}\n")
    assert [(problem.line, problem.message) for problem in problems] == [
        (3, "heading {#c} stands where the German page has {#b}")
    ]


def test_a_missing_heading_is_named_where_it_should_follow() -> None:
    problems = found("# A {#a}\n\n## C {#c}\n", source="# A {#a}\n\n## B {#b}\n\n## C {#c}\n")
    assert [(problem.line, problem.message) for problem in problems] == [
        (1, "heading {#b} of the German page is missing, 'B'")
    ]


def test_headings_are_paired_only_where_it_is_clear_which_means_which() -> None:
    source = "# A {#a}\n\n## B {#b}\n\n## C {#c}\n\n## D {#d}\n\n## E {#e}\n"
    other = "# A {#a}\n\n## X {#x}\n\n## D {#d}\n\n## Y {#y}\n"
    assert [(problem.line, problem.message) for problem in found(other, source=source)] == [
        (3, "here are the headings {#x}, in the German page {#b}, {#c}"),
        (7, "the German page has no heading {#y}, but {#e}"),
    ]
    many = "# A {#a}\n\n" + "".join(f"## {name} {{#{name}}}\n\n" for name in "vwxyz")
    (problem,) = found(many, source=source)
    shown = "{#v}, {#w}, {#x} and 2 more, in the German page {#b}, {#c}, {#d} and 1 more"
    assert problem.message == f"here are the headings {shown}"


def test_a_heading_that_the_source_lacks_is_named() -> None:
    assert [problem.line for problem in found("# A {#a}\n\n## B {#b}\n", source="# A {#a}\n")] == [3]


def test_only_current_units_are_compared_and_headings_only_where_all_are() -> None:
    own = (
        GERMAN.replace("## Schritte {#steps}\n\n1. Eins\n", "").replace("a.md#b", "c.md").replace("../assets", "assets")
    )
    assert [problem.code for problem in found(own, current={"_title", "table", "box"})] == ["link-differs"]


@pytest.mark.parametrize(
    ("own", "count"),
    [
        ("1. Close `two`.\n2. Open `one`.\n3. End.", 1),
        ("1. Open `one`.\n2. Close `two`.\n3. End.", 0),
        ("1. Open it.\n2. Close that.\n3. End.", 0),
        ("1. Close `two` and `one`.\n2. Open `one`.\n3. End.", 0),
        ("1. Close `two`.\n2. Open `one`.", 0),
    ],
)
def test_two_steps_that_changed_places_are_found_by_what_they_name(own: str, count: int) -> None:
    german = Language("de", "Deutsch", is_source=True)
    source, translation = (
        units(parse(f"# A {{#a}}\n\n{text}\n"))["a"] for text in ("1. Öffne `one`.\n2. Schließe `two`.\n3. Ende.", own)
    )
    assert len(list(check_step_order(source, translation, language=german, file="a.md"))) == count


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ("1. Click.\n2. Open `one`.\n3. End.", "steps 1 and 2"),
        ("1. End.\n2. Click.\n3. Open `one`.", "steps 1 and 3"),
        ("1. Open `one`.\n2. End.\n3. Click.", ""),
        ("1. Open `one`.\n2. Click `one`.\n3. End.", ""),
    ],
)
def test_a_step_that_names_something_is_found_in_the_place_of_one_that_does_not(own: str, message: str) -> None:
    german = Language("de", "Deutsch", is_source=True)
    source, translation = (
        units(parse(f"# A {{#a}}\n\n{text}\n"))["a"] for text in ("1. Öffne `one`.\n2. Tippe.\n3. Ende.", own)
    )
    problems = list(check_step_order(source, translation, language=german, file="a.md"))
    assert [found.message.partition(" stand")[0] for found in problems] == [message] * bool(message)


@pytest.mark.parametrize(("word", "count"), [("Lampe", 1), ("lampe", 0), ("24", 1)])
def test_a_common_word_of_both_languages_is_no_sign_of_a_step_alone(word: str, count: int) -> None:
    german = Language("de", "Deutsch", is_source=True)
    source, translation = (
        units(parse(f"# A {{#a}}\n\n{text}\n"))["a"]
        for text in (f"1. Nimm {word} dazu.\n2. Ein Tipp.", f"1. No hint.\n2. Use {word} too.")
    )
    assert len(list(check_step_order(source, translation, language=german, file="a.md"))) == count


def test_what_stands_below_a_list_is_in_no_step_of_it() -> None:
    german = Language("de", "Deutsch", is_source=True)
    below = "\n```\nuse(one, other)\n```\n\nopen one, then other"
    source, translation = (
        units(parse(f"# A {{#a}}\n\n{text}\n{below}\n"))["a"]
        for text in ("1. Nimm `one`.\n2. Nimm `other`.", "1. Use `other`.\n2. Use `one`.")
    )
    (problem,) = check_step_order(source, translation, language=german, file="a.md")
    assert problem.message.startswith("steps 1 and 2 stand in the other order")


def test_a_section_that_lost_its_paragraphs_is_a_problem() -> None:
    source = "# A {#a}\n\nB.\n\nC.\n\n## D {#d}\n\nE.\n"
    assert found("# A {#a}\n\nB. C.\n\n## D {#d}\n\nE.\n", source=source) == []
    (problem,) = found("# A {#a}\n\nB.\n\nC.\n\n## D {#d}\n", source=source)
    assert (problem.line, problem.message) == (7, "{#d} has 0 paragraphs (German: 1)")


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ("- [X] Ein\n- [ ] Zwei\n1. [x] Drei\n", ""),
        ("- [灯] Ein\n- [ ] Zwei\n1. [x] Drei\n", "1 done tasks (English: 2)"),
        ("- Ein\n- Zwei\n1. Drei\n", "0 done tasks (English: 2), 0 open tasks (English: 1)"),
        ("- [x] Ein\n- [x] Zwei\n1. [x] Drei\n", "3 done tasks (English: 2), 0 open tasks (English: 1)"),
    ],
)
def test_tasks_that_a_translation_lost_are_a_problem(own: str, told: str) -> None:
    source = "# A {#a}\n\n- [x] One\n- [ ] Two\n\nText.\n\n1. [x] Three\n\n```\n- [ ] no task\n```\n"
    text = f"# A {{#a}}\n\n{own}\n```\n- [x] no task\n```\n".replace("1. ", "\nText.\n\n1. ")
    problems = found(text, source=source, language="en")
    assert [each.message for each in problems] == ([f"{{#a}} has {told}"] if told else [])


def test_a_missing_block_of_code_and_a_missing_tab_are_problems() -> None:
    dialect = Dialect(has_tabs=True)
    source = parse('# A {#a}\n\n=== "B"\n\n    C\n\n=== "D"\n\n    E\n\n```\nx\n```\n', dialect=dialect)
    own = parse('# A {#a}\n\n=== "B"\n\n    C\n', dialect=dialect)
    german = Language("de", "Deutsch", is_source=True)
    (problem,) = check_structure(source, own, source_language=german, current=units(source), file="a.md")
    assert problem.message == "{#a} has 1 'tab' boxes (German: 2), 0 blocks of code (German: 1)"


def test_a_list_that_the_source_runs_together_with_a_sentence_may_be_one() -> None:
    source = "# A {#a}\n\nNote that:\n1. One is first.\n2. Two is next.\n"
    own, one = ("# A {#a}\n\nMerke:\n\n1. Eins ist vorn.\n" + rest for rest in ("2. Zwei folgt.\n", ""))
    assert found(own, source=source, language="en") == []
    assert [problem.code for problem in found(one, source=source, language="en")] == ["structure-differs"]
    assert [problem.code for problem in found(source, source=own, language="de")] == ["structure-differs"]


@pytest.mark.parametrize("table", ["<table><tr><td>a</td></tr></table>\n\nText.\n\n", "<table>\n\n"])
def test_thousands_of_tables_in_html_are_looked_at_once(table: str) -> None:
    page = parse(f"# A {{#a}}\n\n{table * 20_000}")  # to count the lines above each anew would take minutes
    german = Language("de", "Deutsch", is_source=True)
    assert list(check_structure(page, page, source_language=german, current=units(page), file="docs/en/a.md")) == []
