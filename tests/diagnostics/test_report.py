"""Findings as people and tools read them."""

import json

from helpcentre.diagnostics.problem import HelpcentreError, Rule, problem
from helpcentre.diagnostics.report import as_json, as_line, as_text, count_by_rule

FOUND = [
    problem(Rule.ANCHOR_MISSING, file="docs/de/b.md", line=12, message="no #x", fix="did you mean y?"),
    problem(Rule.ANCHOR_MISSING, file="docs/de/b.md", line=3, message="no #ü", fix="use another"),
    problem(Rule.EXCEPTION_UNUSED, file="a.yml", message="idle", fix="remove it"),
]


def test_text_is_grouped_by_file_and_counted() -> None:
    assert as_text([*FOUND, *FOUND]) == (
        "a.yml\n  warning: exception-unused: idle (remove it)\n"
        "docs/de/b.md\n  docs/de/b.md:3: error: anchor-missing: no #ü (use another)\n"
        "  docs/de/b.md:12: error: anchor-missing: no #x (did you mean y?)\n"
        "2 errors, 1 warning in 2 files\nhelpcentre explain RULE says more about a problem"
    )
    assert as_text([]) == "no problems"
    assert as_text(FOUND[:1]).splitlines()[-2] == "1 error in 1 file"


def test_colours_are_put_on_for_a_terminal_only() -> None:
    assert "\033[31merror\033[0m: anchor-missing" in as_text(FOUND, coloured=True)
    assert "\033" not in as_text(FOUND)


def test_json_has_all_fields() -> None:
    assert json.loads(as_json(FOUND))[1] == {
        "file": "docs/de/b.md", "line": 3, "code": "anchor-missing", "level": "error",
        "message": "no #ü", "fix": "use another",
    }  # fmt: skip


def test_a_line_of_the_build_names_the_place_first() -> None:
    assert as_line(FOUND[0]) == "docs/de/b.md:12: anchor-missing: no #x (did you mean y?)"


def test_signs_that_steer_a_terminal_are_shown_as_escapes() -> None:
    hostile = problem(
        Rule.LINK_EXTERNAL_BROKEN, file="a\x1b.md", line=1, message="500 \x1b]0;x\x07\u202eb", fix="\x9b2J"
    )
    for text in (as_line(hostile), as_text([hostile])):
        assert not [sign for sign in text if sign in "\x1b\x07\x9b\u202e"]
        assert r"500 \x1b]0;x\x07\u202eb" in text


def test_many_problems_are_counted_by_their_rules_the_most_frequent_first() -> None:
    many = [problem(Rule.ANCHOR_MISSING, file="a.md", line=line, message="m", fix="f") for line in range(1, 21)]
    more = [problem(rule, file="b.md", message="m", fix="f") for rule in (Rule.PAGE_EMPTY, Rule.LINK_EMPTY)]
    assert count_by_rule(many[:19]) == []
    assert count_by_rule([*more, *many]) == [
        "    20 errors: anchor-missing",
        "     1 error: link-empty",
        "     1 warning: page-empty",
    ]


def test_error_is_one_line_without_signs_that_terminals_act_on() -> None:
    error = HelpcentreError("x\n  y\x1b[2J\u202ez\udcff\u2028b", fix="a\r\nb", file="d\n.md", line=1)
    assert str(error) == r"d .md:1: x y\x1b[2J\u202ez\udcff b (a b)"
