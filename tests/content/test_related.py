"""Most asked and related pages: titles per language, and entries that lead nowhere."""

import pytest

from support import Project

HOME = "docs/de/index.md"


def list_only(project: Project) -> None:
    """Let the home page have no topics, whose pages are no further links above them."""
    project.edit("base.yml", "    edition: public\n", "    edition: public\n    home_sections: [most_asked]\n")


def point(project: Project, key: str, *entries: str) -> None:
    project.edit(HOME, "order: 0\n", f"order: 0\n{key}:\n" + "".join(f"  - {entry}\n" for entry in entries))


def test_related_titles_are_the_headings_of_the_language(small: Project) -> None:
    point(small, "most_asked", "topic/first.md#deep", "topic/second.md", "topic/first.md")
    list_only(small)
    built = small.build()
    assert built.status == 0, built.output
    german, english = small.page("site/index.html"), small.page("site/en/index.html")
    assert [node.text() for node in german.tree.css(".hc-most-asked a")][::2] == ["Tiefer Abschnitt", "Die erste Seite"]
    assert [node.text() for node in english.tree.css(".hc-most-asked a")][::2] == ["Deep section", "The first page"]
    assert english.attributes(".hc-most-asked a", "href")[0] == "topic/first/#deep"


def test_most_asked_page_that_is_a_card_below_is_no_link_above(small: Project) -> None:
    point(small, "most_asked", "topic/first.md#deep", "topic/second.md", "topic/first.md")
    small.build()
    home = small.page("site/index.html")
    assert [node.text() for node in home.tree.css(".hc-most-asked a")] == ["Tiefer Abschnitt"]
    assert len(home.tree.css(".hc-card-title")) > 1


def test_titles_name_the_page_then_its_topics_then_the_site(small_site: Project) -> None:
    name = small_site.page("site/index.html").first(".hc-brand").text().strip()
    topic = small_site.page("site/topic/index.html").first("title").text()
    page = small_site.page("site/topic/first/index.html").first("title").text()
    assert topic.count(" – ") == 1
    assert page == f"Erste Seite – {topic}"
    assert small_site.page("site/index.html").first("title").text() == " – ".join(reversed(topic.split(" – ")))
    assert topic.endswith(f" – {name}")


def test_related_page_that_is_not_translated_has_its_own_language(small: Project) -> None:
    (small.folder / "docs/ar/topic/second.md").unlink(missing_ok=True)
    point(small, "most_asked", "topic/second.md")
    list_only(small)
    small.build()
    entry = small.page("site/ar/index.html").first(".hc-most-asked li")
    assert entry.attributes["lang"] == "de"
    assert entry.attributes["dir"] == "ltr"


def test_changed_heading_changes_the_entries_that_point_to_it(small: Project) -> None:
    point(small, "most_asked", "topic/first.md#deep")
    small.build()
    small.edit("docs/de/topic/first.md", "## Tiefer Abschnitt", "## Tieferer Abschnitt")
    small.build()
    assert "Tieferer Abschnitt" in small.read("site/index.html")


@pytest.mark.parametrize("key", ["most_asked", "related"])
@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("topic/frist.md", "link-target-missing: topic/frist.md: there is no such page; did you mean topic/first.md?"),
        (
            "topic/first.md#depp",
            "anchor-missing: topic/first.md#depp: the page has no such heading; did you mean deep?",
        ),
    ],
)
def test_related_entry_that_leads_nowhere_is_named_with_its_line(
    key: str, entry: str, problem: str, small: Project
) -> None:
    point(small, key, "topic/second.md", entry)
    assert [line.replace(" (", "; ").rstrip(")") for line in small.build().warnings] == [f"{HOME}:8: {problem}"]


def test_related_entry_with_a_former_id_is_told_the_present_one(small: Project) -> None:
    point(small, "related", "topic/first.md#low")
    for code in ("de", "en", "ar"):
        small.edit(f"docs/{code}/topic/first.md", "{#deep}", "{#below former=low}")
    told = [line for line in small.build().warnings if "anchor-missing: topic/first.md#low" in line]
    assert [line.partition(" (")[2] for line in told] == ["did you mean below?)"]


def test_related_list_of_something_else_is_refused(small: Project) -> None:
    small.edit(HOME, "order: 0\n", "order: 0\nmost_asked: { a: b }\n")
    built = small.build()
    assert built.status == 1
    assert "docs/de/index.md:6: most_asked: expected a list of pages" in built.output
    assert "Traceback" not in built.output


def test_related_pages_stand_below_the_text(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "order: 1\n", "order: 1\nrelated: topic/second.md\n")
    assert small.build().status == 0
    page = small.page("site/en/topic/first/index.html")
    assert page.attributes(".hc-related a", "href") == ["../second/"]
    assert not small.page("site/topic/second/index.html").tree.css(".hc-related")
