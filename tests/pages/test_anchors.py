"""Ids for steps and links beside them: what a page's HTML becomes."""

from collections import Counter

import pytest
from markdown import Markdown

from addressed_pages import GERMAN
from helpcentre.content.ui_strings import Strings
from helpcentre.pages.anchors import DeepLinks
from support import BuiltPage, Project

WORDS = Strings({"copy_link": "Link to {title}", "copy_step": "Link to step {number}"})


def page(text: str) -> BuiltPage:
    markdown = Markdown(extensions=["attr_list", "md_in_html", "sane_lists", "tables", "toc", DeepLinks(WORDS, GERMAN)])
    return BuiltPage(markdown.convert(text))


def test_a_step_is_numbered_within_its_section() -> None:
    found = page("# A {#top}\n\n1. a\n\n## B {#one}\n\n1. b\n2. c\n\nor\n\n3. d\n\n## C {#two}\n\n1. e\n\n    more\n")
    assert found.attributes(".hc-steps > li", "id") == [
        "top-step-1", "one-step-1", "one-step-2", "one-step-3", "two-step-1",
    ]  # fmt: skip
    labels = found.attributes("li > .hc-link", "aria-label")
    assert labels == [f"Link to step {number}" for number in (1, 1, 2, 3, 1)]
    assert found.attributes("li > .hc-link", "href")[3] == "#one-step-3"


@pytest.mark.parametrize(("start", "first"), [("3", 3), ("-1", -1), ("x", 1), ("9" * 5000, 1), ("", 1), ("²", 1)])
def test_steps_begin_with_the_number_that_browsers_show(start: str, first: int) -> None:
    found = page(f'# A {{#a}}\n\n<ol start="{start}" markdown>\n<li markdown>a</li>\n<li markdown>b</li>\n</ol>\n')
    labels = found.attributes("li > .hc-link", "aria-label")
    assert labels == [f"Link to step {number}" for number in (first, first + 1)]


def test_a_step_without_a_heading_above_has_its_number_alone() -> None:
    assert page("1. a\n").attributes(".hc-steps > li", "id") == ["step-1"]


@pytest.mark.parametrize(
    "text",
    [
        "- x\n\n    1. a\n",
        '<details class="hc-aside" id="x" markdown="block">\n\n1. b\n\n</details>\n',
        '<details class="hc-aside" id="x" markdown="block">\n\n> 1. b\n\n</details>\n',
        "<!-- <ol><li>c</li></ol> -->\n",
        "<ol><li>written as HTML</li></ol>\n",
    ],
)
def test_what_stands_in_another_list_or_in_a_reply_or_is_html_is_no_step(text: str) -> None:
    assert page(text).tree.css(".hc-steps, .hc-link, li[id]") == []


@pytest.mark.parametrize("box", ['<div markdown="block">\n\n{}\n\n</div>\n', "> {}\n"])
def test_a_list_in_another_box_has_steps(box: str) -> None:
    assert page(box.format("1. a")).attributes(".hc-steps > li", "id") == ["step-1"]


def test_a_list_in_a_step_stays_as_it_is_and_the_next_step_counts_on() -> None:
    found = page("## A {#s}\n\n1. a\n    1. b\n    - c\n2. d\n")
    assert found.attributes("li[id]", "id") == ["s-step-1", "s-step-2"]


def test_step_with_an_id_of_its_own_keeps_it() -> None:
    found = page("## A {#s}\n\n1. a\n{: #mine }\n2. b\n")
    assert found.attributes("li > .hc-link", "href") == ["#mine", "#s-step-2"]


def test_a_heading_has_a_link_that_names_it_and_adds_no_text() -> None:
    found = page('# Top\n\n## Say *"no"* &amp; <b>go</b> `<x>` {#a}\n\n### B {#b}\n\n#### C {#c}\n')
    assert found.attributes(".hc-link", "aria-label") == ['Link to Say "no" & go <x>', "Link to B"]
    assert found.attributes("h2 + .hc-link, h3 + .hc-link", "href") == ["#a", "#b"]
    assert [node.text() for node in found.tree.css(".hc-link")] == ["", ""]


@pytest.mark.parametrize(
    ("heading", "label"),
    [("![Wheel](x.svg)", "Wheel"), ('A <span title="a>b">x</span>', "A x"), ("A \\* &amp; B", "A * & B")],
)
def test_link_of_a_heading_is_named_by_what_the_heading_says(heading: str, label: str) -> None:
    assert page(f"## {heading} {{#a}}\n").attributes(".hc-link", "aria-label") == [f"Link to {label}"]


def test_steps_have_the_same_ids_in_every_language(project: Project) -> None:
    pages = {
        file.relative_to(project.folder / "site").as_posix(): BuiltPage(file.read_text(encoding="utf-8"))
        for file in (project.folder / "site").rglob("index.html")
    }
    ids = [tuple(page.attributes(".hc-steps > li", "id")) for page in pages.values()]
    with_steps = Counter(steps for steps in ids if steps)
    assert set(with_steps.values()) == {12}, "each page with steps has the same ones in all languages"
    assert any("contact-support-step-2" in steps for steps in with_steps)


def test_a_deep_link_to_a_step_is_checked(small: Project) -> None:
    text = small.read("docs/de/topic/first.md")
    small.write({"de/topic/first.md": f"{text}\n1. A\n2. B\n\n[x](#deep-step-2)\n"})
    assert [line for line in small.build().warnings if "-step-" in line] == []
    small.edit("docs/de/topic/first.md", "#deep-step-2", "#deep-step-3")
    assert [line.split(": ")[:2] for line in small.build().warnings if "-step-" in line] == [
        ["docs/de/topic/first.md:20", "anchor-missing"]
    ]


def test_links_of_many_headings_stand_behind_each() -> None:
    found = page("# A {#a}\n\n" + "".join(f"## B {{#b{number}}}\n\ntext\n\n" for number in range(2_000)))
    tags = [node.tag for node in found.first("body").iter()]
    assert tags == ["h1", *["h2", "a", "p"] * 2_000]
