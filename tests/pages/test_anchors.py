"""Ids for steps and links beside them: what a page's HTML becomes."""

from helpcentre.content.ui_strings import Strings
from helpcentre.pages.anchors import with_deep_links
from support import BuiltPage, Project

WORDS = Strings({"copy_link": "Link to {title}", "copy_step": "Link to step {number}"})


def page(html: str) -> BuiltPage:
    return BuiltPage(with_deep_links(html, WORDS))


def test_a_step_is_numbered_within_its_section() -> None:
    found = page(
        '<h1 id="top">A</h1><ol><li>a</li></ol><h2 id="one">B</h2><ol><li>b</li><li>c</li></ol><p>or</p>'
        '<ol start="3"><li>d</li></ol><h2 id="two">C</h2><ol><li>e</li></ol>'
    )
    assert found.attributes(".hc-steps > li", "id") == [
        "top-step-1", "one-step-1", "one-step-2", "one-step-3", "two-step-1",
    ]  # fmt: skip
    labels = found.attributes("li > .hc-link", "aria-label")
    assert labels == [f"Link to step {number}" for number in (1, 1, 2, 3, 1)]
    assert found.attributes("li > .hc-link", "href")[3] == "#one-step-3"


def test_what_stands_in_another_list_or_in_a_reply_is_no_step() -> None:
    html = (
        "<ul><li><ol><li>a</li></ol></li></ul>"
        '<details class="hc-aside" id="x"><ol><li>b</li></ol></details><!-- <ol><li>c</li></ol> -->'
    )
    assert with_deep_links(html, WORDS) == html


def test_a_list_in_a_step_stays_as_it_is_and_the_next_step_counts_on() -> None:
    found = page('<h2 id="s">A</h2><ol><li>a<ol><li>b</li></ol><ul><li>c</li></ul></li><li>d</li></ol>')
    assert found.attributes("li[id]", "id") == ["s-step-1", "s-step-2"]


def test_step_with_an_id_of_its_own_keeps_it() -> None:
    found = page('<h2 id="s">A</h2><ol><li id="mine">a</li><li>b</li></ol>')
    assert found.attributes("li > .hc-link", "href") == ["#mine", "#s-step-2"]


def test_a_heading_has_a_link_that_names_it_and_adds_no_text() -> None:
    found = page('<h2 id="a">Say <em>"no"</em> &amp; go</h2><h2>without</h2><h3 id="b">B</h3>')
    assert found.attributes(".hc-link", "aria-label") == ['Link to Say "no" & go', "Link to B"]
    assert [node.text() for node in found.tree.css(".hc-link")] == ["", ""]


def test_steps_have_the_same_ids_in_every_language(project: Project) -> None:
    pages = {
        file.relative_to(project.folder / "site").as_posix(): BuiltPage(file.read_text(encoding="utf-8"))
        for file in (project.folder / "site").rglob("index.html")
    }
    ids = {name: page.attributes(".hc-steps > li", "id") for name, page in pages.items()}
    with_steps = [found for found in ids.values() if found]
    assert len(with_steps) == 12
    assert with_steps == [with_steps[0]] * 12
    assert "contact-support-step-2" in with_steps[0]


def test_a_deep_link_to_a_step_is_checked(small: Project) -> None:
    text = small.read("docs/de/topic/first.md")
    small.write({"de/topic/first.md": f"{text}\n1. A\n2. B\n\n[x](#deep-step-2)\n"})
    assert [line for line in small.build().warnings if "-step-" in line] == []
    small.edit("docs/de/topic/first.md", "#deep-step-2", "#deep-step-3")
    assert [line.split(": ")[:2] for line in small.build().warnings if "-step-" in line] == [
        ["docs/de/topic/first.md:20", "anchor-missing"]
    ]
