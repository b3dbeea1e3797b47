"""The security policy: what it says, and that a page with anything it blocks is a problem with its line."""

import re

import pytest

from helpcentre.policy import for_header, for_page, without_styles
from helpcentre.scan import scan
from support import BuiltPage, Project


def test_the_policy_allows_nothing_inline_and_no_other_host() -> None:
    rules = dict(rule.split(" ", 1) for rule in for_page().split("; "))
    assert rules["default-src"] == "'none'"
    sources = {source for rule in rules.values() for source in rule.split()}
    assert sources == {"'none'", "'self'", "'wasm-unsafe-eval'", "data:"}
    assert [name for name, rule in rules.items() if "data:" in rule] == ["img-src"]


def test_only_a_header_can_forbid_frames() -> None:
    assert for_header() == f"{for_page()}; frame-ancestors 'none'"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<script>x()</script>", ("<script>",)),
        ('<script type="module">x()</script>', ("<script>",)),
        ('<script type="text/javascript">x()</script>', ("<script>",)),
        ('<script type="application/ld+json">{}</script><script src="a.js"></script>', ()),
        ('<script src="a.js" style="color: red"></script>', ('style="color: red"',)),
        ("<style>p { color: red }</style>", ("<style>",)),
        ('<p style="color: red">', ('style="color: red"',)),
        ('<p onClick="x()">once = 1', ("onclick=",)),
        ('<p/onclick="x()">a slash parts attributes too', ("onclick=",)),
        ('<a href="JavaScript:x()">', ('href="JavaScript:x()"',)),
        ("<p>one=1 on=2</p>", ()),
    ],
)
def test_what_stands_in_the_page_itself(html: str, found: tuple[str, ...]) -> None:
    assert scan(html, "p.html").inline == found


def test_blocked_things_are_problems_with_their_line(small: Project) -> None:
    text = '\nText <span style="color: red">rot</span>.\n'
    with (small.folder / "docs" / "de" / "topic" / "first.md").open("a", encoding="utf-8") as file:
        file.write(text)
    built = small.build()
    assert built.status == 1
    assert [line for line in built.warnings if "policy-blocked" in line] == [
        'docs/de/topic/first.md:17: policy-blocked: style="color: red" is blocked by the site\'s '
        "Content-Security-Policy (write it in a file below overrides/assets/)",
    ]


def test_columns_are_aligned_by_classes(small: Project) -> None:
    html = '<th style="text-align: right;">A</th><td style="text-align: left;">b</td><p style="text-align: left;">'
    expected = '<th class="hc-align-right">A</th><td class="hc-align-left">b</td><p style="text-align: left;">'
    assert without_styles(html) == expected
    with (small.folder / "docs" / "de" / "topic" / "second.md").open("a", encoding="utf-8") as file:
        file.write("\n| A | B |\n|--:|:-:|\n| 1 | 2 |\n")
    assert [line for line in small.build().warnings if "policy" in line] == []


def test_every_page_declares_the_policy_and_none_breaks_it(project: Project) -> None:
    for file in (project.folder / "site").rglob("*.html"):
        page = BuiltPage(file.read_text(encoding="utf-8"))
        if not page.tree.css("meta[http-equiv=refresh]"):
            assert page.attribute("meta[http-equiv='Content-Security-Policy']", "content") == for_page()
        assert scan(file.read_text(encoding="utf-8"), "p.html").inline == ()


def test_the_bundle_declares_none_since_files_have_no_origin(project: Project) -> None:
    start = (project.folder / "dist" / "helpcentre-agents" / "index.html").read_text(encoding="utf-8")
    assert not re.search("Content-Security-Policy", start)
