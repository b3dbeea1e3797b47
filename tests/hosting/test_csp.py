"""The security policy: what it says, and that a page with anything it blocks is a problem with its line."""

import re
from pathlib import Path

import pytest

from helpcentre.checks.csp import check_policy
from helpcentre.hosting.csp import (
    for_disk,
    for_disk_below_head,
    for_header,
    for_page,
    without_preloads,
    without_styles,
)
from helpcentre.output.page import PageRecord
from helpcentre.output.scan import scan
from support import BuiltPage, Project


def test_the_policy_allows_nothing_inline_and_no_other_host() -> None:
    rules = dict(rule.split(" ", 1) for rule in for_page().split("; "))
    assert rules["default-src"] == "'none'"
    sources = {source for rule in rules.values() for source in rule.split()}
    assert sources == {"'none'", "'self'", "data:"}
    assert [name for name, rule in rules.items() if "data:" in rule] == ["img-src"]


def test_policy_that_forbids_frames_is_in_the_header_only() -> None:
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
        ('<a rel="nofollow" href="\x01 java&Tab;script&colon;x()">', ('href="\x01 java\tscript:x()"',)),
        ('<form method="post" action="vbscript:x">', ('action="vbscript:x"',)),
        ('<svg><set to="javascript:x"/></svg>', ('to="javascript:x"',)),
        ('<svg><animate values="1;javascript:x"/></svg>', ('values="1;javascript:x"',)),
        ('<a href="?javascript:x">javascript:x</a><a href="java script:x">', ()),
        ('<img alt="x"onerror="x()">', ("onerror=",)),
        ('<img src="FILE://server/x.png">', ('src="FILE://server/x.png"',)),
        ("<hc-refused-SCRIPT src=x></hc-refused-SCRIPT>", ("<script>",)),
        ("<hc-refused-picture><img hc-refused-srcset=a.png src=b.png></hc-refused-picture>", ()),
        ("<p>one=1 on=2</p>", ()),
    ],
)
def test_scan_finds_what_the_policy_blocks_in_a_page(html: str, found: tuple[str, ...]) -> None:
    assert scan(html, "p.html").inline == found


@pytest.mark.parametrize(
    ("markdown", "html", "line", "about"),
    [
        ("A\n\nThe <your_port> of it", "<hc-refused-your_port>", 3, "readers do not see it"),
        ("A\n\n<IFRAME src=x>", "<hc-refused-iframe src=x>", 3, "security policy"),
        ("A\n\n**Sort** {Get-Random}", '<b hc-refused-get-random="">', 3, "text in braces"),
        ('A <b style="color: red">', '<b style="color: red">', 1, "extra_css"),
    ],
)
def test_what_was_meant_as_text_is_told_as_such(
    markdown: str, html: str, line: int, about: str, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text(markdown, encoding="utf-8")
    record = PageRecord("en", "en", "a.md", "a.html", "a.html", "a.md", "A", None)
    (problem,) = check_policy({"a.html": scan(html, "a.html")}, [record], project_dir=tmp_path)
    assert (problem.file, problem.line, about in f"{problem.message} ({problem.fix})") == ("a.md", line, True)


def test_element_that_the_policy_blocks_is_a_problem_with_its_line(small: Project) -> None:
    text = '\nText <span style="color: red">rot</span>.\n'
    with (small.folder / "docs" / "de" / "topic" / "first.md").open("a", encoding="utf-8") as file:
        file.write(text)
    built = small.build()
    assert built.status == 1
    assert [line for line in built.warnings if "policy-blocked" in line] == [
        'docs/de/topic/first.md:17: policy-blocked: style="color: red" is refused under the site\'s '
        "security policy (remove it; scripts and styles are files that extra_javascript and extra_css name)",
    ]


def test_columns_of_tables_are_aligned_by_classes(small: Project) -> None:
    html = '<th style="text-align: right;">A</th><td style="text-align: left;">b</td><p style="text-align: left;">'
    expected = '<th class="hc-align-right">A</th><td class="hc-align-left">b</td><p style="text-align: left;">'
    assert without_styles(html) == expected
    with (small.folder / "docs" / "de" / "topic" / "second.md").open("a", encoding="utf-8") as file:
        file.write("\n| A | B |\n|--:|:-:|\n| 1 | 2 |\n")
    assert [line for line in small.build().warnings if "policy" in line] == []


def test_every_page_declares_the_policy_and_none_breaks_it(project: Project) -> None:
    for file in (project.folder / "site").rglob("*.html"):
        page = BuiltPage(file.read_text(encoding="utf-8"))
        assert page.attributes("meta[http-equiv='Content-Security-Policy']", "content") == [for_page()], file
        assert scan(file.read_text(encoding="utf-8"), "p.html").inline == ()


def test_no_page_of_the_bundle_breaks_its_policy(project: Project) -> None:
    pages = list((project.folder / "dist" / "helpcentre-agents").rglob("*.html"))
    assert len(pages) > 100
    for file in pages:
        text = file.read_text(encoding="utf-8")
        told = BuiltPage(text).attributes("head meta[http-equiv]:not([http-equiv=refresh])", "content")
        assert told == [for_disk(), for_disk_below_head()], file
        assert scan(text, "p.html").inline == (), file


def test_policy_on_disk_allows_no_host_and_no_script_of_the_text() -> None:
    sources = {source for rule in (for_disk(), for_disk_below_head()) for source in re.split("[ ;]+", rule)}
    assert not [source for source in sources if "unsafe" in source]
    assert not [source for source in sources if "://" in source or source in ("*", "file:", "http:", "https:")]
    assert "'self'" not in for_disk_below_head()


def test_picture_on_disk_has_one_address_and_links_are_all_checked() -> None:
    html = '<picture><source srcset="a.png 2x"><IMG src="b.png"SRCSET = "c.png"></Picture><p data-srcset="d">a picture'
    expected = (
        '<hc-refused-picture><source hc-refused-srcset="a.png 2x"><IMG src="b.png"hc-refused-SRCSET = "c.png">'
        '</hc-refused-Picture><p data-srcset="d">a picture'
    )
    assert without_preloads(html) == expected
    assert [use.url for use in scan(expected, "p.html").uses] == ["a.png", "b.png", "c.png"]


def test_text_that_the_policy_blocks_is_named_with_its_line_in_both_editions(small: Project) -> None:
    planted = [
        '<script src="own.js"></script>',
        '<meta http-equiv="refresh" content="0; url=https://example.com/">',
        '<a href=" java&#115;cript:x()" rel="nofollow">x</a>',
        "[x](<javascript:y()>)",
        '<div><img src="../../assets/picture.svg" alt="x"onLoad="x()"></div>',
        '<p><button formaction="javascript:z()">x</button></p>',
        '<form action="https://example.com/"></form>',
        "<plaintext>",
        '<svg><a xlink:href="javascript:w()"><text>x</text></a></svg>',
        '<img src="file://server.example/x.png" alt="x">',
        "<p data-search>x</p>",
    ]
    with (small.folder / "docs" / "de" / "topic" / "first.md").open("a", encoding="utf-8") as file:
        file.write("\n" + "\n\n".join(planted) + "\n")
    lines = small.read("docs/de/topic/first.md").splitlines()
    expected = {f"docs/de/topic/first.md:{lines.index(each) + 1}" for each in planted}
    for arguments in ((), ("-f", "agents.yml")):
        built = small.mkdocs("build", "--strict", *arguments)
        assert built.status == 1
        told = [line.split(": ")[0] for line in built.warnings if ": policy-blocked: " in line]
        assert (len(told), set(told)) == (len(planted), expected)
