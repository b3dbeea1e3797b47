"""The pages of the rules: each rule has one, each has its sections, and what they show is true."""

import re

import pytest

from helpcentre.diagnostics.problem import HelpcentreError, Rule
from helpcentre.diagnostics.rule_pages import (
    PAGES,
    SECTIONS,
    example,
    explain,
    find_rule,
    list_rules,
    sections,
    summary,
)

HOW = "write hooks/helpcentre/diagnostics/rules/<code>.md, as CONTRIBUTING.md says under 'Add a check'"


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert sorted(page.name for page in PAGES.iterdir()) == sorted(f"{rule.code}.md" for rule in Rule), HOW


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.code)
def test_a_page_has_its_sections_in_order_and_none_is_empty(rule: Rule) -> None:
    found = sections(explain(rule))
    assert tuple(found) == SECTIONS
    assert all(len(text.split()) > 4 for text in found.values())


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.code)
def test_the_example_is_a_line_of_a_report(rule: Rule) -> None:
    assert re.fullmatch(rf"[^\s:]+(?::\d+)?: {rule.code}: .+ \(.+\)", example(rule))


def test_the_summary_is_the_first_section_as_one_line() -> None:
    assert summary(Rule.HEADING_ID_MISSING).startswith("The rule reports a heading without an id of its own")
    assert "\n" not in summary(Rule.HEADING_ID_MISSING)


def test_a_suppression_is_offered_only_where_it_has_an_effect() -> None:
    assert "allow: #" in explain(Rule.LINK_REDIRECTED)
    assert "allow: #" not in explain(Rule.EXCEPTION_UNUSED)


def test_the_list_has_one_line_for_each_rule() -> None:
    assert [line.split()[0] for line in list_rules().splitlines()] == sorted(rule.code for rule in Rule)


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        ("link-redirectd", "did you mean link-redirected?"),
        ("LINK-REDIRECTED", "did you mean link-redirected?"),
        ("xyz", "run: helpcentre explain"),
    ],
)
def test_an_unknown_rule_is_an_error_that_names_the_nearest(code: str, fix: str) -> None:
    with pytest.raises(HelpcentreError, match=re.escape(f"there is no rule {code!r} ({fix})")):
        find_rule(code)
