"""Syntax of extensions that are not on: each is told with its line and its extension, and nothing else is."""

from collections.abc import Collection

import pytest

from helpcentre.checks.markdown_syntax import check_syntax
from helpcentre.content.frontmatter import parse
from helpcentre.content.markdown.syntax import KNOWN

ON = ("attr_list", "toc")
EXAMPLES = {
    "abbr": "*[BLE]: Bluetooth Low Energy",
    "admonition": '!!! warning "Once"',
    "def_list": "Term\n:   Meaning",
    "footnotes": "Text.[^1]",
    "md_in_html": '<div class="grid cards" markdown>',
    "pymdownx.caret": "m^2^",
    "pymdownx.critic": "It is {--not--} new.",
    "pymdownx.details": '??? question "Why?"',
    "pymdownx.emoji": "Done :material-check:",
    "pymdownx.keys": 'Press ++ctrl+"Seite"++.',
    "pymdownx.mark": "It is ==new==.",
    "pymdownx.snippets": '--8<-- "_snippets/a.md"',
    "pymdownx.superfences": '``` py title="a.py"',
    "pymdownx.tabbed": '=== "iOS"',
    "pymdownx.tasklist": "- [x] done",
    "pymdownx.tilde": "It is ~~old~~.",
}


def found(text: str, on: Collection[str] = ON) -> list[tuple[int, str]]:
    problems = check_syntax(parse(text), extensions=on, has_icon="material-check".__eq__, file="a.md")
    return [(problem.line, problem.message) for problem in problems]


@pytest.mark.parametrize(("extension", "text"), EXAMPLES.items())
def test_syntax_is_told_with_its_line_unless_its_extension_is_on(extension: str, text: str) -> None:
    page = f"---\ntitle: T\n---\n\n# T {{#t}}\n\n## A {{#a}}\n\nFirst.\n\n{text}\n"
    [(line, message)] = found(page)
    assert line == 11
    assert extension in message
    assert found(page, [*ON, extension]) == []


@pytest.mark.parametrize(
    "text",
    [
        "# C++ and D++ {#c}\n\nI like C++ and ++ and D++11 very much.",
        "`==x==` and `++ctrl++` and `:material-nothing:`\n\n    [^1]: code\n\n~~~\n- [ ] code\n~~~",
        "if a==b or c == d then x===y",
        "~5 bis ~10 Minuten, 2^8 und 3^9, ^^ und ~~ allein",
        "Um 10:30:45 Uhr, a:b:c, http://x.example/:material-less",
        "Preis: $5 bis $7, $$$ und $$ und US$\\5",
        "$HOME und $PATH, $env.A = $env.B, $A+$B, von $5 = 4 € bis $6, \\$x\\$ und `$x$`",
        "Tippe :wq: und a::b::c, std::io:, /:name:/, um 10:zehn:30",
        ":zap: und :+1: und :white_check_mark:",
        "\\[^1] und \\=== nichts",
        "- [link](a.md) und [x](b.md)",
        "Hinweis!!! Warum??? Weil === gleich.",
        "Ein {Platzhalter} und {a: b} und { .5 }",
    ],
)
def test_what_only_looks_like_syntax_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "line", "about"),
    [
        ("A\n\n```mermaid\ngraph LR\n```\n", 3, "Mermaid"),
        ("A\n\n- x\n\n    ``` { .mermaid }\n    graph LR\n    ```\n", 5, "Mermaid"),
        ("A\n\n$$\nx^2\n$$\n", 3, "maths"),
        ("A $\\frac{1}{2}$ b", 1, "maths"),
        ("A $x$ b", 1, "maths"),
        ("Es gilt\n$a^2 + b^2 = c^2$, immer.", 2, "maths"),
        ("A :nonexistent: b", 1, "no such emoji"),
        ("A\nb :material-chek: c", 2, "no such icon"),
    ],
)
def test_what_nothing_here_can_draw_is_told(text: str, line: int, about: str) -> None:
    on = [*ON, *EXAMPLES]
    [(where, message)] = found(text, on)
    assert (where, about in message) == (line, True), message


def test_extensions_that_are_several_others_turn_these_on() -> None:
    assert found("T.[^1]\n\n*[A]: B\n", ["markdown.extensions.extra"]) == []
    assert [message for _, message in found("T.[^1]\n\nH~2~O\n", ["pymdownx.extra"])] != []


def test_each_line_is_told_once() -> None:
    assert len(found("==a== and ==b==\n\n==c==")) == 2


@pytest.mark.parametrize("scrap", ["{~~a~>a~~ ", "[^", "{++a ", "{>>a<< "])
def test_thousands_of_beginnings_in_one_line_are_read_once(scrap: str) -> None:
    text = scrap * 40_000  # each up to the end would take minutes
    assert [each.what for each in KNOWN if each.sign in text and each.pattern.search(text)] == []


@pytest.mark.parametrize("text", ["{~~old~>new~~}", "a {++new++} b", "{--old--}", "{==a==}{>>why<<}"])
def test_tracked_change_is_told(text: str) -> None:
    assert any(
        "tracked change" in each.message
        for each in check_syntax(parse(f"# A {{#a}}\n\n{text}\n"), extensions=(), has_icon=str.isupper, file="a.md")
    )
