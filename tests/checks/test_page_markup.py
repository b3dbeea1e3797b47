"""What is wrong with a page by itself, in any language."""

import pytest

from cases import parametrize_from_file
from helpcentre.checks.page_markup import check_markup
from helpcentre.content.frontmatter import parse
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.translation_record import without_agent_notes

_DIALECT = Dialect(has_superfences=True, has_tabs=True, has_footnotes=True, has_definitions=True)


def found(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in check_markup(parse(text, dialect=_DIALECT), file="a.md")]


@parametrize_from_file
def test_a_slip_of_markup_is_named_with_its_line(text: str, line: int, code: str) -> None:
    assert found(text) == [(line, code)]


@parametrize_from_file
def test_right_markup_is_no_problem(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("menu.png", "the picture 'menu.png' is not described"),
        ("bulb.mp4", "the film or sound 'bulb.mp4' has no title"),
        ("ring.mp3#t=3", "the film or sound 'ring.mp3#t=3' has no title"),
        ("https://youtu.be/abcdefghijk", "the film or sound 'https://youtu.be/abcdefghijk' has no title"),
    ],
)
def test_a_film_without_a_title_is_not_told_as_a_picture(target: str, what: str) -> None:
    (problem,) = check_markup(parse(f"# A {{#a}}\n\n![]({target})\n"), file="a.md")
    assert problem.message == what
    assert ("<img" in problem.fix) is ("picture" in what)


def test_a_report_shows_what_is_written_with_its_code() -> None:
    (problem,) = check_markup(parse("# A {#a}\n\nThese:\n- `sudo` and more\n- less\n"), file="a.md")
    assert problem.message.startswith("'- `sudo` and more' is no list item")


def test_a_key_that_is_nearly_known_is_named_with_the_one_that_is_meant() -> None:
    (problem,) = check_markup(parse("---\ndescripton: A\n---\n\nText.\n"), file="a.md")
    assert (problem.message, problem.fix) == (
        "front matter has 'descripton', which means nothing here", "did you mean description?"
    )  # fmt: skip


def test_a_page_of_notes_alone_is_named_on_the_website_too_which_has_none_of_them() -> None:
    text = "---\ntitle: Refunds\n---\n\n# Refunds {#refunds}\n\n/// internal\nNever more than twice.\n///\n"
    agents = list(check_markup(parse(text), file="a.md"))
    website = list(check_markup(without_agent_notes(parse(text)), file="a.md"))
    assert [problem.code for problem in website] == ["page-empty"]
    assert website == agents


def test_a_page_of_a_heading_and_empty_lines_has_no_notes_that_it_could_be_for() -> None:
    text = "---\ntitle: Refunds\n---\n\n# Refunds {#refunds}\n\n\n\n\n\n"
    assert list(check_markup(without_agent_notes(parse(text)), file="a.md")) == []


@pytest.mark.parametrize(
    "line",
    ['--8<--"_snippets/a.md"', '--8<-- "_snippets/a.md" ', '--8<-- "_snippets/a.md" more',
     'Text --8<-- "_snippets/a.md"',
     '- --8<-- "_snippets/a.md"', "--8<-- _snippets/a.md", '--8<-- ""', "--8<-- ", '--8>-- "_snippets/a.md"',
     '—8<— "_snippets/a.md"', '–8<– "_snippets/a.md"', 'Text -8<- "a.md"'],
)  # fmt: skip
def test_include_that_is_shown_is_told(line: str) -> None:
    (problem,) = check_markup(parse(f"# A {{#a}}\n\nText.\n\n{line}\n\nText.\n"), file="a.md")
    assert (problem.line, problem.code) == (5, "markdown-unread")
    assert "is shown as it is: an include that nothing reads" in problem.message


@pytest.mark.parametrize(
    "line",
    ['--8<-- "_snippets/a.md"', "  -8<- '_snippets/a.md'", ';--8<-- "_snippets/a.md"', "--8<--\n_snippets/a.md\n--8<--",
     "--8<-- [start:part]", '`--8<-- "_snippets/a.md" more`', "From -8<-3 to 8>-2.", "Between 5--8 and -8 < -3"],
)  # fmt: skip
def test_include_that_is_read_or_meant_to_be_shown_is_not(line: str) -> None:
    assert list(check_markup(parse(f"# A {{#a}}\n\nText.\n\n{line}\n\nText.\n"), file="a.md")) == []


@pytest.mark.parametrize("alone", ["{#b}", "{: #b }", "{.wide}", "{#b .wide}"])
@pytest.mark.parametrize(
    "place", ["{}", "## B {{#c}}\n{}", "## B {{#c}}\n\n{}", "{}\nText.", "## {}", "##{}", "{}\n---"]
)
def test_attributes_of_nothing_are_told(place: str, alone: str) -> None:
    text = place.format(alone)
    found = list(check_markup(parse(f"# A {{#a}}\n\nText.\n\n{text}\n\nText.\n"), file="a.md"))
    line = 5 + text.split(alone)[0].count("\n")
    told = [each for each in found if each.code == "markdown-unread"]
    assert [each.line for each in told] == [line], found
    assert "} is shown as it is" in told[0].message.replace("'", "")


@pytest.mark.parametrize(
    "text",
    ["Text.\n{#b}", "- Item\n  {#b}", "![A](b.png)\n{.wide}", "## B {#b}", "## B {: #b .wide }",
     "```\n{#b}\n```", "`{#b}`", "```sh\na\n```\n{.wide}"],
)  # fmt: skip
def test_attributes_below_a_text_are_not(text: str) -> None:
    assert list(check_markup(parse(f"# A {{#a}}\n\nText.\n\n{text}\n"), file="a.md")) == []
